"""The ways of a plan as a layer: what each says of itself."""

from dataclasses import replace

import pytest
from tests.built_in import built_in_atlas
from tests.looks import SYMBOLOGY
from tests.unit.scene.routing import made_up
from tests.unit.scene.routing.made_up import STRAITS, catalog, layer, point, port, way

from arctic_map.model.feature import Feature
from arctic_map.model.itinerary import LAYER, Itinerary, Port, RouteLine, Stop, style_of
from arctic_map.model.tr import Wording
from arctic_map.scene.routing.routes import Plan
from arctic_map.scene.routing.way_layer import layer_of, with_route

ENDS = Stop("A", (0.0, 70.0)), Stop("B", (10.0, 70.0))
PORTS = tuple(Port("", stop.name, "", stop.place, stop.place, 0.0) for stop in ENDS)
WAY = RouteLine("direct", (ENDS[0].place, ENDS[1].place), 380_000.0, ())


@pytest.mark.parametrize(
    ("month", "icy", "note"),
    [
        (None, (), "A to B"),
        (3, (0.0,), "A to B. None of it lies within the median ice edge of March, 1981-2010"),
        (9, (120_000.0,), "A to B. 120 km of it lie within the median ice edge of September, 1981-2010"),
    ],
)
def test_a_way_says_how_much_of_it_lies_in_the_ice_of_its_month(
    month: int | None, icy: tuple[float, ...], note: str
) -> None:
    plan = Plan(Itinerary(*ENDS), month, PORTS, (WAY,), icy)
    way, *_ = layer_of(plan, built_in_atlas(), "km").features
    assert way.note == note


A, B = Stop("A", (-5.0, 4.0), "AAAAA"), Stop("B", (15.0, 4.0))
ITINERARY = Itinerary(A, B)
NSR, CAPE = way("nsr", 1000, "n"), way("cape", 2500, "s", "n")
STOPS = (port("AAAAA", "Here", 10.0), port("", "There", 20.0))
PLANNED = Plan(ITINERARY, 9, STOPS, (NSR, CAPE), (250_000.0, 0.0), straits=STRAITS)


def test_the_longest_way_lies_lowest_and_the_ends_on_top() -> None:
    made = layer_of(PLANNED, catalog(), "km")
    assert made.id == LAYER and made.sources == ("nsidc",)
    assert [(each.id, each.rank) for each in made.features] == [
        ("route.cape", 2), ("route.nsr", 1), ("route.stop0", 1), ("route.stop1", 1),
    ]  # fmt: skip
    cape, nsr, *_ = made.features
    assert nsr.name == "1,000 km by the Northern Sea Route"
    assert nsr.note.startswith("Here (AAAAA) to There. Through: North. 250 km of it lie within")
    assert cape.note.startswith("Here (AAAAA) to There. Through: South, North. None of it lies within")
    assert layer_of(replace(PLANNED, month=None), catalog(), "km").sources == ()


def test_a_way_names_its_waypoints_and_the_closed_straits() -> None:
    plan = replace(PLANNED, stops=(STOPS[0], port("", "Between", 15.0), STOPS[1]))
    plan = replace(plan, requested=replace(ITINERARY, closed=("s",)))
    _, nsr, *_ = layer_of(plan, catalog(), "km").features
    assert nsr.note.startswith("Here (AAAAA) to There via Between, South closed. Through: North. ")


def stops(plan: Plan, *own: Feature) -> list[tuple[str, str]]:
    made = layer_of(plan, catalog(layer("ports", *own), symbology=SYMBOLOGY), "km")
    return [(each.names.get("ru", each.name), each.style) for each in made.features if "stop" in each.id]


def test_all_places_of_a_route_that_have_names_are_named() -> None:
    plan = replace(PLANNED, stops=(STOPS[0], port("", "Between", 15.0), STOPS[1]))
    assert stops(plan) == [("Here", "way-end"), ("Between", "way-end"), ("There", "way-end")]
    assert stops(replace(PLANNED, stops=(port("", "", 25.0), STOPS[1])))[0] == (
        "A place of the route",
        "way-stop",
    )


def test_an_end_that_is_a_port_of_the_atlas_has_its_names() -> None:
    assert stops(PLANNED, point("p", "Here", 10.4, 50.4, names={"ru": "Тут"}))[0][0] == "Тут"
    assert stops(PLANNED, point("p", "Here", 11.0, 50.0, names={"ru": "Тут"}))[0][0] == "Here"
    assert stops(PLANNED, point("p", "P", 10.4, 50.4, names={"ru": "П"}))[0][0] == "Here"


def test_an_end_of_the_gazetteer_is_named_in_the_language_of_the_page() -> None:
    russian = Wording("ru", {"There": "Там"})
    made = layer_of(replace(PLANNED, month=None), catalog(), "km", (russian,))
    assert [each.names for each in made.features if "stop" in each.id] == [{"ru": "Here"}, {"ru": "Там"}]


def test_high_latitude_ways_share_a_look_of_their_own() -> None:
    assert {style_of(by) for by in ("pole", "nsr-high", "nwp-high")} == {"way-pole"}
    assert style_of("nsr-laptev") == style_of("nsr") == "way-nsr"


def test_the_route_lies_right_above_the_lanes() -> None:
    lane = made_up.feature("L", "L", {"type": "LineString", "coordinates": []}, "lane-nsr")
    layers = (layer("base"), layer("lanes", lane), layer("ports"), layer("names"))
    found = with_route(catalog(*layers, symbology=SYMBOLOGY), PLANNED, "km")
    assert [each.id for each in found.layers] == ["base", "lanes", "route", "ports", "names"]
    assert [each.id for each in found.sources] == ["route"]
    without = with_route(catalog(*layers[:1], *layers[2:], symbology=SYMBOLOGY), PLANNED, "km")
    assert [each.id for each in without.layers] == ["base", "ports", "names", "route"]


def test_without_a_way_the_catalogue_stays_as_it_is() -> None:
    whole = catalog(layer("base"))
    assert (
        with_route(whole, None, "km") is whole and with_route(whole, replace(PLANNED, ways=()), "km") is whole
    )


def test_another_plan_is_drawn_again_and_the_same_is_not() -> None:
    first, same, other = (
        layer_of(plan, catalog(), "km").digest
        for plan in (PLANNED, replace(PLANNED), replace(PLANNED, ways=(CAPE,)))
    )
    assert first == same != other
