"""Whether the window answers all the while: the longest time between two beats of a timer."""

import time
from types import TracebackType

from PySide6.QtCore import QTimer

BEAT_MS = 10
BOUND_S = 1.0
"""What the window may be away for."""
BUSY_S, STALLED_S = 0.6, 4.0
"""On a machine that is busy with other things: of that, what it may work itself, and how long in all."""


class Heartbeat:
    """Beats while it is entered; `longest` is (seconds, seconds of work) of the longest pause.

    `hardest` are the most seconds of work between two beats, which other programs have no part in.
    """

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self.longest = (0.0, 0.0)
        self.hardest = 0.0

    def __enter__(self) -> "Heartbeat":
        self._last = time.perf_counter(), time.thread_time()
        self._timer.start(BEAT_MS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._beat()
        self._timer.stop()

    @property
    def steady(self) -> bool:
        """Whether the window was never away too long; a machine that did not let it run is no fault of it."""
        away, worked = self.longest
        return away <= BOUND_S or (worked <= BUSY_S and away <= STALLED_S)

    def _beat(self) -> None:
        now = time.perf_counter(), time.thread_time()
        away, worked = now[0] - self._last[0], now[1] - self._last[1]
        self.longest = max(self.longest, (away, worked))
        self.hardest = max(self.hardest, worked)
        self._last = now
