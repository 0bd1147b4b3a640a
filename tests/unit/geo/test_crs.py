"""From any reference system to degrees."""

import numpy as np
import pyproj
import pytest
import shapely

from arctic_map.geo import crs
from arctic_map.geo.crs import UnknownCrs, code_of, crs_named, is_degrees, positions_to_degrees, to_degrees

POLAR, FEET = crs_named("EPSG:3413"), crs_named("EPSG:2225")
"""In metres, and in feet of the United States."""
OLD = crs_named("EPSG:4284")
"""Degrees on another ellipsoid."""


def shapes(*found: shapely.Geometry | None) -> crs.Shapes:
    array = np.full(len(found), None, dtype=object)
    array[:] = found
    return array


@pytest.mark.parametrize("text", ["nothing", "EPSG:1", "", "EPSG:4978", "EPSG:5714"])
def test_what_has_no_place_on_the_earth_is_no_system(text: str) -> None:
    with pytest.raises(UnknownCrs):
        crs_named(text)


def test_a_system_has_its_code_or_else_its_name() -> None:
    assert code_of(POLAR) == "EPSG:3413"
    unnamed = crs_named("+proj=stere +lat_0=90 +lon_0=7 +datum=WGS84")
    assert code_of(unnamed) == "Polar Stereographic (variant A)"
    assert is_degrees(OLD) and is_degrees(crs_named("EPSG:4326")) and not is_degrees(POLAR)


@pytest.mark.parametrize("code", ["EPSG:4326", "EPSG:4979", "OGC:CRS84"])
def test_degrees_of_wgs_84_stay_as_they_are(code: str) -> None:
    given = shapes(shapely.Point(1, 2), None, shapely.LineString([(0, 0), (90, 80)]))
    found = to_degrees(given, crs_named(code))
    assert [each and each.wkt for each in found] == [each and each.wkt for each in given]
    x, y = positions_to_degrees(np.array([1.0]), np.array([2.0]), crs_named(code))
    assert (x.tolist(), y.tolist()) == ([1.0], [2.0])


@pytest.mark.parametrize("system", [POLAR, FEET, OLD], ids=code_of)
def test_places_are_those_of_proj(system: pyproj.CRS) -> None:
    place = (38.5, 55.2) if system is OLD else (6_200_000.0, 1_900_000.0) if system is FEET else (1e6, -2e6)
    expected = pyproj.Transformer.from_crs(system, "OGC:CRS84", always_xy=True).transform(*place)
    (found,) = to_degrees(shapes(shapely.Point(place)), system)
    assert (found.x, found.y) == pytest.approx(expected, abs=1e-9)
    x, y = positions_to_degrees(np.array([place[0]]), np.array([place[1]]), system)
    assert (x[0], y[0]) == (found.x, found.y)
    assert found.x == round(found.x, 9) and found.y == round(found.y, 9)


@pytest.mark.parametrize(("system", "unit"), [(POLAR, 1.0), (FEET, 1200 / 3937)], ids=["metres", "feet"])
def test_edges_straight_on_a_plane_get_a_vertex_every_ten_kilometres(system: pyproj.CRS, unit: float) -> None:
    x, y = (6_200_000.0, 1_900_000.0) if system is FEET else (1e6, -2e6)
    line = shapely.LineString([(x, y), (x + 95_000.0 / unit, y)])
    (found,) = to_degrees(shapes(line), system)
    assert len(found.coords) == 11
    (short,) = to_degrees(shapes(shapely.LineString([(x, y), (x + 9_000.0 / unit, y)])), system)
    assert len(short.coords) == 2


def test_degrees_of_another_ellipsoid_get_no_vertices() -> None:
    (found,) = to_degrees(shapes(shapely.LineString([(30, 60), (80, 60)])), OLD)
    assert len(found.coords) == 2


def test_very_long_lines_get_no_more_vertices_than_they_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crs, "MAX_VERTICES", 20)
    line = shapely.LineString([(0, -2e6), (4e6, -2e6)])
    first, none, second = to_degrees(shapes(line, None, line), POLAR)
    assert none is None and len(first.coords) == len(second.coords) == 11


def test_what_lies_outside_the_system_is_nothing_and_empty_stays_empty() -> None:
    disc = crs_named("EPSG:3576")
    found = to_degrees(shapes(shapely.Point(1e9, 0), shapely.Point(), shapely.Point(1e6, 1e6)), disc)
    assert found[0] is None and found[1].is_empty and found[2].y > 70
    x, y = positions_to_degrees(np.array([1e9, 1e6]), np.array([0.0, 1e6]), disc)
    assert (np.isfinite(x) & np.isfinite(y)).tolist() == [False, True]


def test_a_ring_that_crosses_itself_stays_as_it_is() -> None:
    ring = [(0, -2e6), (1e5, -1.9e6), (1e5, -2e6), (0, -1.9e6), (0, -2e6)]
    hole = [(7e4, -1.96e6), (8e4, -1.96e6), (8e4, -1.95e6), (7e4, -1.96e6)]
    crossed = shapely.Polygon(ring, [hole])
    for shape in (crossed, shapely.MultiPolygon([crossed]), shapely.GeometryCollection([crossed])):
        (found,) = to_degrees(shapes(shape), POLAR)
        assert found.geom_type == shape.geom_type and not found.is_valid
        back = shapely.transform(
            found,
            lambda at: np.column_stack(
                pyproj.Transformer.from_crs(4326, 3413, always_xy=True).transform(*at.T)
            ),
        )
        assert back.length == pytest.approx(shape.length, rel=1e-3)
