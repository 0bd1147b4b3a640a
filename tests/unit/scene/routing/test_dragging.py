"""A way that is dragged: where the new place comes among the others."""

from dataclasses import replace

import pytest

from arctic_map.model.itinerary import MAX_STOPS, Itinerary, Port, RouteLine, Stop
from arctic_map.model.strait import Lonlat
from arctic_map.scene.routing.dragging import dragged, moved
from arctic_map.scene.routing.routes import Plan

LINE: tuple[Lonlat, ...] = ((0.0, 60.0), (0.0, 65.0), (0.0, 70.0), (0.0, 75.0))
DROPPED = Stop("", (10.0, 66.0))


def plan(*via: Lonlat, line: tuple[Lonlat, ...] = LINE) -> Plan:
    stops = [Stop("", place) for place in (line[0], *via, line[-1])]
    ports = tuple(Port("", "", "", stop.place, stop.place, 0.0) for stop in stops)
    requested = Itinerary(stops[0], stops[-1], tuple(stops[1:-1]), ("suez",), ("nsr",))
    return Plan(requested, None, ports, (RouteLine("direct", line, 1.0, ()),))


@pytest.mark.parametrize(
    ("grabbed", "place"), [((0.1, 62.0), 0), ((0.0, 67.0), 1), ((-0.2, 69.9), 1), ((0.0, 74.0), 2)]
)
def test_a_new_place_comes_between_those_before_and_behind_where_the_way_was_grabbed(
    grabbed: Lonlat, place: int
) -> None:
    before = plan((0.0, 65.0), (0.0, 72.0))
    found = dragged(before, "route.direct", grabbed, DROPPED)
    assert found.via.index(DROPPED) == place
    assert [stop for stop in found.via if stop != DROPPED] == list(before.requested.via)
    assert replace(found, via=()) == replace(before.requested, via=())


def test_a_way_over_180_degrees_is_grabbed_at_either_side() -> None:
    line: tuple[Lonlat, ...] = ((170.0, 70.0), (179.0, 70.0), (-179.0, 70.0), (-170.0, 70.0))
    for grabbed, place in (((175.0, 70.0), 0), ((-174.0, 70.0), 1)):
        assert dragged(plan((180.0, 70.0), line=line), "route.direct", grabbed, DROPPED).via[place] == DROPPED


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_place_that_is_dragged_moves_and_no_other(number: int) -> None:
    before = plan((0.0, 65.0))
    found = dragged(before, f"route.stop{number}", (0.0, 0.0), DROPPED)
    assert found.stops[number] == DROPPED
    assert [stop for at, stop in enumerate(found.stops) if at != number] == [
        stop for at, stop in enumerate(before.requested.stops) if at != number
    ]
    assert found == moved(before.requested, number, DROPPED)


@pytest.mark.parametrize("feature", ["route.suez", "route.stop9", "route.stopx", "L1", ""])
def test_what_is_no_part_of_the_plan_changes_nothing(feature: str) -> None:
    before = plan((0.0, 65.0))
    assert dragged(before, feature, (0.0, 67.0), DROPPED) == before.requested


def test_no_more_places_are_accepted_than_a_route_can_have() -> None:
    full = plan(*((0.0, 61.0 + number / 2) for number in range(MAX_STOPS)))
    assert dragged(full, "route.direct", (0.0, 67.0), DROPPED) == full.requested
