"""Hit tests of lines and polygons with a box, without numpy: they run at each move of the map."""

from collections.abc import Iterable, Sequence

Box = tuple[float, float, float, float]


def meet(a: Box, b: Box) -> bool:
    """Whether two boxes intersect or touch."""
    return a[0] <= b[2] and a[2] >= b[0] and a[1] <= b[3] and a[3] >= b[1]


def within(a: Box, b: Box) -> bool:
    """Whether `a` lies completely within `b`."""
    return a[0] >= b[0] and a[2] <= b[2] and a[1] >= b[1] and a[3] <= b[3]


def line_reaches(line: Sequence[float], box: Box) -> bool:
    """Whether any part of a line (x0, y0, x1, y1, ...) is in the box; a single vertex is a point."""
    x, y = line[0], line[1]
    side = _side(x, y, box)
    if not side:
        return True
    for next_x, next_y in zip(line[2::2], line[3::2], strict=True):
        next_side = _side(next_x, next_y, box)
        if not next_side or not (side & next_side or _is_outside(x, y, next_x, next_y, box)):
            return True
        x, y, side = next_x, next_y, next_side
    return False


def surround(rings: Iterable[Sequence[float]], x: float, y: float) -> bool:
    """Whether the point is inside the rings (without closing vertex), by the nonzero rule."""
    turns = 0
    for ring in rings:
        x0, y0 = ring[-2], ring[-1]
        for x1, y1 in zip(ring[::2], ring[1::2], strict=True):
            if (y0 <= y) != (y1 <= y):
                cross = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)
                if y1 > y0 and cross > 0:
                    turns += 1
                elif y1 < y0 and cross < 0:
                    turns -= 1
            x0, y0 = x1, y1
    return turns != 0


def _side(x: float, y: float, box: Box) -> int:
    """Outcode of a point: 0 inside the box, otherwise one bit for each side that it is beyond."""
    return (x < box[0]) | (x > box[2]) << 1 | (y < box[1]) << 2 | (y > box[3]) << 3


def _is_outside(x0: float, y0: float, x1: float, y1: float, box: Box) -> bool:
    """Whether all corners of the box are on the same side of a line."""
    dx, dy = x1 - x0, y1 - y0
    lefts = [dx * (y - y0) - dy * (x - x0) for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(lefts) > 0 or max(lefts) < 0
