"""Days as a browser counts them: from 1970."""

from datetime import date

from arctic_map.scene import timeline

_EPOCH = date(1970, 1, 1).toordinal()
"""Day 0."""


def days(when: str | None) -> tuple[int | None, int | None] | None:
    """First and last day of a date; None without a date, or for an open end."""
    found = timeline.span(when)
    return (_day(found.first), _day(found.last)) if found else None


def range_in_days(when: timeline.Range) -> tuple[int, int]:
    """First and last day of a choice of days."""
    return when.first.toordinal() - _EPOCH, when.last.toordinal() - _EPOCH


def _day(day: date | None) -> int | None:
    return None if day is None else day.toordinal() - _EPOCH
