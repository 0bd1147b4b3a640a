"""The look that a reader sees: light or dark, as strong and with letters as large as they like."""

from dataclasses import replace
from functools import lru_cache

from arctic_map.model.preferences import Preferences
from arctic_map.model.style import Lettering, Look
from arctic_map.model.symbology import Symbology
from arctic_map.model.theme import Theme
from arctic_map.scene.symbology import looks

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
    """Letters in per cent of their usual size."""
    if text_size == 100:
        return type
    return replace(type, size=type.size * text_size / 100, spacing=type.spacing * text_size / 100)


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
