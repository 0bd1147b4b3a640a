"""The table of opened files: all rows, sorted, filtered, chosen on the map, copied and written out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShowEvent
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
    QScrollArea,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.panels.table.asking import Asking
from arctic_map.desktop.panels.table.header import FilterHeader
from arctic_map.desktop.panels.table.model import RowsModel
from arctic_map.desktop.panels.table.words import in_words
from arctic_map.desktop.widgets.appearance.elided import Elided
from arctic_map.desktop.widgets.appearance.letter_box import LetterBox
from arctic_map.model.attributes import Query
from arctic_map.model.tr import digits, tr, tr_count, tr_later
from arctic_map.tables.attributes.cell_text import tabbed

if TYPE_CHECKING:
    from arctic_map.scene.scene import Scene, SceneLayer

SOON_MS = 60
"""After the last key in a filter."""
MOST_SELECTED = 500
"""Features that are highlighted on the map."""
MOST_COPIED = 100_000
"""Rows."""
WIDEST = 320
NO_FILES = tr_later(
    "To see the rows of a file, drop a GeoPackage, CSV, GeoJSON or Shapefile on the window, or press {keys}."
)
NO_CELL = tr_later("Select a cell to see a summary of its column.")
COMING = tr_later("The table of {name} is being prepared.")
NO_FIELDS = tr_later("The features of {name} have no attributes.")


class TablePanel(QWidget):
    """Shows one opened layer at a time; questions to its table are asked beside the window."""

    features_requested = Signal(tuple)
    """Ids of features that are to be selected."""
    feature_requested = Signal(str)
    """The map should go to this feature."""
    said = Signal(str)
    export_requested = Signal(str, object)
    """A layer, and the Query of the rows that are to be written."""
    map_filter_requested = Signal(str, object)
    """A layer, and the Query of the rows that alone are to be on the map; an empty one for all."""
    style_requested = Signal(str)
    """A layer whose style is to be chosen."""

    def __init__(self, folder_of: Callable[[str], Path | None], open_keys: str) -> None:
        """`folder_of` gives the folder in which a layer's table lies; None while there is none."""
        super().__init__()
        self.setAccessibleName(tr("Table"))
        self._folder_of, self._open_keys = folder_of, open_keys
        self._files: tuple[SceneLayer, ...] = ()
        self._layer = ""
        self._highlighted: tuple[str, ...] = ()
        self._total = 0
        self._numbers: Any = None
        """Of the features in the file, by the places of their rows; a numpy array."""
        self.asking: Asking | None = None
        """None while there is no table to be asked."""
        self.model = RowsModel()
        self.model.block_wanted.connect(self._want_block)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._want_rows)
        self._on_map = Query()
        """Which rows alone are on the map."""
        self._follows = False
        """Whether the selection is being brought in line with the map's."""
        self._build()

    @property
    def layer_id(self) -> str:
        """Of the file whose rows are shown; empty without one."""
        return self._layer

    @property
    def query(self) -> Query:
        """What is asked for now."""
        by, down = self.model.sorted_by, self.model.descending
        return Query(self.header.filters, self.expression.text(), by, down)

    def show_scene(self, scene: Scene) -> None:
        files = tuple(layer for layer in scene.layers if layer.file)
        named = [(layer.id, layer.name) for layer in files]
        before = {layer.id: layer.digest for layer in self._files}
        self._files = files
        if named != [
            (self.layers.itemData(at), self.layers.itemText(at)) for at in range(self.layers.count())
        ]:
            with QSignalBlocker(self.layers):
                self.layers.clear()
                for id, name in named:
                    self.layers.addItem(name, id)
        new = [layer.id for layer in files if layer.id not in before]
        wanted = new[-1] if new else self._layer
        if wanted not in {layer.id for layer in files}:
            wanted = files[-1].id if files else ""
        if wanted != self._layer:
            self.show_layer(wanted)
        elif self._query_of(wanted) != self._on_map:
            self._on_map = self._query_of(wanted)
            self._show_map_filter()
        if scene.highlighted != self._highlighted:
            self._highlighted = scene.highlighted
            self._select_highlighted()

    def show_layer(self, layer_id: str) -> None:
        """The rows of this opened file; empty for none."""
        self._layer = layer_id
        with QSignalBlocker(self.layers):
            self.layers.setCurrentIndex(self.layers.findData(layer_id))
        self._let_go()
        self._on_map = self._query_of(layer_id)
        with QSignalBlocker(self.on_map):
            self.on_map.setChecked(self._on_map.filtered)
        self._show_query(Query())
        self.model.show_order("", False)
        self.model.show_table(())
        self._begin()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.asking is None:
            self._begin()

    def take_table(self, layer_id: str) -> None:
        """A layer's table has been made, or made anew."""
        if layer_id == self._layer:
            self._let_go()
            self._begin()

    def take_focus(self) -> None:
        self.view.setFocus()

    def close_table(self) -> None:
        """Ask nothing any more."""
        self._let_go()

    def copy(self) -> None:
        """The chosen rows, or all that are shown, with headings, as spreadsheets paste them."""
        chosen = self._chosen() or range(len(self.model.places))
        places = [int(self.model.places[row]) for row in list(chosen)[:MOST_COPIED]]
        fields = self.model.fields
        self._ask("copy", lambda store: (tabbed(fields, store.page(places, fields)), len(places)))

    def _build(self) -> None:
        self.layers = LetterBox()
        self.layers.setAccessibleName(tr("File"))
        self.layers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.layers.setMinimumContentsLength(14)
        self.layers.activated.connect(lambda at: self.show_layer(self.layers.itemData(at)))
        self.expression = QLineEdit()
        self.expression.setPlaceholderText(tr("Condition, as SQL: depth > 20 AND name LIKE 'A%'"))
        self.expression.setAccessibleName(tr("Condition"))
        self.expression.setClearButtonEnabled(True)
        self.expression.textChanged.connect(lambda _: self._soon.start())
        self.count = QLabel()
        self.clear_button = QPushButton(tr("Show all rows"))
        self.clear_button.clicked.connect(self._clear)
        self.on_map = QCheckBox(tr("Also on the map"))
        self.on_map.setToolTip(tr("Show only the listed rows on the map"))
        self.on_map.toggled.connect(lambda _: self._filter_map())
        self.style_button = QPushButton(tr("Style…"))
        self.style_button.clicked.connect(lambda: self.style_requested.emit(self._layer))
        self.export_button = QPushButton(tr("Export rows…"))
        self.export_button.clicked.connect(lambda: self.export_requested.emit(self._layer, self.query))
        head = QHBoxLayout()
        head.setContentsMargins(8, 6, 8, 6)
        head.setSpacing(8)
        head.addWidget(self.layers)
        head.addWidget(self.expression, 1)
        for widget in (self.count, self.clear_button, self.on_map, self.style_button, self.export_button):
            head.addWidget(widget)

        self.view = QTableView()
        self.view.setAccessibleName(tr("Rows"))
        self.view.setModel(self.model)
        self.header = FilterHeader(self.view, self.model)
        self.header.filters_changed.connect(self._soon.start)
        self.header.sectionClicked.connect(self._sort_by)
        self.header.setStretchLastSection(True)
        self.view.setHorizontalHeader(self.header)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setAlternatingRowColors(True)
        self.view.setWordWrap(False)
        self.view.setTabKeyNavigation(False)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.view.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.view.doubleClicked.connect(self._go_to)
        self.view.activated.connect(self._go_to)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.view.selectionModel().currentColumnChanged.connect(lambda *_: self._want_statistics())
        copy = QAction(tr("Copy"), self.view)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        self.view.addAction(copy)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

        self.foot = Elided()
        self.foot.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.foot.setContentsMargins(8, 2, 8, 2)
        self.foot.say(tr(NO_CELL))
        self.empty = QLabel()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setContentsMargins(24, 0, 24, 0)
        table = QWidget()
        column = QVBoxLayout(table)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.foot)
        self._stack = QStackedWidget()
        self._stack.addWidget(_scrolled(self.empty))
        self._stack.addWidget(_scrolled(table))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._say_empty(tr(NO_FILES, keys=self._open_keys))

    def _begin(self) -> None:
        """Ask for fields and rows, as soon as there is a table."""
        name = next((layer.name for layer in self._files if layer.id == self._layer), "")
        if not self._layer:
            self._say_empty(tr(NO_FILES, keys=self._open_keys))
            return
        folder = self._folder_of(self._layer)
        if folder is None:
            self._say_empty(tr(COMING, name=name))
            return
        if not self.isVisible():
            # DuckDB, which a window does without as long as nobody looks at a table.
            return
        self.asking = Asking(folder, self)
        self.asking.answered.connect(self._answered)
        self.asking.failed.connect(self._failed)
        self._ask("table", lambda store: (store.fields, store.numbers))

    def _let_go(self) -> None:
        self._soon.stop()
        if self.asking:
            self.asking.close()
            self.asking.deleteLater()
            self.asking = None
        self._numbers, self._total = None, 0
        self.foot.say(tr(NO_CELL))

    def _ask(self, topic: str, question: Callable[[Any], Any], *, interrupts: bool = False) -> None:
        if self.asking:
            self.asking.ask(topic, question, interrupts=interrupts)

    def _want_rows(self) -> None:
        query = self.query
        self._ask("rows", lambda store: store.places(query), interrupts=True)

    def _want_block(self, down: int, across: int) -> None:
        places, fields = self.model.of_block((down, across))
        asked = self.model.places
        self._ask(f"block {down} {across}", lambda store: (asked, (down, across), store.page(places, fields)))

    def _want_statistics(self) -> None:
        at = self.view.currentIndex().column()
        if 0 <= at < len(self.model.fields):
            field, query = self.model.fields[at], self.query
            self._ask("statistics", lambda store: store.statistics(field, query))

    def _answered(self, topic: str, answer: Any) -> None:
        if topic == "table":
            self._show_table(*answer)
        elif topic == "rows":
            self._show_rows(answer)
        elif topic == "statistics":
            self.foot.say(in_words(answer))
        elif topic == "copy":
            text, count = answer
            QGuiApplication.clipboard().setText(text)
            self.said.emit(tr_count(count, "{count} row was copied", "{count} rows were copied"))
        elif topic.startswith("block"):
            asked, block, rows = answer
            # Others may be shown by now.
            if asked is self.model.places:
                self.model.take_block(block, rows)

    def _failed(self, topic: str, why: str) -> None:
        if topic == "table":
            name = next((layer.name for layer in self._files if layer.id == self._layer), "")
            self._say_empty(tr("The table of {name} cannot be read: {why}.", name=name, why=why))
        else:
            self.foot.say(tr("This condition is not valid: {why}.", why=why))

    def _show_table(self, fields: Any, numbers: Any) -> None:
        name = next((layer.name for layer in self._files if layer.id == self._layer), "")
        self._numbers, self._total = numbers, len(numbers)
        self.model.show_table(fields)
        if not fields:
            self._say_empty(tr(NO_FIELDS, name=name))
            return
        self._stack.setCurrentIndex(1)
        if self._on_map.filtered:
            self._show_map_filter()
        else:
            self._want_rows()

    def _show_rows(self, places: Any) -> None:
        first = not len(self.model.places) and not self.query.filtered
        with QSignalBlocker(self.view.selectionModel()):
            self.model.show_rows(places)
        shown, total = digits(f"{len(places):,}"), digits(f"{self._total:,}")
        filtered = len(places) < self._total
        self.count.setText(
            tr("{shown} of {total} rows", shown=shown, total=total)
            if filtered
            else tr_count(self._total, "{count} row", "{count} rows")
        )
        self.clear_button.setEnabled(self.query.filtered)
        if first:
            self._fit_columns()
        self._filter_map()
        self._select_highlighted()
        if self.view.currentIndex().isValid() or self.foot.text().startswith(
            tr("This condition is not valid")
        ):
            self.foot.say(tr(NO_CELL))
            self._want_statistics()

    def _query_of(self, layer_id: str) -> Query:
        return next((layer.query for layer in self._files if layer.id == layer_id), Query())

    def _show_map_filter(self) -> None:
        """Ask for the rows that alone are on the map, and no others."""
        with QSignalBlocker(self.on_map):
            self.on_map.setChecked(self._on_map.filtered)
        self._show_query(self._on_map)
        self._want_rows()

    def _show_query(self, query: Query) -> None:
        """Its filters and condition, of which nothing is asked yet."""
        self.header.show_filters(query.filters)
        self.expression.setText(query.expression)
        self._soon.stop()

    def _filter_map(self) -> None:
        """Bring the map in line with the filters, where it is to follow them."""
        query = replace(self.query, sorted_by="", descending=False) if self.on_map.isChecked() else Query()
        if self._layer and query != self._on_map:
            self._on_map = query
            self.map_filter_requested.emit(self._layer, query)

    def _fit_columns(self) -> None:
        """As wide as their headings; what they hold comes later."""
        metrics = self.header.fontMetrics()
        for number, field in enumerate(self.model.fields[:200]):
            width = metrics.horizontalAdvance(field.name) + 44
            self.view.setColumnWidth(number, min(max(width, 110), WIDEST))

    def _sort_by(self, section: int) -> None:
        """Up, then down, then as the file has them."""
        column = self.model.fields[section].column
        if self.model.sorted_by != column:
            self.model.show_order(column, False)
        elif not self.model.descending:
            self.model.show_order(column, True)
        else:
            self.model.show_order("", False)
        self._want_rows()

    def _clear(self) -> None:
        self._show_query(Query())
        self._want_rows()

    def _chosen(self) -> list[int]:
        """Rows of the view, upper first."""
        found: list[int] = []
        for part in self.view.selectionModel().selection().toList():
            found += range(part.top(), part.bottom() + 1)
            if len(found) > MOST_COPIED:
                break
        return sorted(set(found))

    def _selected(self) -> None:
        if self._follows or self._numbers is None:
            return
        chosen = self._chosen()
        ids = tuple(self._id_at(row) for row in chosen[:MOST_SELECTED])
        if len(chosen) > MOST_SELECTED:
            self.said.emit(
                tr("The first {most} of the selected rows are highlighted on the map", most=MOST_SELECTED)
            )
        if set(ids) != set(self._highlighted):
            self._highlighted = ids
            self.features_requested.emit(ids)

    def _id_at(self, row: int) -> str:
        return f"{self._layer}.{int(self._numbers[self.model.places[row]])}"

    def _go_to(self, index: QModelIndex) -> None:
        if index.isValid() and self._numbers is not None:
            self.feature_requested.emit(self._id_at(index.row()))

    def _select_highlighted(self) -> None:
        """Choose the rows of what is highlighted on the map."""
        if self._numbers is None or not len(self.model.places):
            return
        before = f"{self._layer}."
        numbers = [int(id.rpartition(".")[2]) for id in self._highlighted if id.startswith(before)]
        self._follows = True
        try:
            chosen = QItemSelection()
            rows = self._rows_of(numbers) if numbers else []
            for row in rows:
                chosen.select(self.model.index(row, 0), self.model.index(row, self.model.columnCount() - 1))
            self.view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if len(rows) == 1:
                self.view.scrollTo(self.model.index(rows[0], max(self.view.currentIndex().column(), 0)))
        finally:
            self._follows = False

    def _rows_of(self, numbers: list[int]) -> list[int]:
        """Rows of the view that show the features of these numbers."""
        # numpy, which the rows that are looked through are made of.
        import numpy as np

        found = np.isin(self._numbers[self.model.places], numbers)
        return [int(row) for row in np.flatnonzero(found)[:MOST_SELECTED]]

    def _say_empty(self, words: str) -> None:
        self.empty.setText(words)
        self._stack.setCurrentIndex(0)


def _scrolled(widget: QWidget) -> QScrollArea:
    """In a small window with large letters there is not room for all of it."""
    room = QScrollArea()
    room.setWidgetResizable(True)
    room.setFrameShape(QFrame.Shape.NoFrame)
    room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    room.setWidget(widget)
    return room
