"""The network of sea routes as the package has it: against published lengths, geometry and another method."""

import json
import random
import sys
from collections import defaultdict
from functools import cache
from itertools import combinations, pairwise
from math import inf
from pathlib import Path
from statistics import median

import numpy as np
import pytest
import shapely
from scipy.sparse import csr_array, hstack, vstack
from scipy.sparse.csgraph import dijkstra
from shapely import STRtree
from tests.cases import first_quick
from tests.fast_marching import Sea

from arctic_map.geo.areas import pieces
from arctic_map.geo.position import transformer, wgs84
from arctic_map.geo.projecting import densify
from arctic_map.geo.projections import EQUAL_EARTH, PROJECTIONS
from arctic_map.geo.sailing.afloat import NearestWater
from arctic_map.geo.sailing.crossings import passed
from arctic_map.geo.sailing.network import Network, build, strait_masks
from arctic_map.geo.sailing.route_search import Planner
from arctic_map.geo.sailing.shore import metres
from arctic_map.model.feature import Edges
from arctic_map.model.itinerary import Port, RouteLine
from arctic_map.model.projection import Projection
from arctic_map.model.strait import NORTH_OF_THE_COAST, Lonlat
from arctic_map.storage.base_map import read_level
from arctic_map.storage.gazetteers import read_ports
from arctic_map.storage.route_data import read_straits
from arctic_map.storage.route_network import network_path, read_network

sys.path[:0] = [str(Path(__file__).parents[3] / "packaging")]

import build_routes  # noqa: E402  # from the root of the checkout

SEED = 12
SEAPORT = 60_000.0
"""Metres: the gazetteer has inland places too, and those further from water are no seaports."""
POLAR, WORLD = PROJECTIONS[0], next(each for each in PROJECTIONS if each.family == EQUAL_EARTH)
HAMBURG, OSLO, ROTTERDAM = (9.93, 53.54), (10.68, 59.88), (4.4, 51.9)
CAMBRIDGE_BAY, AKUREYRI = (-105.06, 69.0), (-18.2, 66.3)
YOKOHAMA, TOKYO, VANCOUVER = (139.72, 35.43), (139.85, 35.58), (-123.2, 49.3)


@cache
def planner(*closed: str) -> Planner:
    return Planner(read_network(), read_straits().straits, closed)


@cache
def seaports() -> tuple[Port, ...]:
    return tuple(port for port in read_ports() if port.moved < SEAPORT)


def way(start: Lonlat, finish: Lonlat, by: str, *closed: str) -> RouteLine:
    harbour = NearestWater(planner().network)
    one, other = harbour.afloat(start)[0], harbour.afloat(finish)[0]
    return next(each for each in planner(*closed).ways(one, other) if each.by == by)


def sights(network: Network) -> dict[tuple[float, ...], set[tuple[tuple[float, ...], float, int]]]:
    """From each place on a shore the places of greater numbers that it sees, with metres and straits."""
    found = defaultdict(set)
    places = [*map(tuple, network.nodes.tolist())]
    ahead = (network.ends > network.origin) & (network.corner[network.origin] >= 0)
    for start, end, length, straits in zip(
        network.origin[ahead], network.ends[ahead], network.lengths[ahead], network.masks[ahead], strict=True
    ):
        found[places[start]].add((places[end], float(np.float32(length)), int(straits)))
    return found


@pytest.mark.slow
def test_the_network_is_what_its_script_makes() -> None:
    """All of its shores, lengths and straits, and the links of one share of its nodes."""
    waters, network, again = read_straits(), planner().network, "run packaging/build_routes.py"
    rings = list(build_routes.shores(waters))
    made = {ring.tobytes() for ring in rings}
    assert all(ring.tobytes() in made for ring in np.split(network.rings, np.cumsum(network.sizes)[:-1])), (
        again
    )
    start, end = network.units[network.origin], network.units[network.ends]
    assert np.array_equal(strait_masks(start, end, waters.straits), network.masks), again
    lengths = metres(network.nodes[network.origin], network.nodes[network.ends])
    allowed = np.maximum(1e-7 * network.lengths, 1.0)
    assert (np.abs(lengths - network.lengths) <= allowed).all(), again
    share = sights(build(rings, waters, lambda look, shares: [look(next(iter(shares)))]))
    every = sights(network)
    assert len(share) > 900 and {place: every[place] for place in share} == share, again


def nautical_miles(voyage: RouteLine) -> float:
    return voyage.length / 1852.0


def pairs(count: int) -> list[tuple[Port, Port]]:
    picked = random.Random(SEED)
    return [(one, other) for one, other in (picked.sample(seaports(), 2) for _ in range(count))]


COAST = tuple(sorted(NORTH_OF_THE_COAST))


@pytest.mark.parametrize(
    ("start", "finish", "by", "closed", "published"),
    [
        (HAMBURG, YOKOHAMA, "nsr", COAST, 6920.0),
        (OSLO, YOKOHAMA, "nsr", COAST, 7146.0),
        # Not along the coast: there it is 8 % longer.
        (HAMBURG, VANCOUVER, "nsr", (), 6635.0),
        (HAMBURG, YOKOHAMA, "suez", (), 11_430.0),
        (OSLO, YOKOHAMA, "suez", (), 12_013.0),
        (ROTTERDAM, TOKYO, "suez", (), 11_393.0),
    ],
)
def test_lengths_are_within_four_per_cent_of_published_ones(
    start: Lonlat, finish: Lonlat, by: str, closed: tuple[str, ...], published: float
) -> None:
    assert nautical_miles(way(start, finish, by, *closed)) == pytest.approx(published, rel=0.04)


def along(*places: Lonlat) -> float:
    """Nautical miles of geodesics from place to place."""
    return float(sum(wgs84().inv(*one, *other)[2] for one, other in pairwise(places))) / 1852.0


@pytest.mark.parametrize(
    ("start", "finish", "by", "closed", "published"),
    [(ROTTERDAM, TOKYO, "nsr", COAST, 7140.0), (HAMBURG, VANCOUVER, "panama", (), 9093.0)],
)
def test_the_two_that_differ_from_published_lengths_are_as_the_decisions_tell(
    start: Lonlat, finish: Lonlat, by: str, closed: tuple[str, ...], published: float
) -> None:
    assert nautical_miles(way(start, finish, by, *closed)) == pytest.approx(published, rel=0.001)


def test_a_way_across_the_pole_keeps_out_of_the_waters_of_the_northern_sea_route() -> None:
    found = way((33.0, 69.2), YOKOHAMA, "pole")
    units = densify(np.array(found.line), Edges.GEODESIC)
    nearby = units[(units[:, 0] > 94.0) & (units[:, 0] < 96.0)]
    assert "pole" in found.through and (len(nearby) == 0 or nearby[:, 1].min() > 84.0)


def test_ways_take_the_straits_of_the_tracks_of_ships() -> None:
    """Tracks of the Arctic Marine Shipping Assessment, stretch by stretch from west to east or back."""
    straits = read_straits().straits
    for name, line in tracks().items():
        through = passed(line, straits)
        others = {
            strait.id
            for strait in straits
            if (strait.way in ("nsr", "nwp", "pole") or strait.id in ARCTIC_STRAITS)
            and strait.id not in through
        }
        harbour = NearestWater(planner().network)
        start, finish = ((float(lon), float(lat)) for lon, lat in line[[0, -1]])
        ends = harbour.afloat(start)[0], harbour.afloat(finish)[0]
        found = Planner(planner().network, straits, others).ways(*ends)
        assert found, name
        assert {*found[0].through} >= {*through}, name
        # A ship goes round by more than the shortest way needs, and by less than a quarter of it.
        sailed = float(metres(line[:-1], line[1:]).sum())
        assert 0.75 * sailed < found[0].length < 1.01 * sailed, (name, found[0].length / sailed)


ARCTIC_STRAITS = frozenset(
    {
        *("kara-gate", "yugorsky", "zhelaniya", "sannikov", "dmitry-laptev", "new-siberia", "long"),
        *("prince-of-wales", "dolphin-union", "dease", "victoria", "james-ross", "peel", "prince-regent"),
        *("bellot", "nares"),
    }
)


def tracks() -> dict[str, np.ndarray]:
    """By name, places in degrees."""
    found = json.loads(Path(__file__).with_name("amsa_tracks.geojson").read_text())
    return {
        each["properties"]["name"]: np.array(each["geometry"]["coordinates"]) for each in found["features"]
    }


def test_dikson_to_tiksi_stays_in_the_arctic() -> None:
    found = way((80.5, 73.5), (128.9, 71.7), "nsr")
    assert found.through == ("vilkitsky",)
    assert min(lat for _, lat in found.line) > 70.0


@pytest.mark.parametrize("count", first_quick([8, 24]))
def test_each_way_is_as_long_back_and_goes_through_the_same_straits(count: int) -> None:
    for one, other in pairs(count):
        there, back = ways_between(one, other), planner().ways(other.water, one.water)
        assert [way.by for way in there] == [way.by for way in back]
        for way, return_ in zip(there, back, strict=True):
            assert way.length == pytest.approx(return_.length, rel=1e-3), (one.name, other.name, way.by)


@cache
def ways_between(one: Port, other: Port) -> tuple[RouteLine, ...]:
    return planner().ways(one.water, other.water)


@pytest.mark.parametrize("count", first_quick([5, 9]))
def test_no_detour_by_a_third_port_is_shorter(count: int) -> None:
    """In all triangles of some ports."""
    ports = random.Random(SEED).sample(seaports(), count)
    sides = [
        (here, there, planner().ways(ports[here].water, ports[there].water)[0].length)
        for here, there in combinations(range(count), 2)
    ]
    lengths = np.zeros((count, count))
    for here, there, length in sides:
        lengths[here, there] = lengths[there, here] = length
    detours = (lengths[:, :, None] + lengths.T[None]).min(axis=1)
    for here, there, length in sides:
        assert length <= detours[here, there] * 1.0001, (ports[here].name, ports[there].name)


@pytest.mark.parametrize("closed", first_quick([((),), (("bellot",),), (("amundsen", "bellot", "mclure"),)]))
def test_no_way_through_however_many_gates_is_shorter(closed: tuple[str, ...]) -> None:
    """Whichever side of the gates between the oceans the ends lie on, and how often a way goes through."""
    search = planner(*closed)
    links = open_links(closed)
    arctic = [port for port in seaports() if port.water[1] > 66.0]
    picked = random.Random(SEED)
    ways = set[str]()
    for _ in range(12):
        one, other = picked.sample(arctic, 2)
        there, back = search.end(one.water), search.end(other.water)
        least = float((lengths_from(there.nodes, there.lengths, links)[back.nodes] + back.lengths).min())
        found = search.ways(one.water, other.water)[0]
        ways.add(found.by)
        assert found.length < least * 1.000001, (one.name, other.name, found.by)
    assert len(ways) > 1


def open_links(closed: tuple[str, ...]) -> csr_array:
    """Metres from node to node by what is not closed, the shorter of two that lead alike."""
    network = planner().network
    shut = np.uint64(sum(1 << bit for bit, each in enumerate(planner().straits) if each.id in closed))
    begins = np.repeat(np.arange(len(network.nodes)), np.diff(network.starts))
    is_open = network.masks & shut == 0
    begins, ends, lengths = begins[is_open], network.ends[is_open], network.lengths[is_open]
    order = np.lexsort((lengths, ends, begins))
    begins, ends, lengths = begins[order], ends[order], lengths[order]
    first = np.append(True, (np.diff(begins) != 0) | (np.diff(ends) != 0))
    size = len(network.nodes)
    return csr_array((lengths[first].astype(float), (begins[first], ends[first])), shape=(size, size))


def lengths_from(nodes: np.ndarray, lengths: np.ndarray, links: csr_array) -> np.ndarray:
    """Metres to each node from a place so far from some of them, by Dijkstra's method and nothing else."""
    size = links.shape[0]
    place = csr_array((lengths.astype(float), (np.zeros_like(nodes), nodes)), shape=(1, size))
    with_place = vstack([hstack([links, csr_array((size, 1))]), hstack([place, csr_array((1, 1))])]).tocsr()
    return np.asarray(dijkstra(with_place, indices=size)[:size])


def test_a_way_may_lead_out_of_an_ocean_and_back() -> None:
    """North of the Queen Elizabeth Islands and across the central Arctic Ocean, Bellot Strait closed."""
    found = {each.by: each for each in planner("bellot").ways(CAMBRIDGE_BAY, AKUREYRI)}
    assert found["mixed"].length < 0.985 * found["direct"].length
    assert {"queen-elizabeth", "pole"} <= {*found["mixed"].through}


def test_the_network_is_small_and_every_strait_is_on_some_link() -> None:
    assert network_path().stat().st_size < 6_000_000
    used = int(np.bitwise_or.reduce(planner().network.masks))
    names = [strait.id for bit, strait in enumerate(read_straits().straits) if not used >> bit & 1]
    # Its line only closes a gap between two others.
    assert names == ["red-army"]


@cache
def land(projection: Projection) -> STRtree:
    ground = read_level(projection.family, 2)
    rings = (part for cell in ground.items["land"].cells for part in cell.parts)
    return STRtree(shapely.get_parts(pieces(rings, ground.quantum, projection.ground)))


def on_land(start: Lonlat, end: Lonlat) -> float:
    """Metres of the projection that a geodesic lies on land; it is cut at the edge of the world."""
    dense = densify(np.array([start, end]), Edges.GEODESIC)
    projection = POLAR if dense[:, 1].min() > 5.0 else WORLD
    seam = np.flatnonzero(np.abs(np.diff((dense[:, 0] + 90.0) % 360.0)) > 180.0) + 1
    total = 0.0
    for part in np.split(dense, seam) if projection is WORLD else [dense]:
        if len(part) > 1:
            line = shapely.LineString(
                np.column_stack(transformer(projection.crs).transform(part[:, 0], part[:, 1]))
            )
            found = land(projection).query(line, predicate="intersects")
            total += sum(line.intersection(land(projection).geometries[each]).length for each in found)
    return total


@pytest.mark.slow
def test_no_way_between_24_pairs_of_ports_is_on_land_but_for_declared_channels() -> None:
    channels = {
        frozenset(leg) for channel in read_straits().channels for leg in pairwise(map(rounded, channel))
    }
    legs = {
        leg
        for one, other in pairs(24)
        for voyage in ways_between(one, other)
        for leg in pairwise(voyage.line)
        if frozenset(map(rounded, leg)) not in channels
    }
    assert [leg for leg in legs if on_land(*leg) > 1.0] == []


def rounded(place: Lonlat) -> Lonlat:
    return round(place[0], 5), round(place[1], 5)


STEP = 5000.0
"""Metres between the cells of the coarser grid of the other method; the finer one has half of them."""
WAYS_FROM_EACH = 5


@pytest.mark.slow
def test_fast_marching_finds_the_lengths_of_5_arctic_ways_within_half_a_per_cent() -> None:
    """On two grids: its error halves with the cells, and what is left of it comes from the finer one.

    Not compared are ways by declared narrows, where the grid has land, and to ports up a river or fjord that
    cells of 5 km close.
    """
    found = marched(5)
    deviations = {
        names: (2.0 * fine - coarse) / length - 1.0 for names, (coarse, fine, length) in found.items()
    }
    assert len(deviations) == 5
    assert max(map(abs, deviations.values())) < 0.005, deviations
    assert abs(median(deviations.values())) < 0.001, median(deviations.values())


def marched(count: int) -> dict[tuple[str, str], tuple[float, float, float]]:
    """By the ports of a way, its length on both grids and the planner's, in metres."""
    network = planner().network
    rings = np.split(network.rings, np.cumsum(network.sizes)[:-1])
    north = [ring for ring in rings if ring[:, 1].min() > 5.0]
    seas = Sea(north, STEP), Sea(north, STEP / 2.0)
    arctic = [port for port in seaports() if port.water[1] > 66.0]
    picked = random.Random(SEED)
    found: dict[tuple[str, str], tuple[float, float, float]] = {}
    for start in picked.sample(arctic, len(arctic)):
        fields = [(sea, sea.lengths(start.water)) for sea in seas]
        room = min(WAYS_FROM_EACH, count - len(found))
        for finish in picked.sample(arctic, len(arctic)):
            way = within_the_grid(start, finish)
            if room == 0 or way is None or (finish.name, start.name) in found:
                continue
            coarse, fine = (sea.at(lengths, finish.water) for sea, lengths in fields)
            if max(coarse, fine) < inf:
                found[start.name, finish.name] = coarse, fine, way.length
                room -= 1
        if len(found) == count:
            break
    return found


def within_the_grid(start: Port, finish: Port) -> RouteLine | None:
    """The shortest way, if it stays in the Arctic and is long enough to be compared.

    None by a narrow that is water by declaration: the grid has land there.
    """
    declared = {each.id for each in read_straits().straits if each.channel and not each.way}
    ways = [
        each
        for each in planner().ways(start.water, finish.water)[:1]
        if not declared.intersection(each.through)
    ]
    far = bool(ways) and ways[0].length > 500_000.0 and min(lat for _, lat in ways[0].line) > 58.0
    return ways[0] if far else None
