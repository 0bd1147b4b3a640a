"""Writes an atlas into a file in the background: one that holds very much takes seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from arctic_map.desktop.widgets.tasks import TaskQueue, UnexpectedError
from arctic_map.errors import ArcticMapError
from arctic_map.model.tr import tr
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.content.edits import Content

SLOW_MS = 300
"""After which it is said that something is being written."""
SHORT = 60
"""Characters of a file's name in a sentence."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    path: Path
    files: Content
    """What was to be written."""
    fingerprint: str = ""
    """Of the bytes that were written."""
    why_not: str = ""
    """Why it was not written, in a sentence; empty where it was."""


class Writing(QObject):
    """Says so where it takes long, and how it ended."""

    ended = Signal(object)
    """An Outcome."""
    said = Signal(str)

    def __init__(self, queue: TaskQueue, parent: QObject) -> None:
        """`queue` saves; what is submitted to it first is done first."""
        super().__init__(parent)
        self._queue = queue
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._say)
        self._name = ""
        self.files: Content | None = None
        """What is being written; None while nothing is."""

    def start(self, path: Path, files: Content, write: Callable[[Path, Content], str]) -> None:
        """`write` runs in the background, returns the fingerprint of its bytes, may raise ArcticMapError."""
        self.wait()
        self.files, self._name = files, sanitized(path.name, SHORT)
        self._slow.start()
        self._queue.submit(
            write,
            path,
            files,
            done=lambda fingerprint: self._end(Outcome(path, files, fingerprint)),
            failed=lambda error: self._end(Outcome(path, files, why_not=self._why_not(error))),
        )

    def wait(self) -> None:
        """Return when what is being written is written, and `ended` has said so."""
        self._queue.wait()

    def _why_not(self, error: ArcticMapError) -> str:
        if isinstance(error, UnexpectedError):
            return tr("{name} was not saved; try another name or folder.", name=self._name)
        return str(error)

    def _say(self) -> None:
        self.said.emit(tr("{name} is being saved…", name=self._name))

    def _end(self, outcome: Outcome) -> None:
        self._slow.stop()
        self.files = None
        self.ended.emit(outcome)
