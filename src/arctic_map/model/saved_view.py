"""The view that a picture of the map carries in itself, so that it can be opened again."""

from dataclasses import dataclass

from arctic_map.model.itinerary import NOWHERE, USUAL_SPEEDS, Itinerary, Speeds
from arctic_map.model.layer_style import LayerStyle
from arctic_map.model.note import Note
from arctic_map.model.preferences import Names
from arctic_map.model.projection import Box
from arctic_map.model.style import Colours
from arctic_map.model.view import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """All that it takes to see the same again."""

    projection: str
    box: Box
    """What the map was asked to show, projected metres."""
    layers: tuple[str, ...]
    """Ids of the layers that are shown, as they are drawn, bottom first."""
    files: tuple[str, ...] = ()
    """Names of the reader's own files among them; not where they lie, which is nobody else's business."""
    styles: tuple[tuple[str, LayerStyle], ...] = ()
    """Of these, by the names of the files."""
    titles: tuple[tuple[str, str], ...] = ()
    """What their layers are called, where that is otherwise, by the names of the files."""
    notes: tuple[Note, ...] = ()
    """The reader's own that stand on the picture."""
    data: str = ""
    """Version of the data that the picture was drawn from."""
    order: tuple[str, ...] = ()
    """Ids of all layers that can be moved, hidden ones too; empty for the usual order."""
    features_hidden: tuple[str, ...] = ()
    """Ids of the atlas's own features that are left out of those layers."""
    opacity: tuple[tuple[str, float], ...] = ()
    """Of layers that are not opaque, 0 to 1."""
    when: tuple[str, str] | None = None
    """First and last day that is shown, ISO 8601."""
    month: int | None = None
    """Of the year, 1 to 12, of which ice is shown."""
    route: Itinerary = NOWHERE
    """Which ways by sea are asked for."""
    speeds: Speeds = USUAL_SPEEDS
    kinds_hidden: tuple[str, ...] = ()
    precisions_hidden: tuple[str, ...] = ()
    selected: Selection | None = None
    theme: Colours = "light"
    title: str | None = None
    """None where the picture has the atlas's own; the subtitle likewise."""
    subtitle: str | None = None
    facts: tuple[str, ...] = ()
    """Ids of the facts that are listed with numbers."""
    legend: tuple[tuple[str, str], ...] = ()
    """Styles with words of the picture's own in its legend; no words leave a line out."""
    language: Names = "en"
    """Of the words on the page."""
    names: Names | None = None
    """Of the names of places, where that is another one."""


@dataclass(frozen=True, slots=True)
class NamedView:
    """The view under its name."""

    id: str
    name: str
    view: SavedView
