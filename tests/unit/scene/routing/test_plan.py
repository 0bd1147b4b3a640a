"""A plan keeps the sensible ways, with their figures."""

from dataclasses import replace

import pytest
from tests.unit.scene.routing.made_up import STRAITS, port, way

from arctic_map.model.itinerary import Itinerary, Speeds, Stop
from arctic_map.scene.routing.routes import Plan, in_order, routes_of, sensible, table

A, B = Stop("A", (-5.0, 4.0), "AAAAA"), Stop("B", (15.0, 4.0))
ITINERARY = Itinerary(A, B)
NSR, CAPE = way("nsr", 1000, "n"), way("cape", 2500, "s", "n")
STOPS = (port("AAAAA", "Here", 10.0), port("", "There", 20.0))
PLAN = Plan(ITINERARY, 9, STOPS, (NSR, CAPE), (250_000.0, 0.0), straits=STRAITS)


def test_a_way_up_to_three_times_as_long_is_sensible() -> None:
    ways = (way("nsr", 1000), way("suez", 3000), way("cape", 3001), way("horn", 9000))
    assert sensible(ways) == (ways[:2], ways[2:])
    assert sensible(()) == ((), ())


def test_high_latitude_ways_come_last_however_short() -> None:
    ways = (way("pole", 1), way("suez", 9), way("nsr-high", 2), way("nsr", 4), way("nsr-laptev", 5))
    assert [each.by for each in in_order(ways)] == ["nsr", "nsr-laptev", "suez", "pole", "nsr-high"]
    sensible_ways, left_out = sensible(in_order((way("pole", 1), way("nsr", 4), way("suez", 13))))
    assert [each.by for each in sensible_ways] == ["nsr", "pole"] and [each.by for each in left_out] == [
        "suez"
    ]


def test_routes_have_the_figures_of_their_ways() -> None:
    nsr, cape = routes_of(PLAN, Speeds(10.0, 5.0))
    assert (nsr.by, nsr.km, nsr.ice_km, cape.ice_km) == ("nsr", 1000.0, 250.0, 0.0)
    assert nsr.days == pytest.approx((750 / 1.852 / 10 + 250 / 1.852 / 5) / 24)
    assert (nsr.start, nsr.finish) == STOPS and cape.through == ("South", "North")
    assert [each.ice_km for each in routes_of(replace(PLAN, icy=()), Speeds())] == [None, None]


def test_written_routes_state_waypoints_closed_straits_and_speeds() -> None:
    through = replace(PLAN, stops=(STOPS[0], port("SGSIN", "Singapore"), STOPS[1]))
    plan = replace(through, requested=replace(ITINERARY, closed=("s",)))
    names = ("via", "closed", "knots", "ice_knots")
    record, _ = table(routes_of(plan, Speeds(10.5, 5.0)), 9).records()
    assert [record[name] for name in names] == ["Singapore (SGSIN)", "South", "10.5", "5"]
    record, _ = table(routes_of(replace(PLAN, icy=()), Speeds(10.5, 5.0)), None).records()
    assert [record[name] or None for name in names] == [None, None, "10.5", None]
