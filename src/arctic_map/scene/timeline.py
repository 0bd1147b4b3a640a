"""Dates as spans of days, marks on the time axis, and filtering by a period."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from arctic_map.model.catalog import Catalog, Raster
from arctic_map.model.fact import Kind
from arctic_map.model.feature import Feature
from arctic_map.model.tr import Wording
from arctic_map.scene.words.words import when_in_words

OPEN = ".."
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Coarse(IntEnum):
    """Precision of a date; larger values are coarser."""

    DAY = 0
    MONTH = 1
    YEAR = 2


@dataclass(frozen=True, slots=True)
class DateRange:
    """The days that a date or period may mean, inclusive; None for an open end."""

    first: date | None
    last: date | None
    coarse: Coarse
    """Precision of its coarser end."""

    @property
    def open(self) -> bool:
        """Whether an end is open."""
        return self.first is None or self.last is None


@dataclass(frozen=True, slots=True)
class Range:
    """A selected period, inclusive. Raises ValueError if it ends before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"the range {self.first} to {self.last} ends before it begins")


@dataclass(frozen=True, slots=True)
class Mark:
    """A dated fact or feature on the time axis."""

    id: str
    kind: str
    """fact, feature, or layer for all features of an opened file."""
    title: str
    topic: str
    span: DateRange
    forecast: bool
    """Whether it is only expected: a forecast, or a feature that only forecasts mention."""
    counts: tuple[int, ...] = ()
    """Numbers of an opened file's features in equal parts of its days."""
    steps: tuple[date, ...] = ()
    """Days of the values of an opened raster."""


@dataclass(frozen=True, slots=True)
class HiddenByTime:
    """Ids that a filter excludes."""

    facts: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()


NOTHING = HiddenByTime()


def span(when: str | None) -> DateRange | None:
    """The days of a date in the notation of the content; None without a valid date.

    `2024` is the whole year, `2022-02/2025-05` runs to the end of May, `2025/..` has no end.
    """
    first_text, slash, last_text = (when or "").partition("/")
    first, last = _days(first_text), _days(last_text if slash else first_text)
    known = [days for text, days in ((first_text, first), (last_text, last)) if text != OPEN and days]
    is_open = slash and OPEN in (first_text, last_text)
    if not known or (is_open and len(known) != 1) or (not is_open and not (first and last)):
        return None
    start = first[0] if first else None
    end = last[1] if last else None
    if start and end and end < start:
        return None
    return DateRange(start, end, max(days[2] for days in known))


def within(when: str | None, chosen: Range | None) -> bool:
    """Whether a date overlaps the range; True without a date or range."""
    days = span(when)
    return days is None or chosen is None or touches(days, chosen)


def touches(found: DateRange, chosen: Range) -> bool:
    """Whether any day of the span is in the range."""
    return not (
        (found.first is not None and found.first > chosen.last)
        or (found.last is not None and found.last < chosen.first)
    )


def hidden(catalog: Catalog, chosen: Range | None) -> HiddenByTime:
    """Ids of the facts and features that a range excludes."""
    if chosen is None:
        return NOTHING
    return HiddenByTime(
        frozenset(fact.id for fact in catalog.facts if not within(fact.when, chosen)),
        frozenset(feature.id for feature in catalog.dated if not within(feature.when, chosen)),
    )


def marks(catalog: Catalog) -> tuple[Mark, ...]:
    """All dated facts and features in the order of their first days."""
    all_marks = [
        Mark(fact.id, "fact", fact.text, fact.topic, days, fact.kind is Kind.FORECAST)
        for fact in catalog.facts
        if (days := span(fact.when))
    ]
    all_marks += [
        Mark(feature.id, "feature", feature.name, layer.topic, days, _only_forecast(feature, catalog))
        for layer in catalog.layers
        for feature in layer.features
        if feature.when and (days := span(feature.when))
    ]
    all_marks += [
        Mark(
            layer.id,
            "layer",
            layer.name,
            layer.topic,
            DateRange(dated.first, dated.last, Coarse.DAY),
            False,
            dated.counts,
        )
        for layer in catalog.layers
        if (dated := layer.days)
    ]
    all_marks += [
        Mark(
            layer.id,
            "layer",
            layer.name,
            layer.topic,
            DateRange(steps[0], steps[-1], Coarse.DAY),
            False,
            steps=steps,
        )
        for layer in catalog.layers
        if layer.raster and (steps := _steps(layer.raster))
    ]
    return tuple(sorted(all_marks, key=_place))


def _steps(raster: Raster) -> tuple[date, ...]:
    return tuple(date.fromordinal(day) for day in sorted({band.day for band in raster.bands if band.day}))


def parts(mark: Mark) -> tuple[tuple[date, date], ...]:
    """First and last day of each part of a mark with counts."""
    if not (mark.counts and mark.span.first and mark.span.last):
        return ()
    first, last = mark.span.first.toordinal(), mark.span.last.toordinal()
    length = -(-(last + 1 - first) // len(mark.counts))
    return tuple(
        (date.fromordinal(start), date.fromordinal(min(start + length - 1, last)))
        for start in range(first, last + 1, length)
    )


def extent(found: Iterable[Mark]) -> Range | None:
    """The whole years of the marks, None without any; an open end counts as its other end."""
    days = [day for mark in found for day in (mark.span.first, mark.span.last) if day]
    if not days:
        return None
    return Range(date(min(days).year, 1, 1), date(max(days).year, 12, 31))


def moments(found: Iterable[Mark]) -> tuple[date, ...]:
    """The days on which marks begin or change, without duplicates: the steps of the animation."""
    days = (day for mark in found for day in mark.steps or _filled(mark) or (mark.span.first,))
    return tuple(sorted({day for day in days if day}))


def _filled(mark: Mark) -> tuple[date, ...]:
    """The last days of the parts of a mark in which there are features."""
    return tuple(last for count, (_, last) in zip(mark.counts, parts(mark), strict=False) if count)


def period_in_words(when: Range | None, wording: Wording | None = None) -> str:
    """The period as text, with whole years and months shortened; empty for None."""
    return when_in_words(_short(when), wording) if when else ""


def _short(when: Range) -> str:
    """The period in the notation of the content; in one year both ends have the same precision."""
    first, last = when.first.isoformat(), when.last.isoformat()
    after = (when.last + timedelta(days=1)).isoformat() if when.last < date.max else "9999-01-01"
    year, month = first.endswith("-01-01"), first.endswith("-01")
    year_ends, month_ends = after.endswith("-01-01"), after.endswith("-01")
    if when.first.year == when.last.year:
        whole = 4 if year and year_ends else 7 if month and month_ends else 10
        return f"{first[:whole]}/{last[:whole]}"
    return (
        f"{first[: 4 if year else 7 if month else 10]}/{last[: 4 if year_ends else 7 if month_ends else 10]}"
    )


def in_years(day: date) -> float:
    """A day as a decimal year: 2024-07-02 is about 2024.5."""
    return day.year + (day - date(day.year, 1, 1)).days / _year_length(day.year)


def day_at(years: float) -> date:
    """The day of a decimal year, the inverse of `in_years`; limited to the years of the calendar."""
    year = min(max(int(years), date.min.year), date.max.year)
    length = _year_length(year)
    # Rounding may put the fraction of a day slightly below it.
    number = int((years - year) * length + 1e-6)
    return date.fromordinal(date(year, 1, 1).toordinal() + min(max(number, 0), length - 1))


def _days(text: str) -> tuple[date, date, Coarse] | None:
    """First and last day of `2024`, `2024-11` or `2024-11-05`; None if invalid."""
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    try:
        first = date(year, month, day)
    except ValueError:
        return None
    end_month = month if match[2] else 12
    if match[3]:
        return first, first, Coarse.DAY
    return (
        first,
        date(year, end_month, _month_length(year, end_month)),
        Coarse.MONTH if match[2] else Coarse.YEAR,
    )


def _month_length(year: int, month: int) -> int:
    return _LENGTHS[month - 1] + (month == 2 and _year_length(year) == 366)


def _year_length(year: int) -> int:
    return 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365


def _only_forecast(feature: Feature, catalog: Catalog) -> bool:
    kinds = {fact.kind for id in feature.facts if (fact := catalog.fact.get(id))}
    return kinds == {Kind.FORECAST}


def _place(mark: Mark) -> tuple[date, date, str, str]:
    return mark.span.first or date.min, mark.span.last or date.max, mark.kind, mark.id
