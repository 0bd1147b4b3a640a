"""Notices when an opened file is no longer what was read: changed, or gone."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

PAUSE_MS = 200
"""A program that writes a file does so in several steps: they are looked at together."""

Stamp = tuple[int, int, int]
"""Time of the last change (ns), size (bytes) and number on the disk."""


class State(Enum):
    AS_READ = "as read"  # no words: a name
    CHANGED = "changed"
    GONE = "gone"


def stamp_of(path: Path) -> Stamp | None:
    """What tells a file from what it was before; None where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class FileWatch(QObject):
    """Told by the system where it can tell; looks by itself whenever the reader comes back to the app."""

    turned = Signal(object, object)
    """The path of a file, and its state, which is another than before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stamps: dict[Path, Stamp | None] = {}
        self._states: dict[Path, State] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        # A folder tells of a file that is put in another's place, as most programs save.
        self._watcher.fileChanged.connect(self._look_soon)
        self._watcher.directoryChanged.connect(self._look_soon)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._came_forward)

    def add(self, path: Path, stamp: Stamp | None) -> None:
        """Watch a file that was read when its stamp was this one."""
        self._stamps[path], self._states[path] = stamp, State.AS_READ
        self.look()

    def remove(self, path: Path) -> None:
        if self._stamps.pop(path, None) is None:
            return
        del self._states[path]
        self._follow()

    def in_state(self, state: State) -> tuple[Path, ...]:
        """Files by what was seen of them last."""
        return tuple(path for path, found in self._states.items() if found is state)

    def look(self) -> None:
        """See what has become of all files."""
        self._follow()
        for path, stamp in tuple(self._stamps.items()):
            now = stamp_of(path)
            state = State.GONE if now is None else State.AS_READ if now == stamp else State.CHANGED
            if state is not self._states[path]:
                self._states[path] = state
                self.turned.emit(path, state)

    def _look_soon(self) -> None:
        # Not put off by further changes: some files are written to without end.
        if not self._timer.isActive():
            self._timer.start(PAUSE_MS)

    def _came_forward(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def _follow(self) -> None:
        """Have the system tell of the files and their folders; it forgets files that are replaced."""
        wanted = {str(place) for path in self._stamps for place in (path, path.parent)}
        known = {*self._watcher.files(), *self._watcher.directories()}
        if left := known - wanted:
            self._watcher.removePaths(list(left))
        if new := [place for place in sorted(wanted - known) if stamp_of(Path(place))]:
            self._watcher.addPaths(new)
