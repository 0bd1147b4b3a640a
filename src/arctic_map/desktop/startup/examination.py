"""Looks for the problems of changed content that take too long to look for before the window stands."""

from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, Signal


class Examination(QObject):
    """Runs in a thread of its own; says what it found in the thread it was made in."""

    found = Signal(object)
    """All problems of the content, as a tuple."""

    def __init__(self, data: Path) -> None:
        super().__init__()
        self._data = data

    def begin(self) -> None:
        Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        # In its own thread: checking takes long to load too.
        from arctic_map.files import check
        from arctic_map.scene.symbology import legibility

        self.found.emit(tuple(check.content(self._data, legibility.problems)))
