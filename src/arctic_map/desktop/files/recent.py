"""The recently opened files, stored in the settings."""

from pathlib import Path

from PySide6.QtCore import QSettings

from arctic_map.model.open_formats import LAYERS
from arctic_map.model.path_text import path_of, text_of
from arctic_map.storage.bounded_reading import is_file

MAX_FILES = 10
KEY = "files/recent"


class Recent:
    """The list of recent files."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def paths(self) -> tuple[Path, ...]:
        """Existing files, the latest first."""
        return tuple(path for path in self._stored() if _is_there(path))

    def add(self, path: Path) -> None:
        """Put a file at the top of the list."""
        others = [each for each in self._stored() if each != path]
        self._write([path, *others])

    def find(self, name: str, picture: Path) -> Path | None:
        """Return a map file of this name next to `picture` or in the list; None if there is none."""
        # The name comes from an image and must not lead to another folder.
        near = picture.parent / Path(name).name
        places = [near, *(path for path in self.paths if path.name == name)]
        return next((path for path in places if path.suffix.lower() in LAYERS and is_file(path)), None)

    def clear(self) -> None:
        """Empty the list."""
        self._write([])

    def _stored(self) -> list[Path]:
        value = self._settings.value(KEY)
        # QSettings returns a list with one text as a text.
        texts = value if isinstance(value, list) else [value]
        return [path_of(text) for text in texts if isinstance(text, str) and text][:MAX_FILES]

    def _write(self, paths: list[Path]) -> None:
        self._settings.setValue(KEY, [text_of(path) for path in paths[:MAX_FILES]])


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
