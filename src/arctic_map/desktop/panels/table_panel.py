"""The table of opened files: rows with sorting, filters, selection on the map, copying and export."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.panels.table_queries import TableQueries
from arctic_map.desktop.panels.table_view import MAX_COPIED, QueryBar, RowsView, statistics_in_words
from arctic_map.desktop.widgets.widget_text import ElidedLabel
from arctic_map.model.attributes import RowQuery
from arctic_map.model.tr import tr, tr_count, tr_later
from arctic_map.tables.attributes.cell_text import tabbed

if TYPE_CHECKING:
    from arctic_map.scene.scene import Scene, SceneLayer

SOON_MS = 60
"""Delay after the last key in a filter, ms."""
NO_FILES = tr_later(
    "To see the rows of a file, drop a GeoPackage, CSV, GeoJSON or Shapefile on the window, or press {keys}."
)
NO_CELL = tr_later("Select a cell to see a summary of its column.")
COMING = tr_later("The table of {name} is being prepared.")
NO_FIELDS = tr_later("The features of {name} have no attributes.")


class TablePanel(QWidget):
    """Panel with the table of one opened file at a time; queries run in the background."""

    features_requested = Signal(tuple)
    """Emitted with ids of features to select."""
    feature_requested = Signal(str)
    """Emitted with the feature to go to."""
    message_emitted = Signal(str)
    export_requested = Signal(str, object)
    """Emitted with a layer and the RowQuery of the rows to export."""
    map_filter_requested = Signal(str, object)
    """Emitted with a layer and the RowQuery of the rows to show on the map; an empty one for all."""
    style_requested = Signal(str)
    """Emitted with the layer to style."""

    def __init__(self, folder_of: Callable[[str], Path | None], open_keys: str) -> None:
        """`folder_of` returns the folder of a layer's table, or None while there is none."""
        super().__init__()
        self.setAccessibleName(tr("Table"))
        self._folder_of, self._open_keys = folder_of, open_keys
        self._files: tuple[SceneLayer, ...] = ()
        self._highlighted: tuple[str, ...] = ()
        self.layer_id = ""
        """The layer of the visible file; empty if there is none."""
        self.asking: TableQueries | None = None
        """Queries of the table; None while there is no table."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._want_rows)
        self._on_map = RowQuery()
        """The query of the rows shown on the map, or requested for it."""
        self._of_scene = RowQuery()
        """The query of the latest scene, which a requested one reaches later or, if it fails, never."""
        self._condition_failed = False
        self._build()

    @property
    def query(self) -> RowQuery:
        """The current query."""
        by, down = self.model.sorted_by, self.model.descending
        return RowQuery(self.header.filters, self.bar.expression.text(), by, down)

    def show_scene(self, scene: Scene) -> None:
        """List the opened files; a new one, or the one of a feature selected on the map, is shown."""
        files = tuple(layer for layer in scene.layers if layer.has_features)
        named = [(layer.id, layer.name) for layer in files]
        before = {layer.id: layer.digest for layer in self._files}
        self._files = files
        self.bar.show_files(named)
        new = [layer.id for layer in files if layer.id not in before]
        newly = scene.highlighted if scene.highlighted != self._highlighted else ()
        self._highlighted = scene.highlighted
        target = new[-1] if new else _owner(newly, files) or self.layer_id
        if target not in {layer.id for layer in files}:
            target = files[-1].id if files else ""
        if target != self.layer_id:
            self.show_layer(target)
        before_it, self._of_scene = self._of_scene, self._query_of(target)
        if self._of_scene not in (before_it, self._on_map):
            # It was changed elsewhere, as by undo.
            self._on_map = self._of_scene
            self._show_map_filter()
        self.view.show_highlighted(scene.highlighted)

    def show_layer(self, layer_id: str) -> None:
        """Show the rows of an opened file; an empty id shows none."""
        self.layer_id = layer_id
        self.bar.show_layer(layer_id)
        self.close_table()
        self._on_map = self._of_scene = self._query_of(layer_id)
        self.bar.show_map_filter(self._on_map.filtered)
        self._show_query(RowQuery())
        self.model.show_order("", False)
        self.model.show_table(())
        self._begin()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.asking is None:
            self._begin()

    def on_table_loaded(self, layer_id: str) -> None:
        """A layer's table was built or rebuilt."""
        if layer_id == self.layer_id:
            self.close_table()
            self._begin()

    def focus_first(self) -> None:
        """Focus the rows."""
        self.view.setFocus()

    def copy(self) -> None:
        """Copy the selected rows, or all listed ones, as tab-separated text with headings."""
        chosen = self.view.chosen() or range(len(self.model.places))
        places = [int(self.model.places[row]) for row in list(chosen)[:MAX_COPIED]]
        fields = self.view.fields
        self._ask("copy", lambda store: (tabbed(fields, store.page(places, fields)), len(places)))

    def _build(self) -> None:
        self.view = RowsView()
        self.view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.view.features_requested.connect(self.features_requested)
        self.view.feature_requested.connect(self.feature_requested)
        self.view.message_emitted.connect(self.message_emitted)
        self.view.column_changed.connect(self._want_statistics)
        self.view.copy_requested.connect(self.copy)
        self.model, self.header = self.view.rows, self.view.header
        self.model.block_requested.connect(self._request_block)
        self.header.filters_changed.connect(self._soon.start)
        self.view.order_changed.connect(self._want_rows)
        self.bar = QueryBar()
        self.bar.layer_requested.connect(self.show_layer)
        self.bar.expression_changed.connect(self._soon.start)
        self.bar.all_requested.connect(self._clear)
        self.bar.map_filter_toggled.connect(self._filter_map)
        self.bar.style_requested.connect(lambda: self.style_requested.emit(self.layer_id))
        self.bar.export_requested.connect(lambda: self.export_requested.emit(self.layer_id, self.query))
        self.foot = ElidedLabel()
        self.foot.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.foot.setContentsMargins(8, 2, 8, 2)
        self.foot.say(tr(NO_CELL))
        self.coordinates = QCheckBox(tr("Coordinates"))
        self.coordinates.setToolTip(
            tr("Show the longitude and latitude of each row; those of the centre for lines and areas")
        )
        self.coordinates.toggled.connect(self.view.show_coordinates)
        self.empty = QLabel()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setContentsMargins(24, 0, 24, 0)
        table = QWidget()
        column = QVBoxLayout(table)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.bar)
        column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 8, 0)
        foot.addWidget(self.foot, 1)
        foot.addWidget(self.coordinates)
        column.addLayout(foot)
        self._stack = QStackedWidget()
        self._stack.addWidget(_scrolled(self.empty))
        self._stack.addWidget(_scrolled(table))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._say_empty(tr(NO_FILES, keys=self._open_keys))

    def _begin(self) -> None:
        """Request fields and rows, if there is a table."""
        name = next((layer.name for layer in self._files if layer.id == self.layer_id), "")
        if not self.layer_id:
            self._say_empty(tr(NO_FILES, keys=self._open_keys))
            return
        folder = self._folder_of(self.layer_id)
        if folder is None:
            self._say_empty(tr(COMING, name=name))
            return
        if not self.isVisible():
            # DuckDB is not loaded as long as no table is visible.
            return
        self.asking = TableQueries(folder, self)
        self.asking.answered.connect(self._answered)
        self.asking.failed.connect(self._failed)
        self._ask("table", lambda store: (store.fields, store.coordinates, store.numbers))

    def close_table(self) -> None:
        """Stop all queries and close the table."""
        self._soon.stop()
        if self.asking:
            self.asking.close()
            self.asking.deleteLater()
            self.asking = None
        self.view.numbers = None
        self.foot.say(tr(NO_CELL))

    def _ask(self, topic: str, question: Callable[[Any], Any], *, interrupts: bool = False) -> None:
        if self.asking:
            self.asking.ask(topic, question, interrupts=interrupts)

    def _want_rows(self) -> None:
        query = self.query
        self._ask("rows", lambda store: store.places(query), interrupts=True)

    def _request_block(self, down: int, across: int) -> None:
        places, fields = self.model.of_block((down, across))
        requested = self.model.places
        self._ask(
            f"block {down} {across}", lambda store: (requested, (down, across), store.page(places, fields))
        )

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
            self.foot.say(statistics_in_words(answer))
        elif topic == "copy":
            text, count = answer
            QGuiApplication.clipboard().setText(text)
            self.message_emitted.emit(tr_count(count, "{count} row was copied", "{count} rows were copied"))
        elif topic.startswith("block"):
            requested, block, rows = answer
            # Other rows may be listed by now.
            if requested is self.model.places:
                self.model.add_block(block, rows)

    def _failed(self, topic: str, why: str) -> None:
        if topic == "table":
            name = next((layer.name for layer in self._files if layer.id == self.layer_id), "")
            self._say_empty(tr("The table of {name} cannot be read: {why}.", name=name, why=why))
        else:
            self._condition_failed = True
            self.foot.say(tr("This condition is not valid: {why}.", why=why))

    def _show_table(self, fields: Any, coordinates: Any, numbers: Any) -> None:
        name = next((layer.name for layer in self._files if layer.id == self.layer_id), "")
        self.view.show_table(self.layer_id, fields, coordinates, numbers)
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
        self.view.show_rows(places, fit_columns=first)
        self.bar.show_count(len(places), self.view.total, filtered=self.query.filtered)
        self._filter_map()
        self.view.select_highlighted()
        if self._condition_failed or self.view.currentIndex().isValid():
            self._condition_failed = False
            self.foot.say(tr(NO_CELL))
            self._want_statistics()

    def _query_of(self, layer_id: str) -> RowQuery:
        return next((layer.query for layer in self._files if layer.id == layer_id), RowQuery())

    def _show_map_filter(self) -> None:
        """List only the rows shown on the map."""
        self.bar.show_map_filter(self._on_map.filtered)
        self._show_query(self._on_map)
        self._want_rows()

    def _show_query(self, query: RowQuery) -> None:
        """Show the filters and the condition of a query, without running it."""
        self.header.show_filters(query.filters)
        self.bar.expression.setText(query.expression)
        self._soon.stop()

    def _filter_map(self) -> None:
        """Apply the filters to the map, if requested."""
        query = (
            replace(self.query, sorted_by="", descending=False) if self.bar.on_map.isChecked() else RowQuery()
        )
        if self.layer_id and query != self._on_map:
            self._on_map = query
            self.map_filter_requested.emit(self.layer_id, query)

    def _clear(self) -> None:
        self._show_query(RowQuery())
        self._want_rows()

    def _say_empty(self, words: str) -> None:
        self.empty.setText(words)
        self._stack.setCurrentIndex(0)


def _owner(ids: tuple[str, ...], files: Iterable[SceneLayer]) -> str:
    """The layer of these features, or empty if they are of no opened file."""
    owners = {id.rpartition(".")[0] for id in ids}
    return next((layer.id for layer in files if layer.id in owners), "")


def _scrolled(widget: QWidget) -> QScrollArea:
    """A scroll area, for small windows with large text."""
    room = QScrollArea()
    room.setWidgetResizable(True)
    room.setFrameShape(QFrame.Shape.NoFrame)
    room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    room.setWidget(widget)
    return room
