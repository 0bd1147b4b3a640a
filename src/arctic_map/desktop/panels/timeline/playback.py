"""Playback and handles: ranges of days from stop to stop, so that events accumulate."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from arctic_map.desktop.panels.timeline.axis import day_before, shifted
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
