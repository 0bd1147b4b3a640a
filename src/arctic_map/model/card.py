"""What the popup at a selected feature says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """What the popup at a selected feature says."""

    feature: str
    title: str
    lines: tuple[tuple[str, str], ...]
    """A heading (Precision, Source, When...) and its text."""
    x: float
    y: float
    """Where it points, projected metres."""
