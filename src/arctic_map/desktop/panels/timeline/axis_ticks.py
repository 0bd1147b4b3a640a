"""Ticks of the time axis for years, months and days, with as many captions as fit."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date
from itertools import pairwise

from arctic_map.desktop.panels.timeline.axis import Axis, shifted
from arctic_map.model.tr import interface, tr

GAP = 5.0
"""Minimum distance between two captions, px."""
MIN_SPACING = 10.0
"""Minimum distance between two ticks without captions, px."""
ROOMY = 110.0
"""Minimum width of a month whose weeks are shown, px."""
ROUND = (10, 5, 1)
"""Multiples of years that get captions first where space is short."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick; px from the left."""

    x: float
    text: str
    """Caption to the right of it; empty if it does not fit."""
    strong: bool
    """Whether a year begins."""


class _Captions:
    """Places captions on the axis so that none overlap."""

    def __init__(self, axis: Axis, room: Callable[[str], float]) -> None:
        self._axis, self._room = axis, room
        self._used: list[tuple[float, float]] = []
        self.dated = False
        """Whether a caption names a year."""

    def reserve(self, x: float, text: str, year: int | None = None) -> str:
        """The caption if it fits, or empty; a year is added if no other caption has one."""
        if not self.dated and year is not None:
            text = tr("{month} {year}", month=text, year=year)
        x1 = x + self._room(text) + GAP
        outside = x < self._axis.left - 0.5 or x1 > self._axis.right + GAP
        if outside or any(x < end and begin < x1 for begin, end in self._used):
            return ""
        self._used.append((x, x1))
        self.dated = True
        return text


def ticks(axis: Axis, room: Callable[[str], float]) -> tuple[Tick, ...]:
    """The visible ticks; `room` returns the width of a text in px."""
    captions = _Captions(axis, room)
    first, last = axis.day(axis.left), axis.day(axis.right)
    candidates = (*_years(axis, first, last, captions), *_months(axis, first, last, captions))
    return tuple(tick for tick in candidates if axis.left - 0.5 <= tick.x <= axis.right + 0.5)


def _years(axis: Axis, first: date, last: date, captions: _Captions) -> Iterator[Tick]:
    years = [date(year, 1, 1) for year in range(first.year, min(last.year + 1, MAXYEAR) + 1)]
    turns = axis.scale.years[:-1]

    def importance(day: date) -> tuple[int, int]:
        # Years where the scale changes come first, so that the change is visible.
        rank = next(at for at, step in enumerate(ROUND, start=1) if day.year % step == 0)
        return 0 if day.year in turns else rank, day.year

    named = {day: captions.reserve(axis.x(day), str(day.year)) for day in sorted(years, key=importance)}
    for day, following in pairwise((*years, date.max)):
        if named[day] or axis.x(following) - axis.x(day) >= MIN_SPACING:
            yield Tick(axis.x(day), named[day], True)


def _months(axis: Axis, first: date, last: date, captions: _Captions) -> Iterator[Tick]:
    month = first.replace(day=1)
    while month <= last:
        following = _year_after(month)
        # In a long timeline most years have no space for months.
        if axis.x(following) - axis.x(month) >= MIN_SPACING:
            following = shifted(month, 1)
            yield from _month(axis, month, axis.x(following) - axis.x(month), captions)
        if following == date.max:
            break
        month = following


def _year_after(day: date) -> date:
    return date(day.year + 1, 1, 1) if day.year < MAXYEAR else date.max


def _month(axis: Axis, month: date, width: float, captions: _Captions) -> Iterator[Tick]:
    name = interface().months[month.month - 1][:3]
    if width >= MIN_SPACING and month.month > 1:
        yield Tick(axis.x(month), captions.reserve(axis.x(month), name, month.year), False)
    if width >= ROOMY:
        for number in (8, 15, 22):
            x = axis.x(month.replace(day=number))
            text = str(number) if captions.dated else tr("{day} {month}", day=number, month=name)
            yield Tick(x, captions.reserve(x, text, month.year), False)
