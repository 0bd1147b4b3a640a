"""A line of the ledger that content asks for: a figure beside what others, or the map, give for it."""

from dataclasses import dataclass
from enum import StrEnum

from arctic_map.model.chart import FigureRef


class Way(StrEnum):
    """How the computed value comes about."""

    SUM = "sum"
    DIFFERENCE = "difference"
    """The first figure less the second."""
    SHARE = "share"
    """The first figure in per cent of the second."""
    CHANGE = "change"
    """By how many per cent of the first figure the second differs from it."""
    DECREASE = "decrease"
    """By how many per cent of the first figure the second is smaller."""
    BEFORE = "before"
    """What the first figure was before it grew by the second, per cent."""
    LENGTH = "length"
    """Of the lines of a feature."""
    AREA = "area"
    """Of the areas of a feature."""


MEASURED = {
    Way.LENGTH: {"km": 1e3, "nmi": 1852.0, "mi": 1609.344, "m": 1.0},
    Way.AREA: {"km2": 1e6, "million km2": 1e12, "ha": 1e4, "m2": 1.0},
}
"""Ways that measure a feature, and the units that may come out: metres, or square metres, in one of them."""
PAIRS = (Way.DIFFERENCE, Way.SHARE, Way.CHANGE, Way.DECREASE, Way.BEFORE)
"""Ways that take two figures."""
PER_CENT = (Way.SHARE, Way.CHANGE, Way.DECREASE)
"""Ways from which per cent come out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """What is reckoned, and what it is held against."""

    id: str
    what: str
    unit: str
    way: Way
    of: tuple[FigureRef, ...] = ()
    """The figures it is made from, in their order; none where a feature is measured."""
    feature: str = ""
    stated: FigureRef | None = None
    """The figure under test; None where only the result is told."""
    group: str = ""
    how: str = ""
    why: str = ""
    """Why the two may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedWay:
    """The first one of a content is what the others are held against."""

    id: str
    feature: str
    """The line that it is drawn by."""
    stated: FigureRef
    """Its length, km."""
    between: str
    """Its ends, as `one port to another`."""
    name: str
    """Which way it is, as `by the strait`."""
    saving: FigureRef | None = None
    """What the first way is said to save against it, per cent."""
    against: str = ""
    """As `against the strait`; empty for the first."""
    checked: str = ""
    """Against what else the length of the drawn line was held, as a sentence; empty where it was not."""
    saved: str = ""
    """What others give as saved by the first way, as a sentence; empty where that is not asked."""
