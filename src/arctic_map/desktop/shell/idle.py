"""The window while it is idle: garbage is collected then, and tests wait for it."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractEventDispatcher, QObject

from arctic_map.desktop.widgets.tasks import monitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from arctic_map.desktop.map.map_page import MapPage
    from arctic_map.desktop.window.store import Store


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


class IdleReport(QObject):
    """Asks the page, and repeats that while the window itself is busy."""

    def __init__(self, page: MapPage, store: Store) -> None:
        super().__init__(page)
        self._page, self._store = page, store
        self._waiting: list[Callable[[], None]] = []
        self._requested = False
        self._batches = 0
        """Number of batches that had been sent at the last request to the page."""
        page.idle.connect(self._answered)
        # A restarted page has not received the question.
        page.ready.connect(self._ask)
        page.received.connect(self._ask_once)
        store.scene_changed.connect(self._ask_once)
        monitor().busy_changed.connect(self._ask_once)

    def when_idle(self, then: Callable[[], None]) -> None:
        """Call `then` once the app is idle."""
        self._waiting.append(then)
        self._ask_once()

    def _ask_once(self) -> None:
        if not self._requested:
            self._ask()

    def _ask(self) -> None:
        if self._waiting:
            self._requested = True
            self._batches = self._page.batches
            self._page.ask_idle()

    def _answered(self) -> None:
        self._requested = False
        if self._page.batches != self._batches:
            self._ask()
        elif not self._waits:
            called, self._waiting = self._waiting, []
            for then in called:
                then()

    @property
    def _waits(self) -> bool:
        """Whether a task runs, or the page has not reported its view or not received its decorations."""
        scene = self._store.scene
        is_complete = scene.goal is None and scene.furniture is not None
        return monitor().busy or not self._page.is_up or not is_complete
