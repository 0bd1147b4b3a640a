"""Reports when the app is idle: no message is pending, nothing moves and no task runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from arctic_map.desktop.widgets.tasks import monitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from arctic_map.desktop.map.map_page import MapPage
    from arctic_map.desktop.window.store import Store


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
