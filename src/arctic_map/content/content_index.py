"""What a folder of content holds, by id, for those parts of it that name it."""

from collections.abc import Iterable
from dataclasses import dataclass

from arctic_map.model.catalog import Layer
from arctic_map.model.fact import Fact
from arctic_map.model.feature import Feature


@dataclass(frozen=True, slots=True)
class Held:
    """What the content holds, by id; faulty facts and features are not among it."""

    facts: dict[str, Fact]
    features: dict[str, Feature]
    layers: dict[str, Layer]
    layer_of: dict[str, Layer]
    """By the id of a feature."""


def held(layers: Iterable[Layer], facts: Iterable[Fact]) -> Held:
    layers = tuple(layers)
    return Held(
        {fact.id: fact for fact in facts},
        {feature.id: feature for layer in layers for feature in layer.features},
        {layer.id: layer for layer in layers},
        {feature.id: layer for layer in layers for feature in layer.features},
    )
