"""Links: what is copied opens again, and nothing else does."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in_atlas

from arctic_map.errors import UnknownName, WrongLink
from arctic_map.model.itinerary import FASTEST, MAX_STOPS, SLOWEST, Itinerary, Port, Speeds, Stop
from arctic_map.model.strait import REQUESTABLE, RouteVariant
from arctic_map.scene.words import links
from arctic_map.scene.words.links import Link, RouteLink, link_to_route, parse, read_route
from arctic_map.storage.route_data import read_straits

CATALOG = built_in_atlas()


def test_a_link_to_a_fact_is_short_and_stable() -> None:
    assert links.link_to_fact("T3") == "arctic-map://fact/T3"
    assert links.link_to_feature("arkhangelsk") == "arctic-map://feature/arkhangelsk"
    assert links.link_to_place(40.5, 64.5) == "arctic-map://place/64.5000,40.5000"


def test_all_that_the_atlas_holds_can_be_linked_to() -> None:
    for fact in CATALOG.facts:
        link = parse(links.link_to_fact(fact.id))
        assert link == Link("fact", fact.id)
        links.require(link, CATALOG)
    for feature in CATALOG.features:
        links.require(parse(links.link_to_feature(feature)), CATALOG)


printable = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zs", "Zl", "Zp"]),
    min_size=1,
    max_size=20,
)


@given(printable)
def test_any_id_comes_back(id: str) -> None:
    assert parse(links.link_to_feature(id)) == Link("feature", id)


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_any_position_comes_back(lon: float, lat: float) -> None:
    at = parse(links.link_to_place(lon, lat)).at
    assert at is not None
    assert at == pytest.approx((lon, lat), abs=5.1e-5)


@given(st.integers(-179, 180))
def test_a_place_on_a_turned_map_brings_its_meridian(down: int) -> None:
    link = parse(links.link_to_place(100.0, 75.5, down))
    assert (link.at, link.down) == ((100.0, 75.5), down)
    assert parse(links.link_to_place(100.0, 75.5)).down is None


@pytest.mark.parametrize("down", [None, -30])
def test_a_place_on_a_map_of_certain_days_brings_them(down: int | None) -> None:
    days = date(2022, 1, 1), date(2023, 12, 31)
    text = links.link_to_place(100.0, 75.5, down, days)
    assert text.endswith("~2022-01-01..2023-12-31")
    assert (parse(text).at, parse(text).down, parse(text).days) == ((100.0, 75.5), down, days)
    assert parse(links.link_to_place(100.0, 75.5, down)).days is None


@pytest.mark.parametrize("days", ["2022-02-30..2022-03-01", "2023-01-01..2022-12-31", "2022..2023"])
def test_days_that_no_calendar_has_name_no_position(days: str) -> None:
    with pytest.raises(WrongLink, match="names no position"):
        parse(f"arctic-map://place/75,100~{days}")


@pytest.mark.parametrize(
    "text",
    ["ARCTIC-MAP://fact/T3", "arctic-map://Fact/T3", "arctic-map://fact/T3/", " arctic-map://fact/T3 "],
)
def test_what_systems_do_to_a_link_is_forgiven(text: str) -> None:
    assert parse(text) == Link("fact", "T3")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fact/T3",
        "file:///etc/passwd",
        "arctic-map://",
        "arctic-map://fact/",
        "arctic-map://ship/T3",
        "arctic-map://fact/T3?x=1",
        "arctic-map://fact/T3#x",
        "arctic-map://fact/%ff",
        "arctic-map://fact/T3%0a",
        "arctic-map://fact/T3\n",
        "arctic-map://fact/T\u202e3",
        "arctic-map://place/91,0",
        "arctic-map://place/north",
        "arctic-map://fact/" + "T" * links.MAX_LINK_LENGTH,
    ],
)
def test_what_is_no_link_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(WrongLink) as error:
        parse(text)
    assert "\n" not in str(error.value)


@given(st.text())
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        parse(text)
    except WrongLink:
        return


@pytest.mark.parametrize(
    "text", ["arctic-map://fact/T99", "arctic-map://feature/atlantis", "arctic-map://fact/t3"]
)
def test_a_link_to_what_is_not_there_says_so(text: str) -> None:
    with pytest.raises(UnknownName, match="there is no"):
        links.require(parse(text), CATALOG)


@pytest.mark.parametrize(("lon", "lat"), [(180.0, 90.0), (-180.0, -90.0), (0.0, 0.0), (179.9999, 89.9999)])
def test_the_ends_of_the_earth_are_places(lon: float, lat: float) -> None:
    assert parse(links.link_to_place(lon, lat)).at == (lon, lat)


@pytest.mark.parametrize("place", ["90.1,0", "-90.1,0", "0,180.1", "0,-180.1"])
def test_beyond_the_ends_of_the_earth_there_is_no_place(place: str) -> None:
    with pytest.raises(WrongLink, match="names no position"):
        parse(f"arctic-map://place/{place}")


PORTS = {
    "RUMMK": Port("RUMMK", "Murmansk", "Russia", (33.05, 68.97), (33.4, 69.3), 4000.0),
    "JPYOK": Port("JPYOK", "Yokohama", "Japan", (139.65, 35.45), (139.7, 35.4), 0.0),
}
CODED = [Stop(port.name, port.place, port.code) for port in PORTS.values()]


def coded(code: str) -> Port | None:
    return PORTS.get(code.upper())


def numbers(least: float, most: float) -> st.SearchStrategy[float]:
    """As a link keeps them, to four decimals."""
    return st.integers(round(least * 10_000), round(most * 10_000)).map(lambda each: each / 10_000)


places = st.builds(Stop, st.just(""), st.tuples(numbers(-180, 180), numbers(-90, 90)))
knots = st.integers(round(SLOWEST * 10), round(FASTEST * 10)).map(lambda each: each / 10)


@given(
    stops=st.lists(st.sampled_from(CODED) | places, min_size=2, max_size=6),
    month=st.none() | st.integers(1, 12),
    closed=st.lists(st.sampled_from(["suez", "kiel", "panama"]), unique=True),
    only=st.sets(st.sampled_from(REQUESTABLE)),
    speeds=st.builds(Speeds, knots, knots),
)
def test_a_link_brings_stops_month_straits_ways_and_speeds_back(
    stops: list[Stop], month: int | None, closed: list[str], only: set[RouteVariant], speeds: Speeds
) -> None:
    route = Itinerary(stops[0], stops[-1], tuple(stops[1:-1]), tuple(sorted(closed)), tuple(sorted(only)))
    link = parse(link_to_route(RouteLink(route, month, speeds)))
    assert link.kind == "route"
    assert read_route(link.id, coded) == RouteLink(route, month, speeds)


def test_a_link_to_the_longest_route_is_read_back() -> None:
    closed = tuple(strait.id for strait in read_straits().straits)
    via = tuple(Stop("", (100.1234 + number, -50.1234)) for number in range(MAX_STOPS))
    route = Itinerary(
        Stop("", (-170.1234, -70.1234)), Stop("", (170.1234, 70.1234)), via, tuple(sorted(closed))
    )
    link = RouteLink(route, 12, Speeds(12.5, 6.5))
    assert read_route(parse(link_to_route(link)).id, lambda code: None) == link


@pytest.mark.parametrize(
    "text",
    [
        "RUMMK",
        "RUMMK~XXXXX",
        "RUMMK~JPYOK~month:13",
        "RUMMK~JPYOK~month:x",
        "RUMMK~JPYOK~by:moon",
        "RUMMK~JPYOK~by:nsr-sannikov",
        "RUMMK~JPYOK~knots:14",
        "RUMMK~JPYOK~knots:0,8",
        "RUMMK~JPYOK~knots:nan,8",
        "RUMMK~91,0",
        "RUMMK~0,181",
        "RUMMK~JPYOK~colour:red",
        "RUMMK~" + "0,0~" * 30 + "JPYOK",
        "~",
        "",
    ],
)
def test_what_is_no_route_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(WrongLink):
        read_route(text, coded)
