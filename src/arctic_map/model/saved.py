"""A session as it is kept between two runs of the app: plain values only."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    projection: str
    files: tuple[str, ...] = ()
    """Paths of opened files."""
    hidden: tuple[str, ...] = ()
    features_hidden: tuple[str, ...] = ()
    opacity: tuple[tuple[str, float], ...] = ()
    order: tuple[str, ...] = ()
    viewport: tuple[float, float, float, float, float] | None = None
    """x, y, projected metres per pixel, width and height in pixels."""
    feature: str | None = None
    fact: str | None = None
    person: str | None = None
    position: tuple[float, float] | None = None
    compared: tuple[str, ...] = ()
    when: tuple[date, date] | None = None
    kinds_hidden: tuple[str, ...] = ()
    precisions_hidden: tuple[str, ...] = ()
