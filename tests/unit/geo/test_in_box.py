"""What reaches into a box is what shapely says."""

import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon

from arctic_map.geo.in_box import line_reaches, surround

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
