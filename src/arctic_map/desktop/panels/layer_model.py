"""Item model of topics, layers and features, without an object per feature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QPalette

from arctic_map.desktop.panels.layer_rows import (
    UNCHECKED,
    Cells,
    LayerRow,
    LayerRows,
    RowInserted,
    RowMoved,
    RowRemoved,
    TopicRow,
    changes,
    hidden_by_layer,
)
from arctic_map.model.feature import Feature
from arctic_map.model.opened import title_of
from arctic_map.model.style import Look
from arctic_map.scene.reading import by_topic
from arctic_map.scene.scene import Scene, SceneLayer
from arctic_map.scene.session.layer_order import is_movable, place_between, place_of
from arctic_map.storage.sanitized import sanitized

Index = QModelIndex | QPersistentModelIndex
Role, Flag = Qt.ItemDataRole, Qt.ItemFlag
ROOT = QModelIndex()
PLAIN = Flag.ItemIsEnabled | Flag.ItemIsSelectable
OF_BASE = PLAIN | Flag.ItemIsUserCheckable
OF_TOPIC = OF_BASE | Flag.ItemIsDropEnabled
OF_LAYER = OF_TOPIC | Flag.ItemIsDragEnabled
LAYER_TYPE = "application/x-arctic-map-layer"
"""MIME type of a dragged layer id."""
MAX_NAME_LENGTH = 120
"""Maximum length of a layer name."""
OF_FEATURE = OF_BASE | Flag.ItemNeverHasChildren
"""Precombined flags: a layer may have a hundred thousand rows."""


class LayersModel(QAbstractItemModel):
    """Item model that shows the scene and requests changes; an index's id is its parent row's number."""

    layer_toggled = Signal(str)
    layers_shown = Signal(list, bool)
    """Emitted with ids of layers, and whether to show them."""
    features_shown = Signal(list, bool)
    """Emitted with ids of features, and whether to show them."""
    rename_requested = Signal(str, str)
    """Emitted with the layer of an opened file and its new name; empty for that of the file."""
    order_requested = Signal(str, int)
    """Emitted with a layer and its new position among the movable ones, from the bottom."""

    def __init__(self, symbol: Callable[[str], QIcon], parent: QObject | None = None) -> None:
        """`symbol` returns the icon of a style; it is called again when the look changes."""
        super().__init__(parent)
        self._cells = Cells(symbol)
        self._rows = LayerRows()
        self._look: Look | None = None
        self._scene: Scene | None = None

    def show_scene(self, scene: Scene) -> None:
        """Update the rows that differ, without emitting requests."""
        self._scene = scene
        self._cells.topics = scene.catalog.topic
        topics = by_topic(scene.layers, scene.catalog.topic)
        features = {layer.id: layer.features for layer in scene.catalog.layers}
        hidden = hidden_by_layer(scene)
        if scene.look is not self._look:
            self._look = scene.look
            self._cells.colours = scene.catalog.symbology.topics
            self._cells.forget_symbols()
            self._repaint()
        layers = {layer.id: layer for layer in scene.layers}

        def new_layer(id: str) -> LayerRow:
            return self._rows.new_layer(layers[id], features)

        def new_topic(topic: str) -> TopicRow:
            return self._rows.new_topic(topic, (new_layer(layer.id) for layer in topics[topic]))

        self._match_rows(ROOT, self._rows.topics, [*topics], new_topic)
        for topic in self._rows.topics:
            before = topic.state
            ids = [layer.id for layer in topics[topic.topic]]
            self._match_rows(self._index_of(topic), topic.layers, ids, new_layer)
            for row, shown in zip(topic.layers, topics[topic.topic], strict=True):
                self._match_layer(row, shown, features[shown.id], hidden.get(shown.id, frozenset()))
            if topic.state is not before:
                index = self._index_of(topic)
                self.dataChanged.emit(index, index)
        if scene.preferences.names != self._cells.names:
            self._cells.names = scene.preferences.names
            for row in self._rows.layer_of.values():
                self._repaint_features(row)

    def use_palette(self, palette: QPalette) -> None:
        """Use the colours of a palette."""
        self._cells.palette = palette
        self._repaint()

    def layer_at(self, index: Index) -> SceneLayer | None:
        """The layer of a row, or of a feature's row; None for a topic."""
        row = self._rows.layer_at(index.internalId(), index.row()) if index.isValid() else None
        return row.layer if row else None

    def feature_at(self, index: Index) -> str | None:
        """The id of a feature's row; None for other rows."""
        row = self._rows.layer_of.get(index.internalId()) if index.isValid() else None
        return row.features[index.row()].id if row else None

    def index_of_layer(self, layer_id: str) -> QModelIndex:
        """The index of a layer; invalid if there is none."""
        row = self._rows.layer(layer_id)
        return self._index_of(row) if row else QModelIndex()

    def index_of_feature(self, layer_id: str, feature_id: str) -> QModelIndex:
        """The index of a feature; invalid if there is none."""
        row = self._rows.layer(layer_id)
        ids = [feature.id for feature in row.features] if row else []
        if row is None or feature_id not in ids:
            return QModelIndex()
        return self.index(ids.index(feature_id), 0, self._index_of(row))

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        # The fast path is that of features: a view that expands a layer asks for each row.
        topic = self._rows.topic_of.get(parent.internalId())
        if topic is not None:
            layer = topic.layers[parent.row()]
            number, rows = layer.number, len(layer.features)
        else:
            number = self._rows.topics[parent.row()].number if parent.isValid() else 0
            rows = self.rowCount(parent)
        return self.createIndex(row, 0, number) if column == 0 and 0 <= row < rows else QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # QObject has one too
        number = index.internalId() if index.isValid() else 0
        row = self._rows.topic_of.get(number) or self._rows.layer_of.get(number)
        return self._index_of(row) if row else QModelIndex()

    def rowCount(self, parent: Index = ROOT) -> int:
        if not parent.isValid():
            return len(self._rows.topics)
        number = parent.internalId()
        if number == 0:
            return len(self._rows.topics[parent.row()].layers)
        topic = self._rows.topic_of.get(number)
        return len(topic.layers[parent.row()].features) if topic else 0

    def columnCount(self, parent: Index = ROOT) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        number = index.internalId()
        if number in self._rows.layer_of:
            return OF_FEATURE
        if not index.isValid():
            return Flag.NoItemFlags
        if topic := self._rows.topic_of.get(number):
            layer = topic.layers[index.row()].layer
            of_file = Flag.ItemIsEditable if layer.file else Flag.NoItemFlags
            return (OF_LAYER | of_file) if is_movable(layer) else OF_BASE
        rows = self._rows.topics[index.row()].layers
        return OF_TOPIC if any(is_movable(row.layer) for row in rows) else OF_BASE

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        number = index.internalId()
        if row := self._rows.layer_of.get(number):
            return self._cells.of_feature(row.features[index.row()], row, role)
        if topic := self._rows.topic_of.get(number):
            return self._cells.of_layer(topic.layers[index.row()], role)
        return self._cells.of_topic(self._rows.topics[index.row()], role)

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Request what a clicked check box or an edited name asks for; the next scene shows the result."""
        if role == Role.EditRole and (named := self.layer_at(index)) and named.file:
            self.rename_requested.emit(named.id, _plain_name(str(value), named.file))
            return True
        if role != Role.CheckStateRole or not index.isValid():
            return False
        checked = Qt.CheckState(value) is not UNCHECKED
        if index.internalId() == 0:
            topic = self._rows.topics[index.row()]
            self.layers_shown.emit([row.layer.id for row in reversed(topic.layers)], checked)
        elif feature_id := self.feature_at(index):
            self.features_shown.emit([feature_id], checked)
        elif row := self._rows.layer_at(index.internalId(), index.row()):
            if checked != row.layer.shown:
                self.layer_toggled.emit(row.layer.id)
            elif row.hidden:
                # Partially checked, since some features are hidden: clicking shows all of them.
                self.features_shown.emit(sorted(row.hidden), True)
        return True

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [LAYER_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        dragged = next((layer.id for index in indexes if (layer := self.layer_at(index))), "")
        data.setData(LAYER_TYPE, dragged.encode())
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return self._dropped(data, row, parent) is not None

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        drop = self._dropped(data, row, parent)
        if drop is None or self._scene is None:
            return False
        layer_id, to = drop
        if to != place_of(layer_id, self._scene):
            self.order_requested.emit(layer_id, to)
        return True

    def _dropped(self, data: QMimeData, row: int, parent: Index) -> tuple[str, int] | None:
        """The layer and its new position if dropped at a row of a topic or on a row; None if impossible."""
        if not parent.isValid() or self._scene is None or self.feature_at(parent):
            return None
        number = parent.internalId()
        at = (number, parent.row()) if number else (self._rows.topics[parent.row()].number, row)
        moved = bytes(data.data(LAYER_TYPE).data()).decode(errors="replace")
        to = place_between(moved, *self._rows.neighbours(*at), self._scene)
        return None if to is None else (moved, to)

    def _index_of(self, row: TopicRow | LayerRow) -> QModelIndex:
        parent, at = self._rows.place(row)
        return self.createIndex(at, 0, parent)

    def _match_rows[R: (TopicRow, LayerRow)](
        self, parent: QModelIndex, rows: list[R], keys: Sequence[str], make: Callable[[str], R]
    ) -> None:
        """Update the children of a row to match these keys."""
        for change in changes([row.key for row in rows], keys):
            match change:
                case RowRemoved(row):
                    self.beginRemoveRows(parent, row, row)
                    self._rows.forget(rows.pop(row))
                    self.endRemoveRows()
                case RowInserted(row, key):
                    self.beginInsertRows(parent, row, row)
                    rows.insert(row, make(key))
                    self.endInsertRows()
                case RowMoved(row, to):
                    self.beginMoveRows(parent, row, row, parent, to)
                    rows.insert(to, rows.pop(row))
                    self.endMoveRows()

    def _match_layer(
        self, row: LayerRow, layer: SceneLayer, features: Sequence[Feature], hidden: frozenset[str]
    ) -> None:
        index = self._index_of(row)
        if row.features is not features:
            if row.features:
                self.beginRemoveRows(index, 0, len(row.features) - 1)
                row.features = ()
                self.endRemoveRows()
            if features:
                self.beginInsertRows(index, 0, len(features) - 1)
                row.features = features
                self.endInsertRows()
        if row.hidden != hidden:
            row.hidden = hidden
            self._repaint_features(row)
            self.dataChanged.emit(index, index)
        if row.layer != layer:
            row.layer = layer
            self.dataChanged.emit(index, index)

    def _repaint(self) -> None:
        """Repaint symbols and swatches after a change of colours."""
        for topic in self._rows.topics:
            parent = self._index_of(topic)
            self.dataChanged.emit(parent, parent)
            self.dataChanged.emit(self.index(0, 0, parent), self.index(len(topic.layers) - 1, 0, parent))

    def _repaint_features(self, row: LayerRow) -> None:
        if row.features:
            parent = self._index_of(row)
            last = self.index(len(row.features) - 1, 0, parent)
            self.dataChanged.emit(self.index(0, 0, parent), last)


def _plain_name(text: str, file: str) -> str:
    """A valid layer name; empty if it is that of the file."""
    name = sanitized(text, MAX_NAME_LENGTH).strip()
    return "" if name == title_of(Path(file)) else name
