"""The rows with the highest label priority in a view, each with one of its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from arctic_map.tables.attributes.label_ranks import NOBODY
from arctic_map.tables.tiles import grid
from arctic_map.tables.tiles.tile_blocks import LEVELS

if TYPE_CHECKING:
    from arctic_map.tables.attributes.label_ranks import Ranks
    from arctic_map.tables.tiles.grid import Ints
    from arctic_map.tables.tiles.points import Points
    from arctic_map.tables.tiles.shapes import Shapes

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
