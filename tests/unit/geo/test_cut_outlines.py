"""Lines are cut where their geodesic crosses 180 degrees, and joined again."""

import pytest
import shapely
from pyproj import Geod

from arctic_map.geo.cut_outlines import crosses, cut_area, cut_line, joined_lines


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
