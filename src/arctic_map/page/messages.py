"""The vocabulary of the bridge between the program and the page: typed, decoded strictly."""

from typing import Annotated

import msgspec
from msgspec.structs import replace

from arctic_map.model.card import Card
from arctic_map.model.drawing import Drawing, Label, Shape
from arctic_map.model.furniture import Furniture
from arctic_map.model.legend_entry import LegendEntry
from arctic_map.model.projection import Affine, Box
from arctic_map.model.sign import Sign
from arctic_map.model.style import Palette, Style

LONGEST = 10_000
"""Characters of a message of the page; the words of an error that are shown are far fewer."""
WORDS = 300
Place = Annotated[float, msgspec.Meta(gt=-1e9, lt=1e9)]
"""Metres of a projection."""
Resolution = Annotated[float, msgspec.Meta(ge=1e-3, lt=1e6)]
Extent = Annotated[float, msgspec.Meta(ge=1, lt=1e5)]
"""Pixels."""
Taken = Annotated[float, msgspec.Meta(ge=0, lt=1e5)]
"""Pixels, or none."""
Count = Annotated[int, msgspec.Meta(ge=0, lt=2**31)]


class Message(msgspec.Struct, frozen=True, tag_field="type", tag=True, forbid_unknown_fields=True):
    """`type` is the class's name; the handler of the same name in the page takes the rest."""


class ShowProjection(Message, frozen=True):
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


class ShowLook(Message, frozen=True, omit_defaults=True):
    name: str
    palette: Palette
    styles: dict[str, Style]
    high_contrast: bool = False
    text_size: int = 100
    """Of all words but those on the map, whose size is in the styles; per cent."""
    names: str = "en"
    """The language of the words on the map."""


class ShowWords(Message, frozen=True, omit_defaults=True):
    title: str
    subtitle: str
    period: str
    """The days that are shown; empty for all."""
    source_line: str
    warning: str
    table: dict[str, str] = {}  # as msgspec has it
    """What the scripts say by themselves in another language, by the English form."""


class ShowLegend(Message, frozen=True):
    entries: tuple[LegendEntry, ...]


class ShowLayer(Message, frozen=True):
    """Put a layer on the map or change how it stands there; `url` is empty for parts of the base map."""

    id: str
    kind: str
    order: int
    opacity: float
    url: str = ""
    items: tuple[str, ...] = ()


class ShowClasses(Message, frozen=True):
    """Paint an opened file's features by their classes, a byte for each: 255 for those that are left out.

    `styled` ones have looks of their own, `layer~class-kind`. No address: all look as those of any file.
    """

    layer: str
    url: str
    styled: bool
    rows: bool
    """Of features that lie on disk, whose classes come block by block."""


class ShowNames(Message, frozen=True):
    """Write these in place of the names of a layer's features; those for None."""

    layer: str
    labels: tuple[Label, ...] | None
    own: bool
    """Written by a reader beside the marks of a file."""


class HighlightRows(Message, frozen=True):
    """Light up these features of a layer that lies on disk, and no others of it."""

    layer: str
    shapes: tuple[Shape, ...]


class ExpectRows(Message, frozen=True):
    """Get ready to paint features that lie on disk: a file of very many of them is being read."""


class HideLayer(Message, frozen=True):
    id: str


class OrderLayers(Message, frozen=True):
    """Paint layers in this order, bottom first; those that are not on the map are named too."""

    layers: tuple[str, ...]


class FilterOut(Message, frozen=True):
    """Paint and name all features but these."""

    features: tuple[str, ...]


class MoveView(Message, frozen=True):
    box: Box
    smooth: bool
    exact: bool
    """Without room round the box, however near."""


class ShowSigns(Message, frozen=True):
    """Paint these signs at their marks, and no others."""

    signs: tuple[Sign, ...]


class Highlight(Message, frozen=True, omit_defaults=True):
    """Light these features up, and no others."""

    features: tuple[str, ...]
    grow: bool = False
    """Whether their lines draw themselves."""


class ShowCard(Message, frozen=True):
    """The popup at the selected feature; None closes it."""

    card: Card | None


class ShowSketch(Message, frozen=True, omit_defaults=True):
    """What a tool draws over all layers; while it is active, clicks are places."""

    active: bool
    aim: bool
    """Whether the middle of the map is marked, where a key sets a place."""
    drawing: Drawing | None
    handles: tuple[tuple[float, float], ...] = ()
    """Projected metres of what of it can be taken hold of."""


class ShowFurniture(Message, frozen=True):
    furniture: Furniture


class ReportIdle(Message, frozen=True):
    """Answer with `Idle` as soon as nothing of the page moves, loads or waits to be painted."""


class PageReady(Message, frozen=True):
    """The page has painted what it was started with; seconds since its own start."""

    seconds: float


class FeatureClicked(Message, frozen=True):
    """At projected metres."""

    layer: str
    feature: str
    x: Place = 0.0
    y: Place = 0.0


class MapClicked(Message, frozen=True):
    """A click on no feature, at projected metres."""

    x: Place
    y: Place


class WayDragged(Message, frozen=True):
    """A way or place of the route was taken hold of at some projected metres and let go at others."""

    feature: str
    from_x: Place
    from_y: Place
    x: Place
    y: Place


class PlaceClicked(Message, frozen=True):
    """A click while a tool is at work, projected metres; a double click ends its work there."""

    x: Place
    y: Place
    ends: bool


class RowsClicked(Message, frozen=True):
    """A click where features lie on disk, at projected metres; on the area of `feature`, or on none."""

    x: Place
    y: Place
    resolution: Resolution
    feature: str = ""


class NoteTaken(Message, frozen=True):
    """A note is being dragged, from this place on, projected metres; the pointer says where it is."""

    feature: str
    x: Place
    y: Place


class NoteDropped(Message, frozen=True):
    """Where the note that was dragged is let go, projected metres."""

    x: Place
    y: Place


class HandleClicked(Message, frozen=True):
    """A click on one of the handles of a tool, by its number."""

    number: Count


class HandleTaken(Message, frozen=True):
    """A handle is being dragged; the pointer says where it is."""

    number: Count


class HandleDropped(Message, frozen=True):
    """Where the handle that was dragged is let go, projected metres."""

    x: Place
    y: Place


class FactClicked(Message, frozen=True):
    """The id of a fact in the popup."""

    fact: str


class ArticleRequested(Message, frozen=True):
    """The sentences of the article about what the popup speaks of are asked for."""


class HereRequested(Message, frozen=True):
    """All that is at this place, projected metres, is asked for, by the popup."""

    x: Place
    y: Place


class MenuRequested(Message, frozen=True):
    """A right click: on a feature or on none, at projected metres and at a pixel of the page."""

    feature: str
    x: Place
    y: Place
    left: Taken
    top: Taken


class ViewMoved(Message, frozen=True):
    x: Place
    y: Place
    resolution: Resolution
    width: Extent
    height: Extent
    left: Taken = 0.0
    right: Taken = 0.0
    foot: Taken = 0.0


class PointerMoved(Message, frozen=True):
    """The pointer's place in projected metres."""

    x: Place
    y: Place


class Painted(Message, frozen=True):
    """The page has painted all it was told up to message number `count`."""

    count: Count


class Idle(Message, frozen=True):
    """The answer to `ReportIdle`, with the size of the page."""

    width: Taken
    height: Taken


class BatchFailed(Message, frozen=True):
    """Some messages of batch `number` could not be acted on, the others were; 0 is the page's own start."""

    number: Count
    why: str


class PageFailed(Message, frozen=True):
    """Anything else that went wrong in the page."""

    why: str


ToPage = (
    ShowProjection
    | ShowLook
    | ShowWords
    | ShowLegend
    | ShowLayer
    | ShowClasses
    | ShowNames
    | HighlightRows
    | ExpectRows
    | HideLayer
    | OrderLayers
    | FilterOut
    | ShowSigns
    | MoveView
    | Highlight
    | ShowCard
    | ShowSketch
    | ShowFurniture
    | ReportIdle
)
FromPage = (
    PageReady
    | FeatureClicked
    | MapClicked
    | PlaceClicked
    | NoteTaken
    | NoteDropped
    | HandleClicked
    | HandleTaken
    | HandleDropped
    | RowsClicked
    | WayDragged
    | FactClicked
    | ArticleRequested
    | HereRequested
    | MenuRequested
    | ViewMoved
    | PointerMoved
    | Painted
    | Idle
    | BatchFailed
    | PageFailed
)

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[FromPage] = msgspec.json.Decoder(FromPage)


def encode(*messages: ToPage) -> str:
    """A JSON array of messages for the page."""
    return _encoder.encode(messages).decode()


def decode(text: str) -> FromPage:
    """A message of the page; raises msgspec.MsgspecError on anything beyond the vocabulary."""
    if len(text) > LONGEST:
        raise msgspec.ValidationError("the message is too long")
    return _decoder.decode(text)


def understood(text: str) -> FromPage:
    """The message, or PageFailed with the reason when it is none of the vocabulary."""
    try:
        received = decode(text)
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError) as problem:
        return PageFailed(f"the page said what the program does not understand: {problem}"[:WORDS])
    return (
        replace(received, why=received.why[:WORDS])
        if isinstance(received, BatchFailed | PageFailed)
        else received
    )
