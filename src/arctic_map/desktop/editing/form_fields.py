"""Form widgets: a choice, a list with check boxes, the figures of a fact, a button, and a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
)

from arctic_map.model.tr import digits, number_in, tr
from arctic_map.storage.sanitized import sanitized

NARROW, WIDE = 20, 34
"""Minimum and maximum width of a combo box, in wide characters."""
ChoiceEntry = tuple[str, str] | tuple[str, str, QIcon]
"""Id, text and optional icon."""
LINES = 5
ID = Qt.ItemDataRole.UserRole
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
FIGURE_LINES = 3
VALUE, UNIT, WHAT = range(3)
RING_INSET, RING_RADIUS = 2.5, 3.0
"""Distance of the focus ring from the edge of a button, and radius of its corners, px."""


class ChoiceBox(QComboBox):
    """A combo box whose first entry means that nothing is chosen."""

    def __init__(self, nothing: str) -> None:
        super().__init__()
        self._nothing = nothing
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(NARROW)

    def offer(self, entries: Iterable[ChoiceEntry]) -> None:
        """Replace the entries; the choice is kept if still available."""
        now = self.chosen
        self.clear()
        self.addItem(self._nothing, "")
        for id, words, *icons in entries:
            self.addItem(words, id)
            if icons:
                self.setItemIcon(self.count() - 1, icons[0])
        letter = self.fontMetrics().horizontalAdvance("X")
        longest = max(self.fontMetrics().horizontalAdvance(self.itemText(at)) for at in range(self.count()))
        # If the form is too narrow, its layout puts the box below its label.
        self.setMinimumContentsLength(min(max(NARROW, -(-longest // letter)), WIDE))
        self.choose(now)

    @property
    def chosen(self) -> str:
        """The id of the choice; empty if nothing is chosen."""
        return str(self.currentData() or "")

    def choose(self, id: str) -> None:
        """Choose the entry with this id, or nothing if there is none."""
        self.setCurrentIndex(max(self.findData(id), 0))


class CheckedList(QListWidget):
    """A list with check boxes."""

    def __init__(self, entries: Iterable[tuple[str, str]], checked: Sequence[str] = ()) -> None:
        """`entries` are ids and texts."""
        super().__init__()
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        for id, words in entries:
            self.addItem(_item(id, words, checked=id in checked))

    def offer(self, id: str, words: str, *, checked: bool) -> None:
        """Insert an entry at the top."""
        self.insertItem(0, _item(id, words, checked=checked))

    @property
    def checked(self) -> tuple[str, ...]:
        """The ids of the checked entries, in list order."""
        items = (self.item(number) for number in range(self.count()))
        return tuple(str(item.data(ID)) for item in items if item.checkState() is CHECKED)

    def checked_after(self, before: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
        """The ids of `now`, as changed by what is checked here and was not in `before`, or the reverse.

        So a form does not undo what another one has changed from `before` to `now` in the meantime.
        """
        checked = self.checked
        first = tuple(id for id in now if id in checked or id not in before)
        return (*first, *(id for id in checked if id not in (*before, *first)))

    def check(self, id: str, checked: bool = True) -> None:
        """Check or uncheck the entry with this id."""
        for number in range(self.count()):
            if self.item(number).data(ID) == id:
                self.item(number).setCheckState(CHECKED if checked else UNCHECKED)

    def sizeHint(self) -> QSize:
        lines = min(max(self.count(), 2), LINES)
        return QSize(super().sizeHint().width(), lines * (self.fontMetrics().height() + 6) + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _item(id: str, words: str, *, checked: bool) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setData(ID, id)
    item.setToolTip(words)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(CHECKED if checked else UNCHECKED)
    return item


class EntryLine(QLineEdit):
    """A line with entries separated by commas."""

    def __init__(self, entries: Sequence[str]) -> None:
        super().__init__()
        self._entries, self._initial = tuple(entries), ", ".join(entries)
        self.setText(self._initial)

    @property
    def entries(self) -> tuple[str, ...]:
        """The entries; those at first, which may contain commas, if the text is the same."""
        text = self.text()
        if text == self._initial:
            return self._entries
        return tuple(words for each in text.split(",") if (words := sanitized(each, self.maxLength())))


class FigureList(QTableWidget):
    """Table of figures; typing in the empty last row adds one, and Delete removes one."""

    def __init__(self) -> None:
        super().__init__(1, 3)
        self.setHorizontalHeaderLabels([tr("Value"), tr("Unit"), tr("What it counts")])
        self.horizontalHeader().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.itemChanged.connect(self._more)

    def add(self, value: float, unit: str, what: str) -> None:
        """Add a row before the empty one."""
        row = self.rowCount() - 1
        for column, text in ((VALUE, digits(f"{value:.15g}")), (UNIT, unit), (WHAT, what)):
            self.setItem(row, column, QTableWidgetItem(text))

    @property
    def rows(self) -> Iterator[dict[str, object]]:
        """The figures as in a facts file; rows without a number are left out."""
        for _, (value, unit, what) in self._filled:
            number = number_in(value)
            if number is not None:
                yield {"value": number, "unit": unit, "what": what}

    @property
    def lacking(self) -> str:
        """What a figure lacks, a sentence; empty if complete."""
        return self._lack[2] if self._lack else ""

    def go_to_lack(self) -> None:
        """Go to the incomplete cell, if there is one."""
        if self._lack:
            row, column, _ = self._lack
            self.setCurrentCell(row, column)

    @property
    def _lack(self) -> tuple[int, int, str] | None:
        """Row, column and message of the first incomplete cell."""
        for row, (value, unit, what) in self._filled:
            if number_in(value) is None:
                text = tr(
                    "The value of a figure must be a number, such as 1200 or 37.9: {value}",
                    value=value or "–",
                )
                return row, VALUE, text
            if not unit:
                return row, UNIT, tr("Enter the unit of the figure {value}.", value=value)
            if not what:
                return row, WHAT, tr("Enter what the figure {value} counts.", value=value)
        return None

    @property
    def _filled(self) -> Iterator[tuple[int, tuple[str, str, str]]]:
        """Index and texts of each row that is not empty."""
        for row in range(self.rowCount()):
            items = [self.item(row, column) for column in (VALUE, UNIT, WHAT)]
            # An empty cell has no item, unlike the type stubs say.
            value, unit, what = (item.text().strip() if item else "" for item in items)
            if value or unit or what:
                yield row, (value, unit, what)

    def _more(self, item: QTableWidgetItem) -> None:
        if item.row() == self.rowCount() - 1 and item.text().strip():
            self.insertRow(self.rowCount())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.rowCount() > 1:
            self.removeRow(min(self.currentRow(), self.rowCount() - 2))
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        line = self.verticalHeader().defaultSectionSize()
        return QSize(
            super().sizeHint().width(), self.horizontalHeader().sizeHint().height() + FIGURE_LINES * line + 4
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class DefaultButton(QPushButton):
    """A push button with a focus ring, since styles draw a default button as if it had the focus."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inside = QRectF(self.rect()).adjusted(RING_INSET, RING_INSET, -RING_INSET, -RING_INSET)
        painter.drawRoundedRect(inside, RING_RADIUS, RING_RADIUS)
        painter.end()


def ask_to_discard(entry: QDialog, why: str, discard: Callable[[], None]) -> QMessageBox:
    """Ask whether to discard what was entered in a dialog; `why` is a reason not to."""
    box = QMessageBox(
        QMessageBox.Icon.Question,
        entry.windowTitle(),
        tr("Discard what you entered?"),
        QMessageBox.StandardButton.NoButton,
        entry,
    )
    box.setInformativeText(why)
    yes = box.addButton(QMessageBox.StandardButton.Discard)
    back = box.addButton(tr("&Continue editing"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    yes.clicked.connect(discard)
    box.finished.connect(box.deleteLater)
    box.open()
    return box
