"""Shapes from files are whole, valid and within bounds before they are projected."""

from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from arctic_map.geo import clean, measure
from arctic_map.geo.clean import crosses, cut_area, cut_line, joined_lines
from arctic_map.geo.position import wgs84
from arctic_map.model.feature import Edges, Geometry


def geometry(kind: str, coordinates: Any) -> Geometry:
    return {"type": kind, "coordinates": coordinates}


def box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


ACROSS = geometry("Polygon", [box(170, 65, -170, 70)])
# Where the geodesics from 170 to -170 cross 180.
LOW, HIGH = (wgs84().npts(170, lat, -170, lat, 1)[0][1] for lat in (65, 70))
SPLIT = geometry(
    "MultiPolygon",
    [
        [[[170, 65], [180, LOW], [180, HIGH], [170, 70], [170, 65]]],
        [[[-180, LOW], [-170, 65], [-170, 70], [-180, HIGH], [-180, LOW]]],
    ],
)


def test_parts_that_meet_at_180_are_one_line() -> None:
    split = geometry(
        "MultiLineString", [[[170, 60], [180, 62]], [[-180, 62], [-170, 64]], [[-170, 64], [-169, 66]]]
    )
    (line,) = clean.lines(split, Edges.GEODESIC)
    assert line[0, 0] == 170
    assert line[-1, 0] == 191
    assert np.abs(np.diff(line[:, 0])).max() < 1


def test_parts_that_do_not_meet_stay_apart() -> None:
    assert (
        len(
            clean.lines(geometry("MultiLineString", [[[0, 60], [5, 60]], [[6, 60], [9, 60]]]), Edges.GEODESIC)
        )
        == 2
    )


def test_a_line_that_jumps_across_180_goes_the_short_way() -> None:
    (line,) = clean.lines(geometry("LineString", [[179, 60], [-179, 60]]), Edges.GEODESIC)
    assert line[:, 0].min() == 179
    assert line[:, 0].max() == 181


def test_an_area_across_180_is_the_same_written_in_one_piece_or_two() -> None:
    one, two = (clean.polygons(shape, Edges.GEODESIC) for shape in (ACROSS, SPLIT))
    assert len(one.geoms) == len(two.geoms) == 2
    assert one.symmetric_difference(two).area < 0.01


@pytest.mark.parametrize("turn", [1, -1], ids=["counter-clockwise", "clockwise"])
def test_a_ring_round_the_pole_is_what_lies_north_of_it(turn: int) -> None:
    ring = [[lon, 80.0] for lon in range(-180, 180, 10)][::turn]
    areas = clean.polygons(geometry("Polygon", [[*ring, ring[0]]]), Edges.GEODESIC)
    assert areas.bounds == (-180.0, 80.0, 180.0, 90.0)
    assert areas.area == pytest.approx(3600, rel=0.01)


def test_a_hole_across_180_stays_a_hole() -> None:
    outer, hole = box(160, 60, -160, 80), box(170, 65, -170, 75)
    areas = clean.polygons(geometry("Polygon", [outer, hole]), Edges.GEODESIC)
    assert not areas.covers(
        clean.polygons(geometry("Polygon", [hole]), Edges.GEODESIC).representative_point()
    )


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=3, max_size=8))
def test_whatever_the_ring_the_area_is_valid_and_within_bounds(ring: list[tuple[float, float]]) -> None:
    areas = clean.polygons(geometry("Polygon", [[*ring, ring[0]]]), Edges.PARALLEL)
    assert areas.is_valid
    if not areas.is_empty:
        west, south, east, north = areas.bounds
        assert (west, south) >= (-180, -90)
        assert (east, north) <= (180, 90)


@given(st.floats(-720, 720))
def test_longitudes_beyond_180_mean_the_same_place(lon: float) -> None:
    (line,) = clean.lines(geometry("LineString", [[lon, 60], [lon + 1, 61]]), Edges.GEODESIC)
    (plain,) = clean.lines(geometry("LineString", [[lon % 360, 60], [lon % 360 + 1, 61]]), Edges.GEODESIC)
    # Only longitudes come round again: a latitude a hair lower would come round to 360.
    assert np.allclose((line[:, 0] - plain[:, 0] + 180) % 360, 180, atol=1e-6)
    assert np.allclose(line[:, 1], plain[:, 1], atol=1e-6)


def test_areas_are_measured_on_the_ground_with_or_without_a_split() -> None:
    assert measure.area(ACROSS) == pytest.approx(measure.area(SPLIT), rel=1e-6)


def test_a_line_that_stays_on_its_side_is_whole() -> None:
    line = ((30.0, 70.0), (170.0, 75.0))
    assert cut_line(line) == (line,) and not crosses(line)


def test_a_cut_line_is_joined_to_what_it_was() -> None:
    line = ((170.0, 70.0), (-175.0, 72.0), (175.0, 74.0), (-170.0, 60.0))
    parts = cut_line(line)
    assert len(parts) == 4
    assert joined_lines(parts) == (line,)


def test_along_the_equator_the_cut_is_on_the_equator() -> None:
    _, east = cut_line(((179.0, 0.0), (-179.0, 0.0)))
    assert east[0][0] == -180.0 and abs(east[0][1]) < 1e-6


def test_a_line_from_180_itself_is_cut_once() -> None:
    parts = cut_line(((180.0, 70.0), (-170.0, 70.0)))
    assert [part[0][0] for part in parts] == [-180.0]


def test_an_area_round_the_pole_has_no_sides() -> None:
    ring = ((0.0, 80.0), (120.0, 80.0), (-120.0, 80.0))
    assert cut_area([ring]) == ((ring,),)


EARTH = Geod(ellps="WGS84")


def ground(polygons: object) -> float:
    """Square metres of polygons of rings, holes left out."""
    whole = 0.0
    for outer, *holes in polygons:  # type: ignore[attr-defined]
        sizes = []
        for ring in (outer, *holes):
            lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
            sizes.append(abs(EARTH.polygon_area_perimeter(lons, lats)[0]))
        whole += sizes[0] - sum(sizes[1:])
    return whole


def test_an_area_on_one_side_is_left_as_it_is() -> None:
    ring = ((10.0, 60.0), (20.0, 60.0), (20.0, 65.0))
    assert cut_area([ring]) == ((ring,),)


RING = ((170.0, 60.0), (-170.0, 60.0), (-170.0, 70.0), (170.0, 70.0))


@pytest.mark.parametrize("start", range(4))
def test_an_area_across_180_is_cut_there_into_one_on_either_side(start: int) -> None:
    ring = (*RING[start:], *RING[:start])
    cut = cut_area([ring])
    assert sorted((min(lon for lon, _ in part[0]), max(lon for lon, _ in part[0])) for part in cut) == [
        (-180.0, -170.0),
        (170.0, 180.0),
    ]
    assert all(len(part) == 1 and part[0][0] != part[0][-1] for part in cut)
    assert ground(cut) == pytest.approx(ground([[ring]]), rel=0.002)


@pytest.mark.parametrize("turn", [0.0, 360.0])
@pytest.mark.parametrize("west", [172.0, -178.0])
def test_a_hole_stays_in_the_half_that_it_lies_in_however_it_is_written(west: float, turn: float) -> None:
    lons = [west + turn, west + turn + 5.0]
    hole = ((lons[0], 63.0), (lons[1], 63.0), (lons[1], 66.0), (lons[0], 66.0))
    polygons = [shapely.Polygon(outer, holes) for outer, *holes in cut_area([RING, hole])]
    assert len(polygons) == 2 and all(polygon.is_valid for polygon in polygons)
    inside = shapely.Point(west + 2.5, 64.5)
    assert not any(polygon.contains(inside) for polygon in polygons)
    assert sorted(len(polygon.interiors) for polygon in polygons) == [0, 1]
    assert ground(cut_area([RING, hole])) == pytest.approx(ground([[RING, hole]]), rel=0.002)


def test_a_hole_across_180_opens_both_halves() -> None:
    hole = ((175.0, 63.0), (-175.0, 63.0), (-175.0, 66.0), (175.0, 66.0))
    cut = cut_area([RING, hole])
    assert ground(cut) == pytest.approx(ground([[RING, hole]]), rel=0.01)
    assert not any(
        shapely.Polygon(outer, holes).contains(shapely.Point(179.0, 64.5)) for outer, *holes in cut
    )
