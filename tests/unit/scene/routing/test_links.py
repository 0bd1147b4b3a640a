"""A route in a link: a request is read back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arctic_map.errors import WrongLink
from arctic_map.model.itinerary import FASTEST, SLOWEST, Itinerary, Speeds, Stop
from arctic_map.model.port import Port
from arctic_map.model.strait import REQUESTABLE, RouteVariant
from arctic_map.scene.routing.links import RouteLink, link_to_route, read_route
from arctic_map.scene.words.links import parse

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
