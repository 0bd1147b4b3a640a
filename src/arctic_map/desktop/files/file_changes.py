"""Opened files that have changed or gone since they were read, with notices until they are read again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.files.file_watch import FileWatch, Stamp, State
from arctic_map.desktop.files.reading_job import short_name
from arctic_map.desktop.widgets.appearance.widget_text import shortcut_text
from arctic_map.desktop.widgets.notices.notice import Notice, NoticeAction, Severity
from arctic_map.model.opened import layer_id
from arctic_map.model.problem import Problem
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from arctic_map.desktop.window.store import Store


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
            missing = ", ".join(short_name(path) for path in self.watch.in_state(State.GONE))
            self.message_emitted.emit(
                tr("No longer found: {gone}", gone=missing)
                if missing
                else tr("No opened file has changed since it was read")
            )

    def mark(self, path: Path, why: str, *actions: NoticeAction) -> None:
        """Report why the layer of an opened file differs from the file."""
        name = short_name(path)
        self._store.opened.mark(layer_id(str(path)), Problem(name, "", why))
        self.noticed.emit(Notice(f"{name}: {why}", Severity.WARNING, actions, key=_key(path)))

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
    return f"outdated {path}"
