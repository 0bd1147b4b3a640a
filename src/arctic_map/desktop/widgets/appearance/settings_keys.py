"""Keys of stored settings, without the import of all settings."""

from __future__ import annotations

from arctic_map.model.style import THEMES, Theme

THEME = "theme"
"""Stored separately, because the first paint needs it."""
SHARED = "settings"
"""All other settings in one text, which exists only while one of them differs from its default."""


def theme_in(stored: object) -> Theme | None:
    """Return the stored theme; None, which follows the system, for any other value."""
    return next((theme for theme in THEMES if theme == stored), None)
