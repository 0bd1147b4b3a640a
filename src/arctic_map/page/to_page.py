"""What the program tells the page: a class for each message, which its types for JavaScript are made from."""

import msgspec

from arctic_map.model.card import Card
from arctic_map.model.drawing import Drawing, Label, Shape
from arctic_map.model.furniture import Furniture
from arctic_map.model.legend_entry import LegendEntry
from arctic_map.model.projection import Affine, Box
from arctic_map.model.sign import Sign
from arctic_map.model.style import Palette, Style


class ToPage(msgspec.Struct, frozen=True, tag_field="type", tag=True, forbid_unknown_fields=True):
    """`type` is the class's name; the handler of the same name in the page takes the rest."""


class ShowProjection(ToPage, frozen=True):
    """Start anew in a projection: where its base map lies and how far it reaches."""

    id: str
    box: Box
    ground: Affine
    outline: str
    """Address of the projection's edge."""
    levels: tuple[tuple[float, str], ...]
    """Lowest zoom and address of each level of detail of the base map, coarsest first."""
    relief: str
    relief_box: str
    """Address of the picture's extent."""
    goal: Box
    """What the first view must show."""
    home: Box
    """The projection's own first view, of which the legend must not cover much."""
    legend: str
    """Where the legend stands: left, right or foot."""


class ShowLook(ToPage, frozen=True, omit_defaults=True):
    name: str
    palette: Palette
    styles: dict[str, Style]
    high_contrast: bool = False
    text_size: int = 100
    """Of all words but those on the map, whose size is in the styles; per cent."""
    names: str = "en"
    """The language of the words on the map."""


class ShowWords(ToPage, frozen=True, omit_defaults=True):
    title: str
    subtitle: str
    period: str
    """The days that are shown; empty for all."""
    source_line: str
    warning: str
    table: dict[str, str] = {}  # as msgspec has it
    """What the scripts say by themselves in another language, by the English form."""


class ShowLegend(ToPage, frozen=True):
    entries: tuple[LegendEntry, ...]


class ShowLayer(ToPage, frozen=True):
    """Put a layer on the map or change how it stands there; `url` is empty for parts of the base map."""

    id: str
    kind: str
    order: int
    opacity: float
    url: str = ""
    items: tuple[str, ...] = ()


class ShowClasses(ToPage, frozen=True):
    """Paint an opened file's features by their classes, a byte for each: 255 for those that are left out.

    `styled` ones have looks of their own, `layer~class-kind`. No address: all look as those of any file.
    """

    layer: str
    url: str
    styled: bool
    rows: bool
    """Of features that lie on disk, whose classes come block by block."""


class ShowNames(ToPage, frozen=True):
    """Write these in place of the names of a layer's features; those for None."""

    layer: str
    labels: tuple[Label, ...] | None
    own: bool
    """Written by a reader beside the marks of a file."""


class HighlightRows(ToPage, frozen=True):
    """Light up these features of a layer that lies on disk, and no others of it."""

    layer: str
    shapes: tuple[Shape, ...]


class ExpectRows(ToPage, frozen=True):
    """Get ready to paint features that lie on disk: a file of very many of them is being read."""


class HideLayer(ToPage, frozen=True):
    id: str


class OrderLayers(ToPage, frozen=True):
    """Paint layers in this order, bottom first; those that are not on the map are named too."""

    layers: tuple[str, ...]


class FilterOut(ToPage, frozen=True):
    """Paint and name all features but these."""

    features: tuple[str, ...]


class MoveView(ToPage, frozen=True):
    box: Box
    smooth: bool
    exact: bool
    """Without room round the box, however near."""


class ShowSigns(ToPage, frozen=True):
    """Paint these signs at their marks, and no others."""

    signs: tuple[Sign, ...]


class Highlight(ToPage, frozen=True, omit_defaults=True):
    """Light these features up, and no others."""

    features: tuple[str, ...]
    grow: bool = False
    """Whether their lines draw themselves."""


class ShowCard(ToPage, frozen=True):
    """The popup at the selected feature; None closes it."""

    card: Card | None


class ShowSketch(ToPage, frozen=True, omit_defaults=True):
    """What a tool draws over all layers; while it is active, clicks are places."""

    active: bool
    aim: bool
    """Whether the middle of the map is marked, where a key sets a place."""
    drawing: Drawing | None
    handles: tuple[tuple[float, float], ...] = ()
    """Projected metres of what of it can be taken hold of."""


class ShowFurniture(ToPage, frozen=True):
    furniture: Furniture


class ReportIdle(ToPage, frozen=True):
    """Answer with `Idle` as soon as nothing of the page moves, loads or waits to be painted."""


_encoder = msgspec.json.Encoder()


def encode(*messages: ToPage) -> str:
    """A JSON array of messages for the page."""
    return _encoder.encode(messages).decode()
