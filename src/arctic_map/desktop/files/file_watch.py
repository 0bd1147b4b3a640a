"""Watching opened files for changes and deletion, with notices until they are read again."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from arctic_map.desktop.files.reading_job import short_name
from arctic_map.desktop.widgets.notice import Notice, NoticeAction, Severity
from arctic_map.desktop.widgets.widget_text import shortcut_text
from arctic_map.model.opened import layer_id, parted
from arctic_map.model.problem import Problem
from arctic_map.model.tr import tr
from arctic_map.tables.opened_drawings import OpenedFileDrawings

if TYPE_CHECKING:
    from arctic_map.desktop.window.store import Store
    from arctic_map.scene.scene import Scene

PAUSE_MS = 200
"""A program writes a file in several steps, so they are checked together after this time."""

Stamp = tuple[int, int, int]
"""Time of the last change (ns), size (bytes) and inode."""


class State(Enum):
    """A file compared with what was read."""

    AS_READ = "as read"  # no words: a name
    CHANGED = "changed"
    GONE = "gone"


def stamp_of(path: Path) -> Stamp | None:
    """Return what identifies a version of a file, or of that of a layer; None if it does not exist."""
    try:
        status = parted(path)[0].stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


class FileWatch(QObject):
    """Watches files by system events, and checks them whenever the app becomes active."""

    turned = Signal(object, object)
    """The path of a file, and its new State."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stamps: dict[Path, Stamp | None] = {}
        self._states: dict[Path, State] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        # The folder reports a file that replaces another, which is how most programs save.
        self._watcher.fileChanged.connect(self._look_soon)
        self._watcher.directoryChanged.connect(self._look_soon)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_activated)

    def add(self, path: Path, stamp: Stamp | None) -> None:
        """Watch a file that had this stamp when it was read."""
        self._stamps[path], self._states[path] = stamp, State.AS_READ
        self.look()

    def remove(self, path: Path) -> None:
        """Stop watching a file."""
        if self._stamps.pop(path, None) is None:
            return
        del self._states[path]
        self._follow()

    def in_state(self, state: State) -> tuple[Path, ...]:
        """Return the files whose last known state is this one."""
        return tuple(path for path, current in self._states.items() if current is state)

    def look(self) -> None:
        """Check all files now."""
        self._follow()
        for path, stamp in tuple(self._stamps.items()):
            now = stamp_of(path)
            state = State.GONE if now is None else State.AS_READ if now == stamp else State.CHANGED
            if state is not self._states[path]:
                self._states[path] = state
                self.turned.emit(path, state)

    def _look_soon(self) -> None:
        # Not restarted by further changes, because some files are written continuously.
        if not self._timer.isActive():
            self._timer.start(PAUSE_MS)

    def _on_activated(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def _follow(self) -> None:
        """Update the watched files and folders; the system forgets files that are replaced."""
        files = {parted(path)[0] for path in self._stamps}
        targets = {str(place) for path in files for place in (path, path.parent)}
        known = {*self._watcher.files(), *self._watcher.directories()}
        if obsolete := known - targets:
            self._watcher.removePaths(list(obsolete))
        if new := [place for place in sorted(targets - known) if stamp_of(Path(place))]:
            self._watcher.addPaths(new)


class FileChanges(QObject):
    """Watches opened files and reports their changes."""

    message_emitted = Signal(str)
    """A message for the status bar."""
    noticed = Signal(object)
    """A Notice of what has changed."""
    withdrawn = Signal(str)
    """The key of a notice whose cause has ended."""
    outdated = Signal(object)
    """The path of a file to read again."""

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        store.scene_changed.connect(self._on_scene)
        self.watch = FileWatch(self)
        self.watch.turned.connect(self._turned)

    def add(self, path: Path, stamp: Stamp | None) -> None:
        """Watch a file that was read; `stamp` is from before the reading began."""
        self.withdrawn.emit(_key(path))
        self.watch.add(path, stamp)

    def remove(self, path: Path) -> None:
        """Stop watching a file that was closed."""
        self.watch.remove(path)
        self.withdrawn.emit(_key(path))

    def read_again(self) -> None:
        """Request the files that have changed since they were read."""
        self.watch.look()
        changed = self.watch.in_state(State.CHANGED)
        for path in changed:
            self.outdated.emit(path)
        if not changed:
            missing = tr(", ").join(short_name(path) for path in self.watch.in_state(State.GONE))
            self.message_emitted.emit(
                tr("No longer found: {gone}", gone=missing)
                if missing
                else tr("No opened file has changed since it was read")
            )

    def mark(self, path: Path, why: str, *actions: NoticeAction) -> None:
        """Report why the layer of an opened file differs from the file."""
        name = short_name(parted(path)[0])
        self._store.opened.mark(layer_id(str(path)), Problem(name, "", why))
        self.noticed.emit(Notice(f"{name}: {why}", Severity.WARNING, actions, key=_key(path)))

    def _on_scene(self, before: Scene, scene: Scene) -> None:
        """Request the files that are not drawn on a map centred on a place, as they were read before."""
        if scene.projection.id != before.projection.id:
            for file in self._store.files:
                opened = self._store.drawings.files.layer(file.layer.id).opened
                if isinstance(opened, OpenedFileDrawings) and not opened.is_drawn(scene.projection):
                    self.outdated.emit(Path(file.layer.file))

    def _turned(self, path: Path, state: State) -> None:
        """Handle a file that has changed or gone, or is again as it was read."""
        if state is State.AS_READ:
            self._store.opened.mark(layer_id(str(path)), None)
            self.withdrawn.emit(_key(path))
        elif state is State.CHANGED:
            why = tr(
                "it has changed since it was read; press {keys} to read it again",
                keys=shortcut_text("Ctrl+R"),
            )
            self.mark(path, why, NoticeAction(tr("&Read again"), self.read_again))
        else:
            self.mark(path, tr("it no longer exists and is shown as it was read"))


def _key(path: Path) -> str:
    # One notice for all layers of a file.
    return f"outdated {parted(path)[0]}"
