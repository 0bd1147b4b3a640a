"""Clipping of pixel paths to a box. Rings stay rings, and lines do not run along the box."""

from collections.abc import Iterator
from math import hypot

from arctic_map.model.projection import Box

Points = tuple[list[float], list[float]]
"""The x and the y of each vertex."""


def outside(path: Points, box: Box) -> bool:
    """Whether the path cannot intersect the box."""
    xs, ys = path
    return max(xs) < box[0] or min(xs) > box[2] or max(ys) < box[1] or min(ys) > box[3]


def inside(path: Points, box: Box) -> bool:
    """Whether the path is inside the box."""
    xs, ys = path
    return min(xs) >= box[0] and max(xs) <= box[2] and min(ys) >= box[1] and max(ys) <= box[3]


def ring(path: Points, box: Box) -> Points | None:
    """A ring (no closing vertex) clipped by Sutherland-Hodgman for fills, or None; not for outlines."""
    if outside(path, box):
        return None
    if inside(path, box):
        return path
    xs, ys = path
    xs, ys = _half(xs, ys, box[0], 1)
    xs, ys = _half(xs, ys, box[2], -1)
    ys, xs = _half(ys, xs, box[1], 1)
    ys, xs = _half(ys, xs, box[3], -1)
    return (xs, ys) if len(xs) > 2 else None


def _half(us: list[float], vs: list[float], edge: float, sign: int) -> Points:
    """The part of a ring where sign * u >= sign * edge."""
    out_u: list[float] = []
    out_v: list[float] = []
    if not us:
        return out_u, out_v
    u0, v0 = us[-1], vs[-1]
    was_in = sign * (u0 - edge) >= 0
    for u, v in zip(us, vs, strict=True):
        is_in = sign * (u - edge) >= 0
        if is_in != was_in:
            out_u.append(edge)
            out_v.append(v0 + (v - v0) * (edge - u0) / (u - u0))
        if is_in:
            out_u.append(u)
            out_v.append(v)
        u0, v0, was_in = u, v, is_in
    return out_u, out_v


def line(path: Points, box: Box) -> Iterator[Points]:
    """The pieces of a line inside the box."""
    return (piece for _, piece in pieces(path, box))


def pieces(path: Points, box: Box) -> Iterator[tuple[float, Points]]:
    """Yield each piece inside the box with its distance from the line's start (Liang-Barsky)."""
    if outside(path, box):
        return
    if inside(path, box):
        yield 0.0, path
        return
    xs: list[float] = []
    ys: list[float] = []
    along = begins = 0.0
    points = zip(*path, strict=True)
    x0, y0 = next(points)
    for x, y in points:
        span, length = _span(x0, y0, x - x0, y - y0, box), hypot(x - x0, y - y0)
        if span is not None:
            enter, leave = span
            if enter > 0 or not xs:
                if len(xs) > 1:
                    yield begins, (xs, ys)
                xs, ys = [x0 + (x - x0) * enter], [y0 + (y - y0) * enter]
                begins = along + length * enter
            xs.append(x0 + (x - x0) * leave)
            ys.append(y0 + (y - y0) * leave)
            if leave < 1:
                yield begins, (xs, ys)
                xs, ys = [], []
        elif xs:
            yield begins, (xs, ys)
            xs, ys = [], []
        x0, y0, along = x, y, along + length
    if len(xs) > 1:
        yield begins, (xs, ys)


def _span(x: float, y: float, dx: float, dy: float, box: Box) -> tuple[float, float] | None:
    """The share (0 to 1) of a segment where it enters and leaves the box, or None."""
    enter, leave = 0.0, 1.0
    for delta, room in ((-dx, x - box[0]), (dx, box[2] - x), (-dy, y - box[1]), (dy, box[3] - y)):
        if delta == 0:
            if room < 0:
                return None
            continue
        at = room / delta
        if delta < 0:
            enter = max(enter, at)
        else:
            leave = min(leave, at)
        if enter > leave:
            return None
    return (enter, leave) if enter < leave else None
