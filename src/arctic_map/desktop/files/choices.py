"""The user's answers to questions about files, such as their reference system, stored in the settings."""

import json
from pathlib import Path

from PySide6.QtCore import QSettings

from arctic_map.model.opened import Choice

KEY, COLUMNS_KEY = "files/choices", "files/columns"
MAX_CHOICES = 50


class Choices:
    """The answers by file."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def of(self, path: Path) -> Choice:
        """Return the answers for a file; an empty Choice if there are none."""
        crs, *layers = self._stored(KEY).get(str(path)) or [""]
        return Choice(tuple(layers), crs, tuple(self._stored(COLUMNS_KEY).get(str(path), ())))

    def add(self, path: Path, choice: Choice) -> None:
        """Store the answers for a file; only the latest MAX_CHOICES are kept."""
        self._store(KEY, path, [choice.crs, *choice.layers])
        self._store(COLUMNS_KEY, path, list(choice.columns))

    def _store(self, key: str, path: Path, answer: list[str]) -> None:
        stored = self._stored(key)
        stored.pop(str(path), None)
        if answer:
            stored[str(path)] = answer
        self._settings.setValue(key, json.dumps(dict([*stored.items()][-MAX_CHOICES:])))

    def _stored(self, key: str) -> dict[str, list[str]]:
        text = self._settings.value(key)
        if not isinstance(text, str):
            return {}
        try:
            answers = json.loads(text)
        except ValueError:
            return {}
        if not isinstance(answers, dict):
            return {}
        return {
            path: answer
            for path, answer in answers.items()
            if isinstance(answer, list) and answer and all(isinstance(each, str) for each in answer)
        }
