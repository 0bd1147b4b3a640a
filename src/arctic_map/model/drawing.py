"""A layer as drawn in a projection: everything that a painter needs, with all decisions made."""

from dataclasses import dataclass
from typing import Literal

from arctic_map.model.projection import Box

ShapeKind = Literal["area", "line", "point"]


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape to paint in one style."""

    feature: str
    kind: ShapeKind
    style: str
    parts: tuple[tuple[float, ...], ...]
    """Flat (x0, y0, x1, y1, ...) in projected metres; rings without closing vertex, nonzero rule."""
    box: Box


@dataclass(frozen=True, slots=True)
class Chevrons:
    """The direction marks on the lines of a feature."""

    feature: str
    style: str
    marks: tuple[tuple[float, float, float, float], ...]
    """x and y in projected metres, direction in degrees counter-clockwise from +x, lowest zoom of the mark.
    """


Anchor = Literal["start", "middle", "end"]
SHARE: dict[Anchor, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Share of the text's width to the left of its anchor."""
BELOW = 1.25
"""Distance between the two baselines of a label, relative to the letter size."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a position with an offset in pixels, painted from `zoom` on, where it collides with none.

    A view shows the first label of a feature that it contains completely.
    """

    text: str
    x: float
    y: float
    dx: float
    dy: float
    """Pixels from the position to the anchor of the text on its baseline, y down."""
    anchor: Anchor
    style: str
    zoom: float
    feature: str = ""
    width: float = 0.0
    """Width of the text in pixels, measured in the bundled font."""
    letters: tuple[float, ...] = ()
    """For each letter along a line: dx and dy to its baseline in pixels, rotation in degrees clockwise."""
    below: str = ""
    """A second line, BELOW under the first, with the same anchor; `width` is that of the longer one."""
    leader: tuple[float, ...] = ()
    """A leader line from the label to its position: x, y, x, y in pixels from the position, y down."""
    until: float = 99.0
    """From this zoom on it is not painted; another label of the feature replaces it."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A layer in a projection."""

    layer: str
    projection: str
    digest: str
    shapes: tuple[Shape, ...] = ()
    chevrons: tuple[Chevrons, ...] = ()
    labels: tuple[Label, ...] = ()
    names: dict[str, str] | None = None
    """Text on hover, by feature id."""
    spots: dict[str, tuple[float, float]] | None = None
    """Position of a sign for the feature, by feature id: at a point, halfway along a line, within an area."""
