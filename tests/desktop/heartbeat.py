"""Whether the window answers all the while: the longest time between two beats of a timer."""

import time
from types import TracebackType

from PySide6.QtCore import QTimer

BEAT_MS = 10
WORK_S, WAIT_S = 0.6, 20.0
"""How long the window may work without answering, and wait: a busy machine lets nobody run for seconds."""


class Heartbeat:
    """Beats while it is entered; `longest` are the most seconds between two beats.

    `hardest` are the most seconds of work between two beats, which other programs have no part in.
    """

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self.longest = self.hardest = 0.0

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
        return self.hardest <= WORK_S and self.longest <= WAIT_S

    def _beat(self) -> None:
        now = time.perf_counter(), time.thread_time()
        away, worked = now[0] - self._last[0], now[1] - self._last[1]
        self.longest = max(self.longest, away)
        self.hardest = max(self.hardest, worked)
        self._last = now
