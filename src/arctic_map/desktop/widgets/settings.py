"""The user's settings: one dataclass that declares how each is read and written."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from arctic_map.desktop.widgets.folders import LANGUAGE
from arctic_map.desktop.widgets.theming import SHARED, THEME
from arctic_map.model.preferences import NAMES, MapSettings, Names, Preferences, one_of
from arctic_map.model.style import THEMES, Theme
from arctic_map.model.tr import interface

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(MapSettings):
    """All settings. The metadata of a field, here or in MapSettings, say how it is stored."""

    theme: Theme | None = field(default=None, metadata=one_of(None, *THEMES, key=THEME))
    """None follows the system, as for contrast. The theme is stored under a key of its own."""
    language: Names | None = field(default=None, metadata=one_of(None, *NAMES, key=LANGUAGE))
    """Of the interface, once the window is opened again; None follows the system."""
    names: Names | None = field(default=None, metadata=one_of(None, *NAMES))
    """Language of place names; None is that of the interface."""
    single_letters: bool = field(default=True, metadata=one_of(True, False))
    """Whether letters without Ctrl or Alt are shortcuts."""
    high_contrast: bool | None = field(default=None, metadata=one_of(None, False, True))

    def preferences(self, *, system_contrast: bool) -> Preferences:
        """Return the preferences of maps; `system_contrast` is whether the system requests high contrast."""
        chosen = {each.name: getattr(self, each.name) for each in fields(Preferences)}
        if self.high_contrast is None:
            chosen["high_contrast"] = system_contrast
        if self.names is None:
            chosen["names"] = interface().language
        return Preferences(**chosen)


def allowed(name: str) -> tuple[Any, ...]:
    """Return the values that a setting can have."""
    return next(tuple(each.metadata["allowed"]) for each in fields(Settings) if each.name == name)


def read(stored: QSettings) -> Settings:
    """Return the stored settings, with the default for what is missing or invalid."""
    shared = _shared(stored)
    values: dict[str, Any] = {}
    for each in fields(Settings):
        key = each.metadata.get("key", SHARED)
        value = shared.get(each.name) if key == SHARED else stored.value(key)
        if _is_allowed(each.name, value):
            values[each.name] = value
    return Settings(**values)


def write(stored: QSettings, settings: Settings) -> None:
    """Store the settings."""
    shared = {}
    for each in fields(Settings):
        value, key = getattr(settings, each.name), each.metadata.get("key", SHARED)
        if key != SHARED:
            # None is stored as an empty text, since QSettings cannot store it.
            stored.setValue(key, "" if value is None else value)
        elif value != each.default:
            shared[each.name] = value
    if shared:
        stored.setValue(SHARED, json.dumps(shared))
    else:
        stored.remove(SHARED)


def _shared(stored: QSettings) -> dict[str, object]:
    try:
        shared = json.loads(str(stored.value(SHARED) or "{}"))
    except (ValueError, RecursionError):
        return {}
    return shared if isinstance(shared, dict) else {}


def _is_allowed(name: str, value: object) -> bool:
    # Without the type, 0 would pass for False.
    return any(type(value) is type(one) and value == one for one in allowed(name))
