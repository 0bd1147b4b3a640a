"""The network of sea routes as the package has it: against published lengths, geometry and another method."""

import random
from functools import cache
from itertools import pairwise
from math import inf
from statistics import median

import numpy as np
import pytest
import shapely
from shapely import STRtree

from arctic_map.files.gazetteer import read_ports
from arctic_map.files.ground import read_level
from arctic_map.files.route_network import network_path, read_network
from arctic_map.files.straits import read_straits
from arctic_map.geo.densify import densify
from arctic_map.geo.pieces import pieces
from arctic_map.geo.position import transformer, wgs84
from arctic_map.geo.projections import EQUAL_EARTH, PROJECTIONS
from arctic_map.geo.sailing.afloat import Harbour
from arctic_map.geo.sailing.search import Planner
from arctic_map.model.feature import Edges
from arctic_map.model.port import Port
from arctic_map.model.projection import Projection
from arctic_map.model.strait import Lonlat
from arctic_map.model.voyage import Voyage

SEED = 12
SEAPORT = 60_000.0
"""Metres: the gazetteer has inland places too, and those further from water are no seaports."""
POLAR, WORLD = PROJECTIONS[0], next(each for each in PROJECTIONS if each.family == EQUAL_EARTH)
HAMBURG, OSLO, ROTTERDAM = (9.93, 53.54), (10.68, 59.88), (4.4, 51.9)
YOKOHAMA, TOKYO, VANCOUVER = (139.72, 35.43), (139.85, 35.58), (-123.2, 49.3)
COASTWISE = frozenset({"zhelaniya", "shokalsky", "red-army", "new-siberia"})
"""Straits that a published Northern Sea Route does not take."""


@cache
def planner(*closed: str) -> Planner:
    return Planner(read_network(), read_straits().straits, closed)


@cache
def seaports() -> tuple[Port, ...]:
    return tuple(port for port in read_ports() if port.moved < SEAPORT)


def way(start: Lonlat, finish: Lonlat, by: str, *closed: str) -> Voyage:
    harbour = Harbour(planner().network)
    one, other = harbour.afloat(start)[0], harbour.afloat(finish)[0]
    return next(each for each in planner(*closed).ways(one, other) if each.by == by)


def nautical_miles(voyage: Voyage) -> float:
    return voyage.length / 1852.0


def pairs(count: int) -> list[tuple[Port, Port]]:
    picked = random.Random(SEED)
    return [(one, other) for one, other in (picked.sample(seaports(), 2) for _ in range(count))]


@pytest.mark.parametrize(
    ("start", "finish", "by", "published"),
    [
        (HAMBURG, YOKOHAMA, "nsr", 6920.0),
        (HAMBURG, VANCOUVER, "nsr", 6635.0),
        (HAMBURG, YOKOHAMA, "suez", 11_430.0),
        (OSLO, YOKOHAMA, "suez", 12_013.0),
        (ROTTERDAM, TOKYO, "suez", 11_393.0),
    ],
)
def test_lengths_are_within_four_per_cent_of_published_ones(
    start: Lonlat, finish: Lonlat, by: str, published: float
) -> None:
    assert nautical_miles(way(start, finish, by)) == pytest.approx(published, rel=0.04)


def test_three_published_lengths_do_not_agree_with_the_others() -> None:
    # By Panama to Vancouver it is 9,093 miles here, 4.02 % more than published.
    assert nautical_miles(way(HAMBURG, VANCOUVER, "panama")) == pytest.approx(8741.0, rel=0.041)
    # Oslo is nearer to Yokohama than Hamburg is, Rotterdam 60 miles further; published are 226 and 693 more.
    hamburg = nautical_miles(way(HAMBURG, YOKOHAMA, "nsr"))
    assert -150.0 < nautical_miles(way(OSLO, YOKOHAMA, "nsr")) - hamburg < 0.0
    assert 0.0 < nautical_miles(way(ROTTERDAM, TOKYO, "nsr")) - hamburg < 150.0


def test_dikson_to_tiksi_stays_in_the_arctic() -> None:
    found = way((80.5, 73.5), (128.9, 71.7), "nsr")
    assert found.through == ("vilkitsky",)
    assert min(lat for _, lat in found.line) > 70.0


def test_a_way_is_as_long_back_and_no_detour_is_shorter() -> None:
    for (one, other), (third, _) in zip(pairs(3), pairs(6)[3:], strict=True):
        there, back = planner().ways(one.water, other.water), planner().ways(other.water, one.water)
        assert there[0].length == pytest.approx(back[0].length, rel=1e-6)
        legs = (planner().ways(one.water, third.water), planner().ways(third.water, other.water))
        assert there[0].length <= sum(leg[0].length for leg in legs) * 1.0001


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
def test_no_way_between_500_pairs_of_ports_is_on_land_but_for_declared_channels() -> None:
    channels = {
        frozenset(leg) for channel in read_straits().channels for leg in pairwise(map(rounded, channel))
    }
    legs = {
        leg
        for one, other in pairs(500)
        for voyage in planner().ways(one.water, other.water)
        for leg in pairwise(voyage.line)
        if frozenset(map(rounded, leg)) not in channels
    }
    assert [leg for leg in legs if on_land(*leg) > 1.0] == []


def rounded(place: Lonlat) -> Lonlat:
    return round(place[0], 5), round(place[1], 5)


STEP = 12_000.0
"""Metres between the places of the grid of the other method."""


@pytest.mark.slow
def test_another_method_finds_the_same_lengths_in_the_arctic() -> None:
    """Dijkstra on a polar grid with sixteen directions: up to 2.8 % too long, more in narrow straits."""
    arctic = [port for port in seaports() if port.water[1] > 66.0]
    picked = random.Random(SEED)
    grid = Grid()
    deviations: list[float] = []
    while len(deviations) < 12:
        one, other = picked.sample(arctic, 2)
        found = planner().ways(one.water, other.water)[0]
        if min(lat for _, lat in found.line) > 58.0 and found.length > 500_000.0:
            length = grid.length(one.water, other.water)
            deviations += [] if length is None else [length / found.length - 1.0]
    # Ends are at grid places, which may be nearer by a step.
    assert all(-0.012 < deviation < 0.08 for deviation in deviations), deviations
    assert median(deviations) < 0.028, deviations


class Grid:
    """Sea north of 55 degrees on the conformal polar stereographic plane."""

    CRS = "EPSG:3413"

    def __init__(self) -> None:
        from scipy.sparse import coo_matrix

        half = 4_000_000.0
        side = np.arange(-half, half, STEP)
        self.x, self.y = np.meshgrid(side, side)
        lon, lat = transformer(self.CRS).transform(self.x.ravel(), self.y.ravel(), direction="INVERSE")
        self.places = np.column_stack([lon, lat])
        dry = shapely.contains_xy(kept_clear(self.CRS), self.x.ravel(), self.y.ravel())
        wet = (lat > 55.0) & ~dry
        number = np.arange(len(lat)).reshape(self.x.shape)
        rows, columns, lengths = [], [], []
        for right, down in ((1, 0), (0, 1), (1, 1), (1, -1), (2, 1), (2, -1), (1, 2), (1, -2)):
            a, b = shifted(number, right, down)
            # A knight's move must not leap over a neck of land.
            row = down * number.shape[1]
            beside = (
                {2: (1, 1 + row), 1: (row // 2, row // 2 + 1)}[right]
                if abs(down) + right == 3
                else (right, row)
            )
            both = wet[a] & wet[b] & wet[a + beside[0]] & wet[a + beside[1]]
            a, b = a[both], b[both]
            rows.append(a)
            columns.append(b)
            lengths.append(wgs84().inv(lon[a], lat[a], lon[b], lat[b])[2])
        shape = (len(lat), len(lat))
        self.graph = coo_matrix(
            (np.concatenate(lengths), (np.concatenate(rows), np.concatenate(columns))), shape=shape
        ).tocsr()
        self.wet = np.flatnonzero(wet)

    def length(self, start: Lonlat, finish: Lonlat) -> float | None:
        from scipy.sparse.csgraph import dijkstra

        (first, off), (last, more) = self.nearest(start), self.nearest(finish)
        if max(off, more) > STEP:
            # Up a fairway, which the grid does not have.
            return None
        found = dijkstra(self.graph, directed=False, indices=first)[last]
        assert found < inf
        return float(found) + off + more

    def nearest(self, place: Lonlat) -> tuple[int, float]:
        lon, lat = self.places[self.wet].T
        away = wgs84().inv(np.full(len(lon), place[0]), np.full(len(lon), place[1]), lon, lat)[2]
        return int(self.wet[np.argmin(away)]), float(np.min(away))


def kept_clear(crs: str) -> shapely.Geometry:
    """The margin of the land of the northern half, in metres of a polar projection."""
    network = planner().network
    outer: list[shapely.Geometry] = []
    holes: list[shapely.Geometry] = []
    for ring in np.split(network.rings, np.cumsum(network.sizes)[:-1]):
        if ring[:, 1].min() > 5.0:
            area = shapely.Polygon(np.column_stack(transformer(crs).transform(ring[:, 0], ring[:, 1])))
            (outer if area.exterior.is_ccw else holes).append(area.buffer(0.0))
    whole = shapely.union_all(outer).difference(shapely.union_all(holes))
    shapely.prepare(whole)
    return whole


def shifted(number: np.ndarray, right: int, down: int) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of neighbours in a grid."""
    height, width = number.shape
    rows = slice(max(0, -down), height - max(0, down))
    others = slice(max(0, down), height - max(0, -down))
    return number[rows, : width - right].ravel(), number[others, right:].ravel()
