"""What the model of the layer tree remembers: topics and layers, as they stand in the tree."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt

from arctic_map.model.feature import Feature
from arctic_map.scene.scene import Scene, SceneLayer

CHECKED, PARTLY, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


@dataclass(slots=True, eq=False)
class LayerRow:
    """A layer with its features."""

    number: int
    layer: SceneLayer
    features: Sequence[Feature]
    hidden: frozenset[str] = frozenset()
    """Ids of those of its features that are hidden by hand."""

    @property
    def state(self) -> Qt.CheckState:
        if not self.layer.shown:
            return UNCHECKED
        return PARTLY if self.hidden else CHECKED

    def state_of(self, feature: Feature) -> Qt.CheckState:
        return UNCHECKED if feature.id in self.hidden else CHECKED


@dataclass(slots=True, eq=False)
class TopicRow:
    """A topic with its layers."""

    number: int
    topic: str
    layers: list[LayerRow] = field(default_factory=list)

    @property
    def state(self) -> Qt.CheckState:
        states = {row.state for row in self.layers}
        return states.pop() if len(states) == 1 else PARTLY


def hidden_by_layer(scene: Scene) -> dict[str, frozenset[str]]:
    """The features that are hidden by hand, by the layers that hold them."""
    found: dict[str, set[str]] = {}
    for id in scene.features_hidden:
        if layer := scene.catalog.layer_of.get(id):
            found.setdefault(layer, set()).add(id)
    return {layer: frozenset(ids) for layer, ids in found.items()}
