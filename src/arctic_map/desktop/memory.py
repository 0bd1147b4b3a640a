"""Keeps the session while the app runs, so that it comes back after a normal end and after a crash."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal

from arctic_map.files import first_page
from arctic_map.files.first_page import FirstPage

if TYPE_CHECKING:
    from arctic_map.desktop.store import Store
    from arctic_map.model.catalog import Catalog
    from arctic_map.scene.session import Session, Theme

PAUSE_MS = 700
"""After the last change, before it is written: what a crash may cost."""


class Memory(QObject):
    """Reads the last session once, and writes each one that follows."""

    troubled = Signal(str)
    """A sentence about a session that could not be read or kept."""

    def __init__(self, folder: Path, data: Path, theme: Theme) -> None:
        super().__init__()
        self._folder, self._data, self._theme = folder, data, theme
        self._store: Store | None = None
        self._complained = False
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.write)
        self._body = self._read()

    @property
    def holds_session(self) -> bool:
        return bool(self._body)

    def first_page(self) -> FirstPage | None:
        """What the page showed last, if nothing it stood on has changed."""
        return first_page.read_last(self._folder, self._data, self._theme, self._body)

    def session(self, catalog: Catalog) -> Session | None:
        """The last session on this content; None when there was none or it was no good."""
        if not self._body:
            return None
        from arctic_map.errors import UnknownName
        from arctic_map.files import session
        from arctic_map.scene.remembering import restored

        try:
            saved = session.read(self._folder)
            return restored(saved, catalog, self._theme) if saved else None
        except session.SessionUnreadable as trouble:
            self.troubled.emit(str(trouble))
        except (ValueError, UnknownName) as flaw:
            self.troubled.emit(str(session.set_aside(self._folder, str(flaw))))
        return None

    def follow(self, store: Store) -> None:
        self._store = store
        store.scene_changed.connect(self._timer.start)

    def write(self) -> None:
        """Keep the session as it is now; a failure is said once."""
        if self._store is None:
            return
        from arctic_map.files import session
        from arctic_map.page.assets import start_messages
        from arctic_map.scene.remembering import kept

        self._timer.stop()
        scene = self._store.scene
        try:
            body = session.write(self._folder, kept(self._store.session))
            page = scene.plane.id, start_messages(scene)
            first_page.write_last(self._folder, self._data, scene.look.name, body, page)
        except OSError as trouble:
            if not self._complained:
                self._complained = True
                self.troubled.emit(f"The session could not be kept: {trouble.strerror} ({self._folder})")

    def _read(self) -> bytes:
        try:
            return (self._folder / "session.json").read_bytes()
        except OSError:
            return b""


def state_folder() -> Path:
    """The user's own folder for what the app wants to find again."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation))
