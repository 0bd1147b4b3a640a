"""Loads beside the start of Chromium what the program needs to understand the page and to answer it."""

import sys
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

SWITCH_S = 0.0005
"""How long the window may wait for the loading thread, each time it has something to do."""
HANDING_OVER_MS = 2
"""How long the page takes to fetch an answer; it waits for each piece that the loading holds up."""


class Preloader(QObject):
    """Loads in a thread of its own; says in the thread it was made in when it has done."""

    done = Signal()
    _loaded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._usual = sys.getswitchinterval()
        self._begun = self.is_done = False
        self._loaded.connect(self._finish)

    def begin_soon(self) -> None:
        """When what is being answered is on its way; once only."""
        if not self._begun:
            self._begun = True
            QTimer.singleShot(HANDING_OVER_MS, self._begin)

    def _begin(self) -> None:
        sys.setswitchinterval(SWITCH_S)
        Thread(target=self._load, daemon=True).start()

    def _load(self) -> None:
        from arctic_map.files import prepared  # noqa: F401
        from arctic_map.geo import position  # noqa: F401
        from arctic_map.page import messages, updates  # noqa: F401
        from arctic_map.scene import furniture  # noqa: F401

        self._loaded.emit()

    def _finish(self) -> None:
        sys.setswitchinterval(self._usual)
        self.is_done = True
        self.done.emit()
