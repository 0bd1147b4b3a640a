"""The ways of a plan as a layer: what each says of itself."""

import pytest
from tests.built_in import built_in_atlas

from arctic_map.model.itinerary import Itinerary, Stop
from arctic_map.model.port import Port
from arctic_map.model.voyage import Voyage
from arctic_map.scene.routing.layer import layer_of
from arctic_map.scene.routing.plan import Plan

ENDS = Stop("A", (0.0, 70.0)), Stop("B", (10.0, 70.0))
PORTS = tuple(Port("", stop.name, "", stop.place, stop.place, 0.0) for stop in ENDS)
WAY = Voyage("direct", (ENDS[0].place, ENDS[1].place), 380_000.0, ())


@pytest.mark.parametrize(
    ("month", "icy", "said"),
    [
        (None, (), "A to B"),
        (3, (0.0,), "A to B. None of it lies within the median ice edge of March, 1981-2010"),
        (9, (120_000.0,), "A to B. 120 km of it lie within the median ice edge of September, 1981-2010"),
    ],
)
def test_a_way_says_how_much_of_it_lies_in_the_ice_of_its_month(
    month: int | None, icy: tuple[float, ...], said: str
) -> None:
    plan = Plan(Itinerary(*ENDS), month, PORTS, (WAY,), icy)
    way, *_ = layer_of(plan, built_in_atlas(), "km").features
    assert way.note == said
