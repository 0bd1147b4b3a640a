"""An index of the content by id, and the links between facts and features."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from arctic_map.content import vocabulary
from arctic_map.model.catalog import Layer
from arctic_map.model.chart import FigureRef
from arctic_map.model.fact import Fact
from arctic_map.model.feature import Feature
from arctic_map.model.problem import MAX_PROBLEMS, Problem
from arctic_map.model.tr import tr


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
            return tr("the {what} {name!r} was left out because of its own problem", what=tr(what), name=name)
        return vocabulary.unknown(what, name, known)

    def no_figure(self, ref: FigureRef) -> str | None:
        """Why a figure does not exist, or None if it does."""
        fact = self.facts.get(ref.fact)
        if fact is None:
            return self.unknown("fact", ref.fact, self.facts)
        return (
            None
            if ref.number <= len(fact.figures)
            else tr("{fact} has no figure {number}", fact=ref.fact, number=ref.number)
        )


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


@dataclass(frozen=True, slots=True)
class KnownIds:
    """Ids in the files, including those of invalid entries, with the file of each."""

    features: dict[str, str]
    facts: dict[str, str]
    all_features: bool
    """Whether every layer was read. Otherwise a missing feature may be in an unread one."""
    all_facts: bool


def linked(
    layers: Sequence[Layer], facts: Sequence[Fact], known: KnownIds
) -> tuple[tuple[Layer, ...], tuple[Fact, ...], list[Problem]]:
    """Layers and facts without dangling links, and the problems of their links."""
    to_features = {fact.id: fact.features for fact in facts}
    to_facts = {feature.id: feature.facts for layer in layers for feature in layer.features}
    problems: list[Problem] = []
    if known.all_features:
        problems += _dangling(to_features, known.facts, known.features, "feature")
    if known.all_facts:
        problems += _dangling(to_facts, known.features, known.facts, "fact")
    problems += _one_way(to_features, to_facts, known.features, "fact", "feature")
    problems += _one_way(to_facts, to_features, known.facts, "feature", "fact")
    return (
        tuple(_layer_with(layer, to_features) for layer in layers),
        tuple(replace(fact, features=_known(fact.features, to_facts)) for fact in facts),
        problems[:MAX_PROBLEMS],
    )


def _dangling(
    links: dict[str, tuple[str, ...]], files: dict[str, str], others: Container[str], what: str
) -> Iterator[Problem]:
    for id, names in links.items():
        for name in names:
            if name not in others:
                yield Problem(
                    files[id], f"{id}.{what}s", tr("there is no {what} {name!r}", what=tr(what), name=name)
                )


def _one_way(
    links: dict[str, tuple[str, ...]],
    back: dict[str, tuple[str, ...]],
    files: dict[str, str],
    what: str,
    other: str,
) -> Iterator[Problem]:
    # Sets, because a hostile file may name a hundred thousand ids.
    returned = {name: frozenset(ids) for name, ids in back.items()}
    for id, names in links.items():
        for name in names:
            if name in returned and id not in returned[name]:
                why = tr(
                    "the {what} {id!r} names this {other}, which does not name the {what}",
                    what=tr(what),
                    id=id,
                    other=tr(other),
                )
                yield Problem(files[name], f"{name}.{what}s", why)


def _layer_with(layer: Layer, facts: Container[str]) -> Layer:
    return replace(
        layer,
        features=tuple(replace(feature, facts=_known(feature.facts, facts)) for feature in layer.features),
    )


def _known(names: Iterable[str], known: Container[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in known)
