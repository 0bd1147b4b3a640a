"""Base of non-modal forms: Ctrl+Enter keeps the entry, Esc asks before discarding, problems show below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPlainTextEdit,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.editing.form_fields import (
    CheckedList,
    ChoiceBox,
    ChoiceEntry,
    DefaultButton,
    EntryLine,
    ask_to_discard,
)
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.widget_text import shortcut_text, without_mnemonic
from arctic_map.model.tr import tr
from arctic_map.storage.sanitized import sanitized

LETTERS = 72
"""Width in characters."""
EDGE, GAP, MARGIN = 24, 8, 12
FRAME = 32
"""Height of the title bar, px."""
ANY = 32767
"""Qt's default maximum length of a line edit."""
KEEP = ("Ctrl+Return", "Ctrl+Enter")
Role, Button = QDialogButtonBox.ButtonRole, QDialogButtonBox.StandardButton


class EntryForm(QDialog):
    """Base class of the forms; the window stays usable while one is open."""

    keep_requested = Signal()
    delete_requested = Signal()
    BESIDES = 0
    """Height of what is shown in addition to the fields, px."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setSizeGripEnabled(True)
        self._over = parent
        self._fields: dict[str, QWidget] = {}
        self._paragraphs: dict[str, tuple[QPlainTextEdit, int]] = {}
        """Fields for several lines with their maximum lengths."""
        self._initial: tuple[object, ...] | None = None
        """The values of the fields when the form was shown; None if closing needs no question."""
        self.discarding: QMessageBox | None = None
        self._then: Callable[[], object] | None = None
        """What was requested when the question was asked."""
        self.rows = QFormLayout()
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows.setSpacing(GAP)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.hide()
        self.buttons = QDialogButtonBox()
        self.keep_button = DefaultButton(tr("&Keep"))
        self.buttons.addButton(self.keep_button, Role.AcceptRole)
        self.keep_button.setToolTip(tr("Add to the atlas ({keys})", keys=shortcut_text(KEEP[0])))
        self.delete_button = self.buttons.addButton(tr("&Delete"), Role.DestructiveRole)
        self.delete_button.setAutoDefault(False)
        self.delete_button.clicked.connect(self.delete_requested)
        self.delete_button.hide()
        self.buttons.addButton(Button.Cancel)
        self.keep_button.clicked.connect(self._keep)
        self.buttons.rejected.connect(self.reject)
        for key in KEEP:
            QShortcut(QKeySequence(key), self, self._keep)
        self._lay_out()
        if isinstance(running := QApplication.instance(), QApplication):
            running.focusChanged.connect(self._scroll_to)

    def add(self, name: str, label: str, field: QWidget, tip: str = "") -> None:
        """Add a field, under the name that problems refer to."""
        self._fields[name] = field
        field.setAccessibleName(without_mnemonic(label))
        field.setToolTip(tip)
        caption = QLabel(label)
        caption.setBuddy(field)
        self.rows.addRow(caption, field)

    def add_line(self, name: str, label: str, text: str, tip: str = "", *, longest: int = ANY) -> QLineEdit:
        """Add a field for one line of text with a maximum length; a longer `text` is not cut."""
        line = QLineEdit()
        line.setMaxLength(max(longest, _utf16_length(text)))
        line.setText(text)
        self.add(name, label, line, tip)
        return line

    def add_paragraph(
        self, name: str, label: str, text: str, tip: str = "", *, longest: int = ANY
    ) -> QPlainTextEdit:
        """Add a field for several lines of text; `too_long` reports a longer entry than this or `text`."""
        field = QPlainTextEdit(text)
        self._paragraphs[name] = field, max(longest, len(text))
        field.setTabChangesFocus(True)
        field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add(name, label, field, tip)
        return field

    def add_entries(self, name: str, label: str, entries: Sequence[str], tip: str = "") -> EntryLine:
        """Add a line for entries separated by commas."""
        line = EntryLine(entries)
        self.add(name, label, line, tip)
        return line

    def add_choice(
        self,
        name: str,
        label: str,
        entries: Iterable[ChoiceEntry],
        chosen: str,
        tip: str = "",
        *,
        nothing: str = "",
    ) -> ChoiceBox:
        """Add a field for one of the entries; `nothing` is the text for none."""
        box = ChoiceBox(nothing or tr("Choose…"))
        box.offer(entries)
        box.choose(chosen)
        self.add(name, label, box, tip)
        return box

    def add_checks(
        self, name: str, label: str, entries: Iterable[tuple[str, str]], checked: Sequence[str], tip: str = ""
    ) -> CheckedList:
        """Add a field for any number of the entries."""
        field = CheckedList(entries, checked)
        self.add(name, label, field, tip)
        return field

    def show_field(self, name: str, shown: bool) -> None:
        """Show or hide a field with its label."""
        self.rows.setRowVisible(self._fields[name], shown)

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Show the first problem and focus its field; nothing that was entered is lost."""
        self.problem.setText(problems[0][1] if problems else "")
        self.problem.setVisible(bool(problems))
        if problems:
            self.focus_field(problems[0][0])

    def focus_field(self, name: str) -> None:
        """Focus a field by its name, if it exists."""
        if field := self._fields.get(name):
            field.setFocus()
            self._scroll.ensureWidgetVisible(field)

    def move_next_to_window(self) -> None:
        """Show the form at the right of the window, above the panels."""
        window = self._over
        for line in self._content.findChildren(QLineEdit):
            # Show the beginning of text longer than its field.
            line.home(False)
        # Qt limits a dialog to two thirds of the screen height otherwise.
        self.resize(self.sizeHint())
        place = window.mapToGlobal(QPoint(window.width() - self.width() - EDGE, 4 * EDGE))
        # Keep the buttons visible on a small screen or if the window extends beyond it.
        room = self.screen().availableGeometry().adjusted(0, FRAME, -GAP, -EDGE)
        self.move(
            max(room.left(), min(place.x(), room.right() - self.width())),
            max(room.top(), min(place.y(), room.bottom() - self.height())),
        )
        self.show()
        self.raise_()
        self.activateWindow()
        if isinstance(first := self.focusWidget(), QLineEdit):
            # Selected backwards, so that typing replaces it and its beginning is visible.
            first.setSelection(len(first.text()), -len(first.text()))
        self._initial = values_of(self._content)

    @property
    def entered(self) -> bool:
        """Whether closing would lose an entry."""
        return values_of(self._content) != self._initial

    @property
    def too_long(self) -> list[tuple[str, str]]:
        """Fields for several lines with more characters than they may have, and messages."""
        return [
            (name, tr("Shorten the text to {most} characters; it has {count}", most=most, count=count))
            for name, (field, most) in self._paragraphs.items()
            if (count := len(field.toPlainText())) > most
        ]

    def reject(self) -> None:
        """Close the form; ask first if something was entered."""
        if self.may_leave():
            super().reject()

    def may_leave(self, then: Callable[[], object] | None = None) -> bool:
        """Whether closing the form loses nothing; otherwise ask whether to discard what was entered.

        `then` is called if the reader discards it.
        """
        if self._initial is None or not self.entered:
            return True
        self.raise_()
        self._then = then
        if self.discarding is None:
            self.discarding = ask_to_discard(
                self, tr("It has not been added to the atlas yet."), self._discard
            )
            self.discarding.finished.connect(self._answered)
        return False

    def put_away(self) -> None:
        """Close the form without asking."""
        self._initial = None
        self.close()
        self.deleteLater()

    def _keep(self) -> None:
        """Commit a table cell that is being edited, then request keeping the entry."""
        writing = self.focusWidget()
        for table in self.findChildren(QTableWidget):
            if writing is not table and table.isAncestorOf(writing or self):
                table.setFocus()
        self.keep_requested.emit()

    def _answered(self) -> None:
        self.discarding = None

    def _discard(self) -> None:
        self._initial = None
        self.reject()
        if self._then is not None:
            self._then()

    def sizeHint(self) -> QSize:
        """The size of the whole content, limited by the screen."""
        width = LETTERS * self.fontMetrics().averageCharWidth()
        inner = self._content.sizeHint().height()
        layout = self._content.layout()
        if layout and layout.hasHeightForWidth():
            inner = max(inner, layout.totalHeightForWidth(width))
        foot = self.problem.heightForWidth(width) if self.problem.isVisibleTo(self) else 0
        height = inner + foot + self.buttons.sizeHint().height() + 4 * MARGIN + self.BESIDES
        size = QSize(width + 2 * MARGIN, height)
        return size.boundedTo(self.screen().availableSize() * 0.85) if self.screen() else size

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            tones.tint_quiet_words(self)

    def _scroll_to(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to a field that gets the keyboard focus, unless by a mouse click."""
        if now and self._content.isAncestorOf(now) and not QApplication.mouseButtons():
            self._scroll.ensureWidgetVisible(now)

    def _lay_out(self) -> None:
        self._content = QWidget()
        self._content.setLayout(self.rows)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        # Tab moves between the fields, which are scrolled into view.
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column = column = QVBoxLayout(self)
        column.setSpacing(GAP)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        tones.tint_quiet_words(self)


def words_in(line: QLineEdit) -> str:
    """Return the text of a line without hidden characters."""
    return sanitized(line.text(), line.maxLength())


def _utf16_length(text: str) -> int:
    """The length as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def hint(text: str = "") -> QLabel:
    """Return a label for dimmed text below a field."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setForegroundRole(tones.Role.PlaceholderText)
    return label


def values_of(content: QWidget) -> tuple[object, ...]:
    """Return the values of all fields below a widget, in order."""
    # The list of an open combo box is a separate window.
    own = (field for field in content.findChildren(QWidget) if field.window() is content.window())
    return tuple(value for field in own for value in _values(field))


def _values(field: QWidget) -> Iterator[object]:
    match field:
        case QLineEdit():
            yield field.text()
        case QPlainTextEdit():
            yield field.toPlainText()
        case QComboBox():
            yield field.currentText()
        case QAbstractButton() if field.isCheckable():
            yield field.isChecked()
        case QListWidget():
            yield from (_state_of(field.item(row)) for row in range(field.count()))
        case QTableWidget():
            columns = range(field.columnCount())
            yield from (_state_of(field.item(row, at)) for row in range(field.rowCount()) for at in columns)


def _state_of(item: QListWidgetItem | QTableWidgetItem | None) -> tuple[str, Qt.CheckState] | None:
    return (item.text(), item.checkState()) if item else None
