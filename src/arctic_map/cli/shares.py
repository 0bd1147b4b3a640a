"""Says which share of the work is done, to a window that has it done in a process."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from arctic_map.cli.text import flush, say

NOW_AND_THEN_S = 0.2


class Shares:
    def __init__(self, *, aloud: bool) -> None:
        """Nothing is said unless `aloud`."""
        self._aloud, self._said = aloud, 0.0

    def part(self, begin: float, end: float) -> Callable[[float], None]:
        """What is told how far a part of the work is, 0 to 1; all of it lasts from `begin` to `end`."""
        return lambda share: self._tell(begin + (end - begin) * min(max(share, 0.0), 1.0))

    def _tell(self, share: float) -> None:
        if self._aloud and monotonic() > self._said + NOW_AND_THEN_S:
            self._said = monotonic()
            say(f"{share:.3f}")
            flush()
