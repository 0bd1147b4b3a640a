"""What the reader said of files that do not say it themselves, kept with the window's settings."""

import json
from pathlib import Path

from PySide6.QtCore import QSettings

from arctic_map.model.opened import Choice

KEY = "files/choices"
MOST = 50


class Choices:
    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def of(self, path: Path) -> Choice:
        """An empty one of a file of which nothing was said."""
        found = self._kept().get(str(path))
        if not found:
            return Choice()
        crs, *layers = found
        return Choice(tuple(layers), crs)

    def add(self, path: Path, choice: Choice) -> None:
        """The latest ones are kept."""
        kept = self._kept()
        kept.pop(str(path), None)
        kept[str(path)] = [choice.crs, *choice.layers]
        self._settings.setValue(KEY, json.dumps(dict([*kept.items()][-MOST:])))

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
