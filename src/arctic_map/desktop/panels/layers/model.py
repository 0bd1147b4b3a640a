"""Topics, layers and features as a model: rows are read from the scene, no row has an object of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
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

from arctic_map.desktop.panels.layers.cells import Cells
from arctic_map.desktop.panels.layers.changes import Inserted, Moved, Removed, changes
from arctic_map.desktop.panels.layers.dragging import LAYER_TYPE, carried, carrying
from arctic_map.desktop.panels.layers.rows import UNCHECKED, LayerRow, TopicRow, hidden_by_layer
from arctic_map.model.feature import Feature
from arctic_map.model.style import Look
from arctic_map.scene.reading import by_topic
from arctic_map.scene.scene import Scene, SceneLayer
from arctic_map.scene.session.layer_order import is_movable, place_beside, place_of
from arctic_map.storage.sanitized import sanitized

Index = QModelIndex | QPersistentModelIndex
Role, Flag = Qt.ItemDataRole, Qt.ItemFlag
ROOT = QModelIndex()
PLAIN = Flag.ItemIsEnabled | Flag.ItemIsSelectable
OF_BASE = PLAIN | Flag.ItemIsUserCheckable
OF_TOPIC = OF_BASE | Flag.ItemIsDropEnabled
OF_LAYER = OF_TOPIC | Flag.ItemIsDragEnabled
LONGEST_NAME = 120
"""Of a layer, characters."""
OF_FEATURE = OF_BASE | Flag.ItemNeverHasChildren
"""Flags are combined once: a layer may have a hundred thousand rows."""


class LayersModel(QAbstractItemModel):
    """Says what the scene says; what a user does to a row is only requested.

    An index carries the number of its parent row, which stays the same wherever that row is moved.
    """

    layer_toggled = Signal(str)
    layers_shown = Signal(list, bool)
    """Ids of layers, and whether they are to be shown."""
    features_shown = Signal(list, bool)
    """Ids of features, and whether they are to be shown."""
    rename_requested = Signal(str, str)
    """An opened file's layer and its new name; empty for the file's own."""
    order_requested = Signal(str, int)
    """A layer, and its new place among those that can be moved, from the bottom."""

    def __init__(self, symbol: Callable[[str], QIcon], parent: QObject | None = None) -> None:
        """Takes what gives a style's symbol as drawn; it is asked again when the look changes."""
        super().__init__(parent)
        self._cells = Cells(symbol)
        self._numbers = count(1)
        self._topics: list[TopicRow] = []
        self._topic_of: dict[int, TopicRow] = {}
        """By number; so are the layers."""
        self._layer_of: dict[int, LayerRow] = {}
        self._look: Look | None = None
        self._scene: Scene | None = None

    # What there is

    def show_scene(self, scene: Scene) -> None:
        """Change the rows that differ, and request nothing."""
        self._scene = scene
        topics = by_topic(scene.layers)
        features = {layer.id: layer.features for layer in scene.catalog.layers}
        hidden = hidden_by_layer(scene)
        if scene.look is not self._look:
            self._look = scene.look
            self._cells.topics = scene.catalog.symbology.topics
            self._cells.forget_symbols()
            self._repaint()
        self._match_topics(topics, features)
        for topic in self._topics:
            before = topic.state
            self._match_layers(topic, topics[topic.topic], features)
            for row, shown in zip(topic.layers, topics[topic.topic], strict=True):
                self._match(row, shown, features[shown.id], hidden.get(shown.id, frozenset()))
            if topic.state is not before:
                self._changed(self._index_of_topic(topic))
        if scene.preferences.names != self._cells.names:
            self._cells.names = scene.preferences.names
            self._rename()

    def use_palette(self, palette: QPalette) -> None:
        self._cells.palette = palette
        self._repaint()

    def layer_at(self, index: Index) -> SceneLayer | None:
        """The layer of a row, whether it is the layer's own or a feature's."""
        row = self._row_of(index)
        return row.layer if row else None

    def feature_at(self, index: Index) -> str | None:
        row = self._layer_of.get(index.internalId()) if index.isValid() else None
        return row.features[index.row()].id if row else None

    def index_of_layer(self, layer_id: str) -> QModelIndex:
        found = (row for topic in self._topics for row in topic.layers if row.layer.id == layer_id)
        row = next(found, None)
        return self._index_of_layer(row) if row else QModelIndex()

    def index_of_feature(self, layer_id: str, feature_id: str) -> QModelIndex:
        parent = self.index_of_layer(layer_id)
        row = self._row_of(parent)
        numbers = (number for number, each in enumerate(row.features) if each.id == feature_id) if row else ()
        number = next(iter(numbers), None)
        return QModelIndex() if number is None else self.index(number, 0, parent)

    # What a view asks

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        # The way to a feature is the shortest: a view that opens a layer asks for each of its rows.
        topic = self._topic_of.get(parent.internalId())
        if topic is not None:
            layer = topic.layers[parent.row()]
            number, rows = layer.number, len(layer.features)
        else:
            number, rows = self._number(parent), self.rowCount(parent)
        return self.createIndex(row, 0, number) if column == 0 and 0 <= row < rows else QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # QObject has one too
        number = index.internalId() if index.isValid() else 0
        if topic := self._topic_of.get(number):
            return self._index_of_topic(topic)
        if row := self._layer_of.get(number):
            return self._index_of_layer(row)
        return QModelIndex()

    def rowCount(self, parent: Index = ROOT) -> int:
        if not parent.isValid():
            return len(self._topics)
        number = parent.internalId()
        if number == 0:
            return len(self._topics[parent.row()].layers)
        topic = self._topic_of.get(number)
        return len(topic.layers[parent.row()].features) if topic else 0

    def columnCount(self, parent: Index = ROOT) -> int:
        return 1

    def hasChildren(self, parent: Index = ROOT) -> bool:
        return self.rowCount(parent) > 0

    def flags(self, index: Index) -> Qt.ItemFlag:
        number = index.internalId()
        if number in self._layer_of:
            return OF_FEATURE
        if not index.isValid():
            return Flag.NoItemFlags
        if topic := self._topic_of.get(number):
            layer = topic.layers[index.row()].layer
            of_file = Flag.ItemIsEditable if layer.file else Flag.NoItemFlags
            return (OF_LAYER | of_file) if is_movable(layer) else OF_BASE
        return OF_TOPIC if any(is_movable(row.layer) for row in self._topics[index.row()].layers) else OF_BASE

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        number = index.internalId()
        if row := self._layer_of.get(number):
            return self._cells.of_feature(row.features[index.row()], row, role)
        if topic := self._topic_of.get(number):
            return self._cells.of_layer(topic.layers[index.row()], role)
        return self._cells.of_topic(self._topics[index.row()], role)

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """A box was clicked or a name written: request it. Whether it is granted, the next scene says."""
        if role == Role.EditRole and (named := self.layer_at(index)) and named.file:
            self.rename_requested.emit(named.id, _plain_name(str(value), named.file))
            return True
        if role != Role.CheckStateRole or not index.isValid():
            return False
        wanted = Qt.CheckState(value) is not UNCHECKED
        if index.internalId() == 0:
            topic = self._topics[index.row()]
            self.layers_shown.emit([row.layer.id for row in reversed(topic.layers)], wanted)
        elif feature_id := self.feature_at(index):
            self.features_shown.emit([feature_id], wanted)
        elif row := self._row_of(index):
            if wanted != row.layer.shown:
                self.layer_toggled.emit(row.layer.id)
            elif row.hidden:
                # Half checked, for some of its features are hidden: the box stands for all of them.
                self.features_shown.emit(sorted(row.hidden), True)
        return True

    # Dragging

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [LAYER_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return carrying(next((layer.id for index in indexes if (layer := self.layer_at(index))), ""))

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return self._dropped(data, row, parent) is not None

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        found = self._dropped(data, row, parent)
        if found is None or self._scene is None:
            return False
        layer_id, to = found
        if to != place_of(layer_id, self._scene):
            self.order_requested.emit(layer_id, to)
        return True

    def _dropped(self, data: QMimeData, row: int, parent: Index) -> tuple[str, int] | None:
        """Which layer would go where, if it is dropped above a row of a topic, or on a row."""
        if not parent.isValid() or self._scene is None or self.feature_at(parent):
            return None
        moved, number = carried(data), parent.internalId()
        topic, at = (self._topic_of[number], parent.row()) if number else (self._topics[parent.row()], row)
        rows = None, *(each.layer.id for each in topic.layers), None
        above, below = rows[max(at, 0) :][:2]
        to = place_beside(moved, above, below, self._scene)
        return None if to is None else (moved, to)

    # Rows

    def _number(self, parent: Index) -> int:
        """Of the row itself, that its children carry; 0 at the root."""
        if not parent.isValid():
            return 0
        row = self._row_of(parent)
        return row.number if row else self._topics[parent.row()].number

    def _row_of(self, index: Index) -> LayerRow | None:
        if not index.isValid():
            return None
        number = index.internalId()
        topic = self._topic_of.get(number)
        return topic.layers[index.row()] if topic else self._layer_of.get(number)

    def _index_of_topic(self, topic: TopicRow) -> QModelIndex:
        return self.createIndex(self._topics.index(topic), 0, 0)

    def _index_of_layer(self, row: LayerRow) -> QModelIndex:
        topic = next(topic for topic in self._topics if row in topic.layers)
        return self.createIndex(topic.layers.index(row), 0, topic.number)

    def _match_topics(
        self, wanted: dict[str, tuple[SceneLayer, ...]], features: dict[str, tuple[Feature, ...]]
    ) -> None:
        for change in changes([topic.topic for topic in self._topics], list(wanted)):
            match change:
                case Removed(row):
                    self.beginRemoveRows(ROOT, row, row)
                    topic = self._topics.pop(row)
                    del self._topic_of[topic.number]
                    for each in topic.layers:
                        del self._layer_of[each.number]
                    self.endRemoveRows()
                case Inserted(row, key):
                    self.beginInsertRows(ROOT, row, row)
                    topic = TopicRow(next(self._numbers), key)
                    topic.layers += [self._new(layer, features[layer.id]) for layer in wanted[key]]
                    self._topics.insert(row, topic)
                    self._topic_of[topic.number] = topic
                    self.endInsertRows()
                case Moved(row, to):
                    self.beginMoveRows(ROOT, row, row, ROOT, to)
                    self._topics.insert(to, self._topics.pop(row))
                    self.endMoveRows()

    def _match_layers(
        self, topic: TopicRow, wanted: Sequence[SceneLayer], features: dict[str, tuple[Feature, ...]]
    ) -> None:
        parent = self._index_of_topic(topic)
        layers = {layer.id: layer for layer in wanted}
        for change in changes([row.layer.id for row in topic.layers], list(layers)):
            match change:
                case Removed(row):
                    self.beginRemoveRows(parent, row, row)
                    del self._layer_of[topic.layers.pop(row).number]
                    self.endRemoveRows()
                case Inserted(row, key):
                    self.beginInsertRows(parent, row, row)
                    topic.layers.insert(row, self._new(layers[key], features[key]))
                    self.endInsertRows()
                case Moved(row, to):
                    self.beginMoveRows(parent, row, row, parent, to)
                    topic.layers.insert(to, topic.layers.pop(row))
                    self.endMoveRows()

    def _new(self, layer: SceneLayer, features: Sequence[Feature]) -> LayerRow:
        row = LayerRow(next(self._numbers), layer, features)
        self._layer_of[row.number] = row
        return row

    def _match(
        self, row: LayerRow, layer: SceneLayer, features: Sequence[Feature], hidden: frozenset[str]
    ) -> None:
        if row.features is not features:
            index = self._index_of_layer(row)
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
            self._changed(self._index_of_layer(row))
        if row.layer != layer:
            row.layer = layer
            self._changed(self._index_of_layer(row))

    def _changed(self, index: QModelIndex) -> None:
        self.dataChanged.emit(index, index)

    def _repaint(self) -> None:
        """Symbols and swatches have other colours."""
        for topic in self._topics:
            parent = self._index_of_topic(topic)
            self._changed(parent)
            self.dataChanged.emit(self.index(0, 0, parent), self.index(len(topic.layers) - 1, 0, parent))

    def _rename(self) -> None:
        for row in self._layer_of.values():
            self._repaint_features(row)

    def _repaint_features(self, row: LayerRow) -> None:
        if row.features:
            parent = self._index_of_layer(row)
            last = self.index(len(row.features) - 1, 0, parent)
            self.dataChanged.emit(self.index(0, 0, parent), last)


def _plain_name(text: str, file: str) -> str:
    """Of a layer; empty for what its file is called anyway."""
    name = sanitized(text, LONGEST_NAME).strip()
    return "" if name == Path(file).name else name
