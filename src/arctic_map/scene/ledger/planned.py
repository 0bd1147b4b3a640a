"""Compares lanes of the atlas with the ways that the route planner finds between their ends."""

from collections.abc import Iterable, Iterator

from arctic_map.geo import measure
from arctic_map.model.catalog import Catalog
from arctic_map.model.found_way import LaneWay
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.ledger.ledger import Basis, Row
from arctic_map.scene.ledger.voyages import alike

GROUP = tr_later("Lanes: drawn and planned, {unit}")


def planned_rows(catalog: Catalog, ways: Iterable[LaneWay]) -> Iterator[Row]:
    """Yield a row for each lane in the catalogue, which compares its length on the map with the planner's."""
    for way in ways:
        lane = catalog.features.get(way.feature)
        drawn = measure.length(lane.geometry, lane.edges) / 1000.0 if lane else 0.0
        if lane is None or not alike(way.km, drawn):
            continue
        yield Row(
            id=f"planned-{lane.id}",
            group=GROUP,
            short=f"{lane.id} · {lane.name}",
            what=tr("{name}: as drawn, and as the route planner finds it", name=lane.name),
            stated=drawn,
            basis=Basis.LANE,
            computed=way.km,
            unit="km",
            how=tr(
                "Drawn: the lane on the map, from vertex to vertex along geodesics. "
                "Planned: the planner's shortest way between its ends: {through}.",
                through=", ".join(way.through),
            ),
            why=tr(
                "The map shows the drawn lane, which follows the usual track of ships; the planner cuts "
                "corners as close as its margin of land allows. Neither is for navigation."
            ),
            features=(lane.id,),
            facts=lane.facts[:1],
        )
