"""The ways of a plan as a layer of the map, in addition to those of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

from arctic_map.model.catalog import Layer, LayerKind, Source
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.itinerary import FEATURES, LAYER, SOURCE, STYLES, TOPIC, feature_id, style_of
from arctic_map.model.tr import interface, tr, tr_later
from arctic_map.scene.routing.ends import OWN_LAYERS
from arctic_map.scene.routing.routes import closed_names, geometry
from arctic_map.scene.routing.way_texts import course_in_words
from arctic_map.scene.words.measures import length_in_words

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.itinerary import Port
    from arctic_map.model.preferences import Units
    from arctic_map.model.tr import Wording
    from arctic_map.scene.routing.routes import Plan

FOUND = tr_later("Found by the atlas: the shortest way over its own sea")
MIN_ICE_LENGTH = 500.0
"""Minimum metres in ice that are mentioned."""
SAME_PLACE = 0.5
"""Distance in degrees within which a port of the atlas and an end of the same name are the same."""
LENGTH_BY: dict[str, str] = {
    "nsr": tr_later("{length} by the Northern Sea Route"),
    "nsr-laptev": tr_later("{length} by Dmitry Laptev Strait"),
    "suez": tr_later("{length} by Suez"),
    "panama": tr_later("{length} by Panama"),
    "cape": tr_later("{length} by the Cape of Good Hope"),
    "horn": tr_later("{length} by Cape Horn"),
    "nwp": tr_later("{length} by the Northwest Passage"),
    "mixed": tr_later("{length} by different ways in turn"),
    "direct": tr_later("{length} by the open sea"),
    "pole": tr_later("{length} across the pole, high-latitude"),
    "nsr-high": tr_later("{length} by the Northern Sea Route, high-latitude"),
    "nwp-high": tr_later("{length} by the Northwest Passage, high-latitude"),
    "direct-high": tr_later("{length} by the open sea, high-latitude"),
    "mixed-high": tr_later("{length} by different ways in turn, high-latitude"),
}
"""What maps and titles say of each way."""


def with_route(
    catalog: Catalog, plan: Plan | None, units: Units, languages: Iterable[Wording] = ()
) -> Catalog:
    """The catalogue with the ways above the lanes, if any; `languages` are those for labels on pages."""
    if plan is None or not plan.ways:
        return catalog
    layer, layers = layer_of(plan, catalog, units, tuple(languages)), catalog.layers
    lanes = {*catalog.symbology.lanes}
    places = [at for at, each in enumerate(layers) if any(one.style in lanes for one in each.features)]
    at = max(places, default=len(layers) - 1) + 1
    source = Source(SOURCE, tr(FOUND), note=tr("Not for navigation"))
    return replace(catalog, layers=(*layers[:at], layer, *layers[at:]), sources=(*catalog.sources, source))


def layer_of(plan: Plan, catalog: Catalog, units: Units, languages: tuple[Wording, ...] = ()) -> Layer:
    """The layer of a plan: the last way lowest, the stops on top."""
    features = (*_ways(plan, units, languages), *_stops(plan, catalog, languages))
    seen = [(each.id, each.style, each.name, each.note, each.geometry) for each in features]
    return Layer(
        id=LAYER,
        name=tr("Route by sea"),
        topic=TOPIC,
        kind=LayerKind.FEATURES,
        features=features,
        note=tr("The routes by sea that were found between two places. Not for navigation."),
        sources=() if plan.month is None else ("nsidc",),
        digest=f"{crc32(repr(seen).encode()):08x}",
    )


def _ways(plan: Plan, units: Units, languages: tuple[Wording, ...]) -> Iterator[Feature]:
    names = {strait.id: strait.name for strait in plan.straits}
    ends = tr("{start} to {finish}", start=plan.stops[0].title, finish=plan.stops[-1].title)
    course = course_in_words(ends, plan.stops[1:-1], closed_names(plan))
    for rank, way in reversed([*enumerate(plan.ways, start=1)]):
        length = length_in_words(way.length, units)
        through = tr(", ").join(tr(names[id]) for id in way.through)
        passes = tr("Through: {through}", through=through) if through else ""
        yield Feature(
            id=feature_id(way.by),
            name=tr(LENGTH_BY[way.by], length=length),
            names={
                each.language: each(LENGTH_BY[way.by], length=length_in_words(way.length, units, each))
                for each in languages
            },
            geometry=geometry(way.line),
            precision=Precision.GENERALISED,
            source=SOURCE,
            style=style_of(way.by),
            note=". ".join(filter(None, (course, passes, _ice(plan, rank - 1, units)))),
            rank=rank,
        )


def _ice(plan: Plan, number: int, units: Units) -> str:
    """The length of a way in ice as text; empty without a month."""
    if plan.month is None or not plan.icy:
        return ""
    month = interface().months[plan.month - 1]
    if plan.icy[number] < MIN_ICE_LENGTH:
        return tr("None of it lies within the median ice edge of {month}, 1981-2010", month=month)
    length = length_in_words(plan.icy[number], units)
    return tr(
        "{length} of it lie within the median ice edge of {month}, 1981-2010", length=length, month=month
    )


def _stops(plan: Plan, catalog: Catalog, languages: tuple[Wording, ...]) -> Iterator[Feature]:
    own = [each for layer in catalog.layers if layer.id in OWN_LAYERS for each in layer.features]
    ports = [each for each in own if each.geometry["type"] == "Point"]
    for number, stop in enumerate(plan.stops):
        same = next((each for each in ports if each.name == stop.name and _near(each, stop)), None)
        yield Feature(
            id=f"{FEATURES}stop{number}",
            name=stop.name or tr("A place of the route"),
            names=same.names if same else {each.language: each(stop.name) for each in languages if stop.name},
            geometry={"type": "Point", "coordinates": list(stop.water)},
            precision=Precision.GENERALISED,
            source=SOURCE,
            style=f"{STYLES}end" if stop.name else f"{STYLES}stop",
            rank=1,
        )


def _near(feature: Feature, stop: Port) -> bool:
    place: list[float] = feature.geometry["coordinates"]
    return max(abs(place[0] - stop.place[0]), abs(place[1] - stop.place[1])) < SAME_PLACE
