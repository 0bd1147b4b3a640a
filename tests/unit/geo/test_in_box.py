"""What reaches into a box is what shapely says."""

import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon

from arctic_map.geo.in_box import line_reaches, meet, surround, within

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
