"""A small chart of figures that facts hold: it names them and never repeats their values."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    BARS = "bars"
    """Lying, one below the other: for things that are named."""
    COLUMNS = "columns"
    """Standing, side by side: for years."""


class Derived(StrEnum):
    """How a value comes out of two figures."""

    DIFFERENCE = "difference"
    """The first less the second."""
    BEFORE_GROWTH = "before-growth"
    """What the first was before it grew by the second, in per cent."""


@dataclass(frozen=True, slots=True)
class FigureRef:
    """A figure of a fact: `T5.1` is the first one of T5."""

    fact: str
    number: int
    """From 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartItem:
    label: str
    figures: tuple[FigureRef, ...]
    """One, or the two that a derived value is made from."""
    derived: Derived | None = None
    how: str = ""
    """The reckoning of a derived value in words."""
    sign: str = ""
    """What the value is not exactly: over, nearly, about."""
    target: bool = False
    """Wanted, not reached: drawn hollow."""
    style: str = ""
    """Style on the map that lends its colour; empty for the chart's own."""
    drawn: str = ""
    """The lane whose drawn length stands beside the figure, km."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    id: str
    title: str
    unit: str
    form: Form
    style: str
    items: tuple[ChartItem, ...]
    beside: tuple[FigureRef, ...] = ()
    """Figures on another scale, which are only written below."""
    note: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts whose figures it shows, each once."""
        refs = (*(ref for item in self.items for ref in item.figures), *self.beside)
        return tuple(dict.fromkeys(ref.fact for ref in refs))
