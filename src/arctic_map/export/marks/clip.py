"""Cutting pixel paths to a box: rings stay rings, lines never run along the box's edge."""

from collections.abc import Iterator
from math import hypot

from arctic_map.model.projection import Box

Points = tuple[list[float], list[float]]
"""The x and the y of each vertex."""


def outside(path: Points, box: Box) -> bool:
    """Whether nothing of it can lie in the box."""
    xs, ys = path
    return max(xs) < box[0] or min(xs) > box[2] or max(ys) < box[1] or min(ys) > box[3]


def inside(path: Points, box: Box) -> bool:
    xs, ys = path
    return min(xs) >= box[0] and max(xs) <= box[2] and min(ys) >= box[1] and max(ys) <= box[3]


def ring(path: Points, box: Box) -> Points | None:
    """What a ring (no closing vertex) encloses of the box, by Sutherland and Hodgman; None for nothing.

    Pieces may hang together along the edge of the box: right for a fill, wrong for an outline.
    """
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
    """The pieces of a line that lie in the box."""
    return (piece for _, piece in pieces(path, box))


def pieces(path: Points, box: Box) -> Iterator[tuple[float, Points]]:
    """How far along the line each piece in the box begins, and the piece, by Liang and Barsky."""
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
    """From where to where (0..1) a segment lies in the box."""
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
