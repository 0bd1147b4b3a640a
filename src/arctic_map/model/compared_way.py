"""A way that an article gives the length of, beside others between the same ends."""

from dataclasses import dataclass

from arctic_map.model.chart import FigureRef


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedWay:
    """The first one of a content is what the others are held against."""

    id: str
    feature: str
    """The line that it is drawn by."""
    stated: FigureRef
    """Its length, km."""
    between: str
    """Its ends, as `one port to another`."""
    name: str
    """Which way it is, as `by the strait`."""
    saving: FigureRef | None = None
    """What the first way is said to save against it, per cent."""
    against: str = ""
    """As `against the strait`; empty for the first."""
    checked: str = ""
    """Against what else the length of the drawn line was held, as a sentence; empty where it was not."""
    saved: str = ""
    """What others give as saved by the first way, as a sentence; empty where that is not asked."""
