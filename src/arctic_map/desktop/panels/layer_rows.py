"""The rows of the layer tree: what each shows, and the changes between two lists of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QIcon, QPalette

from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.catalog import Topic
from arctic_map.model.feature import Feature
from arctic_map.model.preferences import Names
from arctic_map.model.tr import digits, tr, tr_count
from arctic_map.scene.scene import Scene, SceneLayer
from arctic_map.scene.words.words import name_of, other_names, topic_name
from arctic_map.storage.sanitized import sanitized

CHECKED, PARTLY, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


@dataclass(slots=True, eq=False)
class LayerRow:
    """A layer with its features."""

    number: int
    layer: SceneLayer
    features: Sequence[Feature]
    hidden: frozenset[str] = frozenset()
    """Ids of its features that are hidden individually."""

    @property
    def key(self) -> str:
        """The id of the layer."""
        return self.layer.id

    @property
    def state(self) -> Qt.CheckState:
        """Check state: partial if some features are hidden."""
        if not self.layer.shown:
            return UNCHECKED
        return PARTLY if self.hidden else CHECKED

    def state_of(self, feature: Feature) -> Qt.CheckState:
        """Check state of a feature."""
        return UNCHECKED if feature.id in self.hidden else CHECKED


@dataclass(slots=True, eq=False)
class TopicRow:
    """A topic with its layers."""

    number: int
    topic: str
    layers: list[LayerRow] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The id of the topic."""
        return self.topic

    @property
    def state(self) -> Qt.CheckState:
        """The common check state of the layers, or partial."""
        states = {row.state for row in self.layers}
        return states.pop() if len(states) == 1 else PARTLY


class LayerRows:
    """All rows. Each has a number that identifies it as a parent and stays the same when it moves."""

    def __init__(self) -> None:
        self.topics: list[TopicRow] = []
        self.topic_of: dict[int, TopicRow] = {}
        """By row number, like `layer_of`."""
        self.layer_of: dict[int, LayerRow] = {}
        self._numbers = count(1)

    def new_topic(self, topic: str, layers: Iterable[LayerRow]) -> TopicRow:
        """Create a row that is not placed yet."""
        row = TopicRow(next(self._numbers), topic, [*layers])
        self.topic_of[row.number] = row
        return row

    def new_layer(self, layer: SceneLayer, features: Mapping[str, Sequence[Feature]]) -> LayerRow:
        """Create a row that is not placed yet; `features` are those of layers by id."""
        row = LayerRow(next(self._numbers), layer, features[layer.id])
        self.layer_of[row.number] = row
        return row

    def forget(self, row: TopicRow | LayerRow) -> None:
        """Drop a row that was removed, with its children."""
        if isinstance(row, LayerRow):
            del self.layer_of[row.number]
            return
        del self.topic_of[row.number]
        for layer in row.layers:
            del self.layer_of[layer.number]

    def layer_at(self, number: int, at: int) -> LayerRow | None:
        """The layer at an index below the parent with this number, or that parent if it is a layer."""
        topic = self.topic_of.get(number)
        return topic.layers[at] if topic else self.layer_of.get(number)

    def layer(self, layer_id: str) -> LayerRow | None:
        """The row of a layer, or None."""
        return next((row for row in self.layer_of.values() if row.key == layer_id), None)

    def place(self, row: TopicRow | LayerRow) -> tuple[int, int]:
        """The number of its parent, 0 for topics, and its index among the children."""
        if isinstance(row, TopicRow):
            return 0, self.topics.index(row)
        topic = next(topic for topic in self.topics if row in topic.layers)
        return topic.number, topic.layers.index(row)

    def neighbours(self, number: int, at: int) -> tuple[str | None, str | None]:
        """Ids of the layers above and below row `at` of the topic with this number; None at the ends."""
        topic = self.topic_of[number]
        rows = None, *(each.key for each in topic.layers), None
        above, below = rows[max(at, 0) :][:2]
        return above, below


def hidden_by_layer(scene: Scene) -> dict[str, frozenset[str]]:
    """The features hidden individually, by layer id."""
    hidden: dict[str, set[str]] = {}
    for id in scene.features_hidden:
        if layer := scene.catalog.layer_of.get(id):
            hidden.setdefault(layer, set()).add(id)
    return {layer: frozenset(ids) for layer, ids in hidden.items()}


@dataclass(frozen=True, slots=True)
class RowRemoved:
    """The row at this index is removed."""

    row: int


@dataclass(frozen=True, slots=True)
class RowInserted:
    """A row is inserted at this index."""

    row: int
    key: str


@dataclass(frozen=True, slots=True)
class RowMoved:
    """A row moves up."""

    row: int
    to: int


def changes(have: Sequence[str], want: Sequence[str]) -> Iterator[RowRemoved | RowInserted | RowMoved]:
    """The changes that turn one list of unique keys into another; each index counts after earlier changes."""
    now, targets = list(have), set(want)
    for row in reversed(range(len(now))):
        if now[row] not in targets:
            del now[row]
            yield RowRemoved(row)
    known = set(now)
    for row, key in enumerate(want):
        if row < len(now) and now[row] == key:
            continue
        if key not in known:
            now.insert(row, key)
            yield RowInserted(row, key)
            continue
        was = now.index(key)
        now.insert(row, now.pop(was))
        yield RowMoved(was, row)


Role = Qt.ItemDataRole
ID = Role.UserRole
"""The id of a layer or feature."""
COUNT = Role.UserRole + 1
"""The number of features of a layer as text; empty for none."""
TOPIC = Role.UserRole + 2
WRAPS = Role.UserRole + 3
"""Whether the name may wrap: only for layers, of which there are few."""


class Cells:
    """Values by role, None if a row has none for it. Symbols are cached until `forget_symbols`."""

    def __init__(self, symbol: Callable[[str], QIcon]) -> None:
        self.palette = QPalette()
        self.topics: Mapping[str, Topic] = {}
        self.colours: tones.Topics = {}
        self.names: Names = "en"
        self._symbol = symbol
        self._symbols: dict[str, QIcon] = {}
        self._bold = QFont()
        self._bold.setBold(True)

    def forget_symbols(self) -> None:
        """Clear the cached symbols after a change of the look."""
        self._symbols.clear()

    def of_topic(self, row: TopicRow, role: int) -> Any:
        """Value of a topic's row for a role."""
        match role:
            case Role.DisplayRole:
                return topic_name(row.topic, self.topics)
            case Role.CheckStateRole:
                return row.state
            case Role.DecorationRole:
                return tones.swatch(row.topic, self.palette, self.colours)
            case Role.FontRole:
                return self._bold
        return row.topic if role == TOPIC else None

    def of_layer(self, row: LayerRow, role: int) -> Any:
        """Value of a layer's row for a role."""
        layer = row.layer
        match role:
            case Role.DisplayRole | Role.EditRole:
                return layer.name
            case Role.CheckStateRole:
                return row.state
            case Role.DecorationRole:
                if layer.style not in self._symbols:
                    self._symbols[layer.style] = self._symbol(layer.style)
                return self._symbols[layer.style]
            case Role.AccessibleTextRole:
                return ", ".join(filter(None, (layer.name, _features(layer))))
            case Role.ToolTipRole:
                return tip(layer.name, layer.note, sanitized(layer.file, 300), _features(layer))
            case Role.UserRole:
                return layer.id
        if role == COUNT:
            return _count(layer)
        return True if role == WRAPS else None

    def of_feature(self, feature: Feature, row: LayerRow, role: int) -> Any:
        """Value of a feature's row for a role."""
        match role:
            case Role.DisplayRole:
                return name_of(feature, self.names)
            case Role.CheckStateRole:
                return row.state_of(feature)
            case Role.ToolTipRole:
                other = " · ".join((*other_names(feature, self.names), *feature.aliases))
                return tip(name_of(feature, self.names), other, feature.note)
            case Role.UserRole:
                return feature.id
        return None


def _count(layer: SceneLayer) -> str:
    count = digits(f"{layer.count:,}") if layer.count else ""
    return count if layer.matching is None else f"{digits(f'{layer.matching:,}')} / {count}"


def _features(layer: SceneLayer) -> str:
    count = tr_count(layer.count, "{count} feature", "{count} features") if layer.count else ""
    if layer.matching is None:
        return count
    return tr("{some} of {count} match the filter", some=digits(f"{layer.matching:,}"), count=count)
