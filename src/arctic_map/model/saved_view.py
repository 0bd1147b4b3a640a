"""What is saved of a view: in a picture of the map, and between two runs."""

from dataclasses import dataclass
from datetime import date

from arctic_map.model.itinerary import NOWHERE, USUAL_SPEEDS, Itinerary, Speeds
from arctic_map.model.layer_style import LayerStyle
from arctic_map.model.note import Note
from arctic_map.model.preferences import Names
from arctic_map.model.projection import Box, Selection
from arctic_map.model.style import Colours


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """Everything needed to restore a view."""

    projection: str
    box: Box
    """Requested extent in projected metres."""
    layers: tuple[str, ...]
    """Ids of the visible layers in draw order, bottom first."""
    files: tuple[str, ...] = ()
    """Names of the reader's own files among them. Paths are private."""
    styles: tuple[tuple[str, LayerStyle], ...] = ()
    """Their styles, by file name."""
    titles: tuple[tuple[str, str], ...] = ()
    """Their layer names, if changed, by file name."""
    notes: tuple[Note, ...] = ()
    """The reader's own notes on the picture."""
    data: str = ""
    """Version of the data."""
    order: tuple[str, ...] = ()
    """Ids of all layers that can be moved, hidden ones too; empty for the usual order."""
    features_hidden: tuple[str, ...] = ()
    """Ids of hidden features of the atlas."""
    opacity: tuple[tuple[str, float], ...] = ()
    """Opacity of layers that are not opaque, 0 to 1."""
    when: tuple[str, str] | None = None
    """First and last visible day, ISO 8601."""
    month: int | None = None
    """Month of the ice, 1 to 12."""
    route: Itinerary = NOWHERE
    speeds: Speeds = USUAL_SPEEDS
    kinds_hidden: tuple[str, ...] = ()
    precisions_hidden: tuple[str, ...] = ()
    selected: Selection | None = None
    theme: Colours = "light"
    title: str | None = None
    """None for the title of the atlas; so for the subtitle."""
    subtitle: str | None = None
    credit: str | None = None
    """The author's own line before the sources."""
    facts: tuple[str, ...] = ()
    """Ids of the facts in the numbered list."""
    legend: tuple[tuple[str, str], ...] = ()
    """Pairs of style and text that replace legend entries; an empty text removes the entry."""
    left_out: tuple[str, ...] = ()
    """Names of the parts of the page that are left out; kept for the page of the session alone."""
    everything: bool = False
    """Whether that page shows all visible layers."""
    language: Names = "en"
    """Language of the page."""
    names: Names | None = None
    """Language of place names, if different."""


@dataclass(frozen=True, slots=True)
class NamedView:
    """A view with a name."""

    id: str
    name: str
    view: SavedView


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
