"""A session as saved between two runs, in plain values."""

from dataclasses import dataclass
from datetime import date

from arctic_map.model.itinerary import NOWHERE, USUAL_SPEEDS, Itinerary, Speeds
from arctic_map.model.layer_style import LayerStyle
from arctic_map.model.note import Note
from arctic_map.model.saved_view import SavedView


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSession:
    """A session as saved between two runs."""

    projection: str
    files: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    hidden: tuple[str, ...] = ()
    features_hidden: tuple[str, ...] = ()
    opacity: tuple[tuple[str, float], ...] = ()
    order: tuple[str, ...] = ()
    styles: tuple[tuple[str, LayerStyle], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """Names that the reader gave to opened files, by layer id."""
    viewport: tuple[float, float, float, float, float] | None = None
    """x, y, projected metres per pixel, width and height in pixels."""
    feature: str | None = None
    fact: str | None = None
    person: str | None = None
    position: tuple[float, float] | None = None
    compared: tuple[str, ...] = ()
    when: tuple[date, date] | None = None
    month: int | None = None
    """Month of the year, 1 to 12."""
    route: Itinerary = NOWHERE
    speeds: Speeds = USUAL_SPEEDS
    page: SavedView | None = None
    """The view of the last exported page, with its texts."""
    kinds_hidden: tuple[str, ...] = ()
    precisions_hidden: tuple[str, ...] = ()
