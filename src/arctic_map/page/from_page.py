"""Messages from the page to the program: a class each, decoded strictly."""

from functools import reduce
from operator import or_
from typing import Annotated

import msgspec
from msgspec.structs import replace

from arctic_map.model.tr import tr

MAX_MESSAGE_LENGTH = 10_000
"""Maximum characters of a message; WORDS limits the part of an error that is shown."""
WORDS = 300
Place = Annotated[float, msgspec.Meta(gt=-1e9, lt=1e9)]
"""Projected metres."""
Resolution = Annotated[float, msgspec.Meta(ge=1e-3, lt=1e6)]
Extent = Annotated[float, msgspec.Meta(ge=1, lt=1e5)]
"""Pixels."""
Pixels = Annotated[float, msgspec.Meta(ge=0, lt=1e5)]
"""Pixels, possibly 0."""
Count = Annotated[int, msgspec.Meta(ge=0, lt=2**31)]


class FromPage(msgspec.Struct, frozen=True, tag_field="type", tag=True, forbid_unknown_fields=True):
    """A message from the page; its `type` is the name of the class."""


class PageReady(FromPage, frozen=True):
    """The page has painted its first state; seconds since its own start."""

    seconds: float


class FeatureClicked(FromPage, frozen=True):
    """A click on a feature, at projected metres."""

    layer: str
    feature: str
    x: Place = 0.0
    y: Place = 0.0


class MapClicked(FromPage, frozen=True):
    """A click on no feature, at projected metres."""

    x: Place
    y: Place


class WayDragged(FromPage, frozen=True):
    """A way or place of the route was dragged between two places in projected metres."""

    feature: str
    from_x: Place
    from_y: Place
    x: Place
    y: Place


class PlaceClicked(FromPage, frozen=True):
    """A click while a tool is active, in projected metres; `ends` for a double click, which finishes."""

    x: Place
    y: Place
    ends: bool


class AreaDrawn(FromPage, frozen=True):
    """An area was drawn with the pointer; its corners in projected metres."""

    corners: Annotated[list[tuple[Place, Place]], msgspec.Meta(min_length=3, max_length=300)]


class RowsClicked(FromPage, frozen=True):
    """A click where features are on disk, in projected metres; on the area of `feature`, or on none."""

    x: Place
    y: Place
    resolution: Resolution
    feature: str = ""


class NoteDragStarted(FromPage, frozen=True):
    """Dragging of a note started at this place in projected metres; PointerMoved messages follow."""

    feature: str
    x: Place
    y: Place


class NoteDropped(FromPage, frozen=True):
    """A dragged note was dropped at this place in projected metres."""

    x: Place
    y: Place


class HandleClicked(FromPage, frozen=True):
    """A click on a handle of a tool, by its index."""

    number: Count


class HandleDragStarted(FromPage, frozen=True):
    """Dragging of a handle started; PointerMoved messages follow."""

    number: Count


class HandleDropped(FromPage, frozen=True):
    """A dragged handle was dropped at this place in projected metres."""

    x: Place
    y: Place


class FactClicked(FromPage, frozen=True):
    """A click on a fact in the popup, by its id."""

    fact: str


class ArticleRequested(FromPage, frozen=True):
    """The popup requests the sentences of the article about its feature."""


class HereRequested(FromPage, frozen=True):
    """The popup requests everything at this place, in projected metres."""

    x: Place
    y: Place


class MenuRequested(FromPage, frozen=True):
    """A right click on a feature or on none, in projected metres and in pixels of the page."""

    feature: str
    x: Place
    y: Place
    left: Pixels
    top: Pixels


class ViewMoved(FromPage, frozen=True):
    """The viewport changed: centre, metres per pixel, size, and pixels covered by the legend.

    `requested` is the box in projected metres that the page fits again whenever its size changes.
    """

    x: Place
    y: Place
    resolution: Resolution
    width: Extent
    height: Extent
    left: Pixels = 0.0
    right: Pixels = 0.0
    foot: Pixels = 0.0
    requested: tuple[Place, Place, Place, Place] | None = None


class PointerMoved(FromPage, frozen=True):
    """The position of the pointer in projected metres."""

    x: Place
    y: Place


class Painted(FromPage, frozen=True):
    """The page has painted everything up to message number `count`."""

    count: Count


class Idle(FromPage, frozen=True):
    """The response to `ReportIdle`, with the size of the page."""

    width: Pixels
    height: Pixels


class BatchFailed(FromPage, frozen=True):
    """Some messages of batch `number` failed, the others were applied; 0 is the page's own start."""

    number: Count
    why: str


class PageFailed(FromPage, frozen=True):
    """Any other error in the page."""

    why: str


_decoder: msgspec.json.Decoder[FromPage] = msgspec.json.Decoder(reduce(or_, FromPage.__subclasses__()))


def decode(text: str) -> FromPage:
    """Decode a message of the page. Raises msgspec.MsgspecError if it is unknown or invalid."""
    if len(text) > MAX_MESSAGE_LENGTH:
        raise msgspec.ValidationError(tr("the message is too long"))
    return _decoder.decode(text)


def understood(text: str) -> FromPage:
    """Decode a message; return PageFailed with the reason if it is invalid."""
    try:
        received = decode(text)
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError) as problem:
        return PageFailed(
            tr("the page said what the program does not understand: {why}", why=problem)[:WORDS]
        )
    return (
        replace(received, why=received.why[:WORDS])
        if isinstance(received, BatchFailed | PageFailed)
        else received
    )
