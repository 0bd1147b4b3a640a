"""Writes an export in the background; it can be called off until the file is in its place."""

from __future__ import annotations

from threading import Event
from time import sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.widgets.tasks import TaskQueue, UnexpectedError, report
from arctic_map.model.tr import tr
from arctic_map.render import headless, progress

if TYPE_CHECKING:
    from pathlib import Path

    from arctic_map.errors import ArcticMapError
    from arctic_map.export.request import Request
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.scene import Scene


TURN_S = 0.002


class ExportWork(QObject):
    written = Signal(object)
    """The path of the file."""
    failed = Signal(str)
    """Why not, a sentence; empty when it was called off."""
    reached = Signal(float)
    """The share that is done, 0 to 1."""

    def __init__(
        self, scene: Scene, drawings: Drawings, request: Request, out: Path, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._job = scene, drawings, request, out
        self._called_off = Event()
        self._tasks = TaskQueue(self)

    def begin(self) -> None:
        self._tasks.submit(
            self._write,
            done=lambda _: self.written.emit(self._job[-1]),
            failed=self._fail,
            progress=self.reached.emit,
        )

    def call_off(self) -> None:
        self._called_off.set()

    def _write(self) -> None:
        # A thread has its own context: no other export hears of this.
        progress.LISTENER.set(self._hear)
        headless.write_scene(*self._job)

    def _hear(self, share: float) -> None:
        if self._called_off.is_set():
            raise progress.CalledOff
        report(share)
        # Painting keeps the interpreter to itself: here the window has its turn.
        sleep(TURN_S)

    def _fail(self, error: ArcticMapError) -> None:
        if isinstance(error, progress.CalledOff):
            self.failed.emit("")
        else:
            self.failed.emit(
                tr("The export has failed") if isinstance(error, UnexpectedError) else str(error)
            )
