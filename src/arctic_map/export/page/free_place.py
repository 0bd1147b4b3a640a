"""Where on the map a small panel has room: over no mark, no name and nothing else of the goal."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from arctic_map.export.marks.field import Field
from arctic_map.export.page.layout import Rect
from arctic_map.model.drawing import Drawing
from arctic_map.model.projection import Box

STEP = 6.0
"""Of the raster in which room is looked for, px."""
INSIDE = 10.0
"""From the map's edge to a panel, px."""
CLEAR = 9.0
"""From a mark or name to a panel, px."""


def free_place(
    width: float, height: float, field: Field, drawings: Iterable[Drawing], taken: Iterable[Box]
) -> Rect | None:
    """A free rectangle of this size on the page, as near to a corner as can be; None without one.

    `drawings` are of the marks that must be seen, `taken` boxes of the page that are filled.
    """
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
        # In a row, the first or the last place is the one nearest to an edge.
        for column in ((free & -free).bit_length() - 1, free.bit_length() - 1)
    ]
    if not places:
        return None
    # In the corner where there is room in one: what stands at the edge covers least of the map.
    _, row, column = min(places)
    return Rect(x0 + column * STEP, y0 + row * STEP, width, height)


def _filled(boxes: Iterable[Box], field: Field, wide: int, high: int) -> list[int]:
    """The rows of the raster from the top, one bit for each column: numpy takes 60 ms to load."""
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
    """The columns at which a rectangle `across` columns wide would meet a filled cell of these rows."""
    met, width = reduce(or_, rows), 1
    while width < across:
        step = min(width, across - width)
        met |= met >> step
        width += step
    return met


def _marks(drawings: Iterable[Drawing], field: Field) -> Iterator[Box]:
    """Boxes round all that is painted: whole areas, lines in short pieces."""
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
