"""The texts about ways along with their figures."""

from dataclasses import replace

import pytest
from tests.unit.scene.routing.made_up import catalog

from arctic_map.model.itinerary import Itinerary, Port, RouteLine, Stop
from arctic_map.model.preferences import Names
from arctic_map.model.strait import RouteVariant
from arctic_map.model.tr import speaking
from arctic_map.scene.routing import way_texts
from arctic_map.scene.routing.routes import Plan, Route, route
from arctic_map.scene.routing.way_texts import TimeSaving
from arctic_map.storage.languages import wording

HERE = Port("RUMMK", "Murmansk", "RU", (33.0, 69.0), (33.1, 69.1), 0.0)
THERE = Port("", "Far  Away/Bay", "", (140.0, 35.0), (140.0, 35.0), 0.0)


def way(by: RouteVariant, days: float) -> Route:
    made = route(
        HERE, THERE, RouteLine(by, ((0.0, 0.0), (1.0, 0.0)), 1e6, ()), (), knots=10.0, ice_knots=5.0, ice=None
    )
    return replace(made, days=days)


def described(*ways: Route) -> list[tuple[str, str, float]]:
    return [(each.by, each.against, each.days) for each in way_texts.savings(ways)]


def test_the_first_northern_sea_route_is_compared_with_each_way_round_the_arctic() -> None:
    ways = (way("nsr", 20), way("nsr-laptev", 19), way("nwp", 15), way("suez", 35), way("cape", 18))
    assert described(*ways) == [("nsr", "suez", 15), ("nsr", "cape", -2)]


def test_without_a_northern_sea_route_the_other_arctic_way_is_compared() -> None:
    assert described(way("nwp", 15), way("suez", 35)) == [("nwp", "suez", 20)]
    assert described(way("suez", 35), way("cape", 40)) == described(way("nsr", 20), way("nwp", 25)) == []


def test_a_high_latitude_way_breaks_even_with_none_unless_it_is_requested() -> None:
    ways = (way("suez", 35), way("pole", 9), way("nsr-high", 10))
    assert described(*ways) == []
    requested = way_texts.savings(ways, ("pole", "suez"))
    assert [(each.by, each.against, each.days) for each in requested] == [("pole", "suez", 26)]


def test_a_saving_is_days_of_waiting_and_a_loss_is_described_as_one() -> None:
    assert way_texts.saving_in_words(TimeSaving("nsr", "suez", 12.34)).endswith(
        "after 12.3 days of waiting or escort"
    )
    slower = way_texts.saving_in_words(TimeSaving("nsr", "suez", -0.26))
    assert "0.3 days slower" in slower and "-" not in slower
    assert "after 0.0 days" in way_texts.saving_in_words(TimeSaving("nsr", "suez", 0.0))


def test_a_screen_reader_hears_a_way_with_its_figures_and_straits() -> None:
    text = way_texts.route_in_words(
        replace(way("nsr", 18.1), km=10_475.0, through=("Kara Gate", "Long Strait"))
    )
    assert text == "Northern Sea Route: 10,475 kilometres, 18.1 days. Through: Kara Gate, Long Strait"
    icy = way_texts.route_in_words(replace(way("nsr-high", 19), km=9_828.0, ice_km=2_663.0))
    assert icy == "Northern Sea Route, high-latitude: 9,828 kilometres, 19.0 days, 2,663 kilometres in ice"


@pytest.mark.parametrize(
    ("metres", "distance"),
    [(0.0, ""), (99.9, ""), (100.0, "0.1 km"), (2_449.0, "2.4 km"), (123_456.0, "123.5 km")],
)
def test_a_port_away_from_navigable_water_says_how_far(metres: float, distance: str) -> None:
    found = way_texts.moved_in_words(replace(HERE, moved=metres))
    assert found == (
        f"Murmansk (RUMMK): the route ends at navigable water, {distance} from it" if distance else ""
    )


def test_every_stop_away_from_water_is_named_once_and_far_ones_make_lengths_useless() -> None:
    via = replace(THERE, name="Lake", moved=31_000.0)
    plan = Plan(Itinerary(), None, (replace(HERE, moved=2_000.0), via, via, replace(THERE, moved=20.0)))
    assert way_texts.moves_in_words(plan) == [
        "Murmansk (RUMMK): the route ends at navigable water, 2.0 km from it",
        "Lake: the route passes navigable water 31.0 km from it",
        "Distances near Lake are not reliable: the sea of the map does not reach there.",
    ]
    cited = way_texts.citation([replace(way("nsr", 1), via=(via,))], catalog(), None, "")
    assert "Distances near Lake are not reliable" in cited


def test_a_stop_is_named_by_what_is_known_of_it() -> None:
    assert way_texts.stop_in_words(Stop("Murmansk", (33.0, 69.0), "RUMMK")) == "Murmansk (RUMMK)"
    assert way_texts.stop_in_words(Stop("The roads", (33.0, 69.0))) == "The roads"
    position = way_texts.stop_in_words(Stop("", (33.5, 69.0)))
    assert position.startswith("69°") and "33°30" in position and "·" not in position


def test_a_file_of_ways_is_named_by_its_ends_in_letters_that_every_system_takes() -> None:
    assert way_texts.file_name([way("nsr", 1)]) == "route-murmansk-far-away-bay"
    long = replace(THERE, name="x" * 200)
    assert way_texts.file_name([replace(way("nsr", 1), finish=long)]) == ("route-murmansk-" + "x" * 200)[:80]


BY_SINGAPORE = replace(
    way("panama", 30),
    via=(Port("SGSIN", "Singapore", "", (104.0, 1.0), (104.0, 1.0), 0.0),),
    closed=("Suez Canal",),
)


def test_a_citation_names_the_waypoints_and_the_closed_straits() -> None:
    cited = way_texts.citation([BY_SINGAPORE], catalog(), None, "arctic-map://route/")
    assert cited.startswith(
        "Murmansk (RUMMK) to Far  Away/Bay by sea via Singapore (SGSIN), Suez Canal closed: "
        "Panama Canal 1,000 km (540 nmi). Computed by"
    )
    plain = way_texts.citation([way("panama", 30)], catalog(), None, "")
    assert plain.startswith("Murmansk (RUMMK) to Far  Away/Bay by sea: Panama Canal")


def test_a_file_of_ways_is_also_named_by_its_waypoints_and_closed_straits() -> None:
    assert way_texts.file_name([BY_SINGAPORE]) == (
        "route-murmansk-far-away-bay-via-singapore-suez-canal-closed"
    )


@pytest.mark.parametrize(
    ("language", "straits"), [("ru", "пролив Карские Ворота, пролив Лонга"), ("zh", "喀拉海峡、德朗海峡")]
)
def test_straits_have_names_in_the_language_of_the_reader(language: Names, straits: str) -> None:
    with speaking(wording(language)):
        text = way_texts.route_in_words(replace(way("nsr", 18.1), through=("Kara Gate", "Long Strait")))
    assert straits in text
