"""Texts are as wide as the shipped face draws them and keep out of each other's way at every zoom."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString

from arctic_map import resources
from arctic_map.geo.label_requests import LabelCandidate, LabelRequest, Obstacle, text_box, text_width
from arctic_map.geo.labels import LabelPlacement, place_labels
from arctic_map.geo.line_clearance import STEP, zoom_at
from arctic_map.model.drawing import Anchor
from arctic_map.model.projection import COARSEST, ZOOM_RANGE
from arctic_map.model.style import Lettering

PLAIN = Lettering(size=10, colour="#000000", halo="#ffffff")
BOLD = Lettering(size=10, colour="#000000", halo="#ffffff", weight=600)
SPACED = Lettering(size=10, colour="#000000", halo="#ffffff", spacing=2)


def width(text: str, lettering: Lettering = PLAIN) -> float:
    return text_width(text, lettering, resources.fonts())


def test_a_text_is_the_sum_of_its_letters() -> None:
    assert width("Mm") == pytest.approx(width("M") + width("m"))
    assert width("m") > width("i") > 0
    assert width("") == 0


def test_bold_is_wider_and_spacing_adds_between_letters() -> None:
    assert width("Kara Sea", BOLD) > width("Kara Sea")
    assert width("abc", SPACED) == pytest.approx(width("abc") + 4)


def test_cyrillic_is_in_the_face_and_a_letter_it_lacks_is_a_square() -> None:
    assert 0 < width("Ж") < 10
    assert width("上") == 10


def overlap(one: Obstacle, other: Obstacle, zoom: float) -> bool:
    scale = 2**zoom / COARSEST
    boxes = [
        (o.x * scale + o.box[0], -o.y * scale + o.box[1], o.x * scale + o.box[2], -o.y * scale + o.box[3])
        for o in (one, other)
    ]
    (a0, b0, a1, b1), (c0, d0, c1, d1) = boxes
    margin = 1e-6
    return a0 + margin < c1 and c0 + margin < a1 and b0 + margin < d1 and d0 + margin < b1


places = st.tuples(st.integers(-40, 40), st.integers(-40, 40)).map(
    lambda p: (p[0] * 50_000.0, p[1] * 50_000.0)
)


@st.composite
def requests(draw: st.DrawFn) -> LabelRequest:
    x, y = draw(places)
    candidates = (
        LabelCandidate(x, y, 5, 3, "start"),
        LabelCandidate(x, y, -5, 3, "end"),
        LabelCandidate(x, y, 0, -6, "middle"),
    )
    return LabelRequest(
        draw(st.floats(5, 150)), draw(st.floats(8, 16)), candidates, draw(st.sampled_from([-1.0, 0.5, 2.0]))
    )


@given(st.lists(requests(), max_size=12), st.lists(places, max_size=5))
def test_no_two_boxes_overlap_at_any_zoom(
    label_requests: list[LabelRequest], symbols: list[tuple[float, float]]
) -> None:
    standing = [Obstacle(x, y, (-4, -4, 4, 4)) for x, y in symbols]
    for request, stands in zip(label_requests, place_labels(label_requests, standing), strict=True):
        for stand in stands:
            candidate = stand.candidate
            assert stand.zoom >= request.least
            box = text_box(candidate, request.width, request.size)
            placed = Obstacle(candidate.x, candidate.y, box, stand.zoom, stand.until)
            for other in standing:
                for at in np.arange(ZOOM_RANGE[0], ZOOM_RANGE[1] + 0.125, 0.125):
                    if max(placed.zoom, other.zoom) <= at < min(placed.until, other.until):
                        assert not overlap(placed, other, float(at))
            standing.append(placed)


def test_the_first_seat_is_used_unless_another_stands_at_a_lower_zoom() -> None:
    right, left = LabelCandidate(0, 0, 5, 3, "start"), LabelCandidate(0, 0, -5, 3, "end")
    request = LabelRequest(50, 10, (right, left), -1.0)
    assert place_labels([request], []) == [(LabelPlacement(right, -1.0),)]
    assert place_labels([request], [Obstacle(0, 0, (10, -2, 14, 2))]) == [(LabelPlacement(left, -1.0),)]


def test_from_a_zoom_that_is_low_enough_the_first_seat_is_as_good_as_any() -> None:
    right, left = LabelCandidate(0, 0, 5, 3, "start"), LabelCandidate(0, 0, -5, 3, "end")
    request, obstacle = LabelRequest(50, 10, (right, left), -1.0), Obstacle(500_000, 0, (-5, -5, 5, 5))
    assert place_labels([request], [obstacle]) == [(LabelPlacement(left, -1.0),)]
    ((stand,),) = place_labels([request], [obstacle], 2.0)
    assert stand.candidate == right
    assert -1.0 < stand.zoom <= 2.0


def test_a_label_in_the_way_of_a_more_important_one_waits_for_the_zoom_that_parts_them() -> None:
    first, second = (
        LabelRequest(100, 10, (LabelCandidate(x, 0, 0, 0, "start"),), -1.0) for x in (0.0, 1_000_000.0)
    )
    answers = place_labels([first, second], [])
    assert answers[0] == (LabelPlacement(first.candidates[0], -1.0),)
    # 100 px and the two margins of 1 px, over 1,000 km.
    assert answers[1][-1].zoom == zoom_at(102 / 1_000_000)


def test_a_label_that_can_never_stand_is_left_out() -> None:
    request = LabelRequest(50, 10, (LabelCandidate(0, 0, 0, 0, "middle"),), -1.0)
    assert place_labels([request, request], [])[1] == ()


@pytest.mark.parametrize(("anchor", "left"), [("start", 4.0), ("middle", -21.0), ("end", -46.0)])
def test_a_text_fills_its_letters_and_a_pixel_round_them(anchor: Anchor, left: float) -> None:
    box = text_box(LabelCandidate(0, 0, 5, 3, anchor), 50, 10)
    assert box == pytest.approx((left, 3 - 7.4 - 1, left + 52, 3 + 2.4 + 1))


def test_the_zoom_of_a_scale_is_the_next_step_above_it() -> None:
    assert zoom_at(1 / COARSEST) == 0.0
    assert zoom_at(1.001 / COARSEST) == STEP
    assert zoom_at(2 / COARSEST) == 1.0
    assert zoom_at(0.0) == ZOOM_RANGE[0]
    assert zoom_at(float("inf")) == float("inf")


def test_a_label_waits_for_the_zoom_of_its_seat() -> None:
    early, late = LabelCandidate(0, 0, 5, 3, "start", 1.0), LabelCandidate(0, 0, -5, 3, "end", 2.0)
    assert place_labels([LabelRequest(50, 10, (late, early), -1.0)], []) == [(LabelPlacement(early, 1.0),)]
    assert place_labels([LabelRequest(50, 10, (late, early), 3.0)], []) == [(LabelPlacement(late, 3.0),)]


def test_an_obstacle_that_comes_later_is_in_nobodys_way_before() -> None:
    candidate = LabelCandidate(0, 0, 5, 3, "start")
    far = Obstacle(1_000_000, 0, (-5, -5, 5, 5), 3.0)
    assert zoom_at(62 / 1_000_000) < 3.0
    assert place_labels([LabelRequest(50, 10, (candidate,), -1.0)], [far]) == [
        (LabelPlacement(candidate, -1.0),)
    ]


def test_very_many_labels_have_room() -> None:
    requests = [
        LabelRequest(5, 8, (LabelCandidate(x * 1e6, y * 1e6, 0, 0, "start"),), 0.0)
        for x in range(12)
        for y in range(12)
    ]
    assert all(place_labels(requests, []))


lane_ends = st.tuples(*(st.integers(-60, 60) for _ in range(4))).map(
    lambda ends: tuple(50_000.0 * e for e in ends)
)


@given(st.lists(requests(), min_size=1, max_size=6), st.lists(lane_ends, min_size=1, max_size=6))
def test_no_name_comes_near_a_lane_at_any_zoom(
    label_requests: list[LabelRequest], ends: list[tuple[float, ...]]
) -> None:
    lanes = np.array(ends)
    lines = [LineString([(x0, y0), (x1, y1)]) for x0, y0, x1, y1 in ends if (x0, y0) != (x1, y1)]
    for request, stands in zip(
        label_requests, place_labels(label_requests, [], lanes=lanes, lane_distance=4.0), strict=True
    ):
        for stand in stands:
            x0, y0, x1, y1 = text_box(stand.candidate, request.width, request.size)
            for zoom in np.arange(stand.zoom, min(stand.until, ZOOM_RANGE[1]), 0.125):
                metre = COARSEST / 2.0**zoom
                # A lane that only touches the room round a name is in nobody's way.
                room = shapely.box(
                    stand.candidate.x + (x0 - 3.9) * metre,
                    stand.candidate.y - (y1 + 3.9) * metre,
                    stand.candidate.x + (x1 + 3.9) * metre,
                    stand.candidate.y - (y0 - 3.9) * metre,
                )
                assert not any(line.intersects(room) for line in lines)


def test_where_a_seat_is_occupied_for_a_while_another_serves() -> None:
    right, left = LabelCandidate(0, 0, 5, 3, "start"), LabelCandidate(0, 0, -5, 3, "end")
    near, far = Obstacle(0, 0, (10, -2, 14, 2), 2.0, 4.0), Obstacle(0, 0, (-14, -2, -10, 2), 4.0)
    (stands,) = place_labels([LabelRequest(50, 10, (left, right), -1.0)], [near, far])
    assert stands == (LabelPlacement(left, -1.0, 4.0), LabelPlacement(right, 4.0))


def test_a_name_far_from_its_mark_is_tied_to_it_and_no_other_stands_on_the_line() -> None:
    far = LabelRequest(50, 10, (LabelCandidate(0, 0, 0, -60, "middle"),), -1.0, tied=4.0)
    x0, y0, x1, y1 = far.leader(far.candidates[0])
    assert (x0, y0, x1) == (0.0, -6.0, 0.0)
    assert -60 < y1 < -50
    over, right = LabelCandidate(0, 0, 0, -30, "middle"), LabelCandidate(0, 0, 8, -30, "start")
    other = LabelRequest(30, 10, (over, right), -1.0)
    assert [stand.candidate for stand in place_labels([other], [])[0]] == [over]
    assert [stand.candidate for stand in place_labels([far, other], [])[1]] == [right]
    # Nor does its line cross one that is there before it.
    assert place_labels([other, far], [])[1] == ()


def test_a_name_next_to_its_mark_is_not_tied() -> None:
    assert LabelRequest(50, 10, (), -1.0, tied=4.0).leader(LabelCandidate(0, 0, 7, 3, "start")) == ()
    assert LabelRequest(50, 10, (), -1.0).leader(LabelCandidate(0, 0, 0, -60, "middle")) == ()


def test_a_label_that_insists_stands_over_a_lane_only_where_no_seat_is_clear_of_lanes() -> None:
    below, above = LabelCandidate(0, 0, 5, 3, "start"), LabelCandidate(0, 0, 5, -30, "start", worse=0.5)
    across = np.array([[-1e7, 0, 1e7, 0]], dtype=float)
    one, two = LabelRequest(50, 10, (below, above), -1.0), LabelRequest(50, 10, (below,), -1.0)
    assert {stand.candidate for stand in place_labels([replace(one, insists=True)], [], -1.0, across)[0]} == {
        above
    }
    assert place_labels([two], [], -1.0, across) == [()]
    assert {stand.candidate for stand in place_labels([replace(two, insists=True)], [], -1.0, across)[0]} == {
        below
    }
