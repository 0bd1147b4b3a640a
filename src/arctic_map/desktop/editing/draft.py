"""The draft: the edited content of an atlas, its edits and its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from arctic_map.content.edits import Content, Edit, EditRefused
from arctic_map.desktop.editing.atlas_file import NOT_REPLACED, ONLY_READ, BackgroundWriter, locked
from arctic_map.desktop.editing.editions import ContentVersions, reason
from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.errors import ArcticMapError
from arctic_map.model.tr import labelled, tr
from arctic_map.storage.bounded_reading import Unreadable, is_there
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from PySide6.QtCore import QLockFile

    from arctic_map.desktop.editing.atlas_file import WriteResult
    from arctic_map.desktop.widgets.tasks import Task
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.problem import FileProblem

KEEP_MS = 400
"""Delay between an edit and storing the draft for crash recovery."""
SHORT = 60
"""Maximum length of a file name in a message."""


class Draft(QObject):
    """Each edit adds an edition of the content; the session selects the visible one."""

    changed = Signal()
    """Emitted when the content, the path, or whether it is saved or editable has changed."""
    refused = Signal(str)
    """Emitted with the reason why an edit was not made, a sentence."""
    not_saved = Signal(str)
    """Emitted with the reason why saving or crash recovery failed; it applies until a save succeeds."""
    message_emitted = Signal(str)
    save_ended = Signal(bool)
    """Emitted with whether everything requested was saved."""

    def __init__(self, path: Path | None, editions: ContentVersions, store: Store, parent: QObject) -> None:
        """`path` is the open atlas file, or None for a content folder."""
        super().__init__(parent)
        self._store, self._editions = store, editions
        editions.failed.connect(self.refused)
        self.path: Path | None = None
        self.why_not = tr("This atlas is read-only. To edit it, save a copy and open the copy.")
        """Why nothing can be edited; empty if it can."""
        self._saved: Content = {}
        self._fingerprint = ""
        """Fingerprint of the file that the changes are based on; empty if unknown."""
        self._lock: QLockFile | None = None
        self._edition = 0
        # One queue for both, so that the recovery data is stored before the file is overwritten.
        self._queue = TaskQueue(self, saves=True)
        self._keeping: Task | None = None
        """The latest task that stores changes; earlier ones still waiting are cancelled."""
        self._writing = BackgroundWriter(self._queue, self)
        self._writing.message_emitted.connect(self.message_emitted)
        self._writing.ended.connect(self._written)
        self._lock_for: QLockFile | None = None
        self._next: Path | None = None
        """Where to save again as soon as the current save has ended; None if not requested."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        store.scene_changed.connect(self._turned)
        if path is not None:
            self._open(path)

    @property
    def folder(self) -> Path:
        """The folder with the visible edition."""
        return self._editions.folder

    @property
    def editable(self) -> bool:
        """Whether the atlas can be edited."""
        return not self.why_not

    @property
    def content(self) -> Content:
        """The visible content; empty if nothing can be edited."""
        return self._editions.content(self._store.session.edition)

    def files(self) -> tuple[Content, tuple[FileProblem, ...]]:
        """The files of a copy of the atlas, and the files that cannot be packed. Raises ContentError."""
        if self.editable:
            return self.content, ()
        return self._editions.files.gathered(self.folder)

    @property
    def dirty(self) -> bool:
        """Whether there are unsaved changes."""
        return self.editable and self.content != self._saved

    @property
    def saving(self) -> bool:
        """Whether the file is being written."""
        return self._writing.files is not None

    @property
    def settled(self) -> bool:
        """Whether everything is saved or being saved."""
        return self.content == (self._writing.files if self.saving else self._saved)

    def apply(self, title: str, edit: Edit) -> bool:
        """Apply an edit as an undo step; return whether it was made. Emit `refused` if it is invalid."""
        if not self.editable:
            self.refused.emit(self.why_not)
            return False
        before = self.content
        try:
            after = edit(before)
            if after == before:
                return True
            content = self._editions.load(after)
        except EditRefused as error:
            self.refused.emit(tr("The change was not made: {why}", why=str(error)))
            return False
        except (ArcticMapError, OSError) as error:
            self._editions.show_again(before)
            self.refused.emit(tr("The change was not made: {why}", why=reason(error)))
            return False
        if problem := self._editions.files.breach(self._store.catalog.problems, content, after):
            self._editions.show_again(before)
            where = labelled(problem.where, problem.why)
            self.refused.emit(tr("The change was not made: {why}", why=where))
            return False
        self._add_edition(title, after, content)
        return True

    def _add_edition(self, title: str, files: Content, content: Catalog) -> None:
        self._store.show_edition(self._editions.add(files), content, title)
        self._forget_lost()

    def save(self, path: Path | None = None) -> bool:
        """Start saving, to a new path if given; return whether it started. `save_ended` follows."""
        target = path or self.path
        if target is None or not self.editable:
            self.not_saved.emit(self.why_not)
            return False
        if self.saving:
            self._next = target
            return True
        lock = self._lock
        if target != self.path:
            try:
                lock = locked(self._editions.state, target, NOT_REPLACED)
            except ArcticMapError as error:
                self.not_saved.emit(str(error))
                return False
        if self._timer.isActive():
            # Protect the latest edits in case the process is killed while it writes.
            self.keep()
        self._lock_for = lock
        self._writing.start(target, self.content, self._editions.files.write)
        self.changed.emit()
        return True

    def _written(self, outcome: WriteResult) -> None:
        lock, self._lock_for = self._lock_for, None
        if outcome.why_not:
            if lock and lock is not self._lock:
                lock.unlock()
            self.not_saved.emit(outcome.why_not)
        else:
            if self._lock and lock is not self._lock:
                self._lock.unlock()
            self._lock, self._fingerprint = lock, outcome.fingerprint
            before, self.path, self._saved = self.path, outcome.path, outcome.files
            if before is not None and before != self.path:
                self._forget(before)
            # Edits made during the save are not in the file yet.
            self.keep()
            self.message_emitted.emit(tr("{name} was saved", name=sanitized(outcome.path.name, SHORT)))
        self.changed.emit()
        target, self._next = self._next, None
        if target is None or not self.save(target):
            self.save_ended.emit(not outcome.why_not and target is None)

    def wait_until_saved(self) -> None:
        """Wait for the save in progress and those requested meanwhile."""
        while self.saving:
            self._writing.wait()

    def changed_outside(self) -> bool:
        """Whether another program has changed the file since it was read or saved."""
        if self.path is None or self.saving or not is_there(self.path):
            return False
        return self._editions.files.fingerprint_of(self.path) != self._fingerprint

    def keep(self) -> None:
        """Store unsaved changes for crash recovery."""
        if self.path is None or not self.editable:
            return
        self._timer.stop()
        if self.dirty:
            if self._keeping:
                self._keeping.cancel()
            unsaved = self.path, self.content, self._fingerprint
            self._keeping = self._queue.submit(self._editions.files.keep, *unsaved, failed=self._not_stored)
        else:
            self._forget(self.path)

    def _forget(self, path: Path) -> None:
        """Delete the recovery data of this atlas."""
        if self._keeping:
            self._keeping.cancel()
        self._queue.submit(self._editions.files.forget, path)

    def wait_until_stored(self) -> None:
        """Wait until `keep` has finished."""
        self._queue.wait()

    def discard(self) -> None:
        """Discard unsaved changes before the window closes."""
        self.wait_until_saved()
        self._timer.stop()
        if self.path is not None and self.editable:
            self._forget(self.path)
        self._saved = self.content

    def close(self) -> None:
        """Release everything when the window closes; unsaved changes stay recoverable unless discarded."""
        self.wait_until_saved()
        self.keep()
        self._queue.wait()
        if self._lock:
            self._lock.unlock()
        self._editions.close()

    def bring_back(self) -> bool:
        """Restore the unsaved changes of an earlier window as an undo step; return whether there were any."""
        if self.path is None or not self.editable or not (unsaved := self._editions.files.stored(self.path)):
            return False
        if unsaved.files == self.content:
            self._editions.files.forget(self.path)
            return False
        try:
            content = self._editions.load(unsaved.files)
        except (ArcticMapError, OSError) as error:
            # An edit would overwrite the recovery data.
            self.why_not = tr(
                "{name} is read-only. Its unsaved changes are kept, but cannot be restored ({why}). "
                "Open it again when this is fixed.",
                name=sanitized(self.path.name, SHORT),
                why=reason(error),
            )
            self.changed.emit()
            self.refused.emit(self.why_not)
            return False
        self._fingerprint = unsaved.base
        self._add_edition(tr("Restore unsaved changes"), unsaved.files, content)
        return True

    def _not_stored(self, error: ArcticMapError) -> None:
        self.not_saved.emit(
            tr("Changes cannot be protected against a crash: {why}. Save the atlas soon.", why=str(error))
        )

    def _open(self, path: Path) -> None:
        self.path = path
        name = sanitized(path.name, SHORT)
        try:
            atlas, fingerprint = self._editions.files.read(path)
        except Unreadable as error:
            self.why_not = tr("{name} cannot be edited: {why}.", name=name, why=error.why) + self._before()
            return
        if atlas.problems:
            self.why_not = tr(
                "{name} is damaged and therefore read-only. To edit its undamaged parts, save a copy "
                "and open the copy.",
                name=name,
            )
            self.why_not += self._before()
            return
        try:
            self._lock = locked(self._editions.state, path, ONLY_READ)
        except ArcticMapError as error:
            self.why_not = str(error)
            return
        self._fingerprint = fingerprint
        self._saved = dict(atlas.files)
        self._editions.begin(self._saved)
        self.why_not = ""

    def _before(self) -> str:
        """A message with the path of the version before an interrupted save; empty if there is none."""
        before = self._editions.files.state_before(self.path) if self.path else None
        return tr(" The version before the last save is kept as {path}.", path=before) if before else ""

    def _turned(self) -> None:
        if self._store.session.edition != self._edition:
            self._edition = self._store.session.edition
            self._timer.start(KEEP_MS)
            self.changed.emit()

    def _forget_lost(self) -> None:
        """Drop editions that undo and redo can no longer reach."""
        steps = (*self._store.history.done, *self._store.history.undone)
        led_to = {session.edition for step in steps for session in (step.before, step.after)}
        self._editions.keep_only({*led_to, self._store.session.edition})
