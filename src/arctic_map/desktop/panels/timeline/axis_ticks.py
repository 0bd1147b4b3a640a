"""Where years, months and days begin on the time axis, with as many captions as there is room for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date
from itertools import pairwise

from arctic_map.desktop.panels.timeline.axis import Axis, shifted
from arctic_map.model.tr import interface, tr

GAP = 5.0
"""Least distance between two captions, px."""
LEAST = 10.0
"""Least distance between two ticks without captions, px."""
ROOMY = 110.0
"""Width of a month whose weeks are shown, px."""
ROUND = (10, 5, 1)
"""Years that come first where there is not room for each."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One of them; px from the left."""

    x: float
    text: str
    """Its caption, to the right of it; empty where there is no room for one."""
    strong: bool
    """A year begins."""


class _Captions:
    """Gives each caption its room on the axis, unless another has it."""

    def __init__(self, axis: Axis, room: Callable[[str], float]) -> None:
        self._axis, self._room = axis, room
        self._taken: list[tuple[float, float]] = []
        self.dated = False
        """Whether a caption names a year."""

    def take(self, x: float, text: str, year: int | None = None) -> str:
        """The caption, or nothing; the first without a year of its own gets one where no other names it."""
        if not self.dated and year is not None:
            text = tr("{month} {year}", month=text, year=year)
        x1 = x + self._room(text) + GAP
        outside = x < self._axis.left - 0.5 or x1 > self._axis.right + GAP
        if outside or any(x < end and begin < x1 for begin, end in self._taken):
            return ""
        self._taken.append((x, x1))
        self.dated = True
        return text


def ticks(axis: Axis, room: Callable[[str], float]) -> tuple[Tick, ...]:
    """Takes what gives the width of a text in px."""
    captions = _Captions(axis, room)
    first, last = axis.day(axis.left), axis.day(axis.right)
    found = (*_years(axis, first, last, captions), *_months(axis, first, last, captions))
    return tuple(tick for tick in found if axis.left - 0.5 <= tick.x <= axis.right + 0.5)


def _years(axis: Axis, first: date, last: date, captions: _Captions) -> Iterator[Tick]:
    years = [date(year, 1, 1) for year in range(first.year, min(last.year + 1, MAXYEAR) + 1)]
    turns = axis.scale.years[:-1]

    def importance(day: date) -> tuple[int, int]:
        # The years at which the scale turns come first, or nobody could tell that it does.
        rank = next(at for at, step in enumerate(ROUND, start=1) if day.year % step == 0)
        return 0 if day.year in turns else rank, day.year

    named = {day: captions.take(axis.x(day), str(day.year)) for day in sorted(years, key=importance)}
    for day, following in pairwise((*years, date.max)):
        if named[day] or axis.x(following) - axis.x(day) >= LEAST:
            yield Tick(axis.x(day), named[day], True)


def _months(axis: Axis, first: date, last: date, captions: _Captions) -> Iterator[Tick]:
    month = first.replace(day=1)
    while month <= last:
        following = _year_after(month)
        # Most years of a long story have no room for a month.
        if axis.x(following) - axis.x(month) >= LEAST:
            following = shifted(month, 1)
            yield from _month(axis, month, axis.x(following) - axis.x(month), captions)
        if following == date.max:
            break
        month = following


def _year_after(day: date) -> date:
    return date(day.year + 1, 1, 1) if day.year < MAXYEAR else date.max


def _month(axis: Axis, month: date, width: float, captions: _Captions) -> Iterator[Tick]:
    name = interface().months[month.month - 1][:3]
    if width >= LEAST and month.month > 1:
        yield Tick(axis.x(month), captions.take(axis.x(month), name, month.year), False)
    if width >= ROOMY:
        for number in (8, 15, 22):
            x = axis.x(month.replace(day=number))
            text = str(number) if captions.dated else tr("{day} {month}", day=number, month=name)
            yield Tick(x, captions.take(x, text, month.year), False)
