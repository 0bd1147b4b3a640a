"""Ways over a small sea: which are kept, how they lie on the map, and what a page says of them."""

from dataclasses import replace

import numpy as np
import pytest
from tests.looks import SYMBOLOGY
from tests.unit.scene.routing import made_up
from tests.unit.scene.routing.made_up import STRAITS, WATERS, catalog, layer, point, port, way

from arctic_map.geo.sailing.ice import area
from arctic_map.model.feature import Feature
from arctic_map.model.itinerary import Itinerary, Speeds, Stop
from arctic_map.model.route_layer import LAYER
from arctic_map.scene.routing.layer import layer_of, with_route
from arctic_map.scene.routing.plan import Plan, routes_of, sensible
from arctic_map.scene.routing.waterways import Waterways

A, B = Stop("A", (-5.0, 4.0), "AAAAA"), Stop("B", (15.0, 4.0))
ASKED = Itinerary(A, B)
NSR, CAPE = way("nsr", 1000, "n"), way("cape", 2500, "s", "n")
STOPS = (port("AAAAA", "Here", 10.0), port("", "There", 20.0))
PLAN = Plan(ASKED, 9, STOPS, (NSR, CAPE), (250_000.0, 0.0), straits=STRAITS)


def test_a_way_up_to_three_times_as_long_is_kept() -> None:
    ways = (way("nsr", 1000), way("suez", 3000), way("cape", 3001), way("horn", 9000))
    assert sensible(ways) == (ways[:2], ways[2:])
    assert sensible(()) == ((), ())


def test_routes_have_the_figures_of_their_ways() -> None:
    nsr, cape = routes_of(PLAN, Speeds(10.0, 5.0))
    assert (nsr.by, nsr.km, nsr.ice_km, cape.ice_km) == ("nsr", 1000.0, 250.0, 0.0)
    assert nsr.days == pytest.approx((750 / 1.852 / 10 + 250 / 1.852 / 5) / 24)
    assert (nsr.start, nsr.finish) == STOPS and cape.through == ("South", "North")
    assert [each.ice_km for each in routes_of(replace(PLAN, icy=()), Speeds())] == [None, None]


def test_the_longest_way_lies_lowest_and_the_ends_on_top() -> None:
    made = layer_of(PLAN, catalog(), "km")
    assert made.id == LAYER and made.sources == ("nsidc",)
    assert [(each.id, each.rank) for each in made.features] == [
        ("route.cape", 2), ("route.nsr", 1), ("route.stop0", 1), ("route.stop1", 1),
    ]  # fmt: skip
    cape, nsr, *_ = made.features
    assert nsr.name == "By the Northern Sea Route 1,000 km"
    assert nsr.note.startswith("Here (AAAAA) to There. Through: North. 250 km of it lie within")
    assert cape.note.startswith("Here (AAAAA) to There. Through: South, North. None of it lies within")
    assert layer_of(replace(PLAN, month=None), catalog(), "km").sources == ()


def styles(plan: Plan, *own: Feature) -> list[tuple[str, str]]:
    made = layer_of(plan, catalog(layer("ports", *own), symbology=SYMBOLOGY), "km")
    return [(each.name, each.style) for each in made.features if "stop" in each.id]


def test_ends_are_marked_unless_the_atlas_names_them_in_every_view() -> None:
    middle, nameless = port("", "Between", 15.0), port("", "", 25.0)
    plan = replace(PLAN, stops=(STOPS[0], middle, STOPS[1]))
    assert styles(plan) == [("Here", "way-end"), ("Between", "way-stop"), ("There", "way-end")]
    assert styles(plan, point("p", "P", 10.4, 50.4, style="port-named"))[0] == ("Here", "way-stop")
    assert styles(plan, point("p", "P", 10.4, 50.4, style="port-other"))[0] == ("Here", "way-end")
    assert styles(plan, point("p", "P", 10.5, 50.0, style="port-named"))[0] == ("Here", "way-end")
    assert styles(plan, point("p", "P", 20.0, 49.6, style="port-named"))[2] == ("There", "way-stop")
    assert styles(plan, point("p", "P", 20.0, 49.4, style="port-named"))[2] == ("There", "way-end")
    assert styles(replace(PLAN, stops=(nameless, STOPS[1])))[0] == ("A place of the route", "way-stop")


def test_the_route_lies_right_above_the_lanes() -> None:
    lane = made_up.feature("L", "L", {"type": "LineString", "coordinates": []}, "lane-nsr")
    layers = (layer("base"), layer("lanes", lane), layer("ports"), layer("names"))
    found = with_route(catalog(*layers, symbology=SYMBOLOGY), PLAN, "km")
    assert [each.id for each in found.layers] == ["base", "lanes", "route", "ports", "names"]
    assert [each.id for each in found.sources] == ["route"]
    without = with_route(catalog(*layers[:1], *layers[2:], symbology=SYMBOLOGY), PLAN, "km")
    assert [each.id for each in without.layers] == ["base", "ports", "names", "route"]


def test_without_a_way_the_catalogue_stays_as_it_is() -> None:
    whole = catalog(layer("base"))
    assert with_route(whole, None, "km") is whole and with_route(whole, replace(PLAN, ways=()), "km") is whole


def test_another_plan_is_drawn_anew_and_the_same_is_not() -> None:
    first, same, other = (
        layer_of(plan, catalog(), "km").digest for plan in (PLAN, replace(PLAN), replace(PLAN, ways=(CAPE,)))
    )
    assert first == same != other


@pytest.fixture(scope="module")
def waterways() -> Waterways:
    cap = [(float(lon), 60.0) for lon in range(-180, 180, 5)]
    ice = area([[np.array(cap)]])
    return Waterways(made_up.network(), WATERS, lambda month: ice)


def test_a_plan_has_all_ways_through_its_stops_shortest_first(waterways: Waterways) -> None:
    plan = waterways.plan(ASKED, None)
    assert [way.by for way in plan.ways] == ["nsr", "cape"] and plan.problem == ""
    assert [way.length for way in plan.ways] == sorted(way.length for way in plan.ways)
    assert [(stop.code, stop.name, stop.moved) for stop in plan.stops] == [
        ("AAAAA", "A", 0.0),
        ("", "B", 0.0),
    ]
    assert plan.icy == () and plan.straits == STRAITS
    through = waterways.plan(replace(ASKED, via=(Stop("", (5.0, 20.0)),)), None)
    assert through.ways[0].length > plan.ways[0].length and (5.0, 20.0) in through.ways[0].line


def test_of_each_way_the_part_in_the_ice_of_the_month_is_known(waterways: Waterways) -> None:
    # From far in the north to beyond the island: the ice begins at 60 degrees.
    asked = Itinerary(Stop("", (0.0, 80.0)), Stop("", (0.0, 50.0)))
    (icy,), (way,) = waterways.plan(asked, 3).icy, waterways.plan(asked, 3).ways
    assert icy == pytest.approx(way.length * 2 / 3, rel=0.01)
    assert waterways.plan(ASKED, 3).icy == (0.0, 0.0)


def test_a_closed_strait_leaves_the_other_way_and_all_closed_none(waterways: Waterways) -> None:
    assert [way.by for way in waterways.plan(replace(ASKED, closed=("n",)), None).ways] == ["cape"]
    none = waterways.plan(replace(ASKED, closed=("n", "s")), None)
    assert none.ways == () and none.problem == "There is no route from A (AAAAA) to B: all are closed"


def test_only_ways_of_a_kind_are_kept_where_they_are_asked_for(waterways: Waterways) -> None:
    plan = waterways.plan(replace(ASKED, only=("cape",)), None)
    assert [way.by for way in plan.ways] == ["cape"] and plan.left_out == ()


def test_a_plan_without_the_northern_route_has_no_variants_of_it(waterways: Waterways) -> None:
    plan = waterways.plan(replace(ASKED, closed=("n",)), None)
    assert waterways.with_variants(plan) is plan
    with_it = waterways.plan(ASKED, None)
    # No strait here is one of those that variants leave out: the way would be the same, and is there once.
    assert [way.by for way in waterways.with_variants(with_it).ways] == ["nsr", "cape"]


def test_planners_are_kept_for_what_is_closed_and_the_oldest_goes(waterways: Waterways) -> None:
    for number in range(9):
        waterways.plan(replace(ASKED, closed=(f"none-{number}",)), None)
    assert len(waterways._planners) == 6 and ("none-8",) in waterways._planners
