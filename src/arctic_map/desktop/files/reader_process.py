"""A process that reads a file: started without Qt, so that it can begin before the window does."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from arctic_map.desktop.widgets.program import program
from arctic_map.model.path_text import LATER
from arctic_map.storage.limits import SMALL

SAID, COMPLAINED = "said", "complained"
"""Ends of names of files beside the folder, of what the process says: a pipe would need a listener."""
NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows, where a process may come with a window of its own."""
WAIT_S = 1.0
"""For the end of what was killed."""


def reading_words(data: Path, hue: int, projection: str, *, asks: bool) -> tuple[str, ...]:
    """What the process is told of a file of which nothing else was said."""
    ask = ("--ask",) if asks else ()
    return ("--hue", str(hue), "--projection", projection, "--data", str(data), *ask)


class ReaderProcess:
    def __init__(self, folder: Path, words: Sequence[str], path: Path) -> None:
        """What is read comes into the folder. Raises OSError where no process can be started."""
        self.folder, self.words, self.path = folder, tuple(words), path
        self._received = 0
        self._said, self._complained = (
            folder.with_name(f"{folder.name}.{name}") for name in (SAID, COMPLAINED)
        )
        # By its address, which is plain letters whatever the file is called.
        command = [*program(), "layer-of", "--out", str(folder), *words, path.as_uri()]
        with self._said.open("wb") as said, self._complained.open("wb") as complained:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=said,
                stderr=complained,
                creationflags=NO_WINDOW,
            )

    @property
    def id(self) -> int:
        return self._process.pid

    @property
    def are_many(self) -> bool:
        """Whether the file's features may be so many that they lie on disk as rows."""
        try:
            return self.path.stat().st_size > SMALL
        except OSError:
            return False

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def tell(self, projection: str) -> None:
        """Which projection is drawn first, to one that was started before that was known."""
        if self._process.stdin is None or self._process.stdin.closed:
            return
        try:
            self._process.stdin.write(f"{projection}\n".encode())
            self._process.stdin.close()
        except OSError:
            # It has ended already, and whoever listens to it is told so.
            return
        self.words = tuple(projection if word == LATER else word for word in self.words)

    def received(self) -> bytes:
        """What it has said since this was asked last, in whole lines."""
        with self._said.open("rb") as said:
            said.seek(self._received)
            whole, end, _ = said.read().rpartition(b"\n")
        self._received += len(whole) + len(end)
        return whole

    def complaints(self) -> str:
        return self._complained.read_bytes().decode("utf-8", "replace")

    def end(self) -> None:
        """Kill it if it still works, and take away what it has said."""
        if not self.has_ended:
            self._process.kill()
            # On a busy machine it may be gone a little later.
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(WAIT_S)
        if self._process.stdin:
            self._process.stdin.close()
        for each in (self._said, self._complained):
            each.unlink(missing_ok=True)
