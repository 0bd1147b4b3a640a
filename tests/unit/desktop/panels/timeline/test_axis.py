"""The time axis: days to pixels and back, zoom and scroll, captions."""

from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in_atlas

from arctic_map.desktop.panels.timeline.axis import Axis, Scale, scale_of, ticks
from arctic_map.scene.playback import day_after, day_before, shifted
from arctic_map.scene.timeline import Range, extent, marks, moments

EXTENT = Range(date(1992, 1, 1), date(2040, 12, 31))
DAYS = st.dates(EXTENT.first, EXTENT.last)


@cache
def built_in() -> Scale:
    found = marks(built_in_atlas())
    whole = extent(found)
    assert whole is not None
    return scale_of(whole, moments(found))


def axis(width: float = 600.0) -> Axis:
    return Axis(built_in(), 80.0, width).resized(80.0, width)


def room(text: str) -> float:
    return 7.0 * len(text)


@st.composite
def views(draw: st.DrawFn) -> Axis:
    """What comes of any zooms and scrolls."""
    found = axis(draw(st.floats(150, 2000)))
    for _ in range(draw(st.integers(0, 4))):
        x = draw(st.floats(found.left, found.right))
        found = found.zoomed(draw(st.floats(0.1, 40)), x).scrolled(draw(st.floats(-900, 900)))
    return found


def test_the_dense_years_of_the_content_take_most_of_the_room() -> None:
    found = axis()
    assert [*found.scale.years] == [1992, 2020, 2026, 2041]
    years = [found.x(date(year + 1, 1, 1)) - found.x(date(year, 1, 1)) for year in range(2020, 2026)]
    assert min(years) > 50
    assert found.x(date(2020, 1, 1)) - found.left < 120
    assert (found.x(date(1992, 1, 1)), round(found.at(2041))) == (80.0, 680)


def test_years_that_are_dense_as_they_are_get_an_even_scale() -> None:
    days = [date(year, 5, 1) for year in range(2000, 2010)]
    assert scale_of(Range(date(2000, 1, 1), date(2009, 12, 31)), days).years == (2000, 2010)
    assert scale_of(EXTENT, []).years == (1992, 2041)
    one = scale_of(Range(date(2024, 1, 1), date(2024, 12, 31)), [date(2024, 3, 1)])
    assert one.years == (2024, 2025)


@given(views(), DAYS)
def test_a_day_is_found_again_at_its_pixel(found: Axis, day: date) -> None:
    x = found.x(day)
    assert abs((found.day(x + 1e-3) - day).days) <= 1
    assert found.x(day_after(day)) > x


@given(views())
def test_what_is_seen_never_leaves_the_axis(found: Axis) -> None:
    assert found.at(1992) <= found.left + 1e-6
    assert found.at(2041) >= found.right - 1e-6


@given(views(), st.floats(0.2, 5), st.floats(0, 1))
def test_zooming_keeps_what_is_under_the_pointer(found: Axis, factor: float, share: float) -> None:
    x = found.left + share * found.width
    after = found.zoomed(factor, x)
    inside = 1e-9 < after.start < 1 - 1 / after.zoom - 1e-9
    if inside:
        assert after.at(found.scale.year(found.start + (x - found.left) / (found.width * found.zoom))) == (
            pytest.approx(x, abs=0.01)
        )


@given(views(), DAYS)
def test_an_edge_can_be_aimed_at(found: Axis, day: date) -> None:
    """The edge next to a pixel is a beginning of a year, month or day, and no farther than half of one."""
    x = found.x(day)
    edge = found.edge(x)
    assert abs((edge - day).days) <= 184
    year = found.x(date(day.year + 1, 1, 1)) - found.x(date(day.year, 1, 1))
    if year < 36:
        assert (edge.month, edge.day) == (1, 1)
    elif year < 900:
        assert edge.day == 1


@given(views())
def test_captions_do_not_touch_and_name_a_year(found: Axis) -> None:
    marked = [tick for tick in ticks(found, room) if tick.text]
    ends = sorted((tick.x, tick.x + room(tick.text)) for tick in marked)
    assert all(end < begin for (_, end), (begin, _) in pairwise(ends))
    assert any(part.isdigit() and len(part) == 4 for tick in marked for part in tick.text.split())


def test_every_dense_year_is_captioned_in_a_window_of_usual_width() -> None:
    texts = {tick.text for tick in ticks(axis(560), room)}
    assert {str(year) for year in range(2020, 2026)} <= texts
    assert "1992" in texts


def test_months_and_days_come_with_the_zoom() -> None:
    near = axis().zoomed(12, axis().x(date(2024, 9, 1)))
    texts = {tick.text.split()[0] for tick in ticks(near, room) if tick.text}
    assert {"Aug", "Sep", "Oct"} <= texts
    nearest = near.zoomed(1e6, near.x(date(2024, 9, 12)))
    assert any(tick.text.startswith("15") for tick in ticks(nearest, room))
    assert nearest.x(date(2024, 9, 13)) - nearest.x(date(2024, 9, 12)) == pytest.approx(9, abs=0.1)


@pytest.mark.parametrize(
    ("edge", "months", "there"),
    [
        (date(2024, 9, 1), 1, date(2024, 10, 1)),
        (date(2024, 9, 10), 1, date(2024, 10, 1)),
        (date(2024, 9, 10), -1, date(2024, 9, 1)),
        (date(2024, 1, 1), -1, date(2023, 12, 1)),
        (date(2024, 5, 1), 12, date(2025, 5, 1)),
        (date(2024, 5, 1), -12, date(2023, 5, 1)),
        (date.min, -1, date.min),
        (date(9999, 12, 1), 1, date.max),
    ],
)
def test_edges_are_shifted_by_months(edge: date, months: int, there: date) -> None:
    assert shifted(edge, months) == there


def test_the_calendar_ends_without_an_error() -> None:
    assert (day_after(date.max), day_before(date.min)) == (date.max, date.min)
    far = scale_of(Range(date.min, date.max), [date.min, date.max])
    found = Axis(far, 0, 500).resized(0, 500)
    assert ticks(found.scrolled(1e9), room)
    assert found.edge(500.0) <= date.max
