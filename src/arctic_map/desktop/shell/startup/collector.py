"""Garbage collection in the window's thread only, while the window is idle."""

import gc
from collections.abc import Sequence

from PySide6.QtCore import QAbstractEventDispatcher, QObject


class Collector(QObject):
    """Disables Python's automatic collection while it lives; collects in the window's thread from `begin` on.

    In another thread, a collection may destroy a timer of the window, which Qt cannot stop from there.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._begun = False
        gc.disable()
        self.destroyed.connect(_leave_it_to_python)

    def begin(self) -> None:
        """Start collecting; call it in the window's thread. Objects that exist now are never examined."""
        if not self._begun:
            self._begun = True
            # They live as long as the window, and examining them would stop the map for a moment.
            gc.freeze()
            QAbstractEventDispatcher.instance().aboutToBlock.connect(self._collect)

    def _collect(self) -> None:
        generation = due(gc.get_count(), gc.get_threshold())
        if generation is not None:
            gc.collect(generation)


def due(counts: Sequence[int], thresholds: Sequence[int]) -> int | None:
    """Return the oldest generation that Python would collect now; a threshold of 0 means never."""
    if not 0 < thresholds[0] < counts[0]:
        return None
    return max(
        generation
        for generation, (count, threshold) in enumerate(zip(counts, thresholds, strict=True))
        if 0 < threshold < count
    )


def _leave_it_to_python() -> None:
    gc.unfreeze()
    gc.enable()
