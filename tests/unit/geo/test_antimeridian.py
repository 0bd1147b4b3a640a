"""What crosses 180 or goes round a pole is drawn the same, however a file writes it."""

from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely.affinity import translate

from arctic_map.geo.marks import marks
from arctic_map.geo.planar import AREA_TOLERANCE
from arctic_map.geo.projected_marks import on_projection
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.feature import Geometry
from arctic_map.model.projection import Projection

Ring = list[list[float]]
SPHERE = Geod(a=6_371_007.2, b=6_371_007.2)
"""Of the Earth's area; places on it are up to one part in a hundred off."""
NSR, WORLD, EQUAL_AREA = map(projection_named, ("nsr", "world", "epsg3576"))
every_projection = pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
WITHIN = shapely.box(-180, -90, 180, 90)
few = settings(max_examples=15, deadline=None)


def polygon(*rings: Ring) -> Geometry:
    return {"type": "Polygon", "coordinates": list(rings)}


def several(*polygons: list[Ring]) -> Geometry:
    return {"type": "MultiPolygon", "coordinates": list(polygons)}


def line(*positions: Sequence[float]) -> Geometry:
    return {"type": "LineString", "coordinates": list(positions)}


def box(west: float, south: float, east: float, north: float) -> Ring:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def drawn(projection: Projection, geometry: Geometry) -> Any:
    """All that the projection shows of a geometry's areas, holes left open."""
    rings = [
        shapely.make_valid(shapely.Polygon(np.reshape(part, (-1, 2))))
        for _, kind, parts in on_projection(projection, marks([geometry]).marks)
        if kind == "area"
        for part in parts
    ]
    return reduce(lambda whole, ring: whole.symmetric_difference(ring), rings, shapely.MultiPolygon())


def parts(projection: Projection, geometry: Geometry) -> int:
    return sum(len(points) for _, _, points in on_projection(projection, marks([geometry]).marks))


def degrees(geometry: Geometry) -> float:
    """Square degrees of what is drawn."""
    return float(shapely.area(marks([geometry]).marks.areas).sum())


def whys(geometry: Geometry) -> list[str]:
    return [why for _, _, why in marks([geometry]).problems]


def alike(projection: Projection, one: Geometry, other: Geometry) -> bool:
    """Whether two pictures differ by no more than their outlines may stray."""
    a, b = drawn(projection, one), drawn(projection, other)
    return bool(a.symmetric_difference(b).area <= 1.5 * AREA_TOLERANCE * max(a.length, b.length, 1.0))


def wrapped(ring: Ring) -> Ring:
    return [[(lon + 180.0) % 360.0 - 180.0, lat] for lon, lat in ring]


def started_at(ring: Ring, start: int) -> Ring:
    cut = start % (len(ring) - 1)
    return [*ring[cut:-1], *ring[: cut + 1]]


def turned(ring: Ring, degrees: float) -> Ring:
    return [[lon + degrees, lat] for lon, lat in ring]


def parted(area: Any) -> list[Any]:
    """The polygons of a shape."""
    return [part for part in shapely.get_parts(area) if part.geom_type == "Polygon" and part.area > 0.0]


def split(ring: Ring) -> list[list[Ring]]:
    """The ring's area in parts within ±180, as RFC 7946 asks."""
    area = shapely.Polygon(ring)
    windows = [(turn, shapely.box(turn - 180.0, -90.0, turn + 180.0, 90.0)) for turn in (-360.0, 0.0, 360.0)]
    cut = [translate(part, -turn) for turn, window in windows for part in parted(area.intersection(window))]
    return [[np.array(part.exterior.coords).tolist()] for part in cut]


def ground(ring: Ring) -> float:
    """Square metres on the sphere of what a ring encloses, its edges straight in longitude and latitude."""
    run = np.column_stack([np.unwrap([lon for lon, _ in ring], period=360.0), [lat for _, lat in ring]])
    dense = shapely.get_coordinates(shapely.segmentize(shapely.LineString(run), 0.05))
    found = abs(SPHERE.polygon_area_perimeter(dense[:, 0], dense[:, 1])[0])
    return min(found, 4.0 * np.pi * SPHERE.a**2 - found)


def area_of(projection: Projection, geometry: Geometry) -> float:
    return float(drawn(projection, geometry).area)


@st.composite
def islands(draw: st.DrawFn) -> Ring:
    """Rings round a place north of the Equator, seldom far from 180, whose longitudes run on."""
    east = draw(st.floats(150, 210))
    north = draw(st.floats(25, 55))
    reach = draw(st.lists(st.floats(0.5, 1.0), min_size=8, max_size=14))
    across, high = draw(st.floats(4, 40)), draw(st.floats(4, 20))
    way = 2.0 * np.pi * np.arange(len(reach)) / len(reach)
    lon, lat = east + across * np.cos(way) * reach, north + high * np.sin(way) * reach
    ring = np.column_stack([lon, lat]).round(6).tolist()
    return [*ring, ring[0]]


@st.composite
def polar(draw: st.DrawFn) -> Ring:
    """Rings round the North Pole within ±180, which come round by 360, with bays that run on under land."""
    swings = draw(st.lists(st.floats(5, 20), min_size=6, max_size=12))
    number = np.arange(len(swings))
    lats = 60.0 + (-1.0) ** number * swings
    lon = draw(st.floats(-180, 179)) + 360.0 * number / len(lats) + draw(st.floats(-2.5, 2.5)) * lats
    ring = wrapped(np.column_stack([lon, lats]).round(6).tolist())
    return [*ring, ring[0]]


def closed_at_180(ring: Ring) -> Geometry:
    """The same area with edges along ±180 and the pole, as Natural Earth has Antarctica."""
    run = np.array(ring[:-1])
    run[:, 0] = np.unwrap(run[:, 0], period=360.0)
    way = 1.0 if run[-1, 0] > run[0, 0] else -1.0
    turns = np.concatenate([run + [360.0 * way * turn, 0.0] for turn in range(-3, 4)])
    # Where it is closed, turns away from the window, it may cross a bay.
    cap = shapely.make_valid(
        shapely.Polygon([*turns, [turns[-1, 0], 90.0], [turns[0, 0], 90.0]]), method="structure"
    )
    return several(*([np.array(part.exterior.coords).tolist()] for part in parted(cap.intersection(WITHIN))))


@few
@given(islands(), st.integers(0, 20), st.booleans(), st.sampled_from(PROJECTIONS))
def test_an_island_is_drawn_the_same_however_it_is_written(
    ring: Ring, start: int, back: bool, projection: Projection
) -> None:
    other = started_at(ring, start)[:: -1 if back else 1]
    pieces = split(ring)
    collection = {"type": "GeometryCollection", "geometries": [polygon(*part) for part in pieces]}
    for written in (
        polygon(other),
        polygon(turned(other, -360.0)),
        polygon(turned(other, 360.0)),
        polygon(wrapped(other)),
        polygon(turned(wrapped(other), 360.0)),
        several(*pieces),
        several(*pieces[::-1]),
        collection,
    ):
        assert alike(projection, polygon(ring), written)


@few
@given(islands())
def test_an_island_is_as_large_as_on_the_ground(ring: Ring) -> None:
    assert area_of(WORLD, polygon(wrapped(ring))) == pytest.approx(ground(ring), rel=0.015)
    assert area_of(EQUAL_AREA, several(*split(ring))) == pytest.approx(ground(ring), rel=0.015)


@few
@given(polar(), st.integers(0, 20), st.booleans(), st.sampled_from(PROJECTIONS))
def test_a_ring_round_the_pole_is_drawn_the_same_however_it_is_written(
    ring: Ring, start: int, back: bool, projection: Projection
) -> None:
    other = started_at(ring, start)[:: -1 if back else 1]
    assert alike(projection, polygon(ring), polygon(other))
    assert alike(projection, polygon(ring), polygon(turned(other, 360.0)))
    assert alike(projection, polygon(ring), closed_at_180(ring))


@few
@given(polar())
def test_a_ring_round_the_pole_is_as_large_as_on_the_ground(ring: Ring) -> None:
    assert area_of(EQUAL_AREA, polygon(ring)) == pytest.approx(ground(ring), rel=0.02)
    south = [[lon, -lat] for lon, lat in ring]
    assert area_of(WORLD, polygon(south)) == pytest.approx(ground(south), rel=0.02)


SPLIT = [box(170, 62, 180, 72)], [box(-180, 62, -170, 72)]


@every_projection
@pytest.mark.parametrize("order", [1, -1])
def test_parts_that_meet_at_180_are_one_area_without_a_border_between(
    projection: Projection, order: int
) -> None:
    collection = {"type": "GeometryCollection", "geometries": [polygon(*part) for part in SPLIT]}
    for written in (several(*SPLIT[::order]), collection):
        assert parts(projection, written) == 1
        assert whys(written) == []


def test_parts_that_meet_at_180_may_end_at_different_latitudes() -> None:
    assert parts(NSR, several([box(170, 60, 180, 70)], [box(-180, 65, -170, 75)])) == 1


def test_areas_of_two_features_stay_two() -> None:
    found = marks([polygon(*part) for part in SPLIT])
    assert [owner for owner, _, _ in on_projection(NSR, found.marks)] == [0, 1]


def test_on_the_world_an_area_is_cut_where_the_world_is() -> None:
    assert parts(WORLD, polygon(box(-100, 10, -80, 20))) == 2


# A coast round the South Pole, with a bay whose western side lies east of its eastern one's mouth.
COAST: Ring = [
    *[[float(lon), -70.0 - 4.0 * (lon % 40 == 0)] for lon in range(-160, 180, 20)],
    [170.0, -72.0],
    [-170.0, -80.0],
    [175.0, -84.0],
    [-172.0, -86.0],
    [-165.0, -75.0],
]


@pytest.mark.parametrize("start", range(0, len(COAST), 3))
@pytest.mark.parametrize("back", [False, True])
def test_a_ring_round_the_pole_is_the_same_area_from_every_start(start: int, back: bool) -> None:
    ring = started_at([*COAST, COAST[0]], start)[:: -1 if back else 1]
    assert degrees(polygon(ring)) == pytest.approx(degrees(polygon([*COAST, COAST[0]])), rel=1e-9)
    assert whys(polygon(ring)) == [
        "it goes around the South Pole without being closed along 180° and the pole; "
        "the area around the pole is drawn"
    ]


def test_a_coast_that_is_closed_along_180_and_the_pole_is_sound() -> None:
    coast = [[float(lon), -70.0 - 5.0 * (lon % 40 == 0)] for lon in range(-180, 181, 20)]
    closed = polygon([[-180, -90], *coast, [180, -90], [-180, -90]])
    assert whys(closed) == []
    # Without the edges along 180 and the pole it is the same, though it could be read as a strip of coast.
    assert degrees(polygon([*coast, coast[0]])) == pytest.approx(degrees(closed))


def test_the_pole_is_the_one_on_the_smaller_side_however_many_positions_lie_elsewhere() -> None:
    swath = [[float(lon), 60.0] for lon in range(-180, 180, 20)]
    dense = [[100.0 + share, -60.0 - share] for share in np.linspace(0.0, 1.0, 200).tolist()]
    at = swath.index([100.0, 60.0]) + 1
    ring = [*swath[:at], *dense, *swath[at:], swath[0]]
    assert whys(polygon(ring))[0].startswith("it goes around the North Pole")
    assert shapely.union_all(marks([polygon(ring)]).marks.areas).covers(shapely.Point(0.0, 89.0))


def test_between_two_rings_round_the_pole_lies_what_is_between_them() -> None:
    lons = (0.0, 90.0, 180.0, -90.0, 0.0)
    ring = polygon([[lon, -10.0] for lon in lons], [[lon, 80.0] for lon in lons])
    assert degrees(ring) == pytest.approx(360.0 * 90.0)


def test_a_sector_that_touches_the_pole_is_not_the_whole_cap() -> None:
    sector: Ring = [[32, 70], [100, 77], [180, 72], [-169, 66], [-169, 90], [32, 90], [32, 70]]
    west, _, east, _ = shapely.total_bounds(marks([polygon(sector)]).marks.areas)
    assert (west, east) == (-180.0, 180.0)
    assert not shapely.union_all(marks([polygon(sector)]).marks.areas).covers(shapely.Point(0.0, 80.0))


@pytest.mark.parametrize(
    ("ring", "wide"),
    [
        (box(-220.8, 50, -29.5, 70), 191.3),
        (box(10, 50, 350, 70), 340.0),
        (box(0, 50, 360, 70), 360.0),
        (box(-179.9, 50, 179.9, 70), 359.8),
        (box(-180, 50, 180, 70), 360.0),
        (box(-120, 50, 120, 70), 240.0),
        (box(170, 50, -170, 70), 20.0),
        (box(170, 50, 190, 70), 20.0),
        (box(530, 50, 550, 70), 20.0),
        ([[355, 50], [0, 50], [5, 50], [5, 70], [0, 70], [355, 70], [355, 50]], 10.0),
    ],
)
def test_a_box_is_as_wide_as_it_was_meant(ring: Ring, wide: float) -> None:
    assert degrees(polygon(ring)) == pytest.approx(20.0 * wide)


@pytest.mark.parametrize(
    ("geometry", "wide"),
    [
        (line([0, 60], [200, 60]), 200.0),
        (line([10, 60], [350, 60]), 340.0),
        (line([340, 60], [350, 60], [0, 60], [10, 60]), 30.0),
        (line([170, 60], [-170, 60]), 20.0),
        (line([530, 60], [190, 60]), 20.0),
        (line([-180, 60], [180, 60]), 360.0),
    ],
)
def test_a_line_is_as_long_as_it_was_meant(geometry: Geometry, wide: float) -> None:
    (found,) = marks([geometry]).marks.lines
    assert found.length == pytest.approx(wide)


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        (
            polygon(box(10, 60, 350, 70)),
            "its longitudes, from 10 to 350, go beyond ±180; it is drawn as wide as that, across 180°",
        ),
        (
            polygon(box(190, 60, 200, 70)),
            "its longitudes, from 190 to 200, go beyond ±180; they are read as -170 to -160",
        ),
        (
            line([0, 60], [200, 60]),
            "its longitudes, from 0 to 200, go beyond ±180; it is drawn as wide as that, across 180°",
        ),
        (
            line([340, 60], [350, 60], [0, 60], [10, 60]),
            "its longitudes, from 0 to 350, go beyond ±180 and leap back; it is read the short way round",
        ),
        (
            polygon(box(170, 60, -170, 70)),
            "it crosses 180° without being split there; it is read the short way round",
        ),
        ({"type": "Point", "coordinates": [190, 60]}, "longitude 190 is beyond ±180; it is read as -170"),
    ],
)
def test_each_repair_is_reported(geometry: Geometry, why: str) -> None:
    assert whys(geometry) == [why]


def test_a_ring_that_crosses_itself_beyond_180_is_reported() -> None:
    why = whys(polygon([[180, 60], [200, 70], [200, 60], [180, 70], [180, 60]]))
    assert why[-1] == "the ring crosses itself near -170, 65; it was repaired to be drawn"


@pytest.mark.parametrize("east", [180.00000001, 180.0, 179.99999999])
def test_rounding_at_180_is_nothing(east: float) -> None:
    geometry = several([box(170, 60, east, 70)], [box(-180, 60, -170, 70)])
    assert whys(geometry) == []
    assert parts(NSR, geometry) == parts(WORLD, geometry) == 1
    assert shapely.total_bounds(marks([geometry]).marks.areas).tolist() == [-180, 60, 180, 70]


UNSPLIT: Ring = [[170, 60], [-175, 62], [-172, 64], [-175, 66], [175, 63], [172, 68], [170, 60]]


def test_an_unsplit_ring_is_not_reported_as_crossing_itself() -> None:
    unsplit = "it crosses 180° without being split there"
    assert not shapely.is_valid(shapely.Polygon(UNSPLIT))
    assert whys(polygon(UNSPLIT)) == [f"{unsplit}; it is read the short way round"]


def test_many_rings_beyond_180_are_read_at_once() -> None:
    found = marks([polygon(box(181 + lon / 100, 60, 181.005 + lon / 100, 61)) for lon in range(5000)])
    assert len(found.changed) == len(found.problems) == 5000
    assert shapely.total_bounds(found.marks.areas).tolist() == pytest.approx([-179, 60, -129.005, 61])
