"""A list of the entries of one kind next to the window: steps, views, charts, ledger rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.editing.entry_form import hint
from arctic_map.desktop.widgets.appearance.widget_text import shortcut_text
from arctic_map.model.tr import tr
from arctic_map.storage.sanitized import sanitized

LETTERS, LINES, EDGE = 46, 9, 24
MAX_TEXT_LENGTH = 200
ID = Qt.ItemDataRole.UserRole


class RowsDialog(QDialog):
    """Non-modal list; Esc closes it."""

    add_requested = Signal()
    show_requested = Signal(str)
    edit_requested = Signal(str)
    move_requested = Signal(str, int)
    """Emitted with the id and the new position, from 0."""
    delete_requested = Signal(str)

    def __init__(
        self, title: str, empty: str, add: str, show: str, parent: QWidget, *, ordered: bool
    ) -> None:
        """`empty` is the text of an empty list; an empty `show` hides that button."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._over = parent
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = hint(empty)
        self.why = hint()
        self.add_button = self._button(add, "")
        self.show_button = self._button(show, "")
        self.show_button.setVisible(bool(show))
        self.edit_button = self._button(tr("&Edit…"), "")
        self.up_button = self._button(tr("&Up"), "Ctrl+Shift+Up")
        self.down_button = self._button(tr("&Down"), "Ctrl+Shift+Down")
        self.delete_button = self._button(tr("De&lete"), "Delete")
        self.close_button = self._button(tr("&Close"), "")
        for button in (self.up_button, self.down_button):
            button.setVisible(ordered)
        self._lay_out()
        self._connect()

    def show_rows(self, rows: Sequence[tuple[str, str]], why_not: str) -> None:
        """List ids and texts; `why_not` says why nothing can be edited, and is empty if it can."""
        now = self.current
        self.list.clear()
        for id, words in rows:
            item = QListWidgetItem(sanitized(words, MAX_TEXT_LENGTH))
            item.setData(ID, id)
            self.list.addItem(item)
            if id == now:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.empty.setVisible(not rows and not why_not)
        self.list.setVisible(bool(rows))
        self.why.setText(why_not)
        self.why.setVisible(bool(why_not))
        self._editable = not why_not
        self._follow()

    def choose(self, id: str) -> None:
        """Select the row with this id."""
        for number in range(self.list.count()):
            if self.list.item(number).data(ID) == id:
                self.list.setCurrentRow(number)

    @property
    def current(self) -> str:
        """The id of the selected row; empty if none is."""
        item = self.list.currentItem()
        return str(item.data(ID)) if item else ""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = max(LETTERS * metrics.averageCharWidth(), super().sizeHint().width())
        return QSize(width, LINES * (metrics.height() + 4) + super().minimumSizeHint().height() // 2)

    def come_forward(self) -> None:
        """Show the list at the right of the window and focus it."""
        if not self.isVisible():
            self.resize(self.sizeHint())
            width = self._over.width() - self.width() - EDGE
            self.move(self._over.mapToGlobal(QPoint(width, 4 * EDGE)))
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus()

    def _follow(self) -> None:
        """Enable what can be done with the selected row."""
        number, last = self.list.currentRow(), self.list.count() - 1
        self.add_button.setEnabled(self._editable)
        self.show_button.setEnabled(number >= 0)
        for button in (self.edit_button, self.delete_button):
            button.setEnabled(self._editable and number >= 0)
        self.up_button.setEnabled(self._editable and number > 0)
        self.down_button.setEnabled(self._editable and 0 <= number < last)

    def _move(self, by: int) -> None:
        self.move_requested.emit(self.current, self.list.currentRow() + by)

    def _connect(self) -> None:
        self._editable = False
        self.list.currentRowChanged.connect(lambda _row: self._follow())
        self.list.itemActivated.connect(lambda _item: self.edit_button.click())
        self.add_button.clicked.connect(lambda: self.add_requested.emit())
        self.show_button.clicked.connect(lambda: self.show_requested.emit(self.current))
        self.edit_button.clicked.connect(lambda: self.edit_requested.emit(self.current))
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.delete_button.clicked.connect(lambda: self.delete_requested.emit(self.current))
        self.close_button.clicked.connect(self.close)

    def _lay_out(self) -> None:
        buttons = QVBoxLayout()
        for button in (
            *(self.add_button, self.edit_button, self.show_button),
            *(self.up_button, self.down_button, self.delete_button),
        ):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        listed = QVBoxLayout()
        listed.addWidget(self.empty)
        listed.addWidget(self.list, 1)
        listed.addWidget(self.why)
        listed.addStretch(0)
        row = QHBoxLayout(self)
        row.addLayout(listed, 1)
        row.addLayout(buttons)

    def _button(self, text: str, key: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        if key:
            button.setToolTip(f"{text.replace('&', '')} ({shortcut_text(key)})")
            shortcut = QShortcut(QKeySequence(key), self.list, button.click)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        return button
