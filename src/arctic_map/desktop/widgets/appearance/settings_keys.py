"""Where settings are kept, for those who must not wait for the record of all of them."""

from __future__ import annotations

from arctic_map.model.style import THEMES, Theme

THEME = "theme"
"""Stands alone: the first paint needs it."""
SHARED = "settings"
"""All others in one text, which is there only while one of them is not the usual one."""


def theme_in(kept: object) -> Theme | None:
    """What was kept as the theme; None, which follows the system, for anything that is none."""
    return next((theme for theme in THEMES if theme == kept), None)
