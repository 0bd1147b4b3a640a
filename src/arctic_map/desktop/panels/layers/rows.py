"""What the model of the layer tree remembers: topics and layers, as they stand in the tree."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt

from arctic_map.model.feature import Feature
from arctic_map.scene.scene import SceneLayer

CHECKED, PARTLY, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


@dataclass(slots=True, eq=False)
class LayerRow:
    number: int
    layer: SceneLayer
    features: Sequence[Feature]

    @property
    def state(self) -> Qt.CheckState:
        return CHECKED if self.layer.shown else UNCHECKED


@dataclass(slots=True, eq=False)
class TopicRow:
    number: int
    topic: str
    layers: list[LayerRow] = field(default_factory=list)

    @property
    def state(self) -> Qt.CheckState:
        states = {row.state for row in self.layers}
        return states.pop() if len(states) == 1 else PARTLY
