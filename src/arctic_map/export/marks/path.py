"""From projected metres to the `d` attribute of an SVG path."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from arctic_map.export.marks.clip import Points
from arctic_map.model.projection import Affine, Box
from arctic_map.model.view import Viewport

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
