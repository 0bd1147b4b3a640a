"""Marks in lanes and rows: none covers another, none is lost."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in_atlas
from tests.wordings import RUSSIAN

from arctic_map.desktop.panels.timeline.axis import Axis, scale_of
from arctic_map.desktop.panels.timeline.timeline_marks import (
    BEAD,
    EXPECTED,
    PITCH,
    Bar,
    Row,
    Shape,
    laid_out,
    lanes,
    nearest,
    shape_of,
    words,
)
from arctic_map.model.tr import speaking
from arctic_map.scene.timeline import Mark, extent, marks, moments, span


@cache
def all_marks() -> tuple[Mark, ...]:
    return marks(built_in_atlas())


def whole_axis(width: float = 600.0) -> Axis:
    whole = extent(all_marks())
    assert whole is not None
    return Axis(scale_of(whole, moments(all_marks())), 80, width).resized(80, width)


def rows(width: float = 600.0, zoom: float = 1.0, x: float = 500.0) -> tuple[Row, ...]:
    return laid_out(lanes(all_marks(), built_in_atlas().topic), whole_axis(width).zoomed(zoom, x))


def bars(found: tuple[Row, ...]) -> Iterator[Bar]:
    return (bar for row in found for bar in row.bars)


def bar_of(found: tuple[Row, ...], id: str) -> Bar:
    return next(bar for bar in bars(found) if any(mark.id == id for mark in bar.bundle.marks))


@pytest.mark.parametrize(
    ("when", "shape"),
    [
        ("2024-09-10", Shape.DOT),
        ("2024-09", Shape.SOFT),
        ("2024", Shape.SOFT),
        ("2024-09-10/2024-09-16", Shape.PERIOD),
        ("2022/2024", Shape.PERIOD),
        ("2024-09/2024-10", Shape.PERIOD),
        ("2024-11/2024", Shape.PERIOD),
        ("2025/..", Shape.PERIOD),
        ("../2024", Shape.PERIOD),
    ],
)
def test_a_mark_is_a_dot_a_soft_bar_or_a_period(when: str, shape: Shape) -> None:
    found = span(when)
    assert found is not None
    assert shape_of(found) is shape


def test_lanes_are_the_themes_in_order_with_forecasts_apart() -> None:
    found = lanes(all_marks(), built_in_atlas().topic)
    assert [lane.name for lane in found] == ["Trade", "Security", "Governance", "Diplomacy", EXPECTED]
    for lane in found:
        for mark in (mark for bundle in lane.bundles for mark in bundle.marks):
            assert mark.forecast == (lane.name == EXPECTED)


@given(st.floats(200, 2000), st.floats(1, 500), st.floats(0, 1))
def test_every_mark_has_a_bead_and_no_two_touch(width: float, zoom: float, at: float) -> None:
    found = rows(width, zoom, 80 + at * width)
    placed = [mark for bar in bars(found) for mark in bar.bundle.marks]
    assert sorted(mark.id for mark in placed) == sorted(mark.id for mark in all_marks())
    for row in found:
        assert all(0 <= bar.row < len(row.heights) for bar in row.bars)
        reaches = sorted((bar.row, *bar.reach) for bar in row.bars)
        for (one, _, end), (other, begin, _) in pairwise(reaches):
            assert one != other or end < begin
        for bar in row.bars:
            gaps = [b - a for a, b in pairwise(bar.beads)]
            assert all(gap >= PITCH - 1e-6 for gap in gaps)


@given(st.floats(400, 2000), st.floats(1, 500))
def test_beads_of_a_crowd_stand_near_their_days(width: float, zoom: float) -> None:
    """At most a few beads aside, at any zoom."""
    found = rows(width, zoom)
    whole = extent(all_marks())
    assert whole is not None
    axis = Axis(scale_of(whole, moments(all_marks())), 80, width).resized(80, width).zoomed(zoom, 500)
    for id in ("Z1", "Z2", "Z4", "Z7", "S12"):
        bar = bar_of(found, id)
        mark = next(mark for mark in bar.bundle.marks if mark.id == id)
        assert mark.span.first is not None
        x = bar.beads[bar.bundle.marks.index(mark)]
        month = axis.x(date(2024, 10, 1)) - axis.x(date(2024, 9, 1))
        assert abs(x - axis.x(mark.span.first)) <= month + 4 * PITCH


def test_marks_apart_stand_where_they_belong() -> None:
    found = rows(zoom=60.0, x=600.0)
    flight = bar_of(found, "Z1")
    assert abs(flight.beads[0] - (flight.x0 + flight.x1) / 2) < BEAD


def test_what_is_expected_until_a_year_stands_at_its_end() -> None:
    days = span("../2040")
    assert days is not None
    (row,) = laid_out(lanes([Mark("T1", "fact", "", "trade", days, forecast=True)], {}), whole_axis())
    (bar,) = row.bars
    assert abs(bar.beads[0] - bar.x1) <= BEAD


def test_a_pixel_means_the_nearest_bead() -> None:
    bar = bar_of(rows(), "L2")
    assert [mark.id for mark in bar.bundle.marks] == ["L1", "L2", "L3"]
    assert [nearest(bar, x).id for x in bar.beads] == ["L1", "L2", "L3"]
    assert nearest(bar, bar.x1).id == "L3"


def test_words_of_a_mark_say_when_and_what() -> None:
    by_id = {mark.id: mark for mark in all_marks()}
    assert words(by_id["T5"], built_in_atlas(), "en")[0] == "T5 · 2024 · Reported"
    assert words(by_id["T9"], built_in_atlas(), "en")[0] == "T9 · 2025 (inferred) · Reported"
    head, title = words(by_id["Z2"], built_in_atlas(), "en")
    assert head.startswith("10 to 16 September 2024 · ")
    assert title == "Ocean 2024, Pacific part"


def test_words_of_a_mark_name_layer_and_feature_in_the_language() -> None:
    mark = next(mark for mark in all_marks() if mark.id == "L1")
    with speaking(RUSSIAN):
        head, title = words(mark, built_in_atlas(), "ru")
    feature = built_in_atlas().features["L1"]
    assert head.endswith(RUSSIAN.content("Shipping lanes")) and title == feature.names["ru"]
