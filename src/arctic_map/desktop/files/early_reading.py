"""Starting reader processes; the first file of the command line is read while the window loads."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from arctic_map.desktop.files.reader_process import ReaderProcess, reading_words
from arctic_map.model.open_formats import LAYERS
from arctic_map.model.path_text import LATER
from arctic_map.storage.app_folders import cache_folder
from arctic_map.storage.scratch_folder import ScratchFolder, remove_stale

NUMBER = 0
"""Name of the folder for that file's data, among those of other files."""


def opened_data() -> Path:
    """Return the folder of opened files' data. Programs that clean up the system delete temporary files."""
    return cache_folder() / "opened"


def remove_stale_data() -> None:
    """Remove what crashed windows and their readers have left."""
    remove_stale(opened_data())
    remove_stale()


class EarlyReading:
    """A reader of the first file, and the folder for all files' data. It starts before Qt is loaded."""

    def __init__(self, data: Path, path: Path) -> None:
        """Raises OSError if no process can be started."""
        self.folder = ScratchFolder("files", opened_data())
        words = reading_words(data, 1, LATER, asks=True)
        self.process = ReaderProcess(Path(self.folder.name) / str(NUMBER), words, path)

    def end(self) -> None:
        """Stop reading and delete the data."""
        self.process.end()
        self.folder.cleanup()


class Readers:
    """Starts readers and deletes the data of all when it is closed."""

    def __init__(self) -> None:
        self._folder: ScratchFolder | None = None
        self._early: EarlyReading | None = None
        self._number = NUMBER

    @property
    def folder(self) -> Path:
        """The folder for the data of opened files, one subfolder each. Raises OSError."""
        if self._folder is not None and not self._folder.path.is_dir():
            self._folder.cleanup()
            self._folder = None
        self._folder = self._folder or ScratchFolder("files", opened_data())
        return self._folder.path

    def adopt(self, early: EarlyReading) -> None:
        """Adopt a reading that started earlier."""
        self._early, self._folder = early, early.folder

    def start(self, path: Path, words: Sequence[str]) -> ReaderProcess:
        """Return the early reader if it reads the same, or a new one. Raises OSError if none can start."""
        self._number += 1
        early = self._early
        if early is not None and early.process.path == path:
            self._early = None
            if early.process.words == tuple(words):
                return early.process
            early.process.end()
        return ReaderProcess(self.folder / str(self._number), words, path)

    def close(self) -> None:
        """Delete the data of all files."""
        if self._early:
            self._early.end()
        if self._folder:
            self._folder.cleanup()


def begin(data: Path, files: Sequence[Path]) -> EarlyReading | None:
    """Start reading the first of the files; return None if it needs no reader or none can be started."""
    first = Path(os.path.abspath(files[0])) if files else None  # noqa: PTH100  # links have names of their own
    if first is None or first.suffix.lower() not in LAYERS:
        return None
    try:
        return EarlyReading(data, first)
    except OSError:
        # The window tries again, and reports the error.
        return None
