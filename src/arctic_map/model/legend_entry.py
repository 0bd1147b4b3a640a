"""A line of the legend."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: the symbol of this style, and its words."""

    style: str
    text: str
    group: str = ""
    """The heading that it stands under, with others of the same."""
    more: tuple[tuple[str, str], ...] = ()
    """Further symbols on the line, by their styles, each with its words."""
    at_foot: bool = False
    """It is part of a key below the lines, whose symbols stand side by side."""

    @property
    def symbols(self) -> tuple[tuple[str, str], ...]:
        """All symbols of the line, by their styles, each with its words."""
        return (self.style, self.text), *self.more
