"""Writes an export beside the window, and can be called off until the file is in its place."""

from __future__ import annotations

from threading import Event, Thread
from time import sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.errors import ArcticMapError
from arctic_map.model.tr import tr
from arctic_map.render import headless, progress

if TYPE_CHECKING:
    from pathlib import Path

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
    _done = Signal(object)

    def __init__(
        self, scene: Scene, drawings: Drawings, request: Request, out: Path, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._job = scene, drawings, request, out
        self._called_off = Event()
        self._thread = Thread(target=self._work, name="export", daemon=True)
        self._done.connect(self._finish)

    def begin(self) -> None:
        self._thread.start()

    def call_off(self) -> None:
        self._called_off.set()

    def _work(self) -> None:
        # A thread has its own context: no other export hears of this.
        progress.LISTENER.set(self._hear)
        try:
            headless.write_scene(*self._job)
        except Exception as problem:  # raised again where the app hears of it
            self._done.emit(problem)
        else:
            self._done.emit(None)

    def _hear(self, share: float) -> None:
        if self._called_off.is_set():
            raise progress.CalledOff
        self.reached.emit(share)
        # Painting keeps the interpreter to itself: here the window has its turn.
        sleep(TURN_S)

    def _finish(self, problem: Exception | None) -> None:
        self._thread.join()
        if problem is None:
            self.written.emit(self._job[-1])
        elif isinstance(problem, progress.CalledOff):
            self.failed.emit("")
        else:
            self.failed.emit(
                str(problem) if isinstance(problem, ArcticMapError) else tr("The export has failed")
            )
            if not isinstance(problem, ArcticMapError):
                raise problem
