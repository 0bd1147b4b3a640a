"""Lines of the ledger, and the record of sea ice that some of them are computed from."""

from dataclasses import dataclass, field
from enum import StrEnum

from arctic_map.model.chart import FigureRef


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


Month = tuple[int, int]
"""Year and month (1 to 12)."""
MONTHS = 12
EXTREMES = (3, 9)
"""The months with the most and the least ice; both are shown if no month is selected."""


@dataclass(frozen=True)
class IceRecord:
    """Mean monthly extents, without months that the satellites did not measure."""

    seas: dict[str, dict[Month, float]] = field(default_factory=dict)
    """Extent of each sea by its name in the record, km2."""
    arctic: dict[Month, float] = field(default_factory=dict)
    """Extent of the whole Arctic, million km2."""
    median_areas: dict[int, float] = field(default_factory=dict)
    """Sea area within the median edge of 1981-2010 by month, million km2, as measured by the atlas."""


def shown(month: int | None) -> tuple[int, ...]:
    """The months (1 to 12) to show if this month, or none, is selected."""
    return EXTREMES if month is None else (month,)


class Operation(StrEnum):
    """How a value is computed."""

    SUM = "sum"
    DIFFERENCE = "difference"
    """The first figure minus the second."""
    SHARE = "share"
    """The first figure in per cent of the second."""
    CHANGE = "change"
    """Difference of the second figure from the first, in per cent of the first."""
    DECREASE = "decrease"
    """Decrease from the first figure to the second, in per cent of the first."""
    BEFORE = "before"
    """The value before the first figure grew by the second, in per cent."""
    LENGTH = "length"
    """Length of the lines of a feature."""
    AREA = "area"
    """Area of a feature."""


MEASURED = {
    Operation.LENGTH: {"km": 1e3, "nmi": 1852.0, "mi": 1609.344, "m": 1.0},
    Operation.AREA: {"km2": 1e6, "million km2": 1e12, "ha": 1e4, "m2": 1.0},
}
"""Ways that measure a feature, with metres or square metres per unit."""
PAIRS = (Operation.DIFFERENCE, Operation.SHARE, Operation.CHANGE, Operation.DECREASE, Operation.BEFORE)
"""Ways that take two figures."""
PER_CENT = (Operation.SHARE, Operation.CHANGE, Operation.DECREASE)
"""Ways whose result is in per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """A computation, and the figure that it is compared with."""

    id: str
    what: str
    unit: str
    way: Operation
    of: tuple[FigureRef, ...] = ()
    """The input figures in order; empty if a feature is measured."""
    feature: str = ""
    stated: FigureRef | None = None
    """The figure to check; None if there is only a result to show."""
    group: str = ""
    how: str = ""
    why: str = ""
    """Why the two may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedWay:
    """A way with its stated length; the first of a content is the reference for the others."""

    id: str
    feature: str
    """Id of the line on the map."""
    stated: FigureRef
    """Stated length, km."""
    between: str
    """Both ends, as `one port to another`."""
    name: str
    """Description of the way, as `by the strait`."""
    saving: FigureRef | None = None
    """The saving of the first way against this one as stated, per cent."""
    against: str = ""
    """As `against the strait`; empty for the first."""
    checked: str = ""
    """A sentence on the other sources that confirm the length of the line; empty if there are none."""
    saved: str = ""
    """A sentence on savings that others state for the first way; empty if there are none."""
