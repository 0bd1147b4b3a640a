"""The view of an opened file's rows, with a selection linked to the map, and the bar above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QSignalBlocker, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
)

from arctic_map.desktop.panels.table_model import FilterHeader, RowsModel
from arctic_map.desktop.widgets.buttons import LetterBox, add_entry, takes_letter
from arctic_map.model.attributes import Field
from arctic_map.model.tr import digits, tr, tr_count, tr_later
from arctic_map.scene.words.figures import short_number
from arctic_map.tables.attributes.cell_text import shown

if TYPE_CHECKING:
    from arctic_map.tables.attributes.attribute_store import Statistics

MAX_SELECTED = 500
"""Maximum number of features highlighted on the map."""
MAX_COPIED = 100_000
WIDEST = 320


class RowsView(QTableView):
    """Table view that identifies features by their number in the file."""

    features_requested = Signal(tuple)
    """Emitted with ids of features to select."""
    feature_requested = Signal(str)
    """Emitted with the feature to go to."""
    message_emitted = Signal(str)
    column_changed = Signal()
    """Emitted when another cell becomes current."""
    order_changed = Signal()
    copy_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._layer = ""
        self.numbers: Any = None
        """Feature numbers in the file by row index, a numpy array; None without a table."""
        self._coordinates: Sequence[Field] = ()
        self._shows_coordinates = False
        self._highlighted: tuple[str, ...] = ()
        self._follows = False
        """Whether the selection is being synchronised with the map."""
        self.rows = RowsModel()
        self.setAccessibleName(tr("Rows"))
        self.setModel(self.rows)
        self.header = FilterHeader(self, self.rows)
        self.header.sectionClicked.connect(self._sort_by)
        self.header.setStretchLastSection(True)
        self.setHorizontalHeader(self.header)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._go_to)
        self.activated.connect(self._go_to)
        self.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.selectionModel().currentColumnChanged.connect(lambda *_: self.column_changed.emit())
        add_entry(self, tr("Copy"), self.copy_requested.emit, QKeySequence.StandardKey.Copy)

    def event(self, event: QEvent) -> bool:
        # Letters lead to the entry that begins so.
        return takes_letter(event) or super().event(event)

    @property
    def fields(self) -> list[Field]:
        """The fields of the visible columns."""
        return [field for number, field in enumerate(self.rows.fields) if not self.isColumnHidden(number)]

    @property
    def total(self) -> int:
        """Number of rows in the file, listed or not."""
        return 0 if self.numbers is None else len(self.numbers)

    def show_table(
        self, layer_id: str, fields: Sequence[Field], coordinates: Sequence[Field], numbers: Any
    ) -> None:
        """Set the fields and the feature numbers; the rows follow later."""
        self._layer, self.numbers, self._coordinates = layer_id, numbers, coordinates
        self.rows.show_table((*fields, *coordinates))
        self.show_coordinates(self._shows_coordinates)

    def show_rows(self, places: Any, *, fit_columns: bool) -> None:
        """List these rows in this order."""
        with QSignalBlocker(self.selectionModel()):
            self.rows.show_rows(places)
        if fit_columns:
            self._fit_columns()

    def show_highlighted(self, ids: tuple[str, ...]) -> None:
        """Select the rows of features highlighted on the map."""
        if ids != self._highlighted:
            self._highlighted = ids
            self.select_highlighted()

    def select_highlighted(self) -> None:
        """Select the highlighted features again after the rows have changed."""
        if self.numbers is None or not len(self.rows.places):
            return
        before = f"{self._layer}."
        numbers = [int(id.rpartition(".")[2]) for id in self._highlighted if id.startswith(before)]
        self._follows = True
        try:
            chosen = QItemSelection()
            rows = self._rows_of(numbers) if numbers else []
            for row in rows:
                chosen.select(self.rows.index(row, 0), self.rows.index(row, self.rows.columnCount() - 1))
            self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if len(rows) == 1:
                self.scrollTo(self.rows.index(rows[0], max(self.currentIndex().column(), 0)))
        finally:
            self._follows = False

    def show_coordinates(self, shown: bool) -> None:
        """Show or hide the columns of coordinates; hidden ones do not filter or sort."""
        self._shows_coordinates = shown
        columns = {field.column for field in self._coordinates}
        for number, field in enumerate(self.rows.fields):
            if field.column in columns:
                self.setColumnHidden(number, not shown)
        self.header.place_lines()
        filters = self.header.filters
        remaining = [each for each in filters if each.column not in columns]
        if shown or (len(remaining) == len(filters) and self.rows.sorted_by not in columns):
            return
        if self.rows.sorted_by in columns:
            self.rows.show_order("", False)
        self.header.show_filters(remaining)
        self.order_changed.emit()

    def chosen(self) -> list[int]:
        """Indices of the selected rows, from top to bottom."""
        indices: list[int] = []
        for part in self.selectionModel().selection().toList():
            indices += range(part.top(), part.bottom() + 1)
            if len(indices) > MAX_COPIED:
                break
        return sorted(set(indices))

    def _fit_columns(self) -> None:
        """Fit the columns to their headings, since cells are loaded later."""
        metrics = self.header.fontMetrics()
        for number, field in enumerate(self.rows.fields[:200]):
            width = metrics.horizontalAdvance(field.name) + 44
            self.setColumnWidth(number, min(max(width, 110), WIDEST))

    def _sort_by(self, section: int) -> None:
        """Sort ascending, then descending, then in file order."""
        column = self.rows.fields[section].column
        if self.rows.sorted_by != column:
            self.rows.show_order(column, False)
        elif not self.rows.descending:
            self.rows.show_order(column, True)
        else:
            self.rows.show_order("", False)
        self.order_changed.emit()

    def _selected(self) -> None:
        if self._follows or self.numbers is None:
            return
        chosen = self.chosen()
        ids = tuple(self._id_at(row) for row in chosen[:MAX_SELECTED])
        if len(chosen) > MAX_SELECTED:
            self.message_emitted.emit(
                tr("The first {most} of the selected rows are highlighted on the map", most=MAX_SELECTED)
            )
        if set(ids) != set(self._highlighted):
            self._highlighted = ids
            self.features_requested.emit(ids)

    def _id_at(self, row: int) -> str:
        return f"{self._layer}.{int(self.numbers[self.rows.places[row]])}"

    def _go_to(self, index: QModelIndex) -> None:
        if index.isValid() and self.numbers is not None:
            self.feature_requested.emit(self._id_at(index.row()))

    def _rows_of(self, numbers: list[int]) -> list[int]:
        """Indices of the rows of features with these numbers."""
        # Loads numpy only here: the listed rows are a numpy array anyway.
        import numpy as np

        mask = np.isin(self.numbers[self.rows.places], numbers)
        return [int(row) for row in np.flatnonzero(mask)[:MAX_SELECTED]]


class QueryBar(QHBoxLayout):
    """Layout with the controls; the panel runs the queries."""

    layer_requested = Signal(str)
    expression_changed = Signal()
    all_requested = Signal()
    """Emitted to remove all filters and the condition."""
    map_filter_toggled = Signal()
    style_requested = Signal()
    export_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.layers = LetterBox()
        self.layers.setAccessibleName(tr("File"))
        self.layers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.layers.setMinimumContentsLength(14)
        self.layers.activated.connect(lambda at: self.layer_requested.emit(self.layers.itemData(at)))
        self.expression = QLineEdit()
        self.expression.setPlaceholderText(tr("Condition, as SQL: depth > 20 AND name LIKE 'A%'"))
        self.expression.setAccessibleName(tr("Condition"))
        self.expression.setClearButtonEnabled(True)
        self.expression.textChanged.connect(lambda _: self.expression_changed.emit())
        self.row_count = QLabel()
        self.clear_button = QPushButton(tr("Show all rows"))
        self.clear_button.clicked.connect(self.all_requested)
        self.on_map = QCheckBox(tr("Also on the map"))
        self.on_map.setToolTip(tr("Show only the listed rows on the map"))
        self.on_map.toggled.connect(lambda _: self.map_filter_toggled.emit())
        self.style_button = QPushButton(tr("Style…"))
        self.style_button.clicked.connect(self.style_requested)
        self.export_button = QPushButton(tr("Export rows…"))
        self.export_button.clicked.connect(self.export_requested)
        self.setContentsMargins(8, 6, 8, 6)
        self.setSpacing(8)
        self.addWidget(self.layers)
        self.addWidget(self.expression, 1)
        for widget in (self.row_count, self.clear_button, self.on_map, self.style_button, self.export_button):
            self.addWidget(widget)

    def show_files(self, named: Sequence[tuple[str, str]]) -> None:
        """List the files by id and name."""
        box = self.layers
        if [*named] != [(box.itemData(at), box.itemText(at)) for at in range(box.count())]:
            with QSignalBlocker(box):
                box.clear()
                for id, name in named:
                    box.addItem(name, id)

    def show_layer(self, layer_id: str) -> None:
        """Select the file whose rows are shown."""
        with QSignalBlocker(self.layers):
            self.layers.setCurrentIndex(self.layers.findData(layer_id))

    def show_map_filter(self, filtered: bool) -> None:
        """Show whether only the listed rows are on the map."""
        with QSignalBlocker(self.on_map):
            self.on_map.setChecked(filtered)

    def show_count(self, listed: int, total: int, *, filtered: bool) -> None:
        """Show the number of rows; `filtered` tells whether there is any filter."""
        shown, every = digits(f"{listed:,}"), digits(f"{total:,}")
        self.row_count.setText(
            tr("{shown} of {total} rows", shown=shown, total=every)
            if listed < total
            else tr_count(total, "{count} row", "{count} rows")
        )
        self.clear_button.setEnabled(filtered)


def statistics_in_words(found: Statistics) -> str:
    """The statistics of a column in one line."""
    field = found.field
    parts = [
        tr("{name}: {said} values", name=field.name, said=digits(f"{found.filled:,}")),
        tr("{count} different", count=digits(f"{found.distinct:,}")),
    ]
    if found.rows > found.filled:
        parts.append(tr("{count} empty", count=digits(f"{found.rows - found.filled:,}")))
    if found.frequent:
        listed = ", ".join(f"{value[:40]} ({digits(f'{count:,}')})" for value, count in found.frequent)
        parts.append(tr("most frequent: {values}", values=listed))
    elif found.filled:
        least, greatest = shown(found.least, field), shown(found.greatest, field)
        parts.append(tr("from {least} to {greatest}", least=least[:40], greatest=greatest[:40]))
    numbers = (
        (tr_later("mean {value}"), found.mean),
        (tr_later("median {value}"), found.median),
        (tr_later("standard deviation {value}"), found.deviation),
        (tr_later("sum {value}"), found.total),
    )
    parts += [tr(words, value=short_number(float(value), 6)) for words, value in numbers if value is not None]
    return ", ".join(parts)
