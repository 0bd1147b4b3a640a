"""The look that a reader sees: light or dark, as strong and with letters as large as he wishes."""

from dataclasses import replace
from functools import cache

from arctic_map.model.preferences import Preferences
from arctic_map.model.style import Lettering, Look, Theme
from arctic_map.scene.symbology.looks import GREYSCALE, LOOKS, greyscale


def look_of(theme: Theme, preferences: Preferences) -> Look:
    return _dressed(theme, preferences.high_contrast, preferences.text_size)


def grey_look(preferences: Preferences) -> Look:
    """The light look in shades of grey, for print."""
    if not preferences.high_contrast:
        return GREYSCALE
    return replace(greyscale(look_of("light", preferences.on_paper)), high_contrast=True)


def enlarged(type: Lettering, text_size: int) -> Lettering:
    """Letters in per cent of their usual size."""
    if text_size == 100:
        return type
    return replace(type, size=type.size * text_size / 100, spacing=type.spacing * text_size / 100)


@cache
def _dressed(theme: Theme, high: bool, text_size: int) -> Look:
    look = LOOKS[theme]
    if high:
        from arctic_map.scene.symbology.contrast import high_contrast

        look = high_contrast(look)
    if text_size == 100:
        return look
    styles = {
        id: replace(style, lettering=style.lettering and enlarged(style.lettering, text_size))
        for id, style in look.styles.items()
    }
    return replace(look, styles=styles, text_size=text_size)
