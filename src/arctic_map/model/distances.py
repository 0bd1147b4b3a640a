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


@dataclass(frozen=True, slots=True)
class Distances:
    """A heading, bars and notes."""

    heading: str
    rows: tuple[Length, ...]
    notes: tuple[str, ...] = ()
    """Lines below the bars."""
