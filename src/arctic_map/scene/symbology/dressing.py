"""The look that a reader sees: light or dark, as strong and with letters as large as they like."""

from dataclasses import replace
from functools import lru_cache

from arctic_map.model.preferences import Preferences
from arctic_map.model.style import Lettering, Look, Theme
from arctic_map.model.symbology import Symbology
from arctic_map.scene.symbology import looks

SPREAD, MODERATE = 1.0, 0.4
"""From so much space between its letters (px) on a name is spread over what it names; the part of the text's
growth that such a name takes: in more a country has no room for its own."""
KEPT = 32
"""Looks that are kept, so that a look that has not changed is the same object."""


def look_of(symbology: Symbology, theme: Theme, preferences: Preferences) -> Look:
    return _dressed(symbology, theme, preferences.high_contrast, preferences.text_size)


def grey_look(symbology: Symbology, preferences: Preferences) -> Look:
    """The light look in shades of grey, for print."""
    if not preferences.high_contrast:
        return looks.grey_look(symbology)
    strong = look_of(symbology, "light", preferences.on_paper)
    return replace(looks.greyscale(strong, symbology), high_contrast=True)


def enlarged(type: Lettering, text_size: int) -> Lettering:
    """Letters as large as the text, in per cent of its usual size, or less."""
    if text_size == 100:
        return type
    growth = (text_size / 100 - 1.0) * (MODERATE if type.spacing >= SPREAD else 1.0)
    return replace(type, size=type.size * (1.0 + growth), spacing=type.spacing * (1.0 + growth))


@lru_cache(maxsize=KEPT)
def _dressed(symbology: Symbology, theme: Theme, high: bool, text_size: int) -> Look:
    if high:
        # Few readers want it.
        from arctic_map.scene.symbology.contrast import high_contrast

        look = high_contrast(symbology, theme)
    else:
        look = looks.look(symbology, theme)
    if text_size == 100:
        return look
    styles = {
        id: replace(style, lettering=style.lettering and enlarged(style.lettering, text_size))
        for id, style in look.styles.items()
    }
    return replace(look, styles=styles, text_size=text_size)
