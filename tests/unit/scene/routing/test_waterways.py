"""Legs put together: each whole way goes by one gate, and the shortest of all is there in any case."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.scene.routing import made_up
from tests.unit.scene.routing.made_up import STRAITS, WATERS

from arctic_map.geo.sailing.crossings import area
from arctic_map.model.itinerary import Itinerary, RouteLine, Stop
from arctic_map.model.strait import GATES, RouteVariant
from arctic_map.scene.routing.waterways import Waterways, joined


def way(by: RouteVariant, length: float, leg: int = 0) -> RouteLine:
    """From the place of a leg's number to that of the next."""
    line = ((float(leg), 0.0), (leg + 0.5, 1.0), (leg + 1.0, 0.0))
    return RouteLine(by, line, length, (f"{by}-{leg}", "shared"))


@st.composite
def leg(draw: st.DrawFn) -> list[tuple[RouteVariant, float]]:
    """Ways by gates, or one direct way; shortest first."""
    gates = draw(st.lists(st.sampled_from(GATES), unique=True, max_size=4))
    names: list[RouteVariant] = list(gates) or ["direct"]
    lengths = sorted(draw(st.lists(st.floats(1.0, 1e7), min_size=len(names), max_size=len(names))))
    return list(zip(names, lengths, strict=True))


@given(st.lists(leg(), min_size=2, max_size=4))
def test_ways_are_sorted_and_the_sums_of_their_legs(legs: list[list[tuple[RouteVariant, float]]]) -> None:
    parts = [[way(by, length, number) for by, length in each] for number, each in enumerate(legs)]
    found = joined(parts)
    assert [each.length for each in found] == sorted(each.length for each in found)
    assert found[0].length == min(sum(each.length for each in some) for some in itertools.product(*parts))
    for each in found:
        assert each.line[0] == parts[0][0].line[0] and each.line[-1] == parts[-1][0].line[-1]
        assert all(one != other for one, other in itertools.pairwise(each.line))
        assert len(each.through) == len(set(each.through))
    assert len({each.by for each in found}) == len(found)


def test_a_leg_within_one_ocean_is_sailed_directly_whatever_gate_the_others_take() -> None:
    suez, cape = joined([[way("direct", 5.0)], [way("suez", 10.0, 1), way("cape", 20.0, 1)]])
    assert (suez.by, suez.length, cape.by, cape.length) == ("suez", 15.0, "cape", 25.0)


def test_legs_that_share_no_gate_make_a_way_that_is_mixed() -> None:
    (found,) = joined([[way("suez", 10.0)], [way("nsr", 7.0, 1)]])
    assert (found.by, found.length) == ("mixed", 17.0)
    assert found.through == ("suez-0", "shared", "nsr-1")


def test_where_one_leg_has_no_way_there_is_none() -> None:
    assert joined([[way("suez", 10.0)], []]) == ()


def test_a_leg_that_leaves_its_ocean_and_comes_back_is_sailed_within_it_by_every_gate() -> None:
    leg = [way("mixed", 8.0), way("direct", 9.0)]
    assert [(each.by, each.length) for each in joined([leg, [way("suez", 10.0, 1)]])] == [
        ("mixed", 18.0),
        ("suez", 19.0),
    ]
    assert [(each.by, each.length) for each in joined([leg, [way("direct", 1.0, 1)]])] == [
        ("mixed", 9.0),
        ("direct", 10.0),
    ]


A, B = Stop("A", (-5.0, 4.0), "AAAAA"), Stop("B", (15.0, 4.0))
ITINERARY = Itinerary(A, B)


@pytest.fixture(scope="module")
def waterways() -> Waterways:
    cap = [(float(lon), 60.0) for lon in range(-180, 180, 5)]
    ice = area([[np.array(cap)]])
    return Waterways(made_up.network(), WATERS, lambda month: ice)


def test_a_plan_has_all_ways_through_its_stops_shortest_first(waterways: Waterways) -> None:
    plan = waterways.plan(ITINERARY, None)
    assert [way.by for way in plan.ways] == ["nsr", "cape"] and plan.problem == ""
    assert [way.length for way in plan.ways] == sorted(way.length for way in plan.ways)
    assert [(stop.code, stop.name, stop.moved) for stop in plan.stops] == [
        ("AAAAA", "A", 0.0),
        ("", "B", 0.0),
    ]
    assert plan.icy == () and plan.straits == STRAITS
    through = waterways.plan(replace(ITINERARY, via=(Stop("", (5.0, 20.0)),)), None)
    assert through.ways[0].length > plan.ways[0].length and (5.0, 20.0) in through.ways[0].line


def test_of_each_way_the_part_in_the_ice_of_the_month_is_known(waterways: Waterways) -> None:
    # From far in the north to beyond the island: the ice begins at 60 degrees.
    requested = Itinerary(Stop("", (0.0, 80.0)), Stop("", (0.0, 50.0)))
    (icy,), (way,) = waterways.plan(requested, 3).icy, waterways.plan(requested, 3).ways
    assert icy == pytest.approx(way.length * 2 / 3, rel=0.01)
    assert waterways.plan(ITINERARY, 3).icy == (0.0, 0.0)


def test_a_closed_strait_leaves_the_other_way_and_all_closed_none(waterways: Waterways) -> None:
    assert [way.by for way in waterways.plan(replace(ITINERARY, closed=("n",)), None).ways] == ["cape"]
    none = waterways.plan(replace(ITINERARY, closed=("n", "s")), None)
    assert none.ways == () and none.problem == "There is no route from A (AAAAA) to B: all are closed"


def test_only_ways_of_the_requested_kind_remain(waterways: Waterways) -> None:
    plan = waterways.plan(replace(ITINERARY, only=("cape",)), None)
    assert [way.by for way in plan.ways] == ["cape"] and plan.omitted == ()


def test_a_plan_without_the_northern_route_has_no_variants_of_it(waterways: Waterways) -> None:
    plan = waterways.plan(replace(ITINERARY, closed=("n",)), None)
    assert waterways.with_variants(plan) == plan
    with_it = waterways.plan(ITINERARY, None)
    # No strait here is one of those that variants leave out: the way would be the same, and is there once.
    assert [way.by for way in waterways.with_variants(with_it).ways] == ["nsr", "cape"]


def test_two_places_on_the_same_water_have_no_way_and_a_sentence_about_it(waterways: Waterways) -> None:
    plan = waterways.plan(Itinerary(A, replace(A, name="C", code="")), None)
    assert plan.ways == ()
    assert plan.problem == (
        "There is no route to draw from A (AAAAA) to C: both lie on the same navigable water of the map"
    )
    assert waterways.plan(Itinerary(A, A, (B,)), None).ways
