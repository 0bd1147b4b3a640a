"""What the reader has set once and for all, as it is kept beside the window's place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from arctic_map.model.preferences import (
    COORDINATES,
    NAMES,
    TEXT_SIZES,
    UNITS,
    Coordinates,
    Names,
    Preferences,
    Units,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSettings

    from arctic_map.model.style import Theme

THEME, OTHERS = "theme", "settings"
"""Keys: the theme stands alone, the others in one text, which is not there while all of them are usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    theme: Theme | None = None
    """None follows the system; so does contrast."""
    high_contrast: bool | None = None
    text_size: int = 100
    units: Units = "km"
    coordinates: Coordinates = "minutes"
    names: Names = "en"

    def preferences(self, *, system_contrast: bool) -> Preferences:
        """What maps are made by; `system_contrast` is whether the system asks for high contrast."""
        return Preferences(
            units=self.units,
            coordinates=self.coordinates,
            text_size=self.text_size,
            names=self.names,
            high_contrast=system_contrast if self.high_contrast is None else self.high_contrast,
        )


def read(kept: QSettings) -> Settings:
    """What was kept; the usual for what was not or cannot be read."""
    theme = kept.value(THEME)
    try:
        said = json.loads(str(kept.value(OTHERS) or "{}"))
    except ValueError:
        said = {}
    if not isinstance(said, dict):
        said = {}
    contrast = said.get("high_contrast")
    return Settings(
        theme="light" if theme == "light" else "dark" if theme == "dark" else None,
        high_contrast=contrast if isinstance(contrast, bool) else None,
        text_size=_one_of(TEXT_SIZES, said.get("text_size")),
        units=_one_of(UNITS, said.get("units")),
        coordinates=_one_of(COORDINATES, said.get("coordinates")),
        names=_one_of(NAMES, said.get("names")),
    )


def write(kept: QSettings, settings: Settings) -> None:
    kept.setValue(THEME, settings.theme or "")
    usual = Settings()
    chosen = {
        name: getattr(settings, name)
        for name in ("high_contrast", "text_size", "units", "coordinates", "names")
        if getattr(settings, name) != getattr(usual, name)
    }
    if chosen:
        kept.setValue(OTHERS, json.dumps(chosen))
    else:
        kept.remove(OTHERS)


def _one_of(known: Sequence[Any], value: object) -> Any:
    """The value if it is known, else the first, which is the usual one."""
    return value if not isinstance(value, bool) and value in known else known[0]
