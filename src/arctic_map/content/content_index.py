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
    dropped: frozenset[str] = frozenset()
    """Ids of facts and features that were left out because of their own problems."""

    def unknown(self, what: str, name: str, known: Iterable[str]) -> str:
        """Why a name is not among the known ones; what was dropped has been reported already."""
        if name in self.dropped:
            return f"the {what} {name!r} was left out because of its own problem"
        return vocabulary.unknown(what, name, known)

    def no_figure(self, ref: FigureRef) -> str | None:
        """Why a figure does not exist, or None if it does."""
        fact = self.facts.get(ref.fact)
        if fact is None:
            return self.unknown("fact", ref.fact, self.facts)
        return None if ref.number <= len(fact.figures) else f"{ref.fact} has no figure {ref.number}"


def index_of(layers: Iterable[Layer], facts: Iterable[Fact], ids: Iterable[str] = ()) -> ContentIndex:
    """The index of these layers and facts; `ids` are all ids in their files."""
    layers = tuple(layers)
    by_id = {fact.id: fact for fact in facts}
    features = {feature.id: feature for layer in layers for feature in layer.features}
    return ContentIndex(
        by_id,
        features,
        {layer.id: layer for layer in layers},
        {feature.id: layer for layer in layers for feature in layer.features},
        frozenset(ids) - by_id.keys() - features.keys(),
    )
