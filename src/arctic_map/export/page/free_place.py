"""Where on the map a small panel has room: over no mark, no name and nothing else of the goal."""

from collections.abc import Iterable, Iterator

import numpy as np

from arctic_map.export.marks.field import Field
from arctic_map.export.page.frame import Rect
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
    """A free rectangle of this size on the page, as far from all marks as can be; None without one.

    `drawings` are of the marks that must be seen, `taken` boxes of the page that are filled.
    """
    x0, y0, x1, y1 = field.edge
    wide, high = int((x1 - x0) // STEP), int((y1 - y0) // STEP)
    across, down = int(width // STEP) + 1, int(height // STEP) + 1
    inset = int(INSIDE // STEP) + 1
    if across + 2 * inset >= wide or down + 2 * inset >= high:
        return None
    filled = np.zeros((high + 1, wide + 1), dtype=np.int32)
    for box in (*taken, *_marks(drawings, field)):
        left, top = int((box[0] - CLEAR - x0) // STEP), int((box[1] - CLEAR - y0) // STEP)
        right, bottom = int((box[2] + CLEAR - x0) // STEP) + 1, int((box[3] + CLEAR - y0) // STEP) + 1
        filled[max(0, top) + 1 : max(0, bottom) + 1, max(0, left) + 1 : max(0, right) + 1] = 1
    sums = filled.cumsum(axis=0).cumsum(axis=1)
    inside = sums[down:, across:] - sums[:-down, across:] - sums[down:, :-across] + sums[:-down, :-across]
    rows, columns = np.nonzero(inside == 0)
    kept = (
        (rows >= inset)
        & (columns >= inset)
        & (rows + down <= high - inset)
        & (columns + across <= wide - inset)
    )
    rows, columns = rows[kept], columns[kept]
    if not len(rows):
        return None
    # In the corner where there is room in one: what stands at the edge covers least of the map.
    apart = np.minimum(columns, wide - across - columns) + np.minimum(rows, high - down - rows)
    best = int(np.argmin(apart))
    return Rect(x0 + float(columns[best]) * STEP, y0 + float(rows[best]) * STEP, width, height)


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
