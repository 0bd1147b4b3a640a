"""Timers that fetch layers of servers again while the window is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from arctic_map.model.origin import Origin

PERIODS = (5, 15, 60)
"""Minutes that the menu offers."""
MS = 60_000
"""In a minute."""


class RefreshTimers(QObject):
    """They end with the window: no start contacts a server by itself."""

    def __init__(
        self, origins: Callable[[], dict[str, Origin]], fetch_again: Callable[[Origin], None], parent: QObject
    ) -> None:
        """`origins` returns where the opened layers came from, by their ids."""
        super().__init__(parent)
        self._origins, self._fetch_again = origins, fetch_again
        self._timers: dict[str, QTimer] = {}

    def minutes(self, layer_id: str) -> int:
        """The period of a layer in minutes, 0 if it is not fetched by itself."""
        timer = self._timers.get(layer_id)
        return timer.interval() // MS if timer else 0

    def start(self, layer_id: str, minutes: int) -> None:
        """Fetch a layer again each time so many minutes have passed; 0 ends that."""
        if timer := self._timers.pop(layer_id, None):
            timer.stop()
            timer.deleteLater()
        if minutes:
            self._timers[layer_id] = timer = QTimer(self)
            timer.timeout.connect(partial(self._on_time, layer_id))
            timer.start(minutes * MS)

    def _on_time(self, layer_id: str) -> None:
        if origin := self._origins().get(layer_id):
            self._fetch_again(origin)
        else:
            # The layer was closed.
            self.start(layer_id, 0)
