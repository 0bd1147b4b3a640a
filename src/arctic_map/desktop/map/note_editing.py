"""Notes on the map: their words, their places, and which are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.dialogs.note import NoteDialog
from arctic_map.geo.position import unproject
from arctic_map.model.note import MEASURED, PREFIX, Note
from arctic_map.model.tr import tr
from arctic_map.scene.session import actions

if TYPE_CHECKING:
    from arctic_map.desktop.web.view import MapView
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store


class NoteEditing(QObject):
    said = Signal(str)
    dragged = Signal(object)
    """The Note as it is dragged; None when it was dropped."""

    def __init__(self, view: MapView, store: Store, window: Window) -> None:
        super().__init__(view)
        self._view, self._store, self._window = view, store, window
        self._held: Note | None = None
        """A note that is dragged."""
        self._end = 0
        """The number of the place of it that follows the pointer."""
        self.dialog: NoteDialog | None = None
        """The last one."""

    def note(self, note_id: str) -> Note | None:
        """The note with this id."""
        return next((note for note in self._store.session.notes if note.id == note_id), None)

    def edit(self, note_id: str) -> None:
        """Ask for a note's words."""
        if note := self.note(note_id):
            self.ask(note, lambda text: self.keep(replace(note, text=text)))

    def delete(self, note_id: str) -> None:
        if self.note(note_id):
            self._store.apply(actions.delete_notes([note_id]))
            self.said.emit(tr("The note was deleted; Undo restores it"))

    def take(self, note_id: str, x: float, y: float) -> None:
        """A note is dragged from this place on, projected metres; of an arrow the end that is nearer."""
        note, place = self.note(note_id), unproject(self._store.scene.projection, x, y)
        if note is not None and place is not None and note.kind not in MEASURED:
            # PROJ and numpy, which a window without a tool does without.
            from arctic_map.geo.measure import nearest

            self._held, self._end = note, nearest(note.places, place)

    def drag(self, x: float, y: float) -> None:
        """The pointer has moved there, projected metres."""
        if self._held is not None:
            self.dragged.emit(self._moved(x, y))

    def drop(self, x: float, y: float) -> None:
        """What was dragged stays here, projected metres; off the Earth it goes back to where it was."""
        moved, self._held = self._moved(x, y), None
        if moved is not None:
            self.keep(moved)
        self.dragged.emit(None)

    def _moved(self, x: float, y: float) -> Note | None:
        place = unproject(self._store.scene.projection, x, y)
        if self._held is None or place is None:
            return None
        places = (place if number == self._end else at for number, at in enumerate(self._held.places))
        return replace(self._held, places=tuple(places))

    def keep(self, note: Note) -> None:
        """As it is now, new or changed."""
        self._store.apply(actions.keep_note(note))

    def ask(self, note: Note, answer: Callable[[str], None]) -> None:
        """Ask for the note's words."""
        self.dialog = dialog = NoteDialog(note, self._window)
        dialog.answered.connect(answer)
        dialog.finished.connect(lambda: self._view.setFocus())
        dialog.open()

    def free_id(self) -> str:
        """For a new note."""
        numbers = (int(note.id.removeprefix(PREFIX)) for note in self._store.session.notes)
        return f"{PREFIX}{max(numbers, default=0) + 1}"
