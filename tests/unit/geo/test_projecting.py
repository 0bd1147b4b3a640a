"""Edges get vertices along the line they stand for."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS, Transformer

from arctic_map.geo.position import unproject, wgs84
from arctic_map.geo.projecting import STEP, STEP_DEGREES, densify, project
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.feature import Edges
from arctic_map.model.projection import Projection

positions = st.tuples(st.floats(-179, 179), st.floats(-85, 85))
lines = st.lists(positions, min_size=2, max_size=6)


@given(lines)
def test_geodesic_edges_keep_their_length_and_their_vertices(line: list[tuple[float, float]]) -> None:
    array = np.array(line)
    dense = densify(array, Edges.GEODESIC)
    assert np.isclose(wgs84().line_length(*dense.T), wgs84().line_length(*array.T), rtol=1e-6, atol=0.1)
    assert wgs84().inv(*dense[:-1].T, *dense[1:].T)[2].max() < STEP * 1.02
    assert all((dense == vertex).all(axis=1).any() for vertex in array)


@given(lines)
def test_parallel_edges_are_straight_in_degrees(line: list[tuple[float, float]]) -> None:
    array = np.array(line)
    dense = densify(array, Edges.PARALLEL)
    steps = np.abs(np.diff(dense, axis=0))
    assert steps.max() <= STEP_DEGREES + 1e-9
    assert np.isclose(steps.sum(), np.abs(np.diff(array, axis=0)).sum())


def test_a_parallel_stays_on_its_latitude_and_a_geodesic_leaves_it_northwards() -> None:
    line = np.array([[-30.0, 70.0], [60.0, 70.0]])
    assert (densify(line, Edges.PARALLEL)[:, 1] == 70.0).all()
    assert densify(line, Edges.GEODESIC)[:, 1].max() > 74.0


def test_an_edge_on_the_180th_meridian_stays_on_its_side() -> None:
    for side in (180.0, -180.0):
        assert (densify(np.array([[side, 60.0], [side, 70.0]]), Edges.GEODESIC)[:, 0] == side).all()


POLAR = [projection for projection in PROJECTIONS if projection.pole]
longitudes = st.floats(-179.999, 179.999)
northern = st.floats(0.001, 89.999)


@cache
def onto(crs: str) -> Transformer:
    return Transformer.from_crs(4326, crs, always_xy=True)


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
@given(lon=longitudes, lat=st.floats(-89.999, 89.999))
def test_places_stand_where_pyproj_puts_them(projection: Projection, lon: float, lat: float) -> None:
    expected = onto(projection.crs).transform(lon, lat)
    assert np.allclose(project(projection, lon, lat), expected, rtol=0, atol=0.001)


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
@given(lon=longitudes, lat=northern)
def test_unprojecting_undoes_projecting(projection: Projection, lon: float, lat: float) -> None:
    x, y = project(projection, lon, lat)
    back = unproject(projection, float(x), float(y))
    assert back is not None
    assert np.allclose(project(projection, *back), (x, y), rtol=0, atol=0.01)


@pytest.mark.parametrize("projection", POLAR, ids=lambda projection: projection.id)
@given(lon=longitudes, lat=northern)
def test_a_projection_is_its_family_turned_and_scaled(projection: Projection, lon: float, lat: float) -> None:
    family = next(each for each in PROJECTIONS if each.family == projection.family)
    x, y = (float(value) for value in project(family, lon, lat))
    assert np.allclose(projection.ground(x, y), project(projection, lon, lat), rtol=0, atol=0.01)


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_the_box_holds_the_projection_closely(projection: Projection) -> None:
    lon = np.linspace(-180.0, 179.0, 360)
    lat = np.zeros(360) if projection.pole else np.linspace(-90.0, 90.0, 360)
    x, y = project(projection, np.concatenate([lon, [-89.9999, -90.0001]]), np.concatenate([lat, [0.0, 0.0]]))
    x0, y0, x1, y1 = projection.box
    assert x0 <= x.min()
    assert y0 <= y.min()
    assert x1 >= x.max()
    assert y1 >= y.max()
    assert x.max() - x.min() > 0.97 * (x1 - x0)
    assert y.max() - y.min() > 0.97 * (y1 - y0)


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_the_home_view_holds_both_ends_of_the_route(projection: Projection) -> None:
    x0, y0, x1, y1 = projection.home
    for lon, lat in ((9.93, 53.55), (121.5, 31.2), (-169.0, 66.0)):
        x, y = project(projection, lon, lat)
        assert x0 < x < x1
        assert y0 < y < y1


def test_off_the_map_there_is_no_place() -> None:
    assert unproject(projection_named("nsr"), 20_000_000.0, 0.0) is None
    assert unproject(projection_named("world"), 17_000_000.0, 8_000_000.0) is None
    assert unproject(projection_named("epsg3576"), 9_000_000.0, 9_000_000.0) is None


@pytest.mark.parametrize(
    ("name", "epsg"), [("nsr", 5940), ("3413", 3413), ("3576", 3576), ("EPSG:3995", 3995)]
)
def test_projections_are_the_registered_ones(name: str, epsg: int) -> None:
    assert CRS(projection_named(name).crs).to_epsg() == epsg


def test_the_first_view_of_the_world_is_the_whole_world() -> None:
    world = projection_named("world")
    assert world.home == world.box
