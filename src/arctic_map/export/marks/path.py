"""The part of a page that shows the map, and paths in it from projected metres."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2

from arctic_map.export.marks.clip import Points
from arctic_map.geo.position import meet, within
from arctic_map.model.projection import COARSEST, ZOOM_RANGE, Affine, Box, Viewport

NEAR = 0.4
"""Pixels within which vertices cannot be distinguished."""
FAR = 3.0
"""A vertex that ends a segment longer than this in pixels is a corner and is kept."""


@dataclass(frozen=True, slots=True)
class ToPage:
    """An affine transformation from metres or base map integers to pixels of the page."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def __call__(self, flat: Sequence[float]) -> Points:
        a, b, c, d, e, f = self.a, self.b, self.c, self.d, self.e, self.f
        us, vs = flat[::2], flat[1::2]
        if b == 0 and d == 0:
            return [a * u + c for u in us], [e * v + f for v in vs]
        pairs = list(zip(us, vs, strict=True))
        return [a * u + b * v + c for u, v in pairs], [d * u + e * v + f for u, v in pairs]

    def box(self, box: Box) -> Box:
        """The bounding box of a transformed box."""
        xs, ys = self((box[0], box[1], box[2], box[1], box[2], box[3], box[0], box[3]))
        return min(xs), min(ys), max(xs), max(ys)


def to_page(view: Viewport, x: float, y: float, ground: Affine | None = None, quantum: float = 1.0) -> ToPage:
    """From metres, or base map integers, to pixels, with the view's upper left corner at (x, y)."""
    turn = ground or Affine()
    k = 1 / view.resolution
    left, top = view.box[0], view.box[3]
    return ToPage(
        turn.a * quantum * k,
        turn.b * quantum * k,
        (turn.c - left) * k + x,
        -turn.d * quantum * k,
        -turn.e * quantum * k,
        (top - turn.f) * k + y,
    )


def thin(path: Points, near: float = NEAR) -> Points:
    """The path without vertices that cannot be distinguished from their neighbours."""
    xs, ys = path
    if len(xs) < 4:
        return path
    thinned_x, thinned_y = [xs[0]], [ys[0]]
    x0, y0 = xs[0], ys[0]
    for x, y, next_x, next_y in zip(xs[1:-1], ys[1:-1], xs[2:], ys[2:], strict=True):
        if abs(x - x0) + abs(y - y0) > near or abs(next_x - x) + abs(next_y - y) > FAR:
            thinned_x.append(x)
            thinned_y.append(y)
            x0, y0 = x, y
    thinned_x.append(xs[-1])
    thinned_y.append(ys[-1])
    return thinned_x, thinned_y


def data(paths: Iterable[Points], *, closed: bool, digits: int = 1) -> str:
    """The `d` attribute of a path with these polylines or rings."""
    form, end = f"%.{digits}f %.{digits}f ", "z" if closed else ""
    written = []
    for xs, ys in paths:
        flat = [0.0] * (2 * len(xs))
        flat[::2], flat[1::2] = xs, ys
        written.append(f"M{(form * len(xs) % tuple(flat))[:-1]}{end}")
    return "".join(written)


@dataclass(frozen=True, slots=True)
class Field:
    """A view with its upper left corner at (x, y) on the page, in pixels at text scale 1."""

    view: Viewport
    x: float = 0.0
    y: float = 0.0
    bleed: float = 0.0
    """Pixels drawn beyond the edge, where the page itself ends."""
    scale: float = 1.0
    """CSS pixels per pixel of the page. A poster shows more detail."""
    painted: float = 1.0
    """Image pixels per CSS pixel. A small preview shows less detail."""
    reserved: tuple[Box, ...] = ()
    """Boxes on the page that panels cover, so that no text may stand there."""

    @property
    def zoom(self) -> float:
        """Zoom of the view, for decisions by zoom, at least the lowest zoom of the window."""
        return max(ZOOM_RANGE[0], log2(COARSEST / self.view.resolution))

    @property
    def detail(self) -> float:
        """The zoom whose level of detail of the base map fits the page."""
        return self.zoom + log2(max(1.0, self.scale))

    @property
    def near(self) -> float:
        """Pixels within which vertices cannot be distinguished."""
        return NEAR / (max(1.0, self.scale) * min(1.0, self.painted))

    @property
    def is_too_coarse(self) -> bool:
        """Whether labels may overlap, since they are placed only down to the lowest zoom."""
        return self.view.resolution > COARSEST / 2 ** ZOOM_RANGE[0]

    @property
    def edge(self) -> Box:
        """The box of the map on the page."""
        return self.x, self.y, self.x + self.view.width, self.y + self.view.height

    @property
    def clip(self) -> Box:
        """The box of the map with its bleed."""
        x0, y0, x1, y1 = self.edge
        return x0 - self.bleed, y0 - self.bleed, x1 + self.bleed, y1 + self.bleed

    def to_page(self, ground: Affine | None = None, quantum: float = 1.0) -> ToPage:
        """The transformation from projected metres, or base map integers, to the page."""
        return to_page(self.view, self.x, self.y, ground, quantum)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The position on the page of a point in projected metres."""
        px, py = self.view.pixel(x, y)
        return px + self.x, py + self.y

    def holds(self, x: float, y: float, half_w: float, half_h: float) -> bool:
        """Whether an object of this half size, centred there on the page, is fully within the drawn part."""
        x0, y0, x1, y1 = self.clip
        return x0 + half_w <= x <= x1 - half_w and y0 + half_h <= y <= y1 - half_h

    def holds_box(self, box: Box) -> bool:
        """Whether a box is fully within the map and on no panel, as text must be."""
        return within(box, self.edge) and not any(meet(box, panel) for panel in self.reserved)
