"""A fact's figures: a line for each, with its value, unit and what it counts."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from arctic_map.model.tr import tr

LINES = 3
VALUE, UNIT, WHAT = range(3)


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
                said = tr("The value of a figure is a number, as 1200 or 37.9: {value}", value=value or "–")
                return row, VALUE, said
            if not unit:
                return row, UNIT, tr("Say the unit of the figure {value}.", value=value)
            if not what:
                return row, WHAT, tr("Say what the figure {value} counts.", value=value)
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
            super().sizeHint().width(), self.horizontalHeader().sizeHint().height() + LINES * line + 4
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
