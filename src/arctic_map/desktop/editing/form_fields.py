"""Fields of forms: a choice, a list of which some entries are checked, and the figures of a fact."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
)

from arctic_map.model.tr import tr

NARROW, WIDE = 20, 34
"""Wide letters for which a box has room: at least, and as far as its entries are so long."""
ChoiceEntry = tuple[str, str] | tuple[str, str, QIcon]
"""Id, words and icon."""
LINES = 5
ID = Qt.ItemDataRole.UserRole
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
FIGURE_LINES = 3
VALUE, UNIT, WHAT = range(3)


class ChoiceBox(QComboBox):
    """A box to choose from whose first entry is that nothing was chosen yet."""

    def __init__(self, nothing: str) -> None:
        super().__init__()
        self._nothing = nothing
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(NARROW)

    def offer(self, entries: Iterable[ChoiceEntry]) -> None:
        """What was chosen stays so where it is still offered."""
        now = self.chosen
        self.clear()
        self.addItem(self._nothing, "")
        for id, words, *icons in entries:
            self.addItem(words, id)
            if icons:
                self.setItemIcon(self.count() - 1, icons[0])
        letter = self.fontMetrics().horizontalAdvance("X")
        longest = max(self.fontMetrics().horizontalAdvance(self.itemText(at)) for at in range(self.count()))
        # Where the form is too narrow for that, its layout puts the box below its label.
        self.setMinimumContentsLength(min(max(NARROW, -(-longest // letter)), WIDE))
        self.choose(now)

    @property
    def chosen(self) -> str:
        """The id; empty while nothing is chosen."""
        return str(self.currentData() or "")

    def choose(self, id: str) -> None:
        """Choose the entry of this id; nothing where there is none."""
        self.setCurrentIndex(max(self.findData(id), 0))


class CheckedList(QListWidget):
    """A list of which some entries are checked."""

    def __init__(self, entries: Iterable[tuple[str, str]], checked: Sequence[str] = ()) -> None:
        """Ids and words."""
        super().__init__()
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        for id, words in entries:
            self.addItem(_item(id, words, checked=id in checked))

    def offer(self, id: str, words: str, *, checked: bool) -> None:
        """One more entry, above the others."""
        self.insertItem(0, _item(id, words, checked=checked))

    @property
    def checked(self) -> tuple[str, ...]:
        """The ids of those that are checked, in the order of the list."""
        items = (self.item(number) for number in range(self.count()))
        return tuple(str(item.data(ID)) for item in items if item.checkState() is CHECKED)

    def checked_after(self, before: Sequence[str]) -> tuple[str, ...]:
        """Those of before in their order, then the others."""
        checked = self.checked
        kept = tuple(id for id in before if id in checked)
        return (*kept, *(id for id in checked if id not in kept))

    def check(self, id: str, checked: bool = True) -> None:
        """Check or uncheck the entry of this id."""
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


class FigureList(QTableWidget):
    """The last line is empty: what is written there is one more figure; Delete takes one away."""

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
        """One more line, before the empty one."""
        row = self.rowCount() - 1
        for column, text in ((VALUE, f"{value:.15g}"), (UNIT, unit), (WHAT, what)):
            self.setItem(row, column, QTableWidgetItem(text))

    @property
    def rows(self) -> Iterator[dict[str, object]]:
        """As a file of facts has them; only those that say something."""
        for _, (value, unit, what) in self._filled:
            number = number_in(value)
            if number is not None:
                yield {"value": number, "unit": unit, "what": what}

    @property
    def lacking(self) -> str:
        """What a figure lacks, in a sentence; empty where nothing does."""
        return self._lack[2] if self._lack else ""

    def go_to_lack(self) -> None:
        """To the cell that lacks something, if there is one."""
        if self._lack:
            row, column, _ = self._lack
            self.setCurrentCell(row, column)

    @property
    def _lack(self) -> tuple[int, int, str] | None:
        """Row, column and sentence of the first one."""
        for row, (value, unit, what) in self._filled:
            if number_in(value) is None:
                said = tr(
                    "The value of a figure must be a number, such as 1200 or 37.9: {value}",
                    value=value or "–",
                )
                return row, VALUE, said
            if not unit:
                return row, UNIT, tr("Enter the unit of the figure {value}.", value=value)
            if not what:
                return row, WHAT, tr("Enter what the figure {value} counts.", value=value)
        return None

    @property
    def _filled(self) -> Iterator[tuple[int, tuple[str, str, str]]]:
        """Rows in which something is written, with their texts."""
        for row in range(self.rowCount()):
            items = [self.item(row, column) for column in (VALUE, UNIT, WHAT)]
            # An empty cell has no item, whatever the types say.
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


def number_in(text: str) -> int | float | None:
    """A number as people write it: `1,200`, `37.9`, `−3`; None for what is none."""
    plain = text.strip().replace("−", "-").replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", "")
    try:
        number = float(plain)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < 2**53 else number
