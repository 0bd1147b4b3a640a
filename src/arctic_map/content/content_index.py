"""An index by id of the content, for entries that refer to others."""

from collections.abc import Iterable
from dataclasses import dataclass

from arctic_map.content import vocabulary
from arctic_map.model.catalog import Layer
from arctic_map.model.chart import FigureRef
from arctic_map.model.fact import Fact
from arctic_map.model.feature import Feature


@dataclass(frozen=True, slots=True)
class ContentIndex:
    """The objects of the content by id, without invalid facts and features."""

    facts: dict[str, Fact]
    features: dict[str, Feature]
    layers: dict[str, Layer]
    layer_of: dict[str, Layer]
    """The layer of each feature, by the feature's id."""

    def no_figure(self, ref: FigureRef) -> str | None:
        """Why a figure does not exist, or None if it does."""
        fact = self.facts.get(ref.fact)
        if fact is None:
            return vocabulary.unknown("fact", ref.fact, self.facts)
        return None if ref.number <= len(fact.figures) else f"{ref.fact} has no figure {ref.number}"


def index_of(layers: Iterable[Layer], facts: Iterable[Fact]) -> ContentIndex:
    """The index of these layers and facts."""
    layers = tuple(layers)
    return ContentIndex(
        {fact.id: fact for fact in facts},
        {feature.id: feature for layer in layers for feature in layer.features},
        {layer.id: layer for layer in layers},
        {feature.id: layer for layer in layers for feature in layer.features},
    )
