"""What the popup at a selected feature says."""

from dataclasses import dataclass

from arctic_map.model.projection import Box


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
    box: Box
    """All of the feature, projected metres: the popup stands beside it."""
    facts: tuple[str, ...] = ()
    """Ids of the facts that are told of it."""
    ends: tuple[tuple[float, float], ...] = ()
    """Of a line, projected metres: the popup does not hide where it leads if it can stand elsewhere."""
