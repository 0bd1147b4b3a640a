"""Where somebody works at the real app: a home of their own, and what the hands at its windows say."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from tests.end2end.hands import MESSAGES
from tests.end2end.tools import at_home, until

ERRORS = "errors.txt"
"""What the app writes to its standard error."""
SCREEN = {"name": "screen", "x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1}
"""The usual one off screen is smaller than the window."""


@dataclass
class Desk:
    folder: Path
    started: "list[subprocess.Popen[bytes]]" = field(default_factory=list)
    _lines: list[dict[str, Any]] = field(default_factory=list)
    _read: int = 0
    """Bytes of the output whose lines are known: it is read again and again."""

    def start(self, script: str, *words: str) -> None:
        """The app with these words, and hands that do what the script says (`module:function`)."""
        screen = self.folder / "screen.json"
        screen.write_text(json.dumps({"screens": [SCREEN]}))
        with (self.folder / ERRORS).open("ab") as errors:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.end2end.hands", script, str(self.folder), *words],
                env={**at_home(self.folder), "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"},
                cwd=Path(__file__).parents[2],
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
        self.started.append(process)

    def ends_well(self) -> None:
        """The last app that was started ends by itself, without an error."""
        process = self.started[-1]
        self.wait_for(lambda: process.poll() is not None, "the app ends")
        assert process.returncode == 0
        assert "Traceback" not in (self.folder / ERRORS).read_text(errors="replace")

    @property
    def lines(self) -> list[dict[str, Any]]:
        file = self.folder / MESSAGES
        if file.is_file() and file.stat().st_size > self._read:
            with file.open("rb") as result:
                result.seek(self._read)
                whole = result.read().rpartition(b"\n")[0]
            self._lines += map(json.loads, whole.splitlines())
            self._read += len(whole) + (1 if whole else 0)
        return self._lines

    def reported(self, what: str) -> list[Any]:
        """All that was reported of it, in order."""
        return [line[what] for line in self.lines if what in line]

    def wait_for(self, holds: Callable[[], object], what: str) -> None:
        """Fails at once if the hands failed."""
        # At once: whoever waits may go on to kill in the middle of a report.
        until(lambda: self.reported("problem") or holds(), what, 0.002)
        assert not self.reported("problem"), self.reported("problem")[0]

    def has_done(self, script: str) -> int:
        """Waits for it; the number of the process that did it."""
        self.wait_for(lambda: script in self.reported("done"), script)
        return int(next(line["pid"] for line in self.lines if line.get("done") == script))

    def clear(self) -> None:
        """Nobody is left at it."""
        for number in {line["pid"] for line in self.lines}:
            if psutil.pid_exists(number):
                psutil.Process(number).kill()
        for process in self.started:
            process.kill()
            process.wait()


def kill(number: int) -> None:
    """As a computer that loses its power does."""
    process = psutil.Process(number)
    os.kill(number, signal.SIGKILL)
    until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE, "it is killed")
