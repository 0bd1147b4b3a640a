"""Wait until the window was painted, so that pending changes reach the screen first."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

LATE_MS = 40
"""Longest wait, ms: a window that is not visible is not painted."""


def after_frames(count: int, window: QWidget, then: Callable[[], None]) -> None:
    """Call `then` from the event loop after the window was painted `count` times, or after LATE_MS."""
    _Watch(count, window, then)


class _Watch(QObject):
    """Owned by the window; deletes itself after the call."""

    def __init__(self, count: int, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._remaining, self._then = count, then
        self._called = False
        window.installEventFilter(self)
        QTimer.singleShot(LATE_MS, self, self._call)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # This event paints all that has changed, including the map's frame.
        if event.type() is QEvent.Type.UpdateRequest:
            self._remaining -= 1
            if self._remaining == 0:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self, self._call)
        return False

    def _call(self) -> None:
        if not self._called:
            self._called = True
            self.deleteLater()
            self._then()
