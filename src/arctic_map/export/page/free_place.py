"""Finds a place on the map for a small panel, free of marks and labels."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from arctic_map.export.marks.field import Field
from arctic_map.export.page.layout import Rect
from arctic_map.model.drawing import Drawing
from arctic_map.model.projection import Box

STEP = 6.0
"""Cell size of the search grid in pixels."""
INSIDE = 10.0
"""Distance of a panel from the map's edge in pixels."""
CLEAR = 9.0
"""Distance of a panel from marks and labels in pixels."""


def free_place(
    width: float, height: float, field: Field, drawings: Iterable[Drawing], taken: Iterable[Box]
) -> Rect | None:
    """A rectangle of this size near a corner, free of the marks of `drawings` and of `taken`, or None."""
    x0, y0, x1, y1 = field.edge
    wide, high = int((x1 - x0) // STEP), int((y1 - y0) // STEP)
    across, down = int(width // STEP) + 1, int(height // STEP) + 1
    inset = int(INSIDE // STEP) + 1
    columns, rows = wide - across, high - down
    if columns <= 2 * inset or rows <= 2 * inset:
        return None
    filled = _filled((*taken, *_marks(drawings, field)), field, wide, high)
    allowed = _bits(inset, columns - inset + 1)
    places = [
        (min(column, columns - column) + min(row, rows - row), row, column)
        for row in range(inset, rows - inset + 1)
        if (free := allowed & ~_widened(filled[row : row + down], across))
        # The first or last position in a row is nearest to an edge.
        for column in ((free & -free).bit_length() - 1, free.bit_length() - 1)
    ]
    if not places:
        return None
    # A panel in a corner or at an edge covers least of the map.
    _, row, column = min(places)
    return Rect(x0 + column * STEP, y0 + row * STEP, width, height)


def _filled(boxes: Iterable[Box], field: Field, wide: int, high: int) -> list[int]:
    """Rows of the grid from the top as bit masks, because importing numpy takes 60 ms."""
    x0, y0, _, _ = field.edge
    rows = [0] * high
    for box in boxes:
        left, top = int((box[0] - CLEAR - x0) // STEP), int((box[1] - CLEAR - y0) // STEP)
        right, bottom = int((box[2] + CLEAR - x0) // STEP) + 1, int((box[3] + CLEAR - y0) // STEP) + 1
        bits = _bits(max(0, left), min(wide, right))
        for row in range(max(0, top), min(high, bottom)):
            rows[row] |= bits
    return rows


def _bits(first: int, end: int) -> int:
    return (1 << end) - (1 << first) if first < end else 0


def _widened(rows: Iterable[int], across: int) -> int:
    """The columns at which a rectangle `across` columns wide would cover a filled cell."""
    met, width = reduce(or_, rows), 1
    while width < across:
        step = min(width, across - width)
        met |= met >> step
        width += step
    return met


def _marks(drawings: Iterable[Drawing], field: Field) -> Iterator[Box]:
    """Yield boxes around all marks: whole areas, lines in short pieces."""
    to_page = field.to_page()
    for drawing in drawings:
        for shape in drawing.shapes:
            for part in shape.parts:
                xs, ys = to_page(part)
                if shape.kind != "line":
                    yield min(xs), min(ys), max(xs), max(ys)
                    continue
                for x, y, other_x, other_y in zip(xs, ys, xs[1:], ys[1:], strict=False):
                    yield from _pieces(x, y, other_x, other_y)


def _pieces(x: float, y: float, other_x: float, other_y: float) -> Iterator[Box]:
    count = max(1, int(max(abs(other_x - x), abs(other_y - y)) // (2 * STEP)))
    if count > 5000:
        return
    for number in range(count):
        ax, ay = x + (other_x - x) * number / count, y + (other_y - y) * number / count
        bx, by = x + (other_x - x) * (number + 1) / count, y + (other_y - y) * (number + 1) / count
        yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
