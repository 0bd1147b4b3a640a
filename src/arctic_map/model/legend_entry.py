"""A line of the legend."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: the symbol of a style, and its text."""

    style: str
    text: str
    group: str = ""
    """Heading shared with other entries."""
    more: tuple[tuple[str, str], ...] = ()
    """Further symbols on the line, as pairs of style and text."""
    at_foot: bool = False
    """Whether it belongs to a key below the entries, with its symbols in a row."""

    @property
    def symbols(self) -> tuple[tuple[str, str], ...]:
        """All symbols of the line, as pairs of style and text."""
        return (self.style, self.text), *self.more
