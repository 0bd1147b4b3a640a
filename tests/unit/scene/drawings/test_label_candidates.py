"""Where a name may stand at its place, round its symbol or along its line: pixels computed by hand."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from math import hypot

import pytest
import shapely
from shapely import LineString, MultiLineString

from arctic_map.geo.label_requests import LabelCandidate, text_box
from arctic_map.geo.projections import projection_named
from arctic_map.model.decorations import POLE
from arctic_map.model.drawing import Shape
from arctic_map.model.feature import Feature, Geometry, Precision
from arctic_map.model.style import Lettering, Style
from arctic_map.scene.drawings.label_candidates import anchors_of, callout_candidates, candidates_of

TYPE = Lettering(size=100.0, colour="#000000", halo="#ffffff")
"""So large that a percent of its size is a pixel."""
NO_LANES = MultiLineString()
STYLE = Style(size=8.0, width=2.0)
Shift = tuple[float, float, str]
SIZE, LOWER = 100.0, 125.0
"""Letters so large that a percent of them is a pixel, and from the first line to the second."""
CANDIDATES = [*callout_candidates(5.0, 7.0, SIZE)]


def shape(kind: str, *part: float, feature: str = "a") -> Shape:
    return Shape(feature, kind, "", (part,), (0, 0, 0, 0))  # type: ignore[arg-type]


def candidates(
    mark: Shape | None, lanes: MultiLineString = NO_LANES, style: Style = STYLE, distance: float = 7.0
) -> list[LabelCandidate]:
    return [*candidates_of((500.0, 700.0), mark, style, TYPE, lanes, distance)]


def shifts(found: Iterable[LabelCandidate]) -> list[Shift]:
    return [(round(candidate.dx, 2), round(candidate.dy, 2), candidate.anchor) for candidate in found]


POINT = shape("point", 500.0, 700.0)


def test_a_name_stands_right_of_its_symbol_rather_than_left_above_or_below() -> None:
    # Half the symbol and its edge are 5 px, and 3 px lie between.
    assert shifts(islice(candidates(POINT), 4)) == [
        (8, 33, "start"),
        (-8, 33, "end"),
        (0, -34, "middle"),
        (0, 84, "middle"),
    ]


def test_a_parallel_is_named_next_to_its_crossing_and_the_pole_round_it() -> None:
    assert shifts(candidates(shape("line", 0, 0, 9, 9, feature="parallel-70"))) == [(3, -3, "start")]
    assert shifts(candidates(shape("point", 0, 0, feature=POLE))[:3]) == [
        (6, 33, "start"),
        (-6, 33, "end"),
        (0, -32, "middle"),
    ]


def test_a_name_without_a_mark_stands_on_its_place_or_some_lines_from_it() -> None:
    heights = [33, 133, -67, 213, -147, 293, -227]
    assert shifts(candidates(None)) == [(0, height, "middle") for height in heights]
    area = candidates(shape("area", 0, 0, 9, 0, 9, 9))
    assert shifts(area[:7]) == [(0, height, "middle") for height in heights]
    assert shifts(area[7:9]) == [(3, 33, "start"), (-3, 33, "end")]


def lane(*places: tuple[float, float]) -> MultiLineString:
    return MultiLineString([LineString(places)])


LEVEL, UPRIGHT = lane((-9e5, 700.0), (9e5, 700.0)), lane((500.0, -9e5), (500.0, 9e5))
SIDES: list[Shift] = [(6, 33, "start"), (-6, 33, "end")]


def test_a_strait_that_a_lane_goes_through_is_named_on_both_sides_of_it() -> None:
    assert shifts(candidates(None, LEVEL)[:5]) == [
        (0, -32, "middle"),
        (0, 82, "middle"),
        *SIDES,
        (0, 33, "middle"),
    ]
    assert shifts(candidates(None, UPRIGHT)[:3]) == [*SIDES, (0, 33, "middle")]


@pytest.mark.parametrize(("off", "is_lane"), [(59_000.0, True), (61_000.0, False)])
def test_a_lane_is_one_through_a_strait_up_to_sixty_kilometres_off(off: float, is_lane: bool) -> None:
    found = shifts(candidates(None, lane((-9e5, 700.0 + off), (9e5, 700.0 + off))))
    assert (found[0] == (0, -32, "middle")) is is_lane


def test_of_several_lanes_the_nearest_decides() -> None:
    both = MultiLineString([*UPRIGHT.geoms, LineString([(-9e5, 9_000.0), (9e5, 9_000.0)])])
    assert shifts(candidates(None, both)[:2]) == SIDES


def test_a_lane_that_begins_at_the_strait_is_followed_as_far_as_it_goes() -> None:
    assert shifts(candidates(None, lane((500.0, 700.0), (500.0, 9e5)))[:2]) == SIDES
    assert shifts(candidates(None, lane((500.0, 700.0), (9e5, 700.0)))[:1]) == [(0, -32, "middle")]


def test_along_a_line_names_stand_first_where_it_runs_level_and_near_its_middle() -> None:
    # Level for the first two thirds, then it rises.
    line = shape("line", 0.0, 0.0, 20_000.0, 0.0, 20_000.0, 10_000.0)
    found = candidates(line)
    assert len(found) == 23 * 6
    over = [candidate for candidate in found if candidate.anchor == "middle"]
    assert found[:46] == over
    # Its style and its edge are nearer than a name keeps from lanes: 7 px, what is clear round it, a half.
    assert shifts(over[:2]) == [(0, -34.5, "middle"), (0, 84.5, "middle")]
    assert all(candidate.y == 0 for candidate in over[:20]) and over[0].x == 15_000
    middles = [abs(candidate.x - 15_000.0) for candidate in over[:20:2]]
    assert middles == sorted(middles)
    assert [round(candidate.x) for candidate in over[-2:]] == [20_000] * 2
    assert shifts(found[46:50]) == [
        (8.5, -34.5, "start"),
        (-8.5, -34.5, "end"),
        (8.5, 84.5, "start"),
        (-8.5, 84.5, "end"),
    ]
    wide = candidates(line, style=replace(STYLE, width=30.0))
    assert shifts(wide[:1]) == [(0, -44, "middle")]


NSR = projection_named("nsr")


def feature(id: str = "a") -> Feature:
    place: Geometry = {"type": "Point", "coordinates": [60, 70]}
    return Feature(id=id, name="A", geometry=place, precision=Precision.SURVEYED, source="", style="")


def anchors(mark: Shape | None, id: str = "a") -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in anchors_of(feature(id), mark, NSR)]


def test_a_point_is_named_at_its_place_and_a_meridian_nowhere() -> None:
    assert anchors(shape("point", 5.0, 7.0)) == [(5.0, 7.0)]
    assert anchors(shape("line", 5.0, 7.0, 9.0, 9.0)) == [(5.0, 7.0)]
    assert anchors(shape("line", 5.0, 7.0, 9.0, 9.0), "meridian-30") == []
    assert anchors(None, POLE) == []
    assert len(anchors(None)) == 1


def test_a_long_area_is_named_in_each_of_its_thirds_too() -> None:
    long = (0.0, 0.0, 9000.0, 0.0, 9000.0, 3000.0, 0.0, 3000.0)
    middle, *thirds = anchors(shape("area", *long))
    assert 0 < middle[0] < 9000 and 0 < middle[1] < 3000
    assert sorted(int(x // 3000) for x, _ in thirds) == [0, 1, 2]
    assert all(0 < y < 3000 for _, y in thirds)
    upright = tuple(number for x, y in zip(long[::2], long[1::2], strict=True) for number in (y, x))
    assert sorted(int(y // 3000) for _, y in anchors(shape("area", *upright))[1:]) == [0, 1, 2]
    assert len(anchors(shape("area", 0.0, 0.0, 5900.0, 0.0, 5900.0, 3000.0, 0.0, 3000.0))) == 1
    assert len(anchors(shape("area", 0.0, 0.0, 6000.0, 0.0, 6000.0, 3000.0, 0.0, 3000.0))) == 4


def test_an_area_is_named_within_its_largest_ring() -> None:
    small, large = (0.0, 0.0, 9.0, 0.0, 9.0, 9.0), (100.0, 100.0, 900.0, 100.0, 900.0, 900.0, 100.0, 900.0)
    many = Shape("a", "area", "", (small, large, (5.0, 5.0)), (0, 0, 0, 0))
    ((x, y),) = anchors(many)
    assert shapely.box(100, 100, 900, 900).contains(shapely.Point(x, y))


def test_an_area_of_two_large_parts_is_named_in_each() -> None:
    sea, other = (
        (0.0, 0.0, 900.0, 0.0, 900.0, 900.0, 0.0, 900.0),
        (2000.0, 0.0, 2600.0, 0.0, 2600.0, 600.0, 2000.0, 600.0),
    )
    islet = (5000.0, 0.0, 5200.0, 0.0, 5200.0, 200.0)
    found = anchors(Shape("a", "area", "", (other, sea, islet), (0, 0, 0, 0)))
    assert [min(int(x // 2000), 2) for x, _ in found] == [0, 1]


def test_a_parallel_is_named_where_it_crosses_the_middle_meridian_and_those_sixty_degrees_aside() -> None:
    # A projection whose pole is at (0, 0), so that the parallel is a circle about it.
    polar, radius = projection_named("epsg3413"), 2_000_000.0
    ring = shapely.Point(0, 0).buffer(radius, quad_segs=64).exterior.coords
    mark = shape("line", *(number for place in ring for number in place), feature="parallel-70")
    found = [*anchors_of(feature("parallel-70"), mark, polar)]
    assert [(round(x / 2e4), round(y / 2e4)) for x, y in found] == [(0, -100), (87, -50), (-87, -50)]


def box(candidate: LabelCandidate) -> tuple[float, float, float, float]:
    """Of both lines without the room round them."""
    x0, y0, x1, y1 = text_box(candidate, 0.0, SIZE, LOWER)
    return x0 + 1, y0 + 1, x1 - 1, y1 - 1


def test_each_distance_is_tried_in_twelve_directions_and_the_farther_must_be_free_earlier() -> None:
    assert len(CANDIDATES) == 5 * 12 and {(candidate.x, candidate.y) for candidate in CANDIDATES} == {
        (5.0, 7.0)
    }
    assert [candidate.worse for candidate in CANDIDATES[::12]] == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert all(
        candidate.worse == CANDIDATES[number - number % 12].worse
        for number, candidate in enumerate(CANDIDATES)
    )


@pytest.mark.parametrize(("start", "reach"), [(0, 44), (12, 58), (24, 74), (36, 92), (48, 112)])
def test_the_nearest_ink_lies_so_far_from_the_place(start: int, reach: float) -> None:
    above, right, left, below = (CANDIDATES[start + number] for number in (0, 5, 6, 11))
    assert (above.dx, below.dx) == pytest.approx((0, 0), abs=1e-9)
    assert above.anchor == below.anchor == "middle"
    assert box(above)[3] == pytest.approx(-reach) and box(below)[1] == pytest.approx(reach)
    assert (right.dx, right.anchor) == (reach, "start") and (left.dx, left.anchor) == (-reach, "end")
    for candidate in (right, left):
        top, bottom = box(candidate)[1], box(candidate)[3]
        assert (top + bottom) / 2 == pytest.approx(0) and bottom - top == pytest.approx(74 + 24 + LOWER)


def test_aslant_the_nearest_corner_lies_so_far_from_the_place() -> None:
    for number, way in ((1, (1, -1)), (2, (-1, -1)), (9, (1, 1)), (10, (-1, 1))):
        candidate = CANDIDATES[number]
        x, y = candidate.dx, box(candidate)[3 if way[1] < 0 else 1]
        assert hypot(x, y) == pytest.approx(44) and (x > 0, y > 0) == (way[0] > 0, way[1] > 0)
        assert abs(y) > abs(x) and candidate.anchor == ("start" if x > 0 else "end")
