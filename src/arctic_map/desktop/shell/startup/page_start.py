"""The answers to the page while the window is created, and the session, stored while the app runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from arctic_map.desktop.map.map_page import MapPage
from arctic_map.desktop.shell.startup.preloader import Preloader
from arctic_map.desktop.web.web_view import MapView
from arctic_map.desktop.widgets.folders import interface_language, session_folder, window_settings
from arctic_map.desktop.window.choices import Choices, look_key
from arctic_map.errors import UnknownName, system_reason
from arctic_map.model.tr import speaks_english, tr
from arctic_map.storage import preparation
from arctic_map.storage.app_folders import SESSION, read_stored
from arctic_map.storage.preparation import FirstPage

if TYPE_CHECKING:
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.note import Note
    from arctic_map.model.style import Theme
    from arctic_map.scene.session.session import Session


class PageStart:
    """The settings, the last session, and the page that starts with both."""

    def __init__(
        self,
        view: MapView,
        data: Path,
        preloader: Preloader,
        speak: Callable[[str], None],
        *,
        remember: bool,
        fresh: bool,
        file: Path | None = None,
    ) -> None:
        """`remember` stores settings and session; `fresh` neither restores nor stores a session.

        `speak` sets the language of the interface, before any text is made.

        `file` is the atlas file that `data` was unpacked from.
        """
        self.view, self.preloader, self.fresh = view, preloader, fresh
        self.settings = window_settings(remember=remember)
        speak(interface_language(self.settings))
        self.choices = Choices(self.settings)
        self.memory = (
            Memory(session_folder(file or data), data, self.choices.theme, self.choices.look)
            if remember
            else None
        )
        self.restores = self.memory is not None and self.memory.holds_session and not fresh
        self.stores = self.memory is not None and not fresh
        """Whether the session is stored: a fresh one must not replace the last one."""
        self.prepared = self._prepared_page(data)
        """None if the page has to wait for the content."""
        self.page = MapPage(view, self.prepared, self.choices)
        preloader.done.connect(self.page.understand)

    def _prepared_page(self, data: Path) -> FirstPage | None:
        if not (speaks_english() and self.choices.is_prepared_for):
            return None
        if self.memory and self.restores:
            return self.memory.first_page()
        return preparation.read_first_page(data, self.choices.prepared_look)


PAUSE_MS = 300
"""Least interval of writing, ms: the most that a crash can lose."""


class Memory(QObject):
    """Reads the last session and writes all later ones; what the first paint does not need is loaded late."""

    troubled = Signal(str)
    """A message about a session that could not be read or written."""
    writing = Signal()
    """The session is being written; other state should be stored too."""

    def __init__(self, folder: Path, data: Path, theme: Theme, look: str = "") -> None:
        """`folder` is that of the atlas's session; `look` is the result of `look_key`, empty for defaults."""
        super().__init__()
        self._folder, self._data, self._theme, self._look = folder, data, theme, look or theme
        self._store: Store | None = None
        self._complained = False
        self.chosen = ""
        """Id of the selected feature, which may belong to an opened file that is not read yet."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._written = QElapsedTimer()
        self._timer.timeout.connect(self.write)
        self._known: tuple[Note, ...] = ()
        """The notes of this window when they were last read or written."""
        self._others: tuple[Note, ...] = ()
        """The notes of other windows in the file."""
        self._body: bytes | None = self._read()
        """The bytes of the session; empty if there is none, None if it cannot be read."""

    @property
    def holds_session(self) -> bool:
        """Whether there is a stored session, readable or not."""
        return self._body != b""

    def first_page(self) -> FirstPage | None:
        """Return the page that was shown last, if nothing that it depends on has changed."""
        return preparation.read_last(self._folder, self._data, self._look, self._body or b"")

    def session(self, catalog: Catalog) -> Session | None:
        """Return the last session of this content; None if there was none or it is invalid."""
        if not self.holds_session:
            return None
        from arctic_map.scene.session.saved_sessions import restored
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
        """Store each session of a store."""
        self._store, self._known = store, store.session.notes
        self._written.start()
        store.scene_changed.connect(self.write_soon)

    def move(self, folder: Path) -> None:
        """Store the session in another folder from now on, because the atlas was saved under another name."""
        if folder != self._folder:
            self._folder = folder
            self._body, self._others = self._read(), ()
            self.write_soon()

    def end(self) -> None:
        """Stop storing, because the window has closed."""
        self._timer.stop()
        self._store = None

    def write_soon(self) -> None:
        """Store the session soon, unless that is pending already."""
        # Not restarted by further changes, because dragging and playing can go on for long.
        if self._store is not None and not self._timer.isActive():
            self._timer.start(max(0, PAUSE_MS - self._written.elapsed()))

    def write(self) -> None:
        """Store the session now, except during the guided tour; a failure is reported once."""
        if self._store is None or self._store.session.story:
            return
        from arctic_map.geo.turning import is_turned
        from arctic_map.page.assets import start_messages
        from arctic_map.scene.session.saved_sessions import other_notes, to_saved
        from arctic_map.storage import session_file

        self._timer.stop()
        self._written.start()
        self.writing.emit()
        scene = self._store.as_at_start()
        look = look_key(self._store.session.theme, scene.preferences)
        try:
            if self._read() != self._body:
                # Another window of the atlas has written the file since.
                self._others = other_notes(session_file.read(self._folder), self._known)
        except session_file.SessionUnreadable as trouble:
            self.troubled.emit(str(trouble))
        try:
            saved = to_saved(self._store.session, self._others)
            self._body = body = session_file.write(self._folder, saved)
            self._known = self._store.session.notes
            # No drawings of a rotated map and no translated texts are stored: the next start has to wait for
            # the content.
            if speaks_english() and not is_turned(scene.projection.id):
                page = scene.projection.id, start_messages(scene)
                preparation.write_last(self._folder, self._data, look, body, page)
        except OSError as trouble:
            self._complain(trouble)

    def _complain(self, trouble: OSError) -> None:
        """Report once that the session cannot be written."""
        if not self._complained:
            self._complained = True
            why = f"{system_reason(trouble)} ({self._folder})"
            self.troubled.emit(
                tr("The session cannot be saved for the next start: {why}. Everything else works.", why=why)
            )

    def _read(self) -> bytes | None:
        try:
            return read_stored(self._folder / SESSION)
        except FileNotFoundError:
            return b""
        except OSError:
            # Reported, and set aside, when the session is requested.
            return None
