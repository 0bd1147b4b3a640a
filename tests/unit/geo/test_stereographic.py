import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Proj, Transformer

from arctic_map.geo import stereographic
from arctic_map.geo.planes import PLANES, STEREOGRAPHIC
from arctic_map.model.plane import Plane

POLAR = [plane for plane in PLANES if plane.family == STEREOGRAPHIC]


@pytest.mark.parametrize("plane", POLAR, ids=lambda plane: plane.id)
@given(lon=st.floats(-179.9, 179.9), lat=st.floats(0.0, 89.9))
def test_formulas_say_what_proj_says(plane: Plane, lon: float, lat: float) -> None:
    x, y = Transformer.from_crs("OGC:CRS84", plane.crs, always_xy=True).transform(lon, lat)
    found = stereographic.place(plane, x, y)
    assert found[1] == pytest.approx(lat, abs=1e-7)
    assert math.cos(math.radians(found[0] - lon)) == pytest.approx(1.0, abs=1e-12)
    scale = Proj(plane.crs).get_factors(lon, lat).parallel_scale
    assert stereographic.point_scale(plane, x, y) == pytest.approx(scale, rel=1e-6)


@pytest.mark.parametrize("plane", POLAR, ids=lambda plane: plane.id)
def test_the_pole_itself_has_a_scale(plane: Plane) -> None:
    assert plane.pole is not None
    assert stereographic.point_scale(plane, *plane.pole) == pytest.approx(
        Proj(plane.crs).get_factors(plane.down, 89.9999).parallel_scale, rel=1e-6
    )
