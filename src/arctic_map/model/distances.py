"""Lengths of ways for comparison, as a page shows them: a bar for each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Length:
    """A bar with its label."""

    label: str
    words: str
    """The length as text, with further details of the way."""
    value: float
    """Length of the bar, in a unit common to all bars."""
    style: str
    """Style that provides the colour of the bar."""
    icy: float = 0.0
    """The part of the value that lies in ice; painted paler."""
    rare: bool = False
    """Left out where room is short."""


@dataclass(frozen=True, slots=True)
class Distances:
    """A heading, bars and notes."""

    heading: str
    rows: tuple[Length, ...]
    notes: tuple[str, ...] = ()
    """Lines below the bars."""
    left_out: str = ""
    """The note that says that rare ways are left out."""

    @property
    def short(self) -> "Distances":
        """Without rare ways."""
        rows = tuple(row for row in self.rows if not row.rare)
        return Distances(self.heading, rows, (*self.notes, self.left_out))
