"""A line of the ledger that content asks for of the measured record of ice."""

from dataclasses import dataclass
from enum import StrEnum


class IceWay(StrEnum):
    """What of the record is told."""

    ANOMALY = "anomaly"
    """By how many per cent the extent of some months of a year differs from that of other years."""
    OPEN = "open"
    """Months of a year in which all of the seas have little of their ice."""
    KEPT = "kept"
    """Months in which a sea keeps more than that on the mean of some years."""
    TREND = "trend"
    """Change of a month's extent of the whole Arctic over some years, million km2 a decade."""


ONE_SEA = (IceWay.ANOMALY, IceWay.KEPT)
OF_A_YEAR = (IceWay.ANOMALY, IceWay.OPEN)
"""Ways that hold one year against others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IceReckoning:
    """What is reckoned, over which months and years."""

    id: str
    way: IceWay
    what: str
    years: tuple[int, int]
    """First and last of those that are reckoned with, or that the year is held against."""
    facts: tuple[str, ...]
    """Ids of those whose remark it tests."""
    seas: tuple[str, ...] = ()
    """By their names in the record."""
    months: tuple[int, ...] = ()
    """1 to 12."""
    year: int | None = None
    short: str = ""
    group: str = ""
    why: str = ""
    """What the record cannot tell of the remark."""
