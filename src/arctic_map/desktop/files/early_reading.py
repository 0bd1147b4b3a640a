"""The first file that a start names is read while the window comes up; whoever reads files takes it over."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from arctic_map.desktop.files.reader_process import ReaderProcess, reading_words
from arctic_map.model.open_formats import LAYERS
from arctic_map.model.path_text import LATER
from arctic_map.storage.app_folders import cache_folder
from arctic_map.storage.scratch_folder import ScratchFolder

NUMBER = 0
"""Name of the folder of what is read so, among those of other files."""


def opened_data() -> Path:
    """Where windows keep what was read of opened files: programs that clean up take away temporary files."""
    return cache_folder() / "opened"


class EarlyReading:
    """A reader and the folder for all that will be read; begins without Qt, before it is loaded."""

    def __init__(self, data: Path, path: Path) -> None:
        """Raises OSError where no process can be started."""
        self.folder = ScratchFolder("files", opened_data())
        words = reading_words(data, 1, LATER, asks=True)
        self.process = ReaderProcess(Path(self.folder.name) / str(NUMBER), words, path)

    def end(self) -> None:
        """Nobody wants it."""
        self.process.end()
        self.folder.cleanup()


def begin(data: Path, files: Sequence[Path]) -> EarlyReading | None:
    """Reads the first of the files; None where there is nothing to be read so."""
    first = Path(os.path.abspath(files[0])) if files else None  # noqa: PTH100  # links have names of their own
    if first is None or first.suffix.lower() not in LAYERS:
        return None
    try:
        return EarlyReading(data, first)
    except OSError:
        # It is tried again when the window stands, and said there.
        return None
