"""Lengths of ways side by side, as a page shows them: a bar for each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Length:
    label: str
    words: str
    """The length as written beside the label, and what else is told of the way."""
    value: float
    """Of the bar, in any unit that all bars share."""
    style: str
    """Whose colour the bar has."""
    icy: float = 0.0
    """The part of the value that lies in ice, painted paler."""


@dataclass(frozen=True, slots=True)
class Distances:
    heading: str
    rows: tuple[Length, ...]
    notes: tuple[str, ...] = ()
    """Lines below."""
