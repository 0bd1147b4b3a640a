"""The content of the popup of a selected feature."""

from dataclasses import dataclass

from arctic_map.model.projection import Box


@dataclass(frozen=True, slots=True)
class Card:
    """The content of the popup of a selected feature."""

    feature: str
    title: str
    lines: tuple[tuple[str, str], ...]
    """Pairs of heading (Precision, Source, When...) and text."""
    x: float
    y: float
    """Anchor of the popup in projected metres."""
    box: Box
    """Bounding box of the feature in projected metres; the popup avoids it."""
    facts: tuple[str, ...] = ()
    """Ids of the facts about the feature."""
    ends: tuple[tuple[float, float], ...] = ()
    """Ends of a line in projected metres; the popup avoids them where it can."""
