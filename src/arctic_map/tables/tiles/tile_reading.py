"""Reads rows on disk: a block as bytes for the page, the marks in a view, and the first rows to label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from arctic_map.tables.attributes.row_values import NOBODY
from arctic_map.tables.tiles import grid
from arctic_map.tables.tiles.grid import Block, Ints
from arctic_map.tables.tiles.points import Points
from arctic_map.tables.tiles.shapes import Chosen, Shapes
from arctic_map.tables.tiles.tile_blocks import LEVELS

if TYPE_CHECKING:
    from arctic_map.tables.attributes.row_values import Ranks


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


Place = tuple[float, float]


class View:
    """Points, dots for shapes below a pixel, and shapes."""

    def __init__(
        self,
        points: list[Place],
        dots: list[Place],
        shapes: Chosen,
        closed: list[bool],
        rows: tuple[Any, ...],
    ) -> None:
        """`rows` are those of points, dots and shapes."""
        self.points, self.dots = points, dots
        self._shapes, self._closed, self._rows = shapes, closed, rows
        self._omitted: frozenset[int] = frozenset()
        self.order: list[int] = [*range(len(points))]
        """Drawing order of the points."""

    def by_class(self, of_rows: bytes) -> dict[int, View]:
        """The view split by class. Class 255 is left out."""
        known = np.append(np.frombuffer(of_rows, np.uint8), np.uint8(255))
        points, dots, shapes = (known[np.minimum(rows, len(known) - 1)] for rows in self._rows)
        views = {}
        for number in sorted({*points.tolist(), *dots.tolist(), *shapes.tolist()} - {255}):
            part = View(
                [self.points[at] for at in np.flatnonzero(points == number).tolist()],
                [self.dots[at] for at in np.flatnonzero(dots == number).tolist()],
                self._shapes,
                self._closed,
                self._rows,
            )
            part.order = np.flatnonzero(points == number).tolist()
            part._omitted = frozenset(np.flatnonzero(shapes != number).tolist())
            views[number] = part
        return views

    @property
    def count(self) -> int:
        """Number of marks of all kinds."""
        return len(self.points) + len(self.dots) + len(self._closed)

    def parts(self, *, closed: bool) -> Iterator[list[list[Place]]]:
        """Yield areas, or lines, each as a list of rings."""
        chosen = self._shapes
        ends = np.cumsum(chosen.lengths).tolist()
        lengths, at = chosen.lengths.tolist(), _metres(chosen.x, chosen.y)
        ring = 0
        for shape, (rings, own) in enumerate(zip(chosen.rings.tolist(), self._closed, strict=True)):
            if own == closed and shape not in self._omitted:
                yield [at[ends[each] - lengths[each] : ends[each]] for each in range(ring, ring + rings)]
            ring += rings


def view(points: Points, shapes: Shapes, box: tuple[float, float, float, float], zoom: float) -> View:
    """The marks in a box (metres), generalized for a zoom."""
    level = min(max(round(zoom) - grid.COARSEST_ZOOM, 0), LEVELS - 1)
    block: Block = grid.block_round(level, *(100 * each for each in box))
    x0, y0, x1, y1 = (100 * each for each in box)
    there = points.numbers(block)
    px, py = points.x[there], points.y[there]
    inside = (px >= x0) & (px <= x1) & (py >= y0) & (py <= y1)
    chosen = shapes.chosen(block)
    small = shapes.dots.numbers(block)
    small = small[shapes.dots.row[small] >= chosen.dots_from]
    dx, dy = shapes.dots.x[small], shapes.dots.y[small]
    near = (dx >= x0) & (dx <= x1) & (dy >= y0) & (dy <= y1)
    return View(
        _metres(px[inside], py[inside]),
        _metres(dx[near], dy[near]),
        chosen,
        shapes.closed[chosen.part].tolist(),
        (points.row[there][inside], shapes.row[shapes.dots.row[small]][near], shapes.row[chosen.part]),
    )


def _metres(x: grid.Cm, y: grid.Cm) -> list[Place]:
    return [*zip((x / 100.0).tolist(), (y / 100.0).tolist(), strict=True)]


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class RowMark:
    """A row with one of its marks, in metres of its plane."""

    row: int
    kind: Literal["point", "line", "area"]
    parts: tuple[tuple[float, ...], ...]
    """Flat coordinates of each part: x0, y0, x1, y1 …; rings have no closing vertex."""


def foremost(points: Points, shapes: Shapes, box: Box, zoom: float, ranks: Ranks, most: int) -> list[RowMark]:
    """At most `most` ranked rows in a box (metres), the lowest rank first, each row once.

    Among equal ranks, rows that coarser zooms show come first, so that labels stay while zooming.
    """
    level = min(max(round(zoom) - grid.COARSEST_ZOOM, 0), LEVELS - 1)
    cm = x0, y0, x1, y1 = tuple(100 * each for each in box)
    block = grid.block_round(level, x0, y0, x1, y1)
    ranked = bool(len(ranks)) and bool((ranks[ranks != NOBODY] != 0).any())
    there = points.numbers(block, whole=ranked)
    px, py = points.x[there], points.y[there]
    there = there[(px >= x0) & (px <= x1) & (py >= y0) & (py <= y1)]
    part = shapes.meeting((cm[0], cm[1], cm[2], cm[3]), level)
    rows = np.concatenate([points.row[there], shapes.row[part]]).astype(np.int64)
    numbers = np.concatenate([there, part])
    is_point = np.arange(len(rows)) < len(there)
    chosen = _first(rows, ranks, np.where(is_point, numbers, 0), most)
    return [
        RowMark(
            int(rows[at]),
            "point" if is_point[at] else "area" if shapes.closed[numbers[at]] else "line",
            _point(points, int(numbers[at])) if is_point[at] else _parts(shapes, int(numbers[at]), level),
        )
        for at in chosen.tolist()
    ]


def marks_of(points: Points, shapes: Shapes, rows: Sequence[int]) -> list[RowMark]:
    """All marks of these rows, complete."""
    requested = np.asarray(rows, dtype=np.uint32)
    there = np.flatnonzero(np.isin(points.row, requested)).tolist()
    parts = np.flatnonzero(np.isin(shapes.row, requested)).tolist()
    return [
        *(RowMark(int(points.row[at]), "point", _point(points, at)) for at in there),
        *(
            RowMark(int(shapes.row[at]), "area" if shapes.closed[at] else "line", _parts(shapes, at, LEVELS))
            for at in parts
        ),
    ]


def _first(rows: Ints, ranks: Ranks, place: Any, most: int) -> Ints:
    """Indices of the rows with the lowest ranks, each row once."""
    known = np.append(ranks, np.uint32(NOBODY))
    rank = known[np.minimum(rows, len(known) - 1)]
    named = np.flatnonzero(rank != NOBODY)
    order = named[np.lexsort((place[named], rank[named]))]
    # Label a row of several parts once.
    _, first = np.unique(rows[order], return_index=True)
    indices: Ints = order[np.sort(first)][:most]
    return indices


def _point(points: Points, number: int) -> tuple[tuple[float, ...], ...]:
    return ((float(points.x[number]) / 100, float(points.y[number]) / 100),)


def _parts(shapes: Shapes, number: int, level: int) -> tuple[tuple[float, ...], ...]:
    """The coordinates of each ring with the vertices that the level needs."""
    rings = []
    for ring in range(int(shapes.ring_of[number]), int(shapes.ring_of[number + 1])):
        there = slice(int(shapes.vertex_of[ring]), int(shapes.vertex_of[ring + 1]))
        visible = shapes.level[there] <= level
        xy = np.column_stack([shapes.x[there][visible], shapes.y[there][visible]]) / 100
        rings.append(tuple(xy.ravel().tolist()))
    return tuple(rings)
