"""The running app: the window with the map first, and content, menus and panels after the first paint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from arctic_map.desktop.editing.editions import ContentVersions
from arctic_map.desktop.map.map_page import MapFrame
from arctic_map.desktop.shell.commands.bars import Bars
from arctic_map.desktop.shell.idle import IdleReport
from arctic_map.desktop.shell.map_clicks import MapClicks
from arctic_map.desktop.shell.startup.page_start import PageStart
from arctic_map.desktop.widgets.folders import session_folder, state_folder
from arctic_map.desktop.widgets.tasks import after_frames
from arctic_map.desktop.window.main_window import Window
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage import preparation

if TYPE_CHECKING:
    from arctic_map.desktop.files.reader_process import EarlyReading
    from arctic_map.desktop.shell.language_change import LanguageChange
    from arctic_map.desktop.shell.workspace import Workspace
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.projection import Viewport
    from arctic_map.page.from_page import FromPage
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session.actions import Action
    from arctic_map.scene.session.session import Session
    from arctic_map.scene.words.links import Link
    from arctic_map.storage.preparation import FirstPage

FRESH = tr_later(
    "This window was started without the last session, which is kept for the next start.\n"
    "Notes, view and files of this window are not stored."
)


class Atlas(QObject):
    """The composition root. Modules that the first paint does not need are imported after it."""

    painted = Signal()
    """The map is complete for the first time."""
    ready = Signal()
    """Menus and panels are filled and usable."""
    received = Signal(int)
    """The page has painted the batch of messages with this number."""
    failed = Signal(str)
    path_changed = Signal(object)
    """The atlas was saved under another name, which is the path."""

    def __init__(
        self, start: PageStart, data: Path, *, file: Path | None = None, early: EarlyReading | None = None
    ) -> None:
        """`data` was unpacked from the atlas `file`; `early` is a running reader. Raises ContentError."""
        super().__init__()
        self._data, self._file, self.view, self._preloader = data, file, start.view, start.preloader
        self._settings, self.choices, self._memory = start.settings, start.choices, start.memory
        self._editions = ContentVersions(data, state_folder())
        self._restores, self._stores, self.page = start.restores, start.stores, start.page
        self.view.furnish(QApplication.palette().window().color())
        self._store: Store | None = None
        self._workspace: Workspace | None = None
        self.language: LanguageChange | None = None
        self._postponed: list[Callable[[Workspace], object]] = []
        prepared = start.prepared
        self._changed = prepared is None and not preparation.is_prepared(data)
        self._early = early
        if early:
            _send_projection(early, prepared)
        self.window = Window(self._settings)
        self.map_frame = MapFrame(self.view)
        self.window.setCentralWidget(self.map_frame)
        self.bars = Bars(self.window)
        self._clicks = MapClicks(
            self.page, self.view, lambda: self.store, lambda: self._workspace, lambda: self.workspace
        )
        self._connect()
        if prepared is None:
            self._open()
        self.window.restore(fresh=start.fresh)
        if self._memory and not self._stores:
            self.painted.connect(lambda: self.warn("fresh", tr(FRESH), only_informs=True))
        self.window.panels_changed.connect(self._panels_changed)
        self.map_frame.resized.connect(self.window.docks.map_resized)
        if start.preloader.expects_rows:
            self.painted.connect(self.page.expect_rows)
        self.painted.connect(start.preloader.load_panels)
        # The map's last frame must reach the screen before the window is busy with the panels.
        self.painted.connect(lambda: after_frames(1, self.window, self._fill))

    @property
    def store(self) -> Store:
        """The store, created when it is first needed."""
        return self._store or self._open()

    @property
    def workspace(self) -> Workspace:
        """Everything around the map, created when first needed, at the latest after the first paint."""
        if self._workspace is None:
            from arctic_map.desktop.shell.language_change import LanguageChange
            from arctic_map.desktop.shell.workspace import Workspace

            self._workspace = Workspace(
                self.store,
                self._editions,
                self.window,
                self.view,
                self.bars,
                self.choices,
                self._settings,
                self._data,
                self._file,
            )
            if self._memory:
                self._workspace.tour.begins.connect(self._memory.write)
                self.language = LanguageChange(
                    self.choices,
                    self.window,
                    self._workspace.draft,
                    self._data,
                    (lambda then: self.workspace.authoring.may_leave_forms(then)) if self._stores else None,
                )
        return self._workspace

    @property
    def is_ready(self) -> bool:
        """Whether menus and panels are usable."""
        return self._workspace is not None

    @property
    def scene(self) -> Scene:
        """The present scene."""
        return self.store.scene

    def apply(self, action: Action) -> None:
        """Apply an action to the store."""
        self.store.apply(action)

    def when_idle(self, then: Callable[[], None]) -> None:
        """Call `then` when no message is pending between window and page, nothing moves and no task runs."""
        self._idle_report.when_idle(then)

    @cached_property
    def _idle_report(self) -> IdleReport:
        return IdleReport(self.page, self.store)

    def dispose(self) -> None:
        """Close all parts and end background work."""
        self._settings.sync()
        self.choices.dispose()
        if self._memory:
            self._memory.end()
        if self._workspace:
            self._workspace.close()
        elif self._early:
            self._early.end()
        # Ignore pending signals of the page and the store.
        for each in (self.page, self._store):
            if each is not None:
                each.blockSignals(True)
        self.view.dispose()

    def follow(self, link: Link) -> None:
        """Go where a link leads, as soon as the app is ready."""
        self._when_ready(lambda workspace: workspace.follow(link))

    def open_files(self, paths: Sequence[Path]) -> None:
        """Open files, as soon as the app is ready."""
        # A window that starts with a file shows it at once; later the map moves there smoothly.
        flies = self._workspace is not None
        self._when_ready(lambda workspace: workspace.open_files(paths, flies=flies))

    def _when_ready(self, act: Callable[[Workspace], object]) -> None:
        if self._workspace:
            act(self._workspace)
        else:
            self._postponed.append(act)

    def _connect(self) -> None:
        page = self.page
        page.painted.connect(self.painted)
        page.received.connect(self.received)
        page.failed.connect(lambda why: self.warn("page", tr("The map has a problem: {why}", why=why)))
        page.failed.connect(self.failed)
        page.moved.connect(self._moved)
        page.message_received.connect(self._pointed)
        page.crashed.connect(self._on_map_failed)
        self.map_frame.retry_requested.connect(self._retry)
        self.choices.changed.connect(self._prefer)
        if self._memory:
            self._memory.writing.connect(self.window.remember)
            self._memory.troubled.connect(lambda sentence: self.warn("memory", sentence))
            self.window.closing.connect(self._memory.write)

    def _open(self) -> Store:
        """Create the store, at the latest after the first paint."""
        from arctic_map.content.prepared_catalog import content_of
        from arctic_map.desktop.window.store import Store
        from arctic_map.scene.compose import start
        from arctic_map.scene.drawings.drawings import drawings_for
        from arctic_map.scene.session.journeys import first_view
        from arctic_map.storage import preparation
        from arctic_map.storage.base_map import land_on

        content = self._preloader.content or content_of(self._data)
        session = self._last_session(content) or start(content, first_view(content, self.choices.theme))
        session = replace(session, preferences=self.choices.preferences)
        drawings = drawings_for(content, preparation.read_drawing, preparation.read_labelled, land_on)
        self._store = store = Store(content, session, drawings, self._editions)
        store.scene_changed.connect(lambda _before, scene: self.window.show_scene(scene))
        if self._memory and self._stores:
            self._memory.follow(store)
        self.page.follow(store)
        self.window.show_scene(store.scene)
        return store

    def _last_session(self, content: Catalog) -> Session | None:
        if not (self._memory and self._restores):
            return None
        return self._memory.session(content)

    def _fill(self) -> None:
        """Fill menus and panels, then apply postponed requests."""
        workspace = self.workspace
        if self._changed:
            workspace.examine()
        if files := self.store.session.files:
            workspace.files.open_again(files, self._memory.chosen if self._memory else "")
        workspace.draft.changed.connect(self._follow_name)
        if self._memory and not self._postponed:
            self._hint(workspace)
        if self._early:
            workspace.files.reading.readers.adopt(self._early)
        for act in self._postponed:
            act(workspace)
        self._postponed.clear()
        self.ready.emit()

    def _follow_name(self) -> None:
        """Store the session under the name that the atlas is saved as, and report it."""
        path = self.workspace.draft.path
        if path is None or path == self._file:
            return
        self._file = path
        if self._memory:
            self._memory.move(session_folder(path))
        self.path_changed.emit(path)

    def _hint(self, workspace: Workspace) -> None:
        if workspace.draft.editable and not self.store.catalog.facts:
            from arctic_map.desktop.shell.first_start import FirstSteps

            FirstSteps(workspace)
            return
        from arctic_map.desktop.shell.first_start import FirstHint, is_new

        if is_new(self._settings):
            FirstHint(workspace, self._settings)

    def _panels_changed(self) -> None:
        """Update the check marks of menus, if they are filled."""
        if self._memory and self._store:
            self._memory.write_soon()
        if self._workspace:
            self._workspace.menus.refresh()

    def _moved(self, viewport: Viewport) -> None:
        from arctic_map.scene.session import actions

        self.apply(actions.view_moved(viewport))

    def _pointed(self, message: FromPage) -> None:
        from arctic_map.geo.position import unproject
        from arctic_map.page.from_page import PointerMoved

        if not isinstance(message, PointerMoved):
            return
        x, y = message.x, message.y

        if self._workspace:
            self._workspace.tools.current.point(x, y)
        self.window.show_position(*(unproject(self.scene.projection, x, y) or (None, None)))

    def warn(self, key: str, sentence: str, *, only_informs: bool = False) -> None:
        """Show a warning, or a notice that only informs, in place of an earlier one with the same key."""
        from arctic_map.desktop.widgets.notice import Notice, Severity

        severity = Severity.INFO if only_informs else Severity.WARNING
        self.window.notify(Notice(sentence, severity, key=key, stays=True))

    def _on_map_failed(self, why: str) -> None:
        self.map_frame.show_failed(
            tr("The map stopped several times and is not started again: {why}.", why=why)
        )

    def _retry(self) -> None:
        self.map_frame.show_map()
        self.page.start_again()

    def _prefer(self) -> None:
        from arctic_map.scene.session import actions

        before, preferences = self.scene.preferences, self.choices.preferences
        self.apply(actions.prefer(self.choices.theme, preferences))
        if before.text_size != preferences.text_size:
            # After all labels have their new font.
            QTimer.singleShot(0, self.window, self.window.docks.arrange)


def _send_projection(early: EarlyReading, prepared: FirstPage | None) -> None:
    """Tell an early reader which projection the map shows first; imported only for a file."""
    from arctic_map.geo.projections import DEFAULT

    early.process.send(prepared.projection if prepared else DEFAULT.id)
