"""What a row of the layer tree shows: text, symbol, check box, tooltip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QIcon, QPalette

from arctic_map.desktop.panels.layers.rows import LayerRow, TopicRow
from arctic_map.desktop.widgets.appearance import tones
from arctic_map.desktop.widgets.appearance.widget_text import tip
from arctic_map.model.feature import Feature
from arctic_map.model.preferences import Names
from arctic_map.model.tr import digits, tr, tr_count
from arctic_map.scene.scene import SceneLayer
from arctic_map.scene.words.naming import name_of, other_names
from arctic_map.scene.words.words import topic_name
from arctic_map.storage.sanitized import sanitized

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
        self.topics: tones.Topics = {}
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
                return topic_name(row.topic)
            case Role.CheckStateRole:
                return row.state
            case Role.DecorationRole:
                return tones.swatch(row.topic, self.palette, self.topics)
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
