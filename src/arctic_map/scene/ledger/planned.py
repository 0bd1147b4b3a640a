"""Compares lanes of the atlas with the ways that the route planner finds between their ends."""

from collections.abc import Iterable, Iterator

from arctic_map.geo import measure
from arctic_map.model.catalog import Catalog
from arctic_map.model.lane_way import LaneWay
from arctic_map.model.preferences import Units
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.ledger.ledger import Row
from arctic_map.scene.words.units import length_in_words

ANOTHER = 0.15
"""A lane whose length differs by more than this share belongs to another atlas."""
GROUP = tr_later("Lanes: drawn beside planned, {unit}")


def planned_rows(catalog: Catalog, ways: Iterable[LaneWay], units: Units = "km") -> Iterator[Row]:
    """Yield a row for each lane in the catalogue, with its length on the map as the stated value."""
    for way in ways:
        lane = catalog.features.get(way.feature)
        drawn = measure.length(lane.geometry, lane.edges) / 1000.0 if lane else 0.0
        if lane is None or not drawn or abs(way.km / drawn - 1.0) > ANOTHER:
            continue
        yield Row(
            id=f"planned-{lane.id}",
            group=GROUP,
            short=f"{lane.id} · {lane.name}",
            what=tr("{name}: as drawn, and as the route planner finds it", name=lane.name),
            stated=drawn,
            computed=way.km,
            unit="km",
            how=tr(
                "“Stated” is here the drawn lane, {drawn}, from vertex to vertex along geodesics; "
                "“computed” the planner's shortest way between its ends: {through}.",
                drawn=length_in_words(1000.0 * drawn, units),
                through=", ".join(way.through),
            ),
            why=tr(
                "The map shows the drawn lane, which follows the usual track of ships; the planner cuts "
                "corners as close as its margin of land allows. Neither is for navigation."
            ),
            features=(lane.id,),
            facts=lane.facts[:1],
        )
