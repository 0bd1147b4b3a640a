"""Starts readers of files; the first file that a start names is read while the window comes up."""

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
"""Name of the folder of what is read so, among those of other files."""


def opened_data() -> Path:
    """Where windows keep what was read of opened files: programs that clean up take away temporary files."""
    return cache_folder() / "opened"


def remove_stale_data() -> None:
    """What windows that crashed have left, and their readers."""
    remove_stale(opened_data())
    remove_stale()


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


class Readers:
    """Starts readers of files; each has a folder for what it leaves, while this lives."""

    def __init__(self) -> None:
        self._folder: ScratchFolder | None = None
        self._early: EarlyReading | None = None
        self._number = NUMBER

    @property
    def folder(self) -> Path:
        """Where the data of opened files is kept, a folder for each. Raises OSError."""
        if self._folder is not None and not self._folder.path.is_dir():
            self._folder.cleanup()
            self._folder = None
        self._folder = self._folder or ScratchFolder("files", opened_data())
        return self._folder.path

    def take_over(self, early: EarlyReading) -> None:
        """Go on with what was begun before there was this."""
        self._early, self._folder = early, early.folder

    def start(self, path: Path, words: Sequence[str]) -> ReaderProcess:
        """One that reads just this already, or another one. Raises OSError where none can be started."""
        self._number += 1
        early = self._early
        if early is not None and early.process.path == path:
            self._early = None
            if early.process.words == tuple(words):
                return early.process
            early.process.end()
        return ReaderProcess(self.folder / str(self._number), words, path)

    def close(self) -> None:
        """Take away what readers have left."""
        if self._early:
            self._early.end()
        if self._folder:
            self._folder.cleanup()


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
