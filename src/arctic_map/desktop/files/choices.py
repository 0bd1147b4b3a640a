"""The user's answers to questions about files, such as their reference system, stored in the settings."""

import json
from pathlib import Path

from PySide6.QtCore import QSettings

from arctic_map.model.opened import Choice

KEY = "files/choices"
MAX_CHOICES = 50


class Choices:
    """The answers by file."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def of(self, path: Path) -> Choice:
        """Return the answers for a file; an empty Choice if there are none."""
        found = self._kept().get(str(path))
        if not found:
            return Choice()
        crs, *layers = found
        return Choice(tuple(layers), crs)

    def add(self, path: Path, choice: Choice) -> None:
        """Store the answers for a file; only the latest MAX_CHOICES are kept."""
        kept = self._kept()
        kept.pop(str(path), None)
        kept[str(path)] = [choice.crs, *choice.layers]
        self._settings.setValue(KEY, json.dumps(dict([*kept.items()][-MAX_CHOICES:])))

    def _kept(self) -> dict[str, list[str]]:
        text = self._settings.value(KEY)
        if not isinstance(text, str):
            return {}
        try:
            found = json.loads(text)
        except ValueError:
            return {}
        if not isinstance(found, dict):
            return {}
        return {
            path: said
            for path, said in found.items()
            if isinstance(said, list) and said and all(isinstance(each, str) for each in said)
        }
