"""Keeps the session while the app runs, so that it comes back after a normal end and after a crash."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from arctic_map.desktop.window.choices import look_key
from arctic_map.model.tr import speaks_english, tr
from arctic_map.storage import first_page
from arctic_map.storage.app_folders import SESSION, read_kept
from arctic_map.storage.first_page import FirstPage

if TYPE_CHECKING:
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.style import Theme
    from arctic_map.scene.session.session import Session

PAUSE_MS = 300
"""Between two writings, however much changes meanwhile: what a crash may cost."""


class Memory(QObject):
    """Reads the last session once, and writes each one that follows."""

    troubled = Signal(str)
    """A sentence about a session that could not be read or kept."""
    writing = Signal()
    """The session is being kept; whoever has something else to keep does it too."""

    def __init__(self, folder: Path, data: Path, theme: Theme, look: str = "") -> None:
        """`folder` is that of the session on this atlas.

        `look` says, by `look_key`, what the reader has chosen of the page; empty for what is usual.
        """
        super().__init__()
        self._folder, self._data, self._theme, self._look = folder, data, theme, look or theme
        self._store: Store | None = None
        self._complained = False
        self.chosen = ""
        """Id of the feature that was selected: of an opened file it is not there at once."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._written = QElapsedTimer()
        self._timer.timeout.connect(self.write)
        self._body: bytes | None = self._read()
        """None where something stands in the session's place that cannot be read."""

    @property
    def holds_session(self) -> bool:
        return self._body != b""

    def first_page(self) -> FirstPage | None:
        """What the page showed last, if nothing it stood on has changed."""
        return first_page.read_last(self._folder, self._data, self._look, self._body or b"")

    def session(self, catalog: Catalog) -> Session | None:
        """The last session on this content; None when there was none or it was no good."""
        if not self.holds_session:
            return None
        # Nothing is read or kept before the first paint.
        from arctic_map.errors import UnknownName
        from arctic_map.scene.session.remembering import restored
        from arctic_map.storage import session_file

        try:
            saved = session_file.read(self._folder)
            self.chosen = (saved.feature or "") if saved else ""
            return restored(saved, catalog, self._theme) if saved else None
        except session_file.SessionUnreadable as trouble:
            self.troubled.emit(str(trouble))
        except (ValueError, UnknownName) as problem:
            self.troubled.emit(str(session_file.set_aside(self._folder, str(problem))))
        return None

    def follow(self, store: Store) -> None:
        self._store = store
        self._written.start()
        store.scene_changed.connect(self.write_soon)

    def move(self, folder: Path) -> None:
        """Keep the session in another folder from now on: the atlas was saved under another name."""
        if folder != self._folder:
            self._folder = folder
            self.write_soon()

    def end(self) -> None:
        """Keep nothing more: the window is gone."""
        self._timer.stop()
        self._store = None

    def write_soon(self) -> None:
        # Not put off by further changes: a drag or a story that plays goes on for long.
        if self._store is not None and not self._timer.isActive():
            self._timer.start(max(0, PAUSE_MS - self._written.elapsed()))

    def write(self) -> None:
        """Keep the session as it is now; a failure is said once.

        During the guided tour the map is not as the reader has arranged it: what was kept before it stays.
        """
        if self._store is None or self._store.session.story:
            return
        # Nothing is read or kept before the first paint.
        from arctic_map.geo.turning import is_turned
        from arctic_map.page.assets import start_messages
        from arctic_map.scene.session.remembering import kept
        from arctic_map.storage import session_file

        self._timer.stop()
        self._written.start()
        self.writing.emit()
        scene = self._store.as_at_start()
        look = look_key(self._store.session.theme, scene.preferences)
        try:
            body = session_file.write(self._folder, kept(self._store.session))
            # The drawings of a turned map lie on no disk: its window waits for the content.
            # Another language waits for it too: its words are looked up anew.
            if speaks_english() and not is_turned(scene.projection.id):
                page = scene.projection.id, start_messages(scene)
                first_page.write_last(self._folder, self._data, look, body, page)
        except OSError as trouble:
            if not self._complained:
                self._complained = True
                why = f"{trouble.strerror} ({self._folder})"
                self.troubled.emit(
                    tr(
                        "The session cannot be saved for the next start: {why}. Everything else works.",
                        why=why,
                    )
                )

    def _read(self) -> bytes | None:
        try:
            return read_kept(self._folder / SESSION)
        except FileNotFoundError:
            return b""
        except OSError:
            # Said, and set aside, when the session is asked for.
            return None
