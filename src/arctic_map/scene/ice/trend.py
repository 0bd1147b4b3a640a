"""How the ice of a month has changed over the years: a straight line by least squares, and how sure it is."""

from dataclasses import dataclass
from math import sqrt
from statistics import correlation, linear_regression

from arctic_map.model.ice import IceRecord

NORMAL = 1.96
"""Standard errors to each side that hold 95 of 100 times, for as many years as the record has."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Million km2."""

    first: int
    last: int
    a_decade: float
    uncertainty: float
    """Of it, at 95 per cent; that neighbouring years are alike is allowed for."""
    begin: float
    """On the line, in the first and in the last year."""
    end: float

    @property
    def percent(self) -> float:
        """From end to end of the line, in per cent of its beginning."""
        return 100.0 * (self.end - self.begin) / self.begin


def trend(record: IceRecord, month: int, years: tuple[int, int]) -> Trend | None:
    """Of the whole Arctic in a month over these years; None for fewer than ten of them."""
    found = [
        (year, record.arctic[year, month])
        for year in range(years[0], years[1] + 1)
        if (year, month) in record.arctic
    ]
    if len(found) < 10:
        return None
    xs, ys = [float(year) for year, _ in found], [extent for _, extent in found]
    slope, intercept = linear_regression(xs, ys)
    left = [y - (intercept + slope * x) for x, y in zip(xs, ys, strict=True)]
    # Years that resemble their neighbours are fewer than they seem (Santer and others, 2000).
    likeness = max(correlation(left[:-1], left[1:]), 0.0)
    counted = len(found) * (1.0 - likeness) / (1.0 + likeness)
    mean = sum(xs) / len(xs)
    spread = sqrt(sum(x * x for x in left) / max(counted - 2.0, 1.0))
    error = spread / sqrt(sum((x - mean) ** 2 for x in xs))
    ends = (intercept + slope * xs[0], intercept + slope * xs[-1])
    return Trend(int(xs[0]), int(xs[-1]), 10.0 * slope, 10.0 * NORMAL * error, *ends)
