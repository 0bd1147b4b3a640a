"""Playback of the timeline: ranges of days from stop to stop."""

from collections.abc import Iterable
from datetime import MAXYEAR, date
from itertools import pairwise

from arctic_map.scene.timeline import Mark, Range, moments


def stops(marks: Iterable[Mark]) -> tuple[date, ...]:
    """The last days of ranges that each include one more moment, rounded up to months or years."""
    begun = moments(marks)
    return tuple(_stop(day, following) for day, following in pairwise((*begun, date.max)))


def chosen(extent: Range, first: date, last: date) -> Range | None:
    """A range limited to the extent and at least one day long; None if it covers everything."""
    first = min(max(first, extent.first), extent.last)
    last = max(min(last, extent.last), first)
    return None if (first, last) == (extent.first, extent.last) else Range(first, last)


def stepped(when: Range | None, extent: Range, ends: tuple[date, ...], step: int) -> Range | None:
    """The range up to the next stop (`step` above 0) or the previous one."""
    now = when or extent
    if step > 0:
        # Restart when everything is visible.
        after = day_before(now.first) if now.last >= extent.last else now.last
        last = next((day for day in ends if day > after), extent.last)
    else:
        last = next((day for day in reversed(ends) if now.first <= day < now.last), now.last)
    return chosen(extent, now.first, last)


def at_end(when: Range | None, extent: Range) -> bool:
    """Whether the range has reached the end."""
    return when is None or when.last >= extent.last


def _stop(day: date, following: date) -> date:
    year, month = day.replace(month=1, day=1), day.replace(day=1)
    ends = (day_before(shifted(year, 12)), day_before(shifted(month, 1)))
    return next((end for end in ends if end < following), day)


def shifted(edge: date, months: int) -> date:
    """The beginning of a month `months` later; from within a month, first to its own edges."""
    if months < 0 and edge.day > 1:
        return next_month(edge, months + 1)
    return next_month(edge, months)


def day_before(day: date) -> date:
    """The previous day, limited by the calendar."""
    return next_day(day, -1)


def day_after(day: date) -> date:
    """The next day, limited by the calendar."""
    return next_day(day, 1)


def next_month(day: date, step: int) -> date:
    """The beginning of a month, `step` months after that of a day, limited by the calendar."""
    return _month(day.year * 12 + day.month - 1 + step)


def _month(number: int) -> date:
    """The first day of a month counted from the year 0."""
    if number < 12:
        return date.min
    return date(number // 12, number % 12 + 1, 1) if number // 12 <= MAXYEAR else date.max


def next_day(day: date, step: int) -> date:
    """The day `step` days later, limited by the calendar."""
    return date.fromordinal(min(max(day.toordinal() + step, 1), date.max.toordinal()))
