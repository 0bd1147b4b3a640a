"""The dialog for the text of a user's note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from arctic_map.model.note import MAX_NOTE_LENGTH, Note, NoteKind
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.sanitized import sanitized

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
