"""Item model of the listed rows, which fetches visible blocks only, and column headings with filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableView

from arctic_map.model.attributes import NUMBERS, Field, Filter, Kind
from arctic_map.model.tr import tr, tr_later
from arctic_map.tables.attributes.cell_text import shown

ROWS, COLUMNS = 128, 24
"""Of a block."""
MAX_BLOCKS = 120
KINDS = {
    Kind.INTEGER: tr_later("whole numbers"),
    Kind.REAL: tr_later("numbers"),
    Kind.TEXT: tr_later("text"),
    Kind.DATE: tr_later("dates"),
    Kind.TIME: tr_later("dates and times"),
    Kind.BOOLEAN: tr_later("yes or no"),
}
WAITING = "…"
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Block = tuple[int, int]


class RowsModel(QAbstractTableModel):
    """Table model that requests blocks of cells as they become visible."""

    block_requested = Signal(int, int)
    """Emitted with the row and column number of a visible block."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: tuple[Field, ...] = ()
        self.places: Any = ()
        """Indices of the listed rows in the table; a numpy array or empty."""
        self._blocks: dict[Block, list[tuple[object, ...]]] = {}
        self._requested: set[Block] = set()
        self.sorted_by, self.descending = "", False

    def show_table(self, fields: Sequence[Field]) -> None:
        """Set the fields; the rows follow later."""
        self.beginResetModel()
        self.fields, self.places = tuple(fields), ()
        self._forget()
        self.endResetModel()

    def show_rows(self, places: Any) -> None:
        """List these rows in this order."""
        self.beginResetModel()
        self.places = places
        self._forget()
        self.endResetModel()

    def show_order(self, column: str, descending: bool) -> None:
        """Show in the headings which column the rows are sorted by."""
        self.sorted_by, self.descending = column, descending
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(len(self.fields) - 1, 0))

    def add_block(self, block: Block, rows: list[tuple[object, ...]]) -> None:
        """Store the cells of a block; old blocks are dropped."""
        while len(self._blocks) >= MAX_BLOCKS:
            del self._blocks[next(iter(self._blocks))]
        self._blocks[block] = rows
        self._requested.discard(block)
        top, left = block[0] * ROWS, block[1] * COLUMNS
        last = self.index(min(top + ROWS, self.rowCount()) - 1, min(left + COLUMNS, self.columnCount()) - 1)
        self.dataChanged.emit(self.index(top, left), last)

    def of_block(self, block: Block) -> tuple[list[int], tuple[Field, ...]]:
        """The table indices of a block's rows, and its fields."""
        top, left = block[0] * ROWS, block[1] * COLUMNS
        return [int(place) for place in self.places[top : top + ROWS]], self.fields[left : left + COLUMNS]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.places)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        field = self.fields[index.column()]
        if role == Role.TextAlignmentRole and field.kind in NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role not in (Role.DisplayRole, Role.ToolTipRole):
            return None
        block = index.row() // ROWS, index.column() // COLUMNS
        if block not in self._blocks:
            if block not in self._requested and role == Role.DisplayRole:
                self._requested.add(block)
                self.block_requested.emit(*block)
            return WAITING if role == Role.DisplayRole else None
        text = shown(self._blocks[block][index.row() % ROWS][index.column() % COLUMNS], field)
        return text if role == Role.DisplayRole or len(text) > 20 else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            if role == Role.DisplayRole and section < len(self.places):
                return str(int(self.places[section]) + 1)
            return None
        if section >= len(self.fields):
            return None
        field = self.fields[section]
        if role == Role.DisplayRole:
            if field.column != self.sorted_by:
                return field.name
            return f"{field.name} {'▼' if self.descending else '▲'}"
        if role == Role.ToolTipRole:
            named = "" if field.column == field.name else tr("in expressions: {name}", name=field.column)
            return "\n".join(filter(None, (f"{field.name}: {tr(KINDS[field.kind])}", named)))
        return None

    def _forget(self) -> None:
        self._blocks.clear()
        self._requested.clear()


HOW = tr_later(
    "Show rows that contain this text. Numbers and dates: > 10, <= 2022-05, 2..5; = "
    "finds empty cells, != all others."
)
SIDE = 2


class FilterHeader(QHeaderView):
    """Header that creates filter fields as their headings become visible: there may be a thousand."""

    filters_changed = Signal()

    def __init__(self, view: QTableView, model: RowsModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._model = model
        self._quiet = False
        self._lines: dict[str, QLineEdit] = {}
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(60)
        self.setAccessibleName(tr("Headings"))
        self.sectionResized.connect(lambda *_: self.place_lines())
        self.sectionMoved.connect(lambda *_: self.place_lines())
        view.horizontalScrollBar().valueChanged.connect(lambda _: self.place_lines())
        model.modelReset.connect(self._model_reset)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters that are not empty."""
        return tuple(
            Filter(column, line.text()) for column, line in self._lines.items() if line.text().strip()
        )

    def line(self, column: str) -> QLineEdit:
        """The filter field of a column, created on first use."""
        if column not in self._lines:
            line = QLineEdit(self)
            line.setPlaceholderText(tr("Filter"))
            line.setClearButtonEnabled(True)
            line.setAccessibleName(tr("Filter of {name}", name=column))
            line.setToolTip(tr(HOW))
            line.textChanged.connect(lambda _: self._changed())
            line.installEventFilter(self)
            self._lines[column] = line
        return self._lines[column]

    def show_filters(self, filters: Sequence[Filter]) -> None:
        """Replace all filters without emitting `filters_changed`."""
        self._quiet = True
        for line in self._lines.values():
            line.clear()
        for each in filters:
            self.line(each.column).setText(each.text)
        self._quiet = False

    def _changed(self) -> None:
        if not self._quiet:
            self.filters_changed.emit()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), hint.height() + self._height)

    def updateGeometries(self) -> None:
        self.setViewportMargins(0, 0, 0, self._height)
        super().updateGeometries()
        self.place_lines()

    def place_lines(self) -> None:
        """Place the filter fields below the visible headings."""
        top = self.height() - self._height
        seen = set()
        for number, field in enumerate(self._model.fields):
            left, width = self.sectionViewportPosition(number), self.sectionSize(number)
            if left + width <= 0 or left >= self.width() or not width:
                continue
            seen.add(field.column)
            line = self.line(field.column)
            line.setGeometry(QRect(left + SIDE, top, width - 2 * SIDE, self._height - SIDE))
            line.show()
        for column in self._lines.keys() - seen:
            self._lines[column].hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll to the column of a filter field that gets the focus."""
        if event.type() is QEvent.Type.FocusIn and isinstance(view := self.parent(), QTableView):
            for number, field in enumerate(self._model.fields):
                if self._lines.get(field.column) is watched and self._model.rowCount():
                    view.scrollTo(self._model.index(max(view.rowAt(0), 0), number))
        return False

    @property
    def _height(self) -> int:
        return self.fontMetrics().height() + 12

    def _model_reset(self) -> None:
        """Remove the fields of columns that the table does not have."""
        columns = {field.column for field in self._model.fields}
        for column in self._lines.keys() - columns:
            line = self._lines.pop(column)
            line.hide()
            line.deleteLater()
        self.place_lines()
