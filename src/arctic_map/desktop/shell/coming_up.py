"""Waiting for a window until its map is painted and its panels are filled."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer

from arctic_map.desktop.widgets.tasks import after_frames

if TYPE_CHECKING:
    from arctic_map.desktop.shell.atlas import Atlas


@dataclass(frozen=True, slots=True)
class StartTimes:
    """The times of a start, in seconds since the epoch; None for what did not happen."""

    painted_at: float | None
    """When the map was complete for the first time."""
    ready_at: float | None
    """When menus and panels were filled and painted."""
    why: str
    """Why the window cannot be used; empty if it can."""


class _Wait(QObject):
    """An event loop that ends when the window can be used, or has failed."""

    def __init__(self, atlas: "Atlas", patience_s: float) -> None:
        super().__init__()
        self._patience_s = patience_s
        self._window = atlas.window
        self.loop = QEventLoop()
        self.painted_at: float | None = None
        self.ready_at: float | None = None
        self.why = ""
        atlas.painted.connect(self._painted)
        atlas.ready.connect(self._filled)
        atlas.failed.connect(self.fail)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self._give_up)
        self._end.start(int(patience_s * 1000))

    def fail(self, why: str) -> None:
        self.why = self.why or why
        self._end.stop()
        self.loop.quit()

    def _painted(self) -> None:
        self.painted_at = time.time()

    def _filled(self) -> None:
        after_frames(1, self._window, self._ready)
        self._window.update()

    def _ready(self) -> None:
        self.ready_at = time.time()
        self._end.stop()
        self.loop.quit()

    def _give_up(self) -> None:
        missing = "no paint of the map" if self.painted_at is None else "panels that are not filled"
        self.fail(f"{missing} within {self._patience_s:.0f} s")


def wait(atlas: "Atlas", patience_s: float) -> StartTimes:
    """Show the window and wait; an unexpected error counts as a failure."""
    waiting = _Wait(atlas, patience_s)
    with _errors_to(waiting):
        atlas.window.show()
        if not waiting.why:
            waiting.loop.exec()
    return StartTimes(waiting.painted_at, waiting.ready_at, waiting.why)


@contextmanager
def _errors_to(waiting: _Wait) -> Iterator[None]:
    """End the wait on an unexpected error, after which Qt would continue; the error is reported as usual."""
    before = sys.excepthook

    def failed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        before(kind, error, trace)
        waiting.fail(f"unexpected {kind.__name__}: {error}")

    sys.excepthook = failed
    try:
        yield
    finally:
        sys.excepthook = before
