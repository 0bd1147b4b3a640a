"""The files that were opened last, kept with the window's settings."""

from pathlib import Path

from PySide6.QtCore import QSettings

from arctic_map.model.path_text import path_of, text_of

MOST = 10
KEY = "files/recent"


class Recent:
    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def paths(self) -> tuple[Path, ...]:
        """Those that are still there, the last one first."""
        return tuple(path for path in self._kept() if _is_there(path))

    def add(self, path: Path) -> None:
        others = [each for each in self._kept() if each != path]
        self._write([path, *others])

    def clear(self) -> None:
        self._write([])

    def _kept(self) -> list[Path]:
        value = self._settings.value(KEY)
        # Of a list with one text only the text is read back.
        texts = value if isinstance(value, list) else [value]
        return [path_of(text) for text in texts if isinstance(text, str) and text][:MOST]

    def _write(self, paths: list[Path]) -> None:
        self._settings.setValue(KEY, [text_of(path) for path in paths[:MOST]])


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
