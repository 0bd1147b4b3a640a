"""The program's own colours: words of panels, the ledger's too, can be read on every ground they stand on."""

from itertools import product

import pytest
from PySide6.QtGui import QPalette

from arctic_map.desktop.widgets.theming import palette
from arctic_map.model.style import Theme
from arctic_map.scene.symbology.colours import contrast

Role = QPalette.ColorRole
WORDS = (Role.Text, Role.WindowText, Role.PlaceholderText, Role.Link)
GROUNDS = (Role.Base, Role.AlternateBase, Role.Window)
READABLE = 4.5
"""Of words, by WCAG 2.2."""


@pytest.mark.parametrize("high", [False, True], ids=["usual", "high"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_and_dim_words_stand_out_from_every_ground(theme: Theme, high: bool) -> None:
    colours = palette(theme, high_contrast=high)
    found = {
        (word.name, ground.name): round(contrast(colours.color(word).name(), colours.color(ground).name()), 2)
        for word, ground in product(WORDS, GROUNDS)
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < READABLE} == {}
