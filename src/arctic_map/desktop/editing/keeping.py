"""Keeps what is not saved against a crash, in a thread beside the window: an atlas may hold very much."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

from PySide6.QtCore import QObject, Signal


class Keeping(QObject):
    failed = Signal(object)
    """The OSError for which the latest could not be kept."""

    def __init__(
        self,
        keep: Callable[[Path, Mapping[str, bytes], str], None],
        forget: Callable[[Path], None],
        parent: QObject,
    ) -> None:
        """`keep` writes what an atlas is to become, which may raise OSError, and `forget` deletes that."""
        super().__init__(parent)
        self._keep, self._forget = keep, forget
        self._lock = Lock()
        self._next: tuple[Path, Mapping[str, bytes], str] | None = None
        """What the thread has still to keep."""
        self._thread: Thread | None = None

    def keep(self, path: Path, files: Mapping[str, bytes], base: str) -> None:
        """What the atlas at this path, of fingerprint `base`, is to become; only the latest is kept."""
        with self._lock:
            self._next = path, files, base
            if self._thread is None:
                self._thread = Thread(target=self._work, daemon=True)
                self._thread.start()

    def forget(self, path: Path) -> None:
        """Nothing is kept of this atlas any more."""
        with self._lock:
            self._next = None
        self.wait()
        self._forget(path)

    def wait(self) -> None:
        """Until the latest is kept."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        while True:
            with self._lock:
                found, self._next = self._next, None
                if found is None:
                    self._thread = None
                    return
            try:
                self._keep(*found)
            except OSError as error:
                # The window may be closed meanwhile.
                with suppress(RuntimeError):
                    self.failed.emit(error)
