"""What was measured, against what, and whether it is within its bound."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One line of the report; without a bound it is reported for information only."""

    what: str
    value: float
    unit: str
    bound: float | None = None
    """The most that `value` may be, in the same unit."""
    note: str = ""
    """Against what, and how it was measured."""

    @property
    def missed(self) -> bool:
        return self.bound is not None and not self.value <= self.bound


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest of the values that at least `share` (0 < share <= 1) of them do not exceed.

    Raises ValueError where there is no value.
    """
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no values")
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Median against median."""
    return median(ours) / median(theirs)


def spread(values: Iterable[float]) -> str:
    """Least, median and greatest, for the note of a measure."""
    ordered = sorted(values)
    return f"{ordered[0]:.3g} / {median(ordered):.3g} / {ordered[-1]:.3g}, n = {len(ordered)}"


def lines(measures: Iterable[Measure]) -> list[str]:
    """The report, a line for each measure."""
    return [line(measure) for measure in measures]


def line(measure: Measure) -> str:
    bound = "" if measure.bound is None else f"<= {measure.bound:g}"
    mark = "" if measure.bound is None else "MISSED" if measure.missed else "ok"
    value = f"{measure.value:.2f}" if measure.value < 10 else f"{measure.value:.1f}"
    return f"{measure.what:<44}{value:>8} {measure.unit:<3}{bound:>9} {mark:<7} {measure.note}".rstrip()
