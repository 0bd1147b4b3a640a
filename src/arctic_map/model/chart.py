"""A small chart of figures, names or dates that facts hold: it points at them and repeats no value."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    BARS = "bars"
    """Lying, one below the other: for things that are named."""
    COLUMNS = "columns"
    """Standing, side by side: for years."""
    UNITS = "units"
    """A symbol for each, or for a round number of them: for things that can be counted."""
    TIMELINE = "timeline"
    """Bars on an axis of years, one below the other: for what came when, and what goes on."""


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
    """A bar, a part or a name of a chart."""

    label: str
    figures: tuple[FigureRef, ...] = ()
    """One, or the two that a derived value is made from; none where a fact alone is named."""
    fact: str = ""
    """Of an item without figures: the fact whose date or names it shows."""
    names: tuple[str, ...] = ()
    """Things that the fact names, and that are counted; without names and figures nobody says how many."""
    lasting: bool = False
    """On a time line: it goes on, and is no event or accord of its date."""
    derived: Derived | None = None
    how: str = ""
    """The reckoning of a derived value in words."""
    sign: str = ""
    """What the value is not exactly: over, nearly, about."""
    target: bool = False
    """Wanted or begun, not reached: drawn hollow."""
    style: str = ""
    """Style on the map that lends its colour; empty for the chart's own."""
    drawn: str = ""
    """The lane whose drawn length stands beside the figure, km."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One that stands on the cards of facts."""

    id: str
    title: str
    unit: str
    form: Form
    style: str
    items: tuple[ChartItem, ...]
    beside: tuple[FigureRef, ...] = ()
    """Figures on another scale, which are only written below."""
    note: str = ""
    on: tuple[str, ...] = ()
    """Ids of the facts on whose cards it stands; all that it shows something of without any."""

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts that it shows figures, names or dates of, each once."""
        found = [id for item in self.items for id in (*(ref.fact for ref in item.figures), item.fact) if id]
        return tuple(dict.fromkeys((*found, *(ref.fact for ref in self.beside))))
