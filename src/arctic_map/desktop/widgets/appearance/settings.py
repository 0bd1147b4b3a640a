"""What the reader has set once and for all: one declared record, read and written by what it declares."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from arctic_map.desktop.widgets.appearance.settings_keys import SHARED, THEME
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
from arctic_map.model.style import THEMES, Theme

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings


def _one_of(*allowed: object, key: str = SHARED) -> dict[str, object]:
    """What a field declares of itself: the values that it can have, and where it is kept."""
    return {"allowed": allowed, "key": key}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A field more is a setting more: nothing else says how it is read and written."""

    theme: Theme | None = field(default=None, metadata=_one_of(None, *THEMES, key=THEME))
    """None follows the system; so does contrast."""
    high_contrast: bool | None = field(default=None, metadata=_one_of(None, False, True))
    text_size: int = field(default=100, metadata=_one_of(*TEXT_SIZES))
    units: Units = field(default="km", metadata=_one_of(*UNITS))
    coordinates: Coordinates = field(default="minutes", metadata=_one_of(*COORDINATES))
    names: Names = field(default="en", metadata=_one_of(*NAMES))

    def preferences(self, *, system_contrast: bool) -> Preferences:
        """What maps are made by; `system_contrast` is whether the system asks for high contrast."""
        chosen = {each.name: getattr(self, each.name) for each in fields(Preferences)}
        if self.high_contrast is None:
            chosen["high_contrast"] = system_contrast
        return Preferences(**chosen)


def allowed(name: str) -> tuple[Any, ...]:
    """The values that a setting can have."""
    return next(tuple(each.metadata["allowed"]) for each in fields(Settings) if each.name == name)


def read(kept: QSettings) -> Settings:
    """What was kept; the usual for what was not or cannot be read."""
    shared = _shared(kept)
    found: dict[str, Any] = {}
    for each in fields(Settings):
        key = each.metadata["key"]
        value = shared.get(each.name) if key == SHARED else kept.value(key)
        if _is_allowed(each.name, value):
            found[each.name] = value
    return Settings(**found)


def write(kept: QSettings, settings: Settings) -> None:
    shared = {}
    for each in fields(Settings):
        value, key = getattr(settings, each.name), each.metadata["key"]
        if key != SHARED:
            # An empty text is kept for None, which QSettings has no text for.
            kept.setValue(key, "" if value is None else value)
        elif value != each.default:
            shared[each.name] = value
    if shared:
        kept.setValue(SHARED, json.dumps(shared))
    else:
        kept.remove(SHARED)


def _shared(kept: QSettings) -> dict[str, object]:
    try:
        said = json.loads(str(kept.value(SHARED) or "{}"))
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _is_allowed(name: str, value: object) -> bool:
    # Without the type 0 would pass for False.
    return any(type(value) is type(one) and value == one for one in allowed(name))
