"""Places, scales and lengths on projections, by formulas and against PROJ."""

import math
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Proj, Transformer

from arctic_map.geo import measure, position
from arctic_map.geo.position import point_scale, stereographic_place
from arctic_map.geo.project import project
from arctic_map.geo.projections import PROJECTIONS, STEREOGRAPHIC
from arctic_map.model.projection import Projection

POLAR = [projection for projection in PROJECTIONS if projection.family == STEREOGRAPHIC]


@cache
def proj(crs: str) -> tuple[Transformer, Proj]:
    return Transformer.from_crs("OGC:CRS84", crs, always_xy=True), Proj(crs)


@pytest.mark.parametrize("projection", POLAR, ids=lambda projection: projection.id)
@given(lon=st.floats(-179.9, 179.9), lat=st.floats(0.0, 89.9))
def test_formulas_say_what_proj_says(projection: Projection, lon: float, lat: float) -> None:
    onto, factors = proj(projection.crs)
    x, y = onto.transform(lon, lat)
    found = stereographic_place(projection, x, y)
    # A fifth of a millimetre.
    assert found[1] == pytest.approx(lat, abs=2e-9)
    assert math.cos(math.radians(found[0] - lon)) == pytest.approx(1.0, abs=1e-12)
    scale = factors.get_factors(lon, lat).parallel_scale
    assert point_scale(projection, x, y) == pytest.approx(scale, rel=1e-6)


@pytest.mark.parametrize("projection", POLAR, ids=lambda projection: projection.id)
def test_the_pole_itself_has_a_scale(projection: Projection) -> None:
    assert projection.pole is not None
    assert point_scale(projection, *projection.pole) == pytest.approx(
        Proj(projection.crs).get_factors(projection.down, 89.9999).parallel_scale, rel=1e-6
    )


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
@pytest.mark.parametrize("lat", [45.0, 60.0, 75.0])
def test_a_bar_on_the_map_stands_for_the_ground_below_it(projection: Projection, lat: float) -> None:
    x, y = (float(value) for value in project(projection, projection.down, lat))
    (left, right) = (project(projection, projection.down + side, lat) for side in (-0.01, 0.01))
    pixels = float(right[0] - left[0]) / 100.0
    ground = measure.length(
        {"type": "LineString", "coordinates": [(projection.down - 0.01, lat), (projection.down + 0.01, lat)]}
    )
    assert position.ground_length(projection, x, y, pixels, 100.0) == pytest.approx(ground, rel=0.001)


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_off_the_map_a_bar_stands_for_nothing(projection: Projection) -> None:
    assert (
        position.ground_length(projection, projection.box[2] * 2, projection.box[3] * 2, 100.0, 1000.0) == 0.0
    )
