"""Writes an atlas into a file, in a thread beside the window: one that holds very much takes seconds."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from arctic_map.errors import ArcticMapError
from arctic_map.files.sanitized import sanitized
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from arctic_map.editing.content import Content

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
    ended = Signal(object)
    """An Outcome, in the window's thread."""
    said = Signal(str)
    _done = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: Thread | None = None
        self._outcome: Outcome | None = None
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.timeout.connect(self._tell)
        self._name = ""
        self._done.connect(self._end)
        self.files: Content | None = None
        """What is being written; None while nothing is."""

    def start(self, path: Path, files: Content, write: Callable[[Path, Content], str]) -> None:
        """`write` runs in the thread, gives the fingerprint of its bytes, and may raise ArcticMapError."""
        self.wait()
        self.files, self._outcome = files, None
        self._thread = Thread(target=self._work, args=(path, files, write), daemon=True)
        self._thread.start()
        self._name = sanitized(path.name, SHORT)
        self._slow.start(SLOW_MS)

    def wait(self) -> None:
        """Until what is being written is written, and what comes of it is said."""
        if self._thread is not None:
            self._thread.join()
            self._end()

    def _work(self, path: Path, files: Content, write: Callable[[Path, Content], str]) -> None:
        try:
            self._outcome = Outcome(path, files, write(path, files))
        except ArcticMapError as error:
            self._outcome = Outcome(path, files, why_not=str(error))
        finally:
            if self._outcome is None:
                why = tr("{name} was not saved; try another name or folder.", name=self._name)
                self._outcome = Outcome(path, files, why_not=why)
            # The window may be closed meanwhile.
            with suppress(RuntimeError):
                self._done.emit()

    def _tell(self) -> None:
        self.said.emit(tr("{name} is being saved…", name=self._name))

    def _end(self) -> None:
        # Whoever has waited for it was told already.
        outcome, self._outcome = self._outcome, None
        if outcome is None:
            return
        self._slow.stop()
        self._thread = self.files = None
        self.ended.emit(outcome)
