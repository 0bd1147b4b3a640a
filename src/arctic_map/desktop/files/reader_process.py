"""The process that reads a file, started without Qt, so that it can begin before the window loads."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from arctic_map.desktop.widgets.program import program
from arctic_map.model.path_text import LATER
from arctic_map.storage.limits import SMALL

OUTPUT, ERRORS = "said", "complained"
"""Suffixes of the files beside the folder that receive the process's output; pipes would have to be read."""
NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""For Windows, where the process would otherwise open a console window."""
WAIT_S = 1.0
"""Longest wait for the end of a killed process, s."""


def reading_words(data: Path, hue: int, projection: str, *, asks: bool) -> tuple[str, ...]:
    """Return the arguments for a file about which no questions were answered."""
    ask = ("--ask",) if asks else ()
    return ("--hue", str(hue), "--projection", projection, "--data", str(data), *ask)


class ReaderProcess:
    """A running or ended reader."""

    def __init__(self, folder: Path, words: Sequence[str], path: Path) -> None:
        """Start reading `path` into the folder. Raises OSError if no process can be started."""
        self.folder, self.words, self.path = folder, tuple(words), path
        self._received = 0
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
            # On a busy machine the process may end a little later.
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(WAIT_S)
        if self._process.stdin:
            self._process.stdin.close()
        for each in (self._output, self._errors):
            each.unlink(missing_ok=True)
