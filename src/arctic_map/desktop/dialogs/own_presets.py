"""Named export settings that the user has saved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from arctic_map.errors import ExportError
from arctic_map.export.presets import PRESETS
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QSettings

KEY = "export/presets"
MAX_NAME_LENGTH = 60
"""Maximum length of a name."""
MAX_PRESETS = 100


class OwnPresets:
    """Presets by name; each value is a text from export_settings.encoded."""

    def __init__(self, stored: QSettings) -> None:
        self._stored = stored

    def read(self) -> Mapping[str, str]:
        """The presets sorted by name; unreadable ones are left out."""
        try:
            saved = json.loads(str(self._stored.value(KEY) or "{}"))
        except ValueError:
            saved = {}
        if not isinstance(saved, dict):
            return {}
        sound = {name: text for name, text in saved.items() if isinstance(text, str) and _is_name(name)}
        return dict(sorted(sound.items(), key=lambda item: item[0].casefold())[:MAX_PRESETS])

    def save(self, name: str, text: str) -> str:
        """Save settings under a normalised name, which is returned. Raises ExportError if it is invalid."""
        name = " ".join(name.split())
        if not _is_name(name):
            raise ExportError(
                tr("the name of a preset must have 1 to {longest} characters", longest=MAX_NAME_LENGTH)
            )
        if any(name.casefold() == preset.words.casefold() for preset in PRESETS):
            raise ExportError(
                tr("“{name}” is a built-in preset", name=name), why=tr("please choose another name")
            )
        presets = dict(self.read())
        if name not in presets and len(presets) >= MAX_PRESETS:
            raise ExportError(
                tr("there are {most} presets already", most=MAX_PRESETS), why=tr("please delete one first")
            )
        self._write({**presets, name: text})
        return name

    def delete(self, name: str) -> None:
        """Delete a preset."""
        self._write({own: text for own, text in self.read().items() if own != name})

    def _write(self, presets: Mapping[str, str]) -> None:
        self._stored.setValue(KEY, json.dumps(presets))
        self._stored.sync()


def _is_name(name: str) -> bool:
    return 0 < len(name) <= MAX_NAME_LENGTH and name.isprintable()
