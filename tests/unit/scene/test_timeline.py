"""Dates as spans, marks on the axis, and what a range of time shows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in_atlas

from arctic_map.content.vocabulary import when_problem
from arctic_map.model.catalog import Band, Layer, LayerKind, Raster
from arctic_map.scene import timeline
from arctic_map.scene.timeline import Coarse, DateRange, Range, span, within

DAYS = st.dates(date(1980, 1, 1), date(2050, 12, 31))


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Range(first, last)


@st.composite
def written(draw: st.DrawFn) -> str:
    """A date or period as the content writes it."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    start, end = first.isoformat()[: draw(st.sampled_from([4, 7, 10]))], last.isoformat()
    end = end[: draw(st.sampled_from([4, 7, 10]))]
    return draw(st.sampled_from([start, f"{start}/..", f"../{end}", f"{start}/{end}"]))


@pytest.mark.parametrize(
    ("when", "first", "last", "coarse"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), Coarse.YEAR),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Coarse.MONTH),
        ("2024-07-24", date(2024, 7, 24), date(2024, 7, 24), Coarse.DAY),
        ("2022-02/2025-05", date(2022, 2, 1), date(2025, 5, 31), Coarse.MONTH),
        ("2024-09-20/2024-10", date(2024, 9, 20), date(2024, 10, 31), Coarse.MONTH),
        ("2024-11/2024", date(2024, 11, 1), date(2024, 12, 31), Coarse.YEAR),
        ("2025/..", date(2025, 1, 1), None, Coarse.YEAR),
        ("../2024-03", None, date(2024, 3, 31), Coarse.MONTH),
    ],
)
def test_a_date_spans_the_days_it_may_mean(
    when: str, first: date | None, last: date | None, coarse: Coarse
) -> None:
    assert span(when) == DateRange(first, last, coarse)


@pytest.mark.parametrize(
    "when",
    [
        None,
        "",
        "soon",
        "2024-13",
        "2024-00",
        "24",
        "2024/",
        "/2024",
        "../..",
        "..",
        "2024/2023",
        "0000",
        "2024/x",
        "2023-02-31",
    ],
)
def test_what_is_no_date_spans_nothing(when: str | None) -> None:
    assert span(when) is None


@given(written())
def test_whatever_the_content_may_write_has_a_span(when: str) -> None:
    assert when_problem(when) is None
    found = span(when)
    assert found is not None
    assert found.open == (".." in when)
    assert found.first is None or found.last is None or found.first <= found.last


@given(st.text(max_size=24))
def test_no_text_breaks_it(when: str) -> None:
    assert span(when) is None or when_problem(when) is None


@given(written(), ranges())
def test_within_means_that_a_day_is_shared(when: str, chosen: Range) -> None:
    found = span(when)
    assert found is not None
    first, last = max(found.first or date.min, chosen.first), min(found.last or date.max, chosen.last)
    assert within(when, chosen) == (first <= last)


@given(written(), ranges(), st.integers(0, 4000), st.integers(0, 4000))
def test_a_wider_range_never_hides_more(when: str, chosen: Range, before: int, after: int) -> None:
    wider = Range(chosen.first - timedelta(before), chosen.last + timedelta(after))
    assert not within(when, chosen) or within(when, wider)


@given(ranges())
def test_what_is_shown_and_what_is_hidden_make_the_whole(chosen: Range) -> None:
    catalog = built_in_atlas()
    filtered_out = timeline.hidden(catalog, chosen)
    shown = {fact.id for fact in catalog.facts if within(fact.when, chosen)}
    assert filtered_out.facts == set(catalog.fact) - shown
    seen = {id for id, feature in catalog.features.items() if within(feature.when, chosen)}
    assert filtered_out.features == set(catalog.features) - seen


def test_without_a_range_nothing_is_hidden() -> None:
    assert timeline.hidden(built_in_atlas(), None) == timeline.NOTHING


def test_a_feature_without_a_date_outlives_its_facts() -> None:
    filtered_out = timeline.hidden(built_in_atlas(), Range(date(1992, 1, 1), date(1992, 12, 31)))
    assert "G10" in filtered_out.facts
    assert "murmansk" not in filtered_out.features
    assert "Z1" in filtered_out.features
    assert "S8" not in filtered_out.facts


def test_every_dated_fact_and_feature_has_one_mark_in_order() -> None:
    catalog = built_in_atlas()
    marks = timeline.marks(catalog)
    assert {mark.id for mark in marks if mark.kind == "fact"} == {f.id for f in catalog.facts if f.when}
    assert {mark.id for mark in marks if mark.kind == "feature"} == {
        id for id, feature in catalog.features.items() if feature.when
    }
    assert len({(mark.kind, mark.id) for mark in marks}) == len(marks)
    starts = [mark.span.first for mark in marks if mark.span.first]
    assert starts == sorted(starts)


def test_the_times_of_a_raster_extend_the_axis_and_are_steps_of_the_animation() -> None:
    days = (date(1988, 7, 1), date(1988, 8, 1), date(1988, 8, 1))
    bands = tuple(Band("ice", day.toordinal(), "", 0.0, 1.0, "%") for day in days)
    values = Raster(1, 1, "file-1-area", is_colour=False, bands=(*bands, Band("depth", 0, "", 0.0, 1.0, "m")))
    layer = Layer(
        id="opened-1", name="ice.nc", topic="opened", kind=LayerKind.RASTER, file="/ice.nc", raster=values
    )
    catalog = built_in_atlas()
    marks = timeline.marks(replace(catalog, layers=(*catalog.layers, layer)))
    assert marks[0].id == "opened-1" and marks[0].span.last == date(1988, 8, 1)
    assert timeline.moments(marks)[:3] == (date(1988, 7, 1), date(1988, 8, 1), date(1992, 1, 1))
    extent = timeline.extent(marks)
    assert extent is not None and extent.first == date(1988, 1, 1)


def test_play_steps_from_moment_to_moment() -> None:
    steps = timeline.moments(timeline.marks(built_in_atlas()))
    assert list(steps) == sorted(set(steps))
    assert steps[0] == date(1992, 1, 1)


def test_a_range_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Range(date(2025, 1, 1), date(2024, 1, 1))


@given(st.dates())
def test_days_and_fractions_of_years_are_the_same(day: date) -> None:
    assert timeline.day_at(timeline.in_years(day)) == day


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_later_on_the_axis_is_no_earlier_day(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert timeline.day_at(low) <= timeline.day_at(high)


def test_a_dated_file_has_a_moment_for_each_part_of_its_days_with_features() -> None:
    days = DateRange(date(2024, 3, 1), date(2024, 3, 31), Coarse.DAY)
    mark = timeline.Mark("ships", "layer", "Ships", "opened", days, False, counts=(4, 0, 2))
    assert timeline.moments([mark]) == (date(2024, 3, 11), date(2024, 3, 31))
