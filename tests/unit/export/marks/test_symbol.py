"""Symbols of the legend and of the panel."""

import os
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.looks import LIGHT, OTHER_MONTHS, WORDS

from arctic_map.content.symbology.style_table import built_in
from arctic_map.export.marks import symbol
from arctic_map.model.style import Style
from arctic_map.scene.symbology.looks import look

GOLDEN = Path(__file__).parents[3] / "golden" / "symbols.txt"


def test_symbols_of_different_styles_differ() -> None:
    drawn = {symbol.icon(style, LIGHT) for style in WORDS}
    assert len(drawn) == len(WORDS)


def test_the_symbol_of_every_style_is_the_golden_one() -> None:
    whole = look(built_in(), "light")
    shown = [each for each in (*whole.styles, *whole.palette.items, "relief") if each not in OTHER_MONTHS]
    made = "".join(f"{style}: {symbol.mark(style, whole, 3, 5, 40, 20)}\n" for style in shown)
    if "WRITE_GOLDEN" in os.environ:
        GOLDEN.write_text(made, encoding="utf-8")
    assert made == GOLDEN.read_text(encoding="utf-8")


def drawn(style: Style) -> str:
    own = replace(LIGHT, styles={**LIGHT.styles, "own": style})
    return symbol.mark("own", own, 3, 5, 40, 20)


@pytest.mark.parametrize(
    ("style", "ends"),
    [(Style(stroke="#102030", width=1.0), 1.0), (Style(stroke="#102030", width=6.0), 3.0),
     (Style(stroke="#102030", width=6.0, casing="#ffffff", casing_width=9.0), 4.5)],
)  # fmt: skip
def test_the_round_ends_of_a_line_stay_within_the_box(style: Style, ends: float) -> None:
    assert f'd="M{3 + ends:.2f} 15.00L{43 - ends:.2f} 15.00"' in drawn(style)


def test_an_icon_is_a_picture_of_its_own_size() -> None:
    root = ElementTree.fromstring(symbol.icon("country", LIGHT, width=40, height=20))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("40", "20", "0 0 40 20")
