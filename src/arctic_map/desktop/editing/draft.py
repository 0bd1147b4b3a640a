"""The atlas that is edited in the window: its content, each edit of it, and its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from arctic_map.content.edits import Content, Edit, EditRefused
from arctic_map.desktop.editing.atlas_lock import NOT_REPLACED, ONLY_READ, locked
from arctic_map.desktop.editing.editions import Editions, reason
from arctic_map.desktop.editing.writing import Writing
from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.errors import ArcticMapError
from arctic_map.model.tr import tr
from arctic_map.storage.bounded_reading import Unreadable, is_there
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from PySide6.QtCore import QLockFile

    from arctic_map.desktop.editing.writing import Outcome
    from arctic_map.desktop.widgets.tasks import Task
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.problem import FileProblem

KEEP_MS = 400
"""After an edit, until it is kept against a crash."""
SHORT = 60
"""Characters of a file's name in a sentence."""


class Draft(QObject):
    """Each edit makes another edition of the content; the session says which is shown."""

    changed = Signal()
    """Content, path, or whether it is saved or can be edited."""
    refused = Signal(str)
    """Why an edit was not made: a sentence."""
    not_saved = Signal(str)
    """Why the atlas was not saved, or not kept against a crash: a sentence; a later save withdraws it."""
    said = Signal(str)
    save_ended = Signal(bool)
    """Whether all was saved that was asked for."""

    def __init__(self, path: Path | None, editions: Editions, store: Store, parent: QObject) -> None:
        """`path` is the atlas file that is shown, None for a folder of content."""
        super().__init__(parent)
        self._store, self._editions = store, editions
        editions.failed.connect(self.refused)
        self.path: Path | None = None
        self.why_not = tr("This atlas is read-only. To edit it, save a copy and open the copy.")
        """Why nothing can be edited; empty when it can."""
        self._saved: Content = {}
        self._fingerprint = ""
        """Of the file that the changes are made to, as it was read or saved; empty if unknown."""
        self._lock: QLockFile | None = None
        self._edition = 0
        # In one queue: what is kept against a crash is there before the file is touched.
        self._queue = TaskQueue(self, saves=True)
        self._keeping: Task | None = None
        """The latest that keeps changes: of several that wait only this one is needed."""
        self._writing = Writing(self._queue, self)
        self._writing.said.connect(self.said)
        self._writing.ended.connect(self._written)
        self._lock_for: QLockFile | None = None
        """Of the file that is being written."""
        self._next: Path | None = None
        """Where to write what there is now, as soon as what is being written is."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        store.scene_changed.connect(self._turned)
        if path is not None:
            self._open(path)

    @property
    def folder(self) -> Path:
        """Which holds what is shown now."""
        return self._editions.folder

    @property
    def editable(self) -> bool:
        """Whether the atlas can be edited."""
        return not self.why_not

    @property
    def content(self) -> Content:
        """What is shown now; without files where nothing can be edited."""
        return self._editions.content(self._store.session.edition)

    def files(self) -> tuple[Content, tuple[FileProblem, ...]]:
        """What a copy of the atlas holds, and which files cannot be packed. Raises ContentError."""
        if self.editable:
            return self.content, ()
        return self._editions.files.gathered(self.folder)

    @property
    def dirty(self) -> bool:
        """Whether the file holds something else."""
        return self.editable and self.content != self._saved

    @property
    def saving(self) -> bool:
        """Whether the file is being written."""
        return self._writing.files is not None

    @property
    def settled(self) -> bool:
        """Whether all is saved, or just being saved."""
        return self.content == (self._writing.files if self.saving else self._saved)

    def apply(self, title: str, edit: Edit) -> bool:
        """Make an edit, as a step of this name that can be undone; whether it was made.

        One that would break the content is refused: why is said.
        """
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
            where = ": ".join(part for part in (problem.where, problem.why) if part)
            self.refused.emit(tr("The change was not made: {why}", why=where))
            return False
        self._add_edition(title, after, content)
        return True

    def _add_edition(self, title: str, files: Content, content: Catalog) -> None:
        self._store.show_edition(self._editions.add(files), content, title)
        self._forget_lost()

    def save(self, path: Path | None = None) -> bool:
        """Begin to write the content over its file, or into another one, which is the atlas's from then on.

        Whether it has begun; why not is said. How it ends, `save_ended` tells.
        """
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
            # Whoever is killed while it is written has it still.
            self.keep()
        self._lock_for = lock
        self._writing.start(target, self.content, self._editions.files.write)
        self.changed.emit()
        return True

    def _written(self, outcome: Outcome) -> None:
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
            # What was edited while it was written is not saved yet.
            self.keep()
            self.said.emit(tr("{name} was saved", name=sanitized(outcome.path.name, SHORT)))
        self.changed.emit()
        target, self._next = self._next, None
        if target is None or not self.save(target):
            self.save_ended.emit(not outcome.why_not and target is None)

    def wait_until_saved(self) -> None:
        """Also what was asked for meanwhile."""
        while self.saving:
            self._writing.wait()

    def changed_outside(self) -> bool:
        """Whether the file is another than the one that the changes are made to."""
        if self.path is None or self.saving or not is_there(self.path):
            return False
        return self._editions.files.fingerprint_of(self.path) != self._fingerprint

    def keep(self) -> None:
        """Keep what is not saved against a crash."""
        if self.path is None or not self.editable:
            return
        self._timer.stop()
        if self.dirty:
            if self._keeping:
                self._keeping.cancel()
            kept = self.path, self.content, self._fingerprint
            self._keeping = self._queue.submit(self._editions.files.keep, *kept, failed=self._not_kept)
        else:
            self._forget(self.path)

    def _forget(self, path: Path) -> None:
        """Nothing is kept of this atlas any more."""
        if self._keeping:
            self._keeping.cancel()
        self._queue.submit(self._editions.files.forget, path)

    def wait_until_kept(self) -> None:
        """Return when `keep` has done what it was asked for."""
        self._queue.wait()

    def discard(self) -> None:
        """Forget what is not saved: the window is to be closed."""
        self.wait_until_saved()
        self._timer.stop()
        if self.path is not None and self.editable:
            self._forget(self.path)
        self._saved = self.content

    def close(self) -> None:
        """The window is gone; what was not saved is kept, unless it was discarded."""
        self.wait_until_saved()
        self.keep()
        self._queue.wait()
        if self._lock:
            self._lock.unlock()
        self._editions.close()

    def bring_back(self) -> bool:
        """Show what an earlier window did not save, as a step that can be undone; whether there was any."""
        if self.path is None or not self.editable or not (found := self._editions.files.kept(self.path)):
            return False
        if found.files == self.content:
            self._editions.files.forget(self.path)
            return False
        try:
            content = self._editions.load(found.files)
        except (ArcticMapError, OSError) as error:
            # An edit would take the place of what is kept.
            self.why_not = tr(
                "{name} is read-only. Its unsaved changes are kept, but cannot be restored ({why}). "
                "Open it again when this is fixed.",
                name=sanitized(self.path.name, SHORT),
                why=reason(error),
            )
            self.changed.emit()
            self.refused.emit(self.why_not)
            return False
        self._fingerprint = found.base
        self._add_edition(tr("Restore unsaved changes"), found.files, content)
        return True

    def _not_kept(self, error: ArcticMapError) -> None:
        self.not_saved.emit(
            tr("Changes cannot be protected against a crash: {why}. Save the atlas soon.", why=str(error))
        )

    def _open(self, path: Path) -> None:
        self.path = path
        name = sanitized(path.name, SHORT)
        try:
            found, fingerprint = self._editions.files.read(path)
        except Unreadable as error:
            self.why_not = tr("{name} cannot be edited: {why}.", name=name, why=error.why) + self._before()
            return
        if found.problems:
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
        self._saved = dict(found.files)
        self._editions.begin(self._saved)
        self.why_not = ""

    def _before(self) -> str:
        """Where the state before a save is that did not come to its end; empty without one."""
        before = self._editions.files.state_before(self.path) if self.path else None
        return tr(" The version before the last save is kept as {path}.", path=before) if before else ""

    def _turned(self) -> None:
        if self._store.session.edition != self._edition:
            self._edition = self._store.session.edition
            self._timer.start(KEEP_MS)
            self.changed.emit()

    def _forget_lost(self) -> None:
        """Editions that undo and redo do not lead to any more."""
        steps = (*self._store.history.done, *self._store.history.undone)
        led_to = {session.edition for step in steps for session in (step.before, step.after)}
        self._editions.keep_only({*led_to, self._store.session.edition})
