"""Processes that read files, started without Qt, so that the first file is read while the window loads."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from arctic_map.model.opened import LAYERS
from arctic_map.model.path_text import LATER
from arctic_map.model.tr import interface
from arctic_map.storage.app_folders import ScratchFolder, cache_folder, remove_stale
from arctic_map.storage.bounded_reading import SMALL


def program() -> list[str]:
    """Return the program and its first arguments, for a subprocess."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # The Linux packages start Python isolated from the system's modules and environment.
    options = ["-I"] * sys.flags.isolated + ["-S"] * sys.flags.no_site
    return [sys.executable, *options, "-m", "arctic_map"]


OUTPUT, ERRORS = "said", "complained"
"""Suffixes of the files beside the folder that receive the process's output; pipes would have to be read."""
NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""For Windows, where the process would otherwise open a console window."""
WAIT_S = 1.0
"""Longest wait for the end of a killed process, s."""
KILLED: list[subprocess.Popen[bytes]] = []
"""Killed processes that did not end within that time: on a busy machine, freeing a gigabyte takes longer."""


def reading_words(
    data: Path, hue: int, projection: str, *, asks: bool, language: str = ""
) -> tuple[str, ...]:
    """Return the arguments for a file about which no questions were answered.

    The language is that of the reasons and remarks; if empty, that of the interface.
    """
    ask = ("--ask",) if asks else ()
    about = ("--hue", str(hue), "--projection", projection, "--data", str(data))
    return (*about, "--wording", language or interface().language, *ask)


class ReaderProcess:
    """A running or ended reader."""

    def __init__(self, folder: Path, words: Sequence[str], path: Path) -> None:
        """Start reading `path` into the folder. Raises OSError if no process can be started."""
        self.folder, self.words, self.path = folder, tuple(words), path
        self._received = 0
        KILLED[:] = [each for each in KILLED if each.poll() is None]
        self._output, self._errors = (folder.with_name(f"{folder.name}.{name}") for name in (OUTPUT, ERRORS))
        # As a URL, which is ASCII whatever the file is called.
        command = [*program(), "layer-of", "--out", str(folder), *words, path.as_uri()]
        with self._output.open("wb") as output, self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=output, stderr=errors, creationflags=NO_WINDOW
            )

    @property
    def id(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def are_many(self) -> bool:
        """Whether the file may have so many features that they are stored on disk as rows."""
        try:
            return self.path.stat().st_size > SMALL
        except OSError:
            return False

    @property
    def has_ended(self) -> bool:
        """Whether the process has ended."""
        return self._process.poll() is not None

    def send(self, projection: str) -> None:
        """Send the projection to draw first to a process that was started before it was known."""
        if self._process.stdin is None or self._process.stdin.closed:
            return
        try:
            self._process.stdin.write(f"{projection}\n".encode())
            self._process.stdin.close()
        except OSError:
            # The process has ended already, which its listener will notice.
            return
        self.words = tuple(projection if word == LATER else word for word in self.words)

    def received(self) -> bytes:
        """Return the output since the last call, in whole lines."""
        with self._output.open("rb") as output:
            output.seek(self._received)
            whole, end, _ = output.read().rpartition(b"\n")
        self._received += len(whole) + len(end)
        return whole

    def complaints(self) -> str:
        """Return the error output."""
        return self._errors.read_bytes().decode("utf-8", "replace")

    def end(self) -> None:
        """Kill the process if it still runs, and delete its output."""
        if not self.has_ended:
            self._process.kill()
            try:
                self._process.wait(WAIT_S)
            except subprocess.TimeoutExpired:
                KILLED.append(self._process)
        if self._process.stdin:
            self._process.stdin.close()
        for each in (self._output, self._errors):
            each.unlink(missing_ok=True)


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

    def __init__(self, data: Path, path: Path, language: str) -> None:
        """Raises OSError if no process can be started."""
        self.folder = ScratchFolder("files", opened_data())
        words = reading_words(data, 1, LATER, asks=True, language=language)
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


def begin(data: Path, files: Sequence[Path], language: str = "en") -> EarlyReading | None:
    """Start reading the first of the files; return None if it needs no reader or none can be started.

    A window in another language reads the file again, since the reasons are in the language of the reader.
    """
    first = Path(os.path.abspath(files[0])) if files else None  # noqa: PTH100  # links have names of their own
    if first is None or first.suffix.lower() not in LAYERS:
        return None
    try:
        return EarlyReading(data, first, language)
    except OSError:
        # The window tries again, and reports the error.
        return None
