"""Planes against pyproj."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS, Transformer

from arctic_map.geo.planes import PLANES, plane_named
from arctic_map.geo.position import unproject
from arctic_map.geo.projection import project
from arctic_map.model.plane import Plane

POLAR = [plane for plane in PLANES if plane.pole]
longitudes = st.floats(-179.999, 179.999)
northern = st.floats(0.001, 89.999)


@pytest.mark.parametrize("plane", PLANES, ids=lambda plane: plane.id)
@given(lon=longitudes, lat=st.floats(-89.999, 89.999))
def test_places_stand_where_pyproj_puts_them(plane: Plane, lon: float, lat: float) -> None:
    expected = Transformer.from_crs(4326, plane.crs, always_xy=True).transform(lon, lat)
    assert np.allclose(project(plane, lon, lat), expected, rtol=0, atol=0.001)


@pytest.mark.parametrize("plane", PLANES, ids=lambda plane: plane.id)
@given(lon=longitudes, lat=northern)
def test_unprojecting_undoes_projecting(plane: Plane, lon: float, lat: float) -> None:
    x, y = project(plane, lon, lat)
    back = unproject(plane, float(x), float(y))
    assert back is not None
    assert np.allclose(project(plane, *back), (x, y), rtol=0, atol=0.01)


@pytest.mark.parametrize("plane", POLAR, ids=lambda plane: plane.id)
@given(lon=longitudes, lat=northern)
def test_a_plane_is_its_family_turned_and_scaled(plane: Plane, lon: float, lat: float) -> None:
    family = next(each for each in PLANES if each.family == plane.family)
    x, y = (float(value) for value in project(family, lon, lat))
    assert np.allclose(plane.ground(x, y), project(plane, lon, lat), rtol=0, atol=0.01)


@pytest.mark.parametrize("plane", POLAR, ids=lambda plane: plane.id)
def test_the_pole_and_the_meridian_down_are_where_the_table_says(plane: Plane) -> None:
    assert plane.pole is not None
    assert np.allclose(project(plane, 0.0, 90.0), plane.pole, atol=0.001)
    x, y = project(plane, plane.down, 60.0)
    assert abs(x - plane.pole[0]) < 0.001
    assert y < plane.pole[1]


@pytest.mark.parametrize("plane", PLANES, ids=lambda plane: plane.id)
def test_the_box_holds_the_plane_closely(plane: Plane) -> None:
    lon = np.linspace(-180.0, 179.0, 360)
    lat = np.zeros(360) if plane.pole else np.linspace(-90.0, 90.0, 360)
    x, y = project(plane, np.concatenate([lon, [-89.9999, -90.0001]]), np.concatenate([lat, [0.0, 0.0]]))
    x0, y0, x1, y1 = plane.box
    assert x0 <= x.min()
    assert y0 <= y.min()
    assert x1 >= x.max()
    assert y1 >= y.max()
    assert x.max() - x.min() > 0.97 * (x1 - x0)


@pytest.mark.parametrize("plane", PLANES, ids=lambda plane: plane.id)
def test_the_home_view_holds_both_ends_of_the_route(plane: Plane) -> None:
    x0, y0, x1, y1 = plane.home
    for lon, lat in ((9.93, 53.55), (121.5, 31.2), (-169.0, 66.0)):
        x, y = project(plane, lon, lat)
        assert x0 < x < x1
        assert y0 < y < y1


def test_off_the_map_there_is_no_place() -> None:
    assert unproject(plane_named("nsr"), 20_000_000.0, 0.0) is None
    assert unproject(plane_named("world"), 17_000_000.0, 8_000_000.0) is None
    assert unproject(plane_named("epsg3576"), 9_000_000.0, 9_000_000.0) is None


@pytest.mark.parametrize(
    ("name", "epsg"), [("nsr", 5940), ("3413", 3413), ("3576", 3576), ("EPSG:3995", 3995)]
)
def test_planes_are_the_registered_ones(name: str, epsg: int) -> None:
    assert CRS(plane_named(name).crs).to_epsg() == epsg
