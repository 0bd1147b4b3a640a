"""The time axis: converts days to pixels and back, with more space for the busiest years, and its ticks."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date
from itertools import pairwise

from arctic_map.model.tr import interface, tr
from arctic_map.scene.playback import next_day, next_month, shifted
from arctic_map.scene.timeline import Range, day_at, in_years

DENSE_PART = 0.75
"""Share of all moments that fall in the dense years."""
DENSE_ROOM = 0.74
"""Minimum share of the axis that the dense years take."""
NEAREST = 9.0
"""Pixels per day at the closest zoom."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps years to shares of the whole axis (0..1), linear between knots."""

    years: tuple[float, ...]
    parts: tuple[float, ...]

    def part(self, years: float) -> float:
        """Share of the axis for a fractional year."""
        return _between(years, self.years, self.parts)

    def year(self, part: float) -> float:
        """Fractional year for a share of the axis."""
        return _between(part, self.parts, self.years)


@dataclass(frozen=True, slots=True)
class Axis:
    """The visible part of a scale in px: `zoom` times as wide as its space, starting at `start` (0..1)."""

    scale: Scale
    left: float
    width: float
    zoom: float = 1.0
    start: float = 0.0

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def middle(self) -> float:
        return self.left + self.width / 2

    def at(self, years: float) -> float:
        """Position of a fractional year, px."""
        return self.left + (self.scale.part(years) - self.start) * self.width * self.zoom

    def x(self, day: date) -> float:
        """Position of the beginning of a day, px."""
        return self.at(in_years(day))

    def day(self, x: float) -> date:
        """The day at a pixel."""
        return day_at(self.scale.year(self._part(x)))

    def resized(self, left: float, width: float) -> "Axis":
        """The axis in another space, px."""
        return replace(self, left=left, width=max(width, 1.0))._bounded()

    def zoomed(self, factor: float, x: float) -> "Axis":
        """Zoomed by a factor, keeping the point at `x` fixed."""
        part = self._part(x)
        zoom = min(max(self.zoom * factor, 1.0), self._closest())
        start = part - (x - self.left) / (self.width * zoom)
        return replace(self, zoom=zoom, start=start)._bounded()

    def scrolled(self, pixels: float) -> "Axis":
        """Scrolled to later dates by this many pixels."""
        return replace(self, start=self.start + pixels / (self.width * self.zoom))._bounded()

    def showing(self, x: float, margin: float = 24.0) -> "Axis":
        """Scrolled just enough to make a pixel of this axis visible."""
        if x < self.left + margin:
            return self.scrolled(x - self.left - margin)
        return self.scrolled(max(x - self.right + margin, 0.0))

    def edge(self, x: float) -> date:
        """The nearest beginning of a year, month or day, depending on the zoom."""
        day = self.day(x)
        year = self.x(_next_year(day, 1)) - self.x(_next_year(day, 0))
        step = _next_year if year < 36 else next_month if year < 900 else next_day
        begins = step(day, 0)
        ends = step(begins, 1)
        return begins if x - self.x(begins) <= self.x(ends) - x else ends

    def _part(self, x: float) -> float:
        return self.start + (x - self.left) / (self.width * self.zoom)

    def _closest(self) -> float:
        """The zoom at which the widest years have `NEAREST` pixels per day."""
        pairs = zip(
            self.scale.years, self.scale.years[1:], self.scale.parts, self.scale.parts[1:], strict=False
        )
        widest = max((part1 - part0) / (year1 - year0) for year0, year1, part0, part1 in pairs)
        return max(1.0, NEAREST * 365.25 / (widest * self.width))

    def _bounded(self) -> "Axis":
        zoom = min(max(self.zoom, 1.0), self._closest())
        return replace(self, zoom=zoom, start=min(max(self.start, 0.0), 1.0 - 1.0 / zoom))


def scale_of(extent: Range, moments: Iterable[date]) -> Scale:
    """A scale of whole years on which the shortest run of years with most moments has most of the space."""
    first, last = extent.first.year, extent.last.year + 1
    begin, end = _dense(sorted(day.year for day in moments), first, last)
    sparse = last - first - (end - begin)
    if not sparse or (end - begin) / (last - first) >= DENSE_ROOM:
        return Scale((first, last), (0.0, 1.0))
    early = (1 - DENSE_ROOM) * (begin - first) / sparse
    knots = {first: 0.0, begin: early, end: early + DENSE_ROOM, last: 1.0}
    return Scale(tuple(map(float, knots)), tuple(knots.values()))


def _dense(years: list[int], first: int, last: int) -> tuple[int, int]:
    """First year of the dense run and the year after its end."""
    need = -(-len(years) * DENSE_PART // 1)
    if not years:
        return first, last
    runs = [
        (years[at + int(need) - 1] - year, -year)
        for at, year in enumerate(years[: len(years) - int(need) + 1])
    ]
    length, begins = min(runs)
    return -begins, -begins + length + 1


def _between(value: float, xs: tuple[float, ...], ys: tuple[float, ...]) -> float:
    """Linear interpolation between the knots, and extrapolation beyond the ends."""
    at = min(max(bisect_right(xs, value), 1), len(xs) - 1)
    share = (value - xs[at - 1]) / (xs[at] - xs[at - 1])
    return ys[at - 1] + share * (ys[at] - ys[at - 1])


# Python's calendar ends with the years 1 and 9999, which content may name.


def _next_year(day: date, step: int) -> date:
    return next_month(day.replace(month=1), step * 12)


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
            yield from _month_ticks(axis, month, axis.x(following) - axis.x(month), captions)
        if following == date.max:
            break
        month = following


def _year_after(day: date) -> date:
    return date(day.year + 1, 1, 1) if day.year < MAXYEAR else date.max


def _month_ticks(axis: Axis, month: date, width: float, captions: _Captions) -> Iterator[Tick]:
    name = interface().months[month.month - 1][:3]
    if width >= MIN_SPACING and month.month > 1:
        yield Tick(axis.x(month), captions.reserve(axis.x(month), name, month.year), False)
    if width >= ROOMY:
        for number in (8, 15, 22):
            x = axis.x(month.replace(day=number))
            text = str(number) if captions.dated else tr("{day} {month}", day=number, month=name)
            yield Tick(x, captions.reserve(x, text, month.year), False)
