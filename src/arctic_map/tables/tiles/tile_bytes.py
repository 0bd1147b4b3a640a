"""Bytes of a block for the page: points, dots for shapes below a pixel, and shapes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from arctic_map.tables.tiles import grid
from arctic_map.tables.tiles.grid import Block, Ints
from arctic_map.tables.tiles.points import Points
from arctic_map.tables.tiles.shapes import Shapes

PARTS_OF_PIXEL = 8
"""Coordinates are whole eighths of a pixel of the level, from the block's south-western corner."""


def body(block: Block, points: Points, shapes: Shapes) -> bytes:
    """The bytes of a block: seven counts, of which two are unused, then the data, all little-endian.

    Of shapes: vertices as int32 x, y, ring after ring; vertices per ring and rings per shape as uint32. Of
    points and dots: x, y as uint16. Of shapes: whether they are areas, as uint8.
    """
    there = points.numbers(block)
    chosen = shapes.chosen(block)
    small = shapes.dots.numbers(block)
    # Leave out dots of shapes that are drawn.
    small = small[shapes.dots.row[small] >= chosen.dots_from]
    corner = grid.corner_cm(block)
    step = grid.pixel_cm(block.level) / PARTS_OF_PIXEL
    counts = (len(there), len(small), len(chosen.part), len(chosen.lengths), len(chosen.x), 0, 0)
    return b"".join(
        (
            np.array(counts, "<u4").tobytes(),
            _pairs(chosen.x, chosen.y, corner, step).astype("<i4").tobytes(),
            chosen.lengths.astype("<u4").tobytes(),
            chosen.rings.astype("<u4").tobytes(),
            _pairs(points.x[there], points.y[there], corner, step).astype("<u2").tobytes(),
            _pairs(shapes.dots.x[small], shapes.dots.y[small], corner, step).astype("<u2").tobytes(),
            shapes.closed[chosen.part].astype("u1").tobytes(),
        )
    )


def rows(block: Block, points: Points, shapes: Shapes) -> Ints:
    """The row of each point, dot and shape, in the order of the body."""
    chosen = shapes.chosen(block)
    small = shapes.dots.row[shapes.dots.numbers(block)]
    small = small[small >= chosen.dots_from]
    parts = (points.row[points.numbers(block)], shapes.row[small], shapes.row[chosen.part])
    return np.concatenate([each.astype(np.int64) for each in parts])


def classes(block: Block, points: Points, shapes: Shapes, of_rows: bytes) -> bytes:
    """The class of each mark of the body as a byte, by the class of each row; 255, unpainted, if missing."""
    known = np.frombuffer(of_rows, np.uint8)
    requested = rows(block, points, shapes)
    numbers = np.full(len(requested), 255, np.uint8)
    known_rows = requested < len(known)
    numbers[known_rows] = known[requested[known_rows]]
    return numbers.tobytes()


def _pairs(x: grid.Cm, y: grid.Cm, corner: tuple[int, int], step: float) -> NDArray[np.float64]:
    pairs = np.empty((len(x), 2))
    np.subtract(x, float(corner[0]), out=pairs[:, 0])
    np.subtract(y, float(corner[1]), out=pairs[:, 1])
    pairs *= 1.0 / step
    return np.floor(pairs, out=pairs)
