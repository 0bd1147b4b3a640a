"""Names along a line: next to it, upright, clear of lanes and boxes, painted from one zoom to the next."""

from itertools import pairwise
from math import hypot, inf

import numpy as np
import pytest
import shapely
from shapely import LineString
from shapely.affinity import translate

from arctic_map.geo import along
from arctic_map.geo.along import AvoidZone, LetterMetrics, LineLabel, runs, segments
from arctic_map.geo.label_requests import Obstacle
from arctic_map.model.projection import COARSEST

TYPE = LetterMetrics((8.0, 6.0, 8.0, 10.0, 8.0, 10.0), 10.0, 4.0)
ZOOM = 3.0
"""From this one on a name stays."""
K = 2.0**ZOOM / COARSEST
"""Pixels of a metre there."""


def metres(*pixels: tuple[float, float]) -> LineString:
    """A line in pixels at ZOOM, y up."""
    return LineString([(x / K, y / K) for x, y in pixels])


def clear(*boxes: Obstacle, lanes: tuple[LineString, ...] = (), distance: float = 5.0) -> AvoidZone:
    return AvoidZone(segments([*lanes]), distance, boxes)


def last(*lines: LineString, by: AvoidZone | None = None, type: LetterMetrics = TYPE) -> list[LineLabel]:
    """The names that stay, at the nearest zoom."""
    found = runs(lines, type, by or clear())
    return [run for run in found if run.zoom == ZOOM]


def letters(run: LineLabel) -> list[tuple[float, float, float]]:
    """Each baseline's start in pixels (y up) at ZOOM, and its turn counter-clockwise."""
    return [
        (run.x * K + dx, run.y * K - dy, -turn)
        for dx, dy, turn in zip(run.letters[::3], run.letters[1::3], run.letters[2::3], strict=True)
    ]


LEVEL = metres((0, 0), (400, 0))


def test_a_name_runs_over_a_level_line_letter_by_letter_about_its_middle() -> None:
    (run,) = last(LEVEL)
    found = letters(run)
    assert [after[0] - before[0] for before, after in pairwise(found)] == pytest.approx(
        TYPE.advances[:-1], abs=0.11
    )
    assert [y for _, y, _ in found] == pytest.approx([4.0] * 6, abs=0.1)
    assert {turn for *_, turn in found} == {0}
    # Places are tried each 60 px: its middle is no farther than half of that from the line's.
    assert abs(found[0][0] + TYPE.width / 2 - 200) <= 30
    assert hypot(run.x * K - found[0][0] - TYPE.width / 2, run.y * K) <= along.EACH


def test_a_name_reads_from_left_to_right_however_its_line_runs() -> None:
    (there,), (back,) = last(LEVEL), last(LineString(LEVEL.coords[::-1]))
    assert [round(x) for x, *_ in letters(there)] == pytest.approx(
        [round(x) for x, *_ in letters(back)], abs=61
    )
    assert {turn for *_, turn in letters(back)} == {0} and letters(back)[0][1] == pytest.approx(4.0, abs=0.1)


@pytest.mark.parametrize(("rise", "turn"), [(200, 27), (-200, -27), (400, 45)])
def test_a_name_rises_with_its_line_and_stands_square_to_it(rise: float, turn: int) -> None:
    (run,) = last(metres((0, 0), (400, rise)))
    line = LineString([(0, 0), (400, rise)])
    for x, y, own in letters(run):
        assert own == turn
        assert shapely.distance(shapely.Point(x, y), line) == pytest.approx(4.0, abs=0.15)
        assert y > x * rise / 400


@pytest.mark.parametrize(("across", "named"), [(120, True), (95, False)])
def test_a_line_that_is_too_steep_bears_no_name(across: float, named: bool) -> None:
    # 75 degrees are a rise of 3.73 to 1.
    assert bool(last(metres((0, 0), (across, 400)))) is named


def test_a_line_shorter_than_its_name_bears_none() -> None:
    assert last(metres((0, 0), (49, 0))) == []
    assert len(last(metres((0, 0), (70, 0)))) == 1


def test_a_sharp_bend_bears_no_name_and_one_that_bows_gently_does() -> None:
    assert last(metres((0, 0), (60, 0), (60, 60)), type=LetterMetrics((8.0,) * 10, 10.0, 4.0)) == []
    bow = [(200 * np.cos(angle), 200 * np.sin(angle)) for angle in np.linspace(2.4, 0.7, 60)]
    (run,) = last(metres(*bow))
    turns = [turn for *_, turn in letters(run)]
    assert turns == sorted(turns, reverse=True) and 8 < turns[0] - turns[-1] < 20
    assert abs(turns[0] + turns[-1]) <= 20
    for x, y, _ in letters(run):
        assert hypot(x, y) == pytest.approx(204, abs=1.5)


def test_short_bends_are_levelled() -> None:
    waves = [(x, 3 * (-1) ** (x // 10)) for x in range(0, 400, 10)]
    (run,) = last(metres(*waves))
    assert {abs(turn) <= 4 for *_, turn in letters(run)} == {True}


def test_names_of_a_long_line_stand_apart_and_are_three_at_most() -> None:
    long = last(metres((0, 0), (3000, 0)))
    assert len(long) == 3
    places = sorted(run.x * K for run in long)
    assert all(300 <= after - before <= 420 for before, after in pairwise(places))
    # The first of them is the one in the middle.
    assert abs(long[0].x * K - 1500) <= 40
    assert len(last(metres((0, 0), (500, 0)))) == 1 and len(last(metres((0, 0), (900, 0)))) >= 2


def test_where_something_stands_above_the_line_the_name_stands_below() -> None:
    above = Obstacle(0.0, 0.0, (-10.0, -30.0, 420.0, -2.0))
    (run,) = last(LEVEL, by=clear(above))
    # A capital letter is 0.68 of the size high: its top keeps the gap of 4 px.
    assert [y for _, y, _ in letters(run)] == pytest.approx([-10.8] * 6, abs=0.1)


def test_where_something_stands_on_both_sides_there_is_no_name() -> None:
    both = Obstacle(0.0, 0.0, (-10.0, -30.0, 420.0, 30.0))
    assert last(LEVEL, by=clear(both)) == []
    assert last(LEVEL, by=clear(Obstacle(0.0, 0.0, (-10.0, -30.0, 420.0, 30.0), 0.0, 2.9))) != []
    assert last(LEVEL, by=clear(Obstacle(0.0, 0.0, (-10.0, -30.0, 420.0, 30.0), 20.0))) != []


@pytest.mark.parametrize(("high", "free"), [(-15.0, True), (-11.9, False)])
def test_letters_keep_half_their_size_clear_of_boxes(high: float, free: bool) -> None:
    # The middle of small letters lies 7.3 px above the line; half a letter is 5 px.
    lower = Obstacle(0.0, 0.0, (-10.0, 2.0, 420.0, 40.0))
    over = Obstacle(0.0, 0.0, (-10.0, -60.0, 420.0, high))
    assert bool(last(LEVEL, by=clear(lower, over))) is free


@pytest.mark.parametrize(("apart", "over"), [(17.0, False), (18.0, True)])
def test_letters_keep_clear_of_lanes(apart: float, over: bool) -> None:
    # Of a lane 5 px and half a letter to both sides, from the middle of small letters at 7.3 px.
    lane = metres((-500, apart), (900, apart))
    (run,) = last(LEVEL, by=clear(lanes=(lane,)))
    assert (letters(run)[0][1] > 0) is over
    other = metres((-500, -40), (900, -40))
    assert last(LEVEL, by=clear(lanes=(lane, other), distance=50.0)) == []


def test_a_box_far_away_at_another_place_is_in_nobodys_way() -> None:
    aside = Obstacle(900 / K, 0.0, (-100.0, -30.0, 100.0, 30.0))
    near = Obstacle(200 / K, 0.0, (-300.0, -30.0, 300.0, 30.0))
    assert last(LEVEL, by=clear(aside)) == last(LEVEL)
    assert last(LEVEL, by=clear(near)) == []


def test_names_are_placed_again_at_each_step_of_zoom_until_the_next() -> None:
    found = [*runs([metres((0, 0), (4000, 0))], TYPE, clear())]
    zooms = [(run.zoom, run.until) for run in found]
    steps = [-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, inf]
    assert set(zooms) == set(pairwise(steps)) and zooms == sorted(zooms)


def test_each_three_letters_leave_no_room_for_others() -> None:
    (run,) = last(LEVEL)
    assert len(run.obstacles) == 2
    (first, second), start = run.obstacles, letters(run)[0][0] - run.x * K
    assert {(each.x, each.y, each.zoom, each.until) for each in run.obstacles} == {(run.x, run.y, ZOOM, inf)}
    up = -4.0 - run.y * K - 3.3
    # From the middle of the first letter to that of the third, and 5 px round them.
    assert first.box == pytest.approx((start + 4 - 5, up - 5, start + 18 + 5, up + 5), abs=0.7)
    assert second.box == pytest.approx((start + 27 - 5, up - 5, start + 45 + 5, up + 5), abs=0.7)


def test_two_names_at_one_place_are_not_over_each_other() -> None:
    shared = clear()
    (first,), (second,) = last(LEVEL, by=shared), last(LEVEL, by=shared)
    boxes = [
        translate(shapely.box(*each.box), each.x * K, -each.y * K)
        for each in (*first.obstacles, *second.obstacles)
    ]
    assert not any(one.intersects(other) for one in boxes[:2] for other in boxes[2:])


def test_lanes_are_cut_at_their_vertices_and_pieces_of_no_length_are_left_out() -> None:
    tree = segments([LineString([(0, 0), (1, 1), (1, 1), (2, 0)]), LineString([(5, 5), (6, 6)])])
    assert sorted(each.wkt for each in tree.geometries) == [
        "LINESTRING (0 0, 1 1)",
        "LINESTRING (1 1, 2 0)",
        "LINESTRING (5 5, 6 6)",
    ]
    assert len(segments([]).geometries) == 0


def test_numbers_of_letters_are_short() -> None:
    (run,) = last(LEVEL)
    assert all(number == round(number, 1) for number in run.letters)
    assert all(isinstance(number, int) for number in run.letters if number == int(number))
