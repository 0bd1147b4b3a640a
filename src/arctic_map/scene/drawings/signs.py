"""Signs at marks of which nothing is reported: only somebody's words, a forecast or a judgement."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from arctic_map.model.catalog import Layer
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.feature import Feature
from arctic_map.model.sign import Sign
from arctic_map.model.symbology import Symbology
from arctic_map.scene.symbology.legend import kind_style
from arctic_map.scene.timeline import Hidden

Spots = Mapping[str, tuple[float, float]]
"""Where signs may stand, projected metres, by feature id."""

APART = 9.0
"""Pixels between the signs of a mark."""


def unreported(facts: Iterable[Fact]) -> dict[str, set[Kind]]:
    """The features of which facts are told but none is reported, with the kinds of those facts."""
    kinds: dict[str, set[Kind]] = {}
    for fact in facts:
        for feature in fact.features:
            kinds.setdefault(feature, set()).add(fact.kind)
    return {id: told for id, told in kinds.items() if Kind.REPORTED not in told}


def signs(
    symbology: Symbology,
    shown: Iterable[Layer],
    facts: Iterable[Fact],
    filtered_out: Hidden,
    spots: Callable[[str], Spots],
) -> tuple[Sign, ...]:
    """Of the features of these layers by the kinds of these facts; `spots` knows a layer's by its id."""
    kinds = unreported(facts)
    return tuple(
        sign
        for layer in shown
        for feature in layer.features
        if feature.id in kinds and feature.id not in filtered_out.features
        for sign in of_feature(symbology, feature, kinds[feature.id], spots(layer.id))
    )


def of_feature(
    symbology: Symbology, feature: Feature, kinds: Collection[Kind], spots: Spots
) -> Iterator[Sign]:
    """The signs of a feature of which facts of these kinds are told; none where one is reported."""
    spot = spots.get(feature.id)
    if spot is None or Kind.REPORTED in kinds:
        return
    aside, up = offset(symbology, feature.style)
    for number, kind in enumerate(kind for kind in Kind if kind in kinds):
        yield Sign(feature.id, kind_style(symbology, kind), *spot, aside - number * APART, up)


def offset(symbology: Symbology, style: str) -> tuple[float, float]:
    """Pixels from a mark of a style to its sign: at the upper left of a symbol, on a line, within an area."""
    mark = symbology.styles.get(style)
    if mark is None or mark.symbol is None:
        return 0.0, 0.0
    reach = (mark.size + mark.width) / 2 + 1.5
    return -reach, -reach
