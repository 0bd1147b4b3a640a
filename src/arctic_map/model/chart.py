"""A small chart of figures, names or dates; it refers to facts and repeats no value."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """The form of a chart."""

    BARS = "bars"
    """Horizontal bars, for named things."""
    COLUMNS = "columns"
    """Vertical bars, for years."""
    UNITS = "units"
    """A symbol for each, or for a round number of them, for countable things."""
    TIMELINE = "timeline"
    """Bars on an axis of years, for events and periods."""


class Derived(StrEnum):
    """How a value is computed from two figures."""

    DIFFERENCE = "difference"
    """The first minus the second."""
    BEFORE_GROWTH = "before-growth"
    """The value before the first figure grew by the second, in per cent."""


@dataclass(frozen=True, slots=True)
class FigureRef:
    """A reference to a figure of a fact: `T5.1` is the first figure of T5."""

    fact: str
    number: int
    """Counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartItem:
    """A bar, a part or a name of a chart."""

    label: str
    figures: tuple[FigureRef, ...] = ()
    """One figure, or the two from which a value is derived; empty if the item refers only to a fact."""
    fact: str = ""
    """For an item without figures: the fact whose date or names it shows."""
    names: tuple[str, ...] = ()
    """Names to count, if the fact states no figure. Without names and figures the number is unknown."""
    lasting: bool = False
    """On a timeline: a continuing state rather than an event."""
    derived: Derived | None = None
    how: str = ""
    """Explanation of how the value was derived."""
    sign: str = ""
    """Qualifier of an inexact value: over, nearly, about."""
    target: bool = False
    """Planned or begun, not reached; drawn hollow."""
    style: str = ""
    """Map style that provides the colour; empty for the colour of the chart."""
    drawn: str = ""
    """The lane whose length on the map is shown next to the figure, in km."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart on the cards of facts."""

    id: str
    title: str
    unit: str
    form: Form
    style: str
    items: tuple[ChartItem, ...]
    beside: tuple[FigureRef, ...] = ()
    """Figures on another scale, written as text below the chart."""
    note: str = ""
    on: tuple[str, ...] = ()
    """Ids of the facts whose cards show the chart; if empty, all facts that it refers to."""

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts whose figures, names or dates it shows, each once."""
        ids = [id for item in self.items for id in (*(ref.fact for ref in item.figures), item.fact) if id]
        return tuple(dict.fromkeys((*ids, *(ref.fact for ref in self.beside))))
