"""Ways past islands and polar lands that part the sea in two, against all that a blunt search finds there."""

import itertools
from collections.abc import Iterable
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from pyproj import Geod

from arctic_map.geo.sailing.network import Network, build
from arctic_map.geo.sailing.route_search import Planner
from arctic_map.model.strait import Lonlat, RouteVariant, Strait, Straits

EARTH = Geod(ellps="WGS84")
Numbers = NDArray[np.float64]
NORTH = [(-55.0, 5.0), (10.0, 5.0), (10.0, 15.0), (-55.0, 15.0)]
WALL = [(-30.0, -1.0), (6.0, -1.0), (6.0, 1.0), (-30.0, 1.0)]
SOUTH = [(0.0, -15.0), (10.0, -15.0), (10.0, -5.0), (0.0, -5.0)]
EAST = [(30.0, -14.0), (36.0, -14.0), (36.0, -6.0), (30.0, -6.0)]
LANDS = (
    NORTH,
    WALL,
    SOUTH,
    EAST,
    [(lon, 80.0) for lon in (-150.0, -90.0, -30.0, 30.0, 90.0, 150.0)],
    [(lon, -79.0) for lon in (140.0, 80.0, 20.0, -40.0, -100.0, -160.0)],
)
CORNERS = [*itertools.chain(*LANDS)]
STRAITS = (
    Strait("north", "North", ((5.0, 14.0), (5.0, 60.0), (5.0, 90.0)), "nsr"),
    Strait("upper", "Upper", ((5.0, 6.0), (5.0, 0.5)), "suez"),
    Strait("lower", "Lower", ((5.0, -0.5), (5.0, -6.0)), "suez"),
    Strait("south", "South", ((5.0, -14.0), (5.0, -60.0), (5.0, -90.0)), "cape"),
    Strait("far", "Far side", ((-175.0, 90.0), (-175.0, 0.0), (-175.0, -90.0)), "horn"),
    Strait("sound", "Sound of the eastern sea", ((9.5, -10.0), (33.0, -10.0))),
)
"""Five that lead from the west to the east, and one within the east; all end ashore."""
MERIDIAN = ("south", "lower", "upper", "north")
"""From the south to the north on 5 degrees east: parted by islands at 10 degrees and at the Equator."""
KINDS = {strait.id: strait.way for strait in STRAITS}
RANDOM = np.random.default_rng(11).uniform((-60, -35, 11, -35), (-1, 35, 29, 35), (9, 4)).tolist()
ENDS = [
    *(((lon, lat), (east, high)) for lon, lat, east, high in RANDOM if not -2 < lat < 19),
    *(((lon, lat), (-west, -20.0)) for lon, lat, west, _ in RANDOM if not -2 < lat < 19),
    ((170.0, 20.0), (-160.0, -10.0)),
    ((60.0, 78.0), (-100.0, 76.0)),
    ((-58.0, 10.0), (40.0, 10.0)),
    ((-0.5, -10.0), (10.5, -9.0)),
    ((-0.5, 3.0), (10.5, 0.0)),
    ((-2.0, 3.0), (-2.0, -4.0)),
    ((-3.0, 20.0), (-3.0, 3.0)),
    ((-3.0, 20.0), (-3.0, -4.0)),
    ((20.0, -4.0), (20.0, -20.0)),
    ((10.3, 4.7), (-0.3, -4.7)),
    ((10.3, 15.3), (12.0, -9.0)),
]  # fmt: skip


def directions(places: Iterable[Lonlat]) -> Numbers:
    """On a ball: good enough for what hides what."""
    lon, lat = np.radians(np.array([*places])).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


SOUND = np.cross(*directions(STRAITS[-1].line))
WALLS = [np.cross(corners, np.roll(corners, -1, axis=0)) for corners in map(directions, LANDS)]


def arc(one: Lonlat, other: Lonlat) -> Numbers | None:
    """Places along it (n, 3), where it keeps clear of the islands."""
    start, end = directions([one, other])
    along = start + np.linspace(0.0, 1.0, 300)[:, None] * (end - start)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    ashore = any(((along @ wall.T) > 1e-6).all(axis=1).any() for wall in WALLS)
    return None if ashore else along


def straits_of(along: Numbers) -> set[str]:
    """Those that a line of places goes through: where it passes their meridian, or their parallel."""
    lon, lat = np.degrees(np.arctan2(along[:, 1], along[:, 0])), np.degrees(np.arcsin(along[:, 2]))
    from_gates = (lon - 5.0 + 180.0) % 360.0 - 180.0
    through = set()
    for number in np.flatnonzero(from_gates[:-1] * from_gates[1:] < 0.0):
        if abs(from_gates[number]) > 90.0:
            through.add("far")
        else:
            through.add(MERIDIAN[int(np.searchsorted((-10.0, 0.0, 10.0), lat[number]))])
    below = along @ SOUND
    if np.any((below[:-1] * below[1:] < 0.0) & (lon[:-1] > 9.5) & (lon[:-1] < 33.0)):
        through.add("sound")
    return through


def all_lengths(count: int, arcs: Iterable[tuple[int, int, float]]) -> Numbers:
    """Between each two of so many places (Floyd and Warshall)."""
    found = np.where(np.eye(count, dtype=bool), 0.0, np.inf)
    for one, other, length in arcs:
        found[one, other] = found[other, one] = min(found[one, other], length)
    for middle in range(count):
        found = np.minimum(found, found[:, middle, None] + found[None, middle])
    return found


Arc = tuple[int, int, float, set[str]]
"""The numbers of its ends, metres, and the straits that it goes through."""


@cache
def between(here: Lonlat, there: Lonlat) -> tuple[float, set[str]] | None:
    """Metres and straits of the arc, where it keeps clear of the islands."""
    along = arc(here, there) if here != there else directions([here])
    return None if along is None else (float(EARTH.inv(*here, *there)[2]), straits_of(along))


def arcs_between(places: list[Lonlat], pairs: Iterable[tuple[int, int]]) -> list[Arc]:
    lines = ((one, other, between(*sorted((places[one], places[other])))) for one, other in pairs)
    return [(one, other, *line) for one, other, line in lines if line]


@pytest.fixture(scope="module")
def ashore() -> list[Arc]:
    """Those between the corners."""
    return arcs_between(CORNERS, itertools.combinations(range(len(CORNERS)), 2))


def brute_force(
    ashore: list[Arc], start: Lonlat, finish: Lonlat, closed: set[str]
) -> tuple[dict[str, float], float]:
    """Metres by each gate or directly, and of the shortest of all ways."""
    places = [*CORNERS, start, finish]
    first, last = len(CORNERS), len(CORNERS) + 1
    ends = [(first, number) for number in range(last)] + [(number, last) for number in range(last)]
    arcs = [
        (one, other, length, through - {"sound"})
        for one, other, length, through in [*ashore, *arcs_between(places, ends)]
        if not through & closed
    ]
    inner = all_lengths(
        len(places), ((one, other, length) for one, other, length, gates in arcs if not gates)
    )
    least = float(all_lengths(len(places), ((a, b, length) for a, b, length, _ in arcs))[first, last])
    if inner[first, last] < np.inf:
        return {"direct": float(inner[first, last])}, least
    by: dict[str, float] = {}
    for one, other, length, gates in arcs:
        if len(gates) == 1:
            kind = str(KINDS[next(iter(gates))])
            there = min(inner[first, one] + inner[other, last], inner[first, other] + inner[one, last])
            by[kind] = min(by.get(kind, np.inf), length + there)
    return {kind: float(length) for kind, length in by.items() if length < np.inf}, least


@pytest.fixture(scope="module")
def network() -> Network:
    return build([np.array(land) for land in LANDS], Straits(STRAITS))


@pytest.mark.parametrize("closed", [set(), {"north", "sound"}], ids=sorted)
def test_ways_are_the_shortest_by_each_gate_and_of_all(
    network: Network, ashore: list[Arc], closed: set[str]
) -> None:
    planner = Planner(network, STRAITS, closed)
    for start, finish in ENDS:
        for one, other in ((start, finish), (finish, start)):
            by, least = brute_force(ashore, one, other, closed)
            found = planner.ways(one, other)
            lengths = {way.by: way.length for way in found}
            assert found[0].length == pytest.approx(least, rel=1e-3), (one, other)
            if least < min(by.values()) * 0.999:
                by[found[0].by] = least
            assert lengths == pytest.approx(by, rel=1e-3), (one, other)
            assert [*lengths.values()] == sorted(lengths.values()) and len(lengths) == len(found)
            for way in found:
                assert (way.line[0], way.line[-1]) == (one, other)
                assert not closed & {*way.through}
                gates = {KINDS[id] for id in way.through} - {None}
                assert gates == ({way.by} if way.by not in ("direct", "mixed") else gates)
                assert len(gates) > 1 if way.by == "mixed" else way.by != "direct" or not gates


def test_only_the_requested_ways_are_returned(network: Network) -> None:
    planner = Planner(network, STRAITS)
    every = planner.ways((-20.0, 3.0), (30.0, 3.0))
    assert {way.by for way in every} == {"nsr", "suez", "cape", "horn"}
    wishes: tuple[tuple[RouteVariant, ...], ...] = (("suez",), ("horn", "cape"), ("pole",))
    for expected in wishes:
        ways = planner.ways((-20.0, 3.0), (30.0, 3.0), expected)
        assert ways == tuple(way for way in every if way.by in expected)


def test_where_every_gate_is_closed_there_is_no_way_across(network: Network) -> None:
    shut = Planner(network, STRAITS, {"north", "upper", "lower", "south", "far"})
    assert shut.ways((-20.0, 3.0), (30.0, 3.0)) == ()
    assert [way.by for way in shut.ways((-20.0, 3.0), (-40.0, 3.0))] == ["direct"]


def test_a_way_from_a_place_to_itself_has_no_length(network: Network) -> None:
    (way,) = Planner(network, STRAITS).ways((-20.0, 3.0), (-20.0, 3.0))
    assert (way.by, way.length, way.through) == ("direct", 0.0, ())
