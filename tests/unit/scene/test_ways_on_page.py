"""What a page says of the ways that are drawn on it."""

from dataclasses import replace
from typing import Any

import pytest
from tests.built_in import built_in_atlas
from tests.unit.scene.routing.made_up import catalog, layer, point, port

from arctic_map.model.itinerary import Itinerary, Speeds
from arctic_map.model.port import Port
from arctic_map.model.preferences import DEFAULT
from arctic_map.model.route_layer import LAYER
from arctic_map.model.strait import RouteVariant, Strait
from arctic_map.model.wording import ENGLISH
from arctic_map.scene.routing.plan import Plan
from arctic_map.scene.routing.routes import Route
from arctic_map.scene.timeline import HiddenByTime
from arctic_map.scene.ways_on_page import distances, headline, not_on_route, shown_routes

START, FINISH = port("RUMMK", "Murmansk", 33.0, 69.0), port("", "Elsewhere", 140.0, 35.0)


def route(by: Any, km: float, ice: float | None = None) -> Route:
    return Route(START, FINISH, by, (), ((0.0, 0.0), (1.0, 0.0)), km, km / 1000, ice)


STRAITS = (
    Strait("vilkitsky", "Vilkitsky Strait", (), "nsr"),
    Strait("shokalsky", "Shokalsky Strait", (), "nsr"),
    Strait("panama", "Panama Canal", (), "panama"),
    *(Strait(id, name, ()) for id, name in (("dover", "Strait of Dover"), ("kiel", "Kiel Canal"))),
    *(Strait(id, name, ()) for id, name in (("sunda", "Sunda Strait"), ("torres", "Torres Strait"))),
)


class Shown:
    """As much of a scene as these words are made from."""

    def __init__(
        self,
        *routes: Route,
        month: int | None = None,
        shown: bool = True,
        hidden: str = "",
        stops: tuple[Port, ...] = (),
        closed: tuple[str, ...] = (),
        only: tuple[RouteVariant, ...] = (),
    ) -> None:
        self.routes = routes
        self.layers = (replace(layer(LAYER), shown=shown), layer("ports"))
        self.filtered_out = HiddenByTime(features=frozenset({hidden} - {""}))
        self.preferences, self.wording = DEFAULT, ENGLISH
        self.speeds, self.plan = (
            Speeds(14.0, 8.5),
            (Plan(Itinerary(closed=closed, only=only), month, stops, straits=STRAITS)),
        )
        self.catalog = catalog(layer("ports", point("m", "Murmansk", 33.0, 69.0, names={"ru": "Мурманск"})))


def scene(*routes: Route, **more: Any) -> Any:
    return Shown(*routes, **more)


NSR, SUEZ = route("nsr", 10_000.0, 2_500.0), route("suez", 20_000.0, 0.0)


def test_ways_are_shown_unless_they_or_their_layer_are_hidden() -> None:
    assert shown_routes(scene(NSR, SUEZ)) == (NSR, SUEZ)
    assert shown_routes(scene(NSR, SUEZ, hidden="route.nsr")) == (SUEZ,)
    assert shown_routes(scene(NSR, shown=False)) == ()


def test_a_headline_compares_the_first_arctic_way_with_the_first_other_one() -> None:
    assert headline(scene()) == headline(scene(NSR, shown=False)) == ""
    assert headline(scene(NSR)) == "Murmansk to Elsewhere: 10,000 km by the Northern Sea Route"
    both = "Murmansk to Elsewhere: 10,000 km by the Northern Sea Route, 20,000 by Suez"
    laptev, panama = route("nsr-laptev", 10_100.0), route("panama", 21_000.0)
    assert headline(scene(NSR, laptev, SUEZ, panama)) == both
    suez_first = headline(scene(route("suez", 9_000.0), route("cape", 9_500.0), NSR))
    assert suez_first == "Murmansk to Elsewhere: 9,000 km by Suez, 10,000 by the Northern Sea Route"


def test_a_headline_names_a_high_latitude_way_only_on_request_or_where_there_is_no_other() -> None:
    pole = route("pole", 9_000.0)
    assert headline(scene(NSR, pole)) == "Murmansk to Elsewhere: 10,000 km by the Northern Sea Route"
    across = "Murmansk to Elsewhere: 9,000 km across the pole, high-latitude"
    assert headline(scene(pole)) == across
    assert headline(scene(pole, SUEZ, only=("pole", "suez"))) == f"{across}, 20,000 by Suez"


def test_a_headline_names_month_waypoints_and_closed_straits() -> None:
    by_honolulu = (START, port("USHNL", "Honolulu"), FINISH)
    requested = scene(NSR, SUEZ, month=9, stops=by_honolulu, closed=("panama", "dover"))
    assert headline(requested) == (
        "Murmansk to Elsewhere via Honolulu in September, Panama Canal, Strait of Dover closed: "
        "10,000 km by the Northern Sea Route, 20,000 by Suez"
    )
    unnamed = scene(NSR, stops=(START, port("", "", -150.0, 55.0), FINISH))
    assert headline(unnamed).startswith("Murmansk to Elsewhere via 55.0°N 150.0°W: ")
    many = scene(NSR, closed=("dover", "kiel", "sunda", "torres"))
    assert headline(many).startswith("Murmansk to Elsewhere, 4 straits closed: ")
    one, all_ = ("vilkitsky",), ("shokalsky", "vilkitsky")
    assert "Elsewhere, Vilkitsky Strait closed:" in headline(scene(SUEZ, closed=one))
    assert "Elsewhere, Northern Sea Route closed:" in headline(scene(SUEZ, closed=all_))


def test_each_way_has_its_length_days_and_ice() -> None:
    chart = distances(scene(NSR, SUEZ, month=9))
    assert chart is not None and chart.heading == "Murmansk to Elsewhere"
    assert [(row.label, row.words, row.value, row.icy, row.style) for row in chart.rows] == [
        ("Northern Sea Route", "10,000 km, 10.0 days", 10_000.0, 2_500.0, "way-nsr"),
        ("Suez Canal", "20,000 km, 20.0 days", 20_000.0, 0.0, "way-suez"),
    ]
    assert distances(scene()) is None


@pytest.mark.parametrize(
    ("month", "ice", "notes"),
    [
        (None, None, ("At 14 knots",)),
        (9, 2_500.0, ("At 14 knots, in ice at 8.5", "Pale: in the median ice of September, 1981-2010")),
        (1, 1.0, ("At 14 knots, in ice at 8.5", "Pale: in the median ice of January, 1981-2010")),
        (9, 0.0, ("At 14 knots, in ice at 8.5",)),
    ],
)
def test_notes_say_the_speeds_and_what_is_pale(
    month: int | None, ice: float | None, notes: tuple[str, ...]
) -> None:
    chart = distances(scene(route("nsr", 10_000.0, ice), month=month))
    assert chart is not None and chart.notes == notes


def test_a_page_about_a_route_leaves_out_the_lanes_drills_and_politics_of_the_atlas() -> None:
    atlas = built_in_atlas()
    left_out = not_on_route(atlas)
    assert {"lanes", "drills", "governance", "ports"} <= left_out
    assert "land" not in left_out
