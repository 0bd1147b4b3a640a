"""A line of the legend."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: the symbol of this style, and its words."""

    style: str
    text: str
    of_facts: bool = False
    """It tells of the facts told of the marks, and stands below the marks; their heading has no style."""
