"""Loads beside the start of Chromium what the program needs to understand the page and to answer it."""

import sys
from threading import Thread

from PySide6.QtCore import QObject, Signal

SWITCH_S = 0.0005
"""How long the window may wait for the loading thread, each time it has something to do."""


class Warming(QObject):
    """Starts at once, in a thread of its own; says in the thread it was made in when it has done."""

    done = Signal()
    _loaded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._usual = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_S)
        self.is_done = False
        self._loaded.connect(self._finish)
        Thread(target=self._load, daemon=True).start()

    def _load(self) -> None:
        from arctic_map.files import prepared  # noqa: F401
        from arctic_map.geo.planes import DEFAULT
        from arctic_map.geo.position import unproject
        from arctic_map.page import messages  # noqa: F401
        from arctic_map.scene import furniture  # noqa: F401

        unproject(DEFAULT, 0.0, 0.0)
        self._loaded.emit()

    def _finish(self) -> None:
        sys.setswitchinterval(self._usual)
        self.is_done = True
        self.done.emit()
