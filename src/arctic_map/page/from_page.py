"""What the page tells the program: a class for each message, decoded strictly."""

from functools import reduce
from operator import or_
from typing import Annotated

import msgspec
from msgspec.structs import replace

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


class FromPage(msgspec.Struct, frozen=True, tag_field="type", tag=True, forbid_unknown_fields=True):
    """`type` is the class's name, by which the page says it."""


class PageReady(FromPage, frozen=True):
    """The page has painted what it was started with; seconds since its own start."""

    seconds: float


class FeatureClicked(FromPage, frozen=True):
    """At projected metres."""

    layer: str
    feature: str
    x: Place = 0.0
    y: Place = 0.0


class MapClicked(FromPage, frozen=True):
    """A click on no feature, at projected metres."""

    x: Place
    y: Place


class WayDragged(FromPage, frozen=True):
    """A way or place of the route was taken hold of at some projected metres and let go at others."""

    feature: str
    from_x: Place
    from_y: Place
    x: Place
    y: Place


class PlaceClicked(FromPage, frozen=True):
    """A click while a tool is at work, projected metres; a double click ends its work there."""

    x: Place
    y: Place
    ends: bool


class RowsClicked(FromPage, frozen=True):
    """A click where features lie on disk, at projected metres; on the area of `feature`, or on none."""

    x: Place
    y: Place
    resolution: Resolution
    feature: str = ""


class NoteTaken(FromPage, frozen=True):
    """A note is being dragged, from this place on, projected metres; the pointer says where it is."""

    feature: str
    x: Place
    y: Place


class NoteDropped(FromPage, frozen=True):
    """Where the note that was dragged is let go, projected metres."""

    x: Place
    y: Place


class HandleClicked(FromPage, frozen=True):
    """A click on one of the handles of a tool, by its number."""

    number: Count


class HandleTaken(FromPage, frozen=True):
    """A handle is being dragged; the pointer says where it is."""

    number: Count


class HandleDropped(FromPage, frozen=True):
    """Where the handle that was dragged is let go, projected metres."""

    x: Place
    y: Place


class FactClicked(FromPage, frozen=True):
    """The id of a fact in the popup."""

    fact: str


class ArticleRequested(FromPage, frozen=True):
    """The sentences of the article about what the popup speaks of are asked for."""


class HereRequested(FromPage, frozen=True):
    """All that is at this place, projected metres, is asked for, by the popup."""

    x: Place
    y: Place


class MenuRequested(FromPage, frozen=True):
    """A right click: on a feature or on none, at projected metres and at a pixel of the page."""

    feature: str
    x: Place
    y: Place
    left: Taken
    top: Taken


class ViewMoved(FromPage, frozen=True):
    x: Place
    y: Place
    resolution: Resolution
    width: Extent
    height: Extent
    left: Taken = 0.0
    right: Taken = 0.0
    foot: Taken = 0.0


class PointerMoved(FromPage, frozen=True):
    """The pointer's place in projected metres."""

    x: Place
    y: Place


class Painted(FromPage, frozen=True):
    """The page has painted all it was told up to message number `count`."""

    count: Count


class Idle(FromPage, frozen=True):
    """The answer to `ReportIdle`, with the size of the page."""

    width: Taken
    height: Taken


class BatchFailed(FromPage, frozen=True):
    """Some messages of batch `number` could not be acted on, the others were; 0 is the page's own start."""

    number: Count
    why: str


class PageFailed(FromPage, frozen=True):
    """Anything else that went wrong in the page."""

    why: str


_decoder: msgspec.json.Decoder[FromPage] = msgspec.json.Decoder(reduce(or_, FromPage.__subclasses__()))


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
