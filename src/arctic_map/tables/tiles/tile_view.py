"""The marks of rows on disk within a view in metres of their plane, for exports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from arctic_map.tables.tiles import grid
from arctic_map.tables.tiles.grid import Block
from arctic_map.tables.tiles.points import Points
from arctic_map.tables.tiles.shapes import Chosen, Shapes
from arctic_map.tables.tiles.tile_blocks import LEVELS

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
