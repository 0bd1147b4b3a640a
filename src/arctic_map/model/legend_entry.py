"""A line of the legend."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: the symbol of this style, and its words."""

    style: str
    text: str
