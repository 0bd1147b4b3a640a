"""The draw list of a layer in a projection: all that a painter needs, nothing left to decide."""

from dataclasses import dataclass
from typing import Literal

from arctic_map.model.projection import Box

ShapeKind = Literal["area", "line", "point"]


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing to paint in one style."""

    feature: str
    kind: ShapeKind
    style: str
    parts: tuple[tuple[float, ...], ...]
    """Each part flat: x0, y0, x1, y1, ..., projected metres; rings without closing vertex, nonzero rule."""
    box: Box


@dataclass(frozen=True, slots=True)
class Chevrons:
    """The direction marks on a feature's lines."""

    feature: str
    style: str
    marks: tuple[tuple[float, float, float, float], ...]
    """x and y in projected metres; the direction of travel there, degrees counter-clockwise from +x; and the
    zoom from which on the mark is painted."""


Anchor = Literal["start", "middle", "end"]
SHARE: dict[Anchor, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a name's width lies before the place where it is held."""
BELOW = 1.25
"""From the first line of a label to its second, times the size of its letters."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a place, shifted by pixels; painted from `zoom` on, where nothing of more rank stands.

    Of the labels of a feature a view shows the first one that it holds whole.
    """

    text: str
    x: float
    y: float
    dx: float
    dy: float
    """Pixels from the place to the text's anchor on its baseline, y down."""
    anchor: Anchor
    style: str
    zoom: float
    feature: str = ""
    width: float = 0.0
    """Width of the text in pixels, measured in the shipped font."""
    letters: tuple[float, ...] = ()
    """Of a name along a line, for each of its letters: dx and dy from the place to the start of its baseline,
    pixels, and its turn, degrees clockwise."""
    below: str = ""
    """A second line, BELOW under the first and as it is anchored; the width is that of the longer one."""
    leader: tuple[float, ...] = ()
    """A thin line that ties the name to its place: from x, y to x, y, pixels from the place, y down."""
    until: float = 99.0
    """From this zoom on it is painted no more: another one of its feature's labels follows."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A layer on a projection."""

    layer: str
    projection: str
    digest: str
    shapes: tuple[Shape, ...] = ()
    chevrons: tuple[Chevrons, ...] = ()
    labels: tuple[Label, ...] = ()
    names: dict[str, str] | None = None
    """What hovering says, by feature id."""
    spots: dict[str, tuple[float, float]] | None = None
    """Where a sign of a feature stands, by feature id: at a point, halfway along a line, within an area."""
