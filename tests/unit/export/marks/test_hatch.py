"""Lines that hatch an area of the page."""

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arctic_map.export.marks.clip import Points
from arctic_map.export.marks.hatch import hatched

SQUARE: Points = [0.0, 60.0, 60.0, 0.0], [0.0, 0.0, 60.0, 60.0]
HOLE: Points = [20.0, 20.0, 40.0, 40.0], [20.0, 40.0, 40.0, 20.0]


def test_lines_at_half_a_right_angle_rise_to_the_right_and_are_as_far_apart_as_they_should() -> None:
    found = list(hatched([SQUARE], 6.0, 45.0, (0.0, 0.0)))
    assert all(xs[1] - xs[0] == pytest.approx(ys[0] - ys[1]) for xs, ys in found)
    sums = sorted({round(xs[0] + ys[0], 6) for xs, ys in found})
    assert all(after - before == pytest.approx(6.0 * 2**0.5) for before, after in pairwise(sums))


def test_a_hole_is_left_open() -> None:
    whole, open_ = ([*hatched(rings, 6.0, 0.0, (0.0, 0.0))] for rings in ([SQUARE], [SQUARE, HOLE]))
    assert {ys[0] for _, ys in whole} == {6.0 * number for number in range(1, 10)} | {0.0}
    cut = [(sorted(xs), ys[0]) for xs, ys in open_ if ys[0] == 30.0]
    assert cut == [([0.0, 20.0], 30.0), ([40.0, 60.0], 30.0)]


def test_one_of_the_lines_goes_through_the_origin_wherever_that_is() -> None:
    for origin in ((0.0, 0.0), (-1000.0, 333.3), (12.5, 7.25)):
        for xs, ys in hatched([SQUARE], 9.0, 135.0, origin):
            aside = ((xs[0] - origin[0]) - (ys[0] - origin[1])) / 2**0.5 / 9.0
            assert aside == pytest.approx(round(aside), abs=1e-6)


coordinates = st.floats(-500, 500).map(lambda number: round(number, 1))


@given(st.lists(st.tuples(coordinates, coordinates), min_size=3, max_size=12), st.floats(0, 179))
def test_any_ring_is_hatched_within_its_box(ring: list[tuple[float, float]], angle: float) -> None:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    for us, vs in hatched([(xs, ys)], 6.0, angle, (0.0, 0.0)):
        assert min(xs) - 1e-6 <= min(us) and max(us) <= max(xs) + 1e-6
        assert min(ys) - 1e-6 <= min(vs) and max(vs) <= max(ys) + 1e-6
        assert hypot(us[1] - us[0], vs[1] - vs[0]) > 0
