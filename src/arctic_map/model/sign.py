"""A small symbol at a mark on the map."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """A small symbol at a mark: of what kind the facts told there are, where none of them is reported."""

    feature: str
    style: str
    x: float
    y: float
    """Of the mark, projected metres."""
    dx: float = 0.0
    dy: float = 0.0
    """Pixels from there to the sign's middle, y down."""
