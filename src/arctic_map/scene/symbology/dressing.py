"""The look for the preferences: light or dark, contrast and text size."""

from dataclasses import replace
from functools import lru_cache

from arctic_map.model.preferences import Preferences
from arctic_map.model.style import Lettering, Look, Theme
from arctic_map.model.symbology import Symbology
from arctic_map.scene.symbology import looks

SPREAD, MODERATE = 1.0, 0.4
"""Names with SPREAD px between letters are spread over their area; they grow by MODERATE of the text size."""
CACHE_SIZE = 32
"""Maximum number of cached looks; an unchanged look is the same object."""


def look_of(symbology: Symbology, theme: Theme, preferences: Preferences) -> Look:
    """The look of a theme for these preferences, cached."""
    return _dressed(symbology, theme, preferences.high_contrast, preferences.text_size)


def grey_look(symbology: Symbology, preferences: Preferences) -> Look:
    """The light look in greyscale, for print."""
    if not preferences.high_contrast:
        return looks.grey_look(symbology)
    strong = look_of(symbology, "light", preferences.on_paper)
    return replace(looks.greyscale(strong, symbology), high_contrast=True)


def enlarged(type: Lettering, text_size: int) -> Lettering:
    """The lettering for a text size in per cent; widely spaced names grow less."""
    if text_size == 100:
        return type
    growth = (text_size / 100 - 1.0) * (MODERATE if type.spacing >= SPREAD else 1.0)
    return replace(type, size=type.size * (1.0 + growth), spacing=type.spacing * (1.0 + growth))


@lru_cache(maxsize=CACHE_SIZE)
def _dressed(symbology: Symbology, theme: Theme, high: bool, text_size: int) -> Look:
    if high:
        from arctic_map.scene.symbology.high_contrast import high_contrast  # late, as few readers use it

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
