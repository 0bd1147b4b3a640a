"""The dialog for the text and the metadata of a new atlas."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from arctic_map.content.documents import article_text
from arctic_map.content.package.packing import About
from arctic_map.content.vocabulary import language_problem, text_problem, when_problem
from arctic_map.desktop.editing.form_fields import ask_to_discard
from arctic_map.desktop.files.article_file import FILTERS
from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.errors import ArcticMapError
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.sanitized import sanitized

MAX_TEXT_LENGTH = 300
"""Maximum length of a line."""
SHORT = 60
SIZE = (640, 620)
FIELDS = (
    ("title", tr_later("&Title"), tr_later("Title of the article and of the atlas")),
    ("author", tr_later("&Author"), tr_later("Author of the article")),
    ("date", tr_later("&Date"), tr_later("Date of publication: 2025-11-30, 2025-11 or 2025")),
    ("address", tr_later("Add&ress"), tr_later("Address of the publication: https://…")),
    ("language", tr_later("&Language"), tr_later("Language of the text: en, ru or zh")),
)


class NewAtlasDialog(QDialog):
    """Takes the text by paste or from a file, and reports problems while typing."""

    answered = Signal(str, object)
    """Emitted with the text and its About."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("New atlas from text"))
        self.resize(*SIZE)
        self.fields = {name: QLineEdit() for name, _, _ in FIELDS}
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(tr("Paste the article’s text here, or read it from a file."))
        self.text.setAccessibleName(tr("The article’s text"))
        self.file_button = QPushButton(tr("&From a file…"))
        self.file_button.setAutoDefault(False)
        tip = tr("Read the text of a .txt, Markdown, HTML, .docx or PDF file")
        self.file_button.setToolTip(tip)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(tr("&Make the atlas…"))
        self.files: QFileDialog | None = None
        self.discarding: QMessageBox | None = None
        self._tasks = TaskQueue(self)
        self._lay_out()
        self._connect()
        self._check()
        self.fields["title"].setFocus()

    def read(self, path: Path) -> None:
        """Read the text of a file in the background, since a PDF may take long."""
        name = sanitized(path.name, SHORT)
        self.file_button.setEnabled(False)
        self.problem.setText(tr("Reading {name}…", name=name))

        def work() -> str:
            try:
                return article_text.read(path)
            except Unreadable as error:
                raise ArcticMapError(error.why) from None

        def refuse(error: ArcticMapError) -> None:
            self.file_button.setEnabled(True)
            self.problem.setText(tr("{name} was not opened: {why}.", name=name, why=error))

        self._tasks.submit(work, done=self._on_text_read, failed=refuse)

    def accept(self) -> None:
        """Close the dialog and emit `answered`, if the entry is valid."""
        if self._why_not():
            return
        self.answered.emit(article_text.whole(self.text.toPlainText(), page=False), self._about)
        super().accept()

    def reject(self) -> None:
        """Close the dialog; ask first if something was entered."""
        if not self.text.toPlainText() and not any(field.text() for field in self.fields.values()):
            super().reject()
        elif self.discarding is None:
            self.discarding = ask_to_discard(self, tr("The atlas has not been made yet."), super().reject)
            self.discarding.finished.connect(self._answered)

    def fill(self, text: str, about: About) -> None:
        """Show what was entered before."""
        self.text.setPlainText(text)
        for name, field in self.fields.items():
            field.setText(getattr(about, name))

    def _answered(self) -> None:
        self.discarding = None

    @property
    def _about(self) -> About:
        return About(**{name: field.text().strip() for name, field in self.fields.items()})

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, label, hint in FIELDS:
            field = self.fields[name]
            field.setMaxLength(MAX_TEXT_LENGTH)
            field.setPlaceholderText(tr(hint))
            form.addRow(tr(label), field)
        caption = QLabel(tr("Te&xt"))
        caption.setBuddy(self.text)
        line = QHBoxLayout()
        line.addWidget(caption)
        line.addStretch(1)
        line.addWidget(self.file_button)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addLayout(line)
        column.addWidget(self.text, 1)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.file_button.clicked.connect(self._ask)
        self.text.textChanged.connect(self._check)
        for field in self.fields.values():
            field.textChanged.connect(self._check)

    def _ask(self) -> None:
        self.files = dialog = QFileDialog(self, tr("Read the article’s text"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{tr(words)} ({ends})" for words, ends in FILTERS])
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.open()

    def _on_text_read(self, text: str) -> None:
        self.file_button.setEnabled(True)
        self.text.setPlainText(text)
        if not self.fields["title"].text():
            lines = text.strip().splitlines()
            self.fields["title"].setText(sanitized(lines[0].lstrip("# ").strip(), MAX_TEXT_LENGTH))
        self._check()

    def _check(self) -> None:
        why = self._why_not()
        self.problem.setText(why)
        self.ok.setEnabled(not why)

    def _why_not(self) -> str:
        about = self._about
        if not about.title:
            return tr("The atlas needs a title.")
        for name in self.fields:
            if why := text_problem(getattr(about, name)):
                return _sentence(why)
        if about.date and (why := when_problem(about.date)):
            return _sentence(why)
        if about.language and (why := language_problem(about.language)):
            return _sentence(why)
        try:
            article_text.whole(self.text.toPlainText(), page=False)
        except Unreadable as error:
            return tr("The text cannot be used: {why}.", why=error.why)
        return ""


def _sentence(why: str) -> str:
    return f"{why[:1].upper()}{why[1:]}."
