"""A line of the ledger that compares a stated figure with other figures or with the map."""

from dataclasses import dataclass
from enum import StrEnum

from arctic_map.model.chart import FigureRef


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
