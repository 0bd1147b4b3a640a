"""A line of the ledger that is computed from the ice record."""

from dataclasses import dataclass
from enum import StrEnum


class IceWay(StrEnum):
    """What is computed from the record."""

    ANOMALY = "anomaly"
    """Difference in per cent between the extent in some months of a year and the mean of other years."""
    OPEN = "open"
    """Number of months of a year in which the ice of all seas is below a limit."""
    RETAINED = "kept"
    """Number of months in which the ice of a sea is not below that limit, in the mean of some years."""
    TREND = "trend"
    """Trend of the whole Arctic's extent in a month over some years, million km2 per decade."""


ONE_SEA = (IceWay.ANOMALY, IceWay.RETAINED)
OF_A_YEAR = (IceWay.ANOMALY, IceWay.OPEN)
"""Computations that compare one year with others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IceReckoning:
    """A computation, with its months and years."""

    id: str
    way: IceWay
    what: str
    years: tuple[int, int]
    """First and last year of the computation, or of the reference period."""
    facts: tuple[str, ...]
    """Ids of the facts that it checks."""
    seas: tuple[str, ...] = ()
    """Names in the record."""
    months: tuple[int, ...] = ()
    """1 to 12."""
    year: int | None = None
    short: str = ""
    group: str = ""
    why: str = ""
    """Why the record alone cannot confirm the claim."""
