"""Python's search for garbage, in the thread of the window alone and when that has nothing else to do."""

import gc
from collections.abc import Sequence

from PySide6.QtCore import QAbstractEventDispatcher, QObject


class Collector(QObject):
    """Python collects nothing by itself while this lives; what has died is looked for from `begin` on.

    By itself Python collects in whichever thread makes the next object. In a worker that can destroy a timer
    that runs in the window, and Qt cannot stop a timer from another thread.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._begun = False
        gc.disable()
        self.destroyed.connect(_leave_it_to_python)

    def begin(self) -> None:
        """To be called in the thread of the window; once is enough. What is there now counts as alive."""
        if not self._begun:
            self._begun = True
            # It lives as long as the window, and looking through all of it would stop the map for a moment.
            gc.freeze()
            QAbstractEventDispatcher.instance().aboutToBlock.connect(self._collect)

    def _collect(self) -> None:
        generation = due(gc.get_count(), gc.get_threshold())
        if generation is not None:
            gc.collect(generation)


def due(counts: Sequence[int], thresholds: Sequence[int]) -> int | None:
    """The oldest generation that Python itself would collect now; a threshold of 0 stands for never."""
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
