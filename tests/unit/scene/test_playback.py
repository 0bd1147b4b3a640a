"""Play and handles: stop by stop, the story accumulates and ends."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in_atlas

from arctic_map.scene.playback import at_end, chosen, stepped, stops
from arctic_map.scene.timeline import Mark, Range, extent, marks, moments, period_in_words, touches

WHOLE = Range(date(1992, 1, 1), date(2040, 12, 31))
DAYS = st.dates(date(1980, 1, 1), date(2050, 12, 31))


@cache
def built_in() -> tuple[Mark, ...]:
    return marks(built_in_atlas())


def test_each_stop_lets_in_exactly_one_moment_more() -> None:
    begun, ends = moments(built_in()), stops(built_in())
    assert extent(built_in()) == WHOLE
    assert len(ends) == len(begun)
    for number, end in enumerate(ends, start=1):
        assert sum(day <= end for day in begun) == number


def test_stops_can_be_described_in_few_words() -> None:
    lines = [period_in_words(Range(WHOLE.first, end)) for end in stops(built_in())]
    assert lines[:3] == ["1992", "1992 to 2003", "1992 to 2013"]
    assert "1992 to May 2024" in lines
    assert "1992 to 16 September 2024" in lines
    assert lines[-1] == "1992 to 2040"


def test_play_goes_from_the_first_stop_through_all_to_the_end() -> None:
    ends = stops(built_in())
    when, seen = stepped(None, WHOLE, ends, 1), []
    shown = -1
    while not at_end(when, WHOLE):
        assert when is not None
        now = sum(touches(mark.span, when) for mark in built_in())
        assert now > shown
        shown = now
        seen.append(when.last)
        when = stepped(when, WHOLE, ends, 1)
    assert seen == list(ends[:-1])
    assert when is None


def test_steps_back_end_at_the_first_day() -> None:
    ends = stops(built_in())
    back = stepped(None, WHOLE, ends, -1)
    assert back == Range(WHOLE.first, ends[-2])
    late = Range(date(2024, 9, 12), date(2024, 9, 16))
    assert stepped(late, WHOLE, ends, -1) == late
    assert stepped(late, WHOLE, ends, 1) == Range(date(2024, 9, 12), date(2024, 9, 20))


def test_a_range_that_begins_later_is_played_from_its_beginning() -> None:
    ends = stops(built_in())
    rest = Range(date(2022, 1, 1), WHOLE.last)
    assert stepped(rest, WHOLE, ends, 1) == Range(rest.first, date(2022, 1, 31))


@given(DAYS, DAYS)
def test_a_choice_stays_in_the_extent_and_holds_a_day(first: date, last: date) -> None:
    found = chosen(WHOLE, first, last)
    if found is None:
        assert first <= WHOLE.first
        assert last >= WHOLE.last
    else:
        assert WHOLE.first <= found.first <= found.last <= WHOLE.last


@given(DAYS, DAYS, st.sampled_from([-1, 1]))
def test_a_step_keeps_the_first_day(one: date, other: date, step: int) -> None:
    when = chosen(WHOLE, *sorted((one, other)))
    after = stepped(when, WHOLE, stops(built_in()), step)
    assert (after or WHOLE).first == (when or WHOLE).first


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_calendar_ends_without_an_error(day: date) -> None:
    far = Range(date.min, date.max)
    assert stepped(Range(day, day), far, (date(2024, 1, 1),), 1) is not None or day == date.max
