"""A small symbol at a mark on the map."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """A symbol at a mark that shows the kind of its facts, if none of them is reported."""

    feature: str
    style: str
    x: float
    y: float
    """Position of the mark in projected metres."""
    dx: float = 0.0
    dy: float = 0.0
    """Pixels from there to the centre of the sign, y down."""
