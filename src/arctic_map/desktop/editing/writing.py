"""Writing an atlas file in the background, since large ones take seconds."""

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
"""Delay before a message says that the file is being written."""
SHORT = 60
"""Maximum length of a file name in a message."""


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The result of a save."""

    path: Path
    files: Content
    fingerprint: str = ""
    why_not: str = ""
    """Why it was not written, a sentence; empty if it was."""


class BackgroundWriter(QObject):
    """Reports a save that takes long, and its result."""

    ended = Signal(object)
    message_emitted = Signal(str)

    def __init__(self, queue: TaskQueue, parent: QObject) -> None:
        """Tasks of `queue` run in the order in which they were submitted."""
        super().__init__(parent)
        self._queue = queue
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._say)
        self._name = ""
        self.files: Content | None = None

    def start(self, path: Path, files: Content, write: Callable[[Path, Content], str]) -> None:
        """Write in the background; `write` returns the fingerprint and may raise ArcticMapError."""
        self.wait()
        self.files, self._name = files, sanitized(path.name, SHORT)
        self._slow.start()
        self._queue.submit(
            write,
            path,
            files,
            done=lambda fingerprint: self._end(WriteResult(path, files, fingerprint)),
            failed=lambda error: self._end(WriteResult(path, files, why_not=self._why_not(error))),
        )

    def wait(self) -> None:
        """Wait until the file is written and `ended` was emitted."""
        self._queue.wait()

    def _why_not(self, error: ArcticMapError) -> str:
        if isinstance(error, UnexpectedError):
            return tr("{name} was not saved; try another name or folder.", name=self._name)
        return str(error)

    def _say(self) -> None:
        self.message_emitted.emit(tr("{name} is being saved…", name=self._name))

    def _end(self, outcome: WriteResult) -> None:
        self._slow.stop()
        self.files = None
        self.ended.emit(outcome)
