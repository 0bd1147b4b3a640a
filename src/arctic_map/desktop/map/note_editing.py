"""Editing of notes on the map: the dialog for their text, their position, and deletion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from arctic_map.geo.position import unproject
from arctic_map.model.note import MAX_NOTE_LENGTH, MAX_NOTES, MEASURED, PREFIX, Note, NoteKind
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.session import actions
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.desktop.web.web_view import MapView
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store


QUESTIONS = {
    NoteKind.MARKER: tr_later("What is the text beside the marker?"),
    NoteKind.TEXT: tr_later("What is the text?"),
    NoteKind.ARROW: tr_later("What is the text at the start of the arrow?"),
    NoteKind.DISTANCE: tr_later("What is the name of the measurement?"),
    NoteKind.AREA: tr_later("What is the name of the measurement?"),
}
WIDTH = 420
"""Width of the field in px, enough for a typical sentence."""


class NoteDialog(QDialog):
    answered = Signal(str)

    def __init__(self, note: Note, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Your note"))
        self._needed = note.kind is NoteKind.TEXT
        self.field = QLineEdit(note.text)
        self.field.setMaxLength(MAX_NOTE_LENGTH)
        self.field.setMinimumWidth(WIDTH)
        question = QLabel(tr(QUESTIONS[note.kind]))
        question.setBuddy(self.field)
        hint = QLabel(tr("It is kept apart from the article's claims, on the map and in exports."))
        hint.setWordWrap(True)
        hint.setForegroundRole(hint.palette().ColorRole.PlaceholderText)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(self._check)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        for widget in (question, self.field, hint, self.buttons):
            column.addWidget(widget)
        self._check()
        self.field.selectAll()
        self.field.setFocus()

    def accept(self) -> None:
        self.answered.emit(self._words)
        super().accept()

    @property
    def _words(self) -> str:
        return sanitized(self.field.text(), MAX_NOTE_LENGTH).strip()

    def _check(self) -> None:
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(self._words) or not self._needed)


class NoteEditing(QObject):
    """Edits, moves and deletes notes of the session."""

    message_emitted = Signal(str)
    dragged = Signal(object)
    """The Note while it is dragged; None when it was dropped."""

    def __init__(self, view: MapView, store: Store, window: Window) -> None:
        super().__init__(view)
        self._view, self._store, self._window = view, store, window
        self._dragged: Note | None = None
        """The note that is dragged."""
        self._end = 0
        """Index of its place that follows the pointer."""
        self.dialog: NoteDialog | None = None
        """The dialog opened last."""

    def note(self, note_id: str) -> Note | None:
        """Return the note with this id; None if there is none."""
        return next((note for note in self._store.session.notes if note.id == note_id), None)

    def edit(self, note_id: str) -> None:
        """Open the dialog for a note's text."""
        if note := self.note(note_id):
            self.ask(note, lambda text: self.keep(replace(note, text=text)))

    def delete(self, note_id: str) -> None:
        """Delete a note that is visible."""
        note, scene = self.note(note_id), self._store.scene
        shown = note and any(each.id == note.layer and each.shown for each in scene.layers)
        if note and (not shown or note.id in scene.filtered_out.features):
            self.message_emitted.emit(tr("This mark is hidden. Show it on the map, then delete it."))
        elif note:
            self._store.apply(actions.delete_notes([note_id]))
            measured = tr("The measurement was deleted; Undo restores it")
            text = tr("The note was deleted; Undo restores it")
            self.message_emitted.emit(measured if note.kind in MEASURED else text)

    def start_drag(self, note_id: str, x: float, y: float) -> None:
        """Start dragging a note at projected metres; of an arrow, the nearer end."""
        note, place = self.note(note_id), unproject(self._store.scene.projection, x, y)
        if note is not None and place is not None and note.kind not in MEASURED:
            from arctic_map.geo.measure import nearest  # loads PROJ and numpy

            self._dragged, self._end = note, nearest(note.places, place)

    def drag(self, x: float, y: float) -> None:
        """Handle a move of the pointer to projected metres."""
        if self._dragged is not None:
            self.dragged.emit(self._moved(x, y))

    def drop(self, x: float, y: float) -> None:
        """End the drag at projected metres; a place off the Earth restores the note."""
        moved, self._dragged = self._moved(x, y), None
        if moved is not None:
            self.keep(moved)
        self.dragged.emit(None)

    def _moved(self, x: float, y: float) -> Note | None:
        place = unproject(self._store.scene.projection, x, y)
        if self._dragged is None or place is None:
            return None
        places = (place if number == self._end else at for number, at in enumerate(self._dragged.places))
        return replace(self._dragged, places=tuple(places))

    def keep(self, note: Note) -> None:
        """Add a note, or replace the one with its id."""
        self._store.apply(actions.keep_note(note))

    def has_room(self) -> bool:
        """Return whether another note can be added; if not, a message says so."""
        if len(self._store.session.notes) < MAX_NOTES:
            return True
        self.message_emitted.emit(
            tr("There can be at most {count} notes and measurements. Delete one first.", count=MAX_NOTES)
        )
        return False

    def ask(self, note: Note, answer: Callable[[str], None]) -> None:
        """Open the dialog for a note's text; `answer` is called with it."""
        self.dialog = dialog = NoteDialog(note, self._window)
        dialog.answered.connect(answer)
        dialog.finished.connect(lambda: self._view.setFocus())
        dialog.open()

    def free_id(self) -> str:
        """Return an unused id for a new note."""
        numbers = (int(note.id.removeprefix(PREFIX)) for note in self._store.session.notes)
        return f"{PREFIX}{max(numbers, default=0) + 1}"
