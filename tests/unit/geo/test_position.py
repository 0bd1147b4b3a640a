"""Places, scales and lengths on projections, by formulas and against PROJ."""

import math
from functools import cache

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Proj, Transformer
from shapely import LineString, Point, Polygon

from arctic_map.geo import measure, position
from arctic_map.geo.position import line_reaches, meet, point_scale, stereographic_place, surround, within
from arctic_map.geo.projecting import project
from arctic_map.geo.projections import PROJECTIONS, STEREOGRAPHIC, projection_named
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


number = st.integers(-20, 20).map(float)
lines = st.lists(st.tuples(number, number), min_size=2, max_size=6)


@given(lines, number, number, st.integers(1, 15), st.integers(1, 15))
def test_a_line_reaches_into_a_box(
    line: list[tuple[float, float]], x: float, y: float, width: int, height: int
) -> None:
    box = (x, y, x + width, y + height)
    flat = tuple(number for place in line for number in place)
    assert line_reaches(flat, box) == LineString(line).intersects(shapely.box(*box))


@given(st.lists(st.tuples(number, number), min_size=3, max_size=6, unique=True), number, number)
def test_rings_surround_what_is_within_them(ring: list[tuple[float, float]], x: float, y: float) -> None:
    area, place = Polygon(ring), Point(x + 0.5, y + 0.25)
    if area.is_valid and area.exterior.distance(place) > 0:
        flat = tuple(number for place in ring for number in place)
        assert surround([flat], place.x, place.y) == area.contains(place)


boxes = st.tuples(number, number, st.integers(1, 15), st.integers(1, 15)).map(
    lambda each: (each[0], each[1], each[0] + each[2], each[1] + each[3])
)
Box = tuple[float, float, float, float]


@given(boxes, boxes)
def test_boxes_meet_and_lie_in_each_other_edges_too(a: Box, b: Box) -> None:
    one, other = (shapely.box(*each) for each in (a, b))
    assert meet(a, b) == one.intersects(other)
    assert within(a, b) == other.covers(one)


def test_a_box_lies_within_itself_and_none_that_is_larger_on_any_side() -> None:
    box = (0.0, 0.0, 4.0, 4.0)
    assert within(box, box) and meet(box, (4.0, 4.0, 5.0, 5.0))
    for side in range(4):
        larger = [*box]
        larger[side] += -1 if side < 2 else 1
        assert not within((larger[0], larger[1], larger[2], larger[3]), box)
        nearby = [(-2.0, 0.0, -1.0, 4.0), (0.0, -2.0, 4.0, -1.0), (5.0, 0.0, 6.0, 4.0), (0.0, 5.0, 4.0, 6.0)]
        assert not meet(box, nearby[side]) and not meet(nearby[side], box)


def test_no_longitude_is_beyond_180_degrees() -> None:
    world = projection_named("world")
    place = position.unproject(world, *position.transformer(world.crs).transform(-180.0, 72.5))
    assert place is not None and abs(place[0]) == 180.0
