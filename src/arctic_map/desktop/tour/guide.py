"""Starts and ends the guided tour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from arctic_map.desktop.tour.tour import Tour
    from arctic_map.desktop.web.view import MapView
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store


class TourGuide(QObject):
    begins = Signal()
    """The tour is about to start; window and session are still as the reader has arranged them."""
    started = Signal()
    ended = Signal()

    def __init__(self, window: Window, view: MapView, store: Store) -> None:
        super().__init__(window)
        self._window, self._view, self._store = window, view, store
        self.tour: Tour | None = None
        """The last one, once there was one."""

    @property
    def running(self) -> bool:
        return self.tour is not None and self.tour.running

    def start(self, number: int = 0) -> None:
        """At a step by its number, from 0."""
        if self.running or not self._store.catalog.tour:
            return
        # Most windows give no tour.
        from arctic_map.desktop.tour.tour import Tour

        self.begins.emit()
        if self.tour:
            self.tour.deleteLater()
        self.tour = Tour(self._window, self._view, self._store, number)
        self.tour.ended.connect(self.ended)
        self.started.emit()

    def step(self, step: int) -> None:
        """To the next step, or the one before for a step below 0."""
        if self.tour:
            self.tour.step(step)

    def go(self, number: int) -> None:
        """To a step by its number, from 0; -1 for the last."""
        if self.tour:
            self.tour.go(number)

    def end(self) -> None:
        if self.tour:
            self.tour.end()
