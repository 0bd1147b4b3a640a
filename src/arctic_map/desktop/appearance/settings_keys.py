"""Where settings are kept, for those who must not wait for the record of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arctic_map.model.style import Theme

THEME = "theme"
"""Stands alone: the first paint needs it."""
SHARED = "settings"
"""All others in one text, which is there only while one of them is not the usual one."""
THEMES: tuple[Theme, ...] = ("light", "dark")


def theme_in(kept: object) -> Theme | None:
    """What was kept as the theme; None, which follows the system, for anything that is none."""
    return next((theme for theme in THEMES if theme == kept), None)
