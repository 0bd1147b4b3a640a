"""Where a name with a line of words may stand apart from its place: pixels reckoned by hand."""

from math import hypot

import pytest

from arctic_map.geo.label_requests import LabelCandidate, text_box
from arctic_map.scene.drawings.label_candidates import callout_seats

SIZE, LOWER = 100.0, 125.0
"""Letters so large that a percent of them is a pixel, and from the first line to the second."""
SEATS = [*callout_seats(5.0, 7.0, SIZE)]


def box(seat: LabelCandidate) -> tuple[float, float, float, float]:
    """Of both lines without the room round them."""
    x0, y0, x1, y1 = text_box(seat, 0.0, SIZE, LOWER)
    return x0 + 1, y0 + 1, x1 - 1, y1 - 1


def test_each_distance_is_tried_in_twelve_directions_and_the_farther_must_be_free_earlier() -> None:
    assert len(SEATS) == 5 * 12 and {(seat.x, seat.y) for seat in SEATS} == {(5.0, 7.0)}
    assert [seat.worse for seat in SEATS[::12]] == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert all(seat.worse == SEATS[number - number % 12].worse for number, seat in enumerate(SEATS))


@pytest.mark.parametrize(("start", "reach"), [(0, 44), (12, 58), (24, 74), (36, 92), (48, 112)])
def test_the_nearest_ink_lies_so_far_from_the_place(start: int, reach: float) -> None:
    above, right, left, below = (SEATS[start + number] for number in (0, 5, 6, 11))
    assert (above.dx, below.dx) == pytest.approx((0, 0), abs=1e-9)
    assert above.anchor == below.anchor == "middle"
    assert box(above)[3] == pytest.approx(-reach) and box(below)[1] == pytest.approx(reach)
    assert (right.dx, right.anchor) == (reach, "start") and (left.dx, left.anchor) == (-reach, "end")
    for beside in (right, left):
        top, bottom = box(beside)[1], box(beside)[3]
        assert (top + bottom) / 2 == pytest.approx(0) and bottom - top == pytest.approx(74 + 24 + LOWER)


def test_aslant_the_nearest_corner_lies_so_far_from_the_place() -> None:
    for number, way in ((1, (1, -1)), (2, (-1, -1)), (9, (1, 1)), (10, (-1, 1))):
        seat = SEATS[number]
        x, y = seat.dx, box(seat)[3 if way[1] < 0 else 1]
        assert hypot(x, y) == pytest.approx(44) and (x > 0, y > 0) == (way[0] > 0, way[1] > 0)
        assert abs(y) > abs(x) and seat.anchor == ("start" if x > 0 else "end")
