"""Signs at marks without reported facts: only attributed claims, forecasts or judgements."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from arctic_map.model.catalog import Layer
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.feature import Feature
from arctic_map.model.sign import Sign
from arctic_map.model.symbology import Symbology
from arctic_map.scene.symbology.legend import kind_style
from arctic_map.scene.timeline import HiddenByTime

Spots = Mapping[str, tuple[float, float]]
"""Sign positions in projected metres, by feature id."""

SPACING = 9.0
"""Distance between the signs of a mark in pixels."""


def unreported(facts: Iterable[Fact]) -> dict[str, set[Kind]]:
    """Kinds of facts by feature id, for features without a reported fact."""
    kinds: dict[str, set[Kind]] = {}
    for fact in facts:
        for feature in fact.features:
            kinds.setdefault(feature, set()).add(fact.kind)
    return {id: stated for id, stated in kinds.items() if Kind.REPORTED not in stated}


def signs(
    symbology: Symbology,
    shown: Iterable[Layer],
    facts: Iterable[Fact],
    filtered_out: HiddenByTime,
    spots: Callable[[str], Spots],
) -> tuple[Sign, ...]:
    """The signs for the features of these layers; `spots` returns the positions of a layer by its id."""
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
    """Yield the signs of a feature with facts of these kinds; none if one is reported."""
    spot = spots.get(feature.id)
    if spot is None or Kind.REPORTED in kinds:
        return
    aside, up = offset(symbology, feature.style)
    for number, kind in enumerate(kind for kind in Kind if kind in kinds):
        yield Sign(feature.id, kind_style(symbology, kind), *spot, aside - number * SPACING, up)


def offset(symbology: Symbology, style: str) -> tuple[float, float]:
    """Pixels from a mark to its sign: at the upper left of a symbol, on a line, within an area."""
    mark = symbology.styles.get(style)
    if mark is None or mark.symbol is None:
        return 0.0, 0.0
    reach = (mark.size + mark.width) / 2 + 1.5
    return -reach, -reach
