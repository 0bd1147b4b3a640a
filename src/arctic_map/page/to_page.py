"""Messages from the program to the page: a class each, from which JavaScript types are generated."""

import msgspec

from arctic_map.model.decorations import Card, LegendEntry, MapDecorations, Sign
from arctic_map.model.drawing import Drawing, Label, Shape
from arctic_map.model.projection import Affine, Box
from arctic_map.model.style import Palette, Style


class ToPage(msgspec.Struct, frozen=True, tag_field="type", tag=True, forbid_unknown_fields=True):
    """A message to the page; `type` is the name of the class, and of its handler in the page."""


class ShowProjection(ToPage, frozen=True):
    """Start a new map in a projection, with the position and extent of its base map."""

    id: str
    box: Box
    ground: Affine
    outline: str
    """Address of the outline of the projection."""
    levels: tuple[tuple[float, str], ...]
    """Lowest zoom and address of each level of detail of the base map, coarsest first."""
    relief: str
    relief_box: str
    """Address of the extent of the image."""
    goal: Box
    """Extent that the first view must show."""
    home: Box
    """First view of the projection itself; the legend must not cover much of it."""
    legend: str
    """Position of the legend: left, right or foot."""


class ShowLook(ToPage, frozen=True, omit_defaults=True):
    """Set colours, styles and text size."""

    name: str
    palette: Palette
    styles: dict[str, Style]
    high_contrast: bool = False
    text_size: int = 100
    """Size of all text except labels, whose size is in the styles; per cent."""
    names: str = "en"
    """Language of the labels."""


class ShowWords(ToPage, frozen=True, omit_defaults=True):
    """Set the texts around the map."""

    title: str
    subtitle: str
    period: str
    """The visible days; empty for all."""
    source_line: str
    warning: str
    table: dict[str, str] = {}  # msgspec copies mutable defaults
    """Translations of the texts of the scripts, by their English form."""


class ShowLegend(ToPage, frozen=True):
    """Replace the legend."""

    entries: tuple[LegendEntry, ...]


class ShowLayer(ToPage, frozen=True):
    """Add a layer to the map or change how it is shown; `url` is empty for parts of the base map."""

    id: str
    kind: str
    order: int
    opacity: float
    url: str = ""
    items: tuple[str, ...] = ()
    under_names: bool = False
    """Whether halos of labels cut all its marks, and not only its areas."""


class ShowClasses(ToPage, frozen=True):
    """Paint an opened file by classes, a byte per feature, 255 for hidden; default look without a URL."""

    layer: str
    url: str
    styled: bool
    rows: bool
    """Whether the features are on disk; their classes are requested block by block."""


class ShowNames(ToPage, frozen=True):
    """Replace the labels of a layer; None restores its own."""

    layer: str
    labels: tuple[Label, ...] | None
    own: bool
    """Whether the reader chose to label the features of a file."""


class HighlightRows(ToPage, frozen=True):
    """Highlight these features of a layer on disk, and no others of it."""

    layer: str
    shapes: tuple[Shape, ...]


class ExpectRows(ToPage, frozen=True):
    """Prepare to paint features on disk, as a very large file is being read."""


class HideLayer(ToPage, frozen=True):
    """Remove a layer from the map."""

    id: str


class OrderLayers(ToPage, frozen=True):
    """Set the draw order of all layers, hidden ones included, bottom first."""

    layers: tuple[str, ...]


class FilterOut(ToPage, frozen=True):
    """Hide these features and their labels, and no others."""

    features: tuple[str, ...]


class MoveView(ToPage, frozen=True):
    """Show this box; `smooth` animates."""

    box: Box
    smooth: bool
    exact: bool
    """Without margin around the box, however close."""


class ShowSigns(ToPage, frozen=True):
    """Show these signs, and no others."""

    signs: tuple[Sign, ...]


class Highlight(ToPage, frozen=True, omit_defaults=True):
    """Highlight these features, and no others."""

    features: tuple[str, ...]
    grow: bool = False
    """Whether their lines are animated."""


class ShowCard(ToPage, frozen=True):
    """The popup of the selected feature; None closes it."""

    card: Card | None


class ShowSketch(ToPage, frozen=True, omit_defaults=True):
    """What a tool draws above all layers; while it is active, clicks set places."""

    active: bool
    aim: bool
    """Whether the centre of the map is marked, where a key sets a place."""
    drawing: Drawing | None
    handles: tuple[tuple[float, float], ...] = ()
    """Positions of the handles in projected metres."""
    encloses: bool = False
    """Whether dragging the pointer draws an area, rather than moving the map."""


class ShowFurniture(ToPage, frozen=True):
    """Show scale bar, north arrow and frame labels."""

    furniture: MapDecorations


class ReportIdle(ToPage, frozen=True):
    """Send `Idle` as soon as nothing moves, loads or waits to be painted."""


class PlayTones(ToPage, frozen=True):
    """Play tones one after the other, in place of those that are playing."""

    pitches: tuple[float | None, ...]
    """Frequencies in Hz; None for a silence."""
    seconds: float = 0.3
    """Time of each tone."""


_encoder = msgspec.json.Encoder()


def encode(*messages: ToPage) -> str:
    """Encode messages for the page as a JSON array."""
    return _encoder.encode(messages).decode()
