"""Lines and areas on disk, sorted by the coarsest level at which they are larger than a pixel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from arctic_map.tables.tiles import grid
from arctic_map.tables.tiles.grid import Block, Cm, Ints, Keys
from arctic_map.tables.tiles.points import Points, Rows, load, load_points, save, save_points, sort_points
from arctic_map.tables.tiles.tile_blocks import LEVELS

COLUMNS = ("row", "closed", "box", "key", "starts", "ring_of", "vertex_of", "x", "y", "level")
ROOM_PX = 64
"""Pixels around a view outside of which vertices are taken from a coarser level."""
COARSER = 6
"""Number of levels coarser, so that simplified shapes still do not reach the view."""
CROWD = 30_000
"""Number of shapes in a view from which shapes below two pixels are dots and vertices a level coarser."""
RINGS_AT_ONCE = 8192
"""Rings processed together, so that their vertices fit into the processor's cache."""
FINER_BITS = 2
"""Levels by which the squares to search are finer than the level of their shapes."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The shapes of a view with the vertices to draw."""

    part: Ints
    """Indices into the arrays."""
    rings: Ints
    """Number of rings of each shape."""
    lengths: Ints
    """Number of vertices of each ring."""
    x: Cm
    y: Cm
    dots_from: int
    """Index from which on shapes are drawn as dots."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Sorted lines and areas in projected centimetres."""

    row: Rows
    closed: NDArray[np.bool_]
    """Whether it is an area, whose rings have no closing vertex."""
    box: Cm
    """x0, y0, x1, y1 of each shape (n, 4)."""
    key: Keys
    """Morton keys of the centres."""
    starts: Ints
    """The start of each level, and the end of the last, whose shapes are below a pixel at all levels."""
    ring_of: Ints
    """The first ring of each shape, and the end of the last."""
    vertex_of: Ints
    """The first vertex of each ring, and the end of the last."""
    x: Cm
    y: Cm
    level: NDArray[np.uint8]
    """The coarsest level that needs each vertex."""
    dots: Points
    """Centres that represent shapes below a pixel. Their rows are indices into the arrays above."""

    def __len__(self) -> int:
        return len(self.row)

    @property
    def bounds(self) -> tuple[int, int, int, int] | None:
        """The box around all shapes in centimetres, or None."""
        if not len(self):
            return None
        low, high = self.box[:, :2].min(axis=0), self.box[:, 2:].max(axis=0)
        return int(low[0]), int(low[1]), int(high[0]), int(high[1])

    def meeting(self, box: tuple[float, float, float, float], level: int) -> Ints:
        """Indices of shapes larger than a pixel of the level whose boxes intersect a box in centimetres."""
        ranges = [np.arange(self.starts[1])]
        for own in range(1, min(level, LEVELS) + 1):
            # Shapes are below two pixels of their own level, so centres are within one pixel of the box.
            room = grid.pixel_cm(min(own, LEVELS - 1))
            near = grid.block_round(
                min(own + FINER_BITS, level, LEVELS - 1),
                *(box[0] - room, box[1] - room, box[2] + room, box[3] + room),
            )
            start, end = self.starts[own], self.starts[own + 1]
            keys = self.key[start:end]
            low, high = grid.ranges(near)
            for begin, stop in zip(
                (np.searchsorted(keys, low) + start).tolist(),
                (np.searchsorted(keys, high) + start).tolist(),
                strict=True,
            ):
                ranges.append(np.arange(begin, stop))
        those = np.concatenate(ranges)
        boxes = self.box[those]
        inside: Ints = those[
            (boxes[:, 0] <= box[2])
            & (boxes[:, 2] >= box[0])
            & (boxes[:, 1] <= box[3])
            & (boxes[:, 3] >= box[1])
        ]
        return inside

    def chosen(self, block: Block) -> Chosen:
        """The shapes of a block that are larger than a pixel, with the vertices that its level needs."""
        x0, y0 = grid.corner_cm(block)
        pixel = grid.pixel_cm(block.level)
        tile = pixel << grid.TILE_BITS
        view = x0, y0, x0 + (block.x1 - block.x0) * tile, y0 + (block.y1 - block.y0) * tile
        part = self.meeting(view, block.level)
        finest, dots_from = block.level, int(self.starts[block.level + 1])
        if len(part) > CROWD:
            finest, dots_from = max(0, block.level - 1), int(self.starts[block.level])
            part = part[part < dots_from]
        rings = self.ring_of[part + 1] - self.ring_of[part]
        ring = _runs(self.ring_of[part], rings)
        lengths = self.vertex_of[ring + 1] - self.vertex_of[ring]
        vertex = _runs(self.vertex_of[ring], lengths)
        x, y, level = self.x[vertex], self.y[vertex], self.level[vertex]
        room = ROOM_PX * pixel
        near = (x >= view[0] - room) & (x <= view[2] + room) & (y >= view[1] - room) & (y <= view[3] + room)
        visible = level <= np.where(near, finest, finest - COARSER)
        visible |= level == 0
        ends = np.cumsum(lengths)
        counts = np.concatenate([[0], np.cumsum(visible)])
        return Chosen(part, rings, counts[ends] - counts[ends - lengths], x[visible], y[visible], dots_from)

    def hit(self, x: float, y: float, reach: float) -> int | None:
        """The row of the nearest line within `reach`, else of the smallest area around the point, or None."""
        those = self.meeting((x - reach, y - reach, x + reach, y + reach), LEVELS)
        lines, areas = those[~self.closed[those]], those[self.closed[those]]
        far = [(self._distance(int(part), x, y), int(part)) for part in lines]
        if far and min(far)[0] <= reach:
            return int(self.row[min(far)[1]])
        left, low, right, high = self.box[areas].astype(np.float64).T
        there = (left <= x) & (x <= right) & (low <= y) & (y <= high)
        sizes = ((right - left) * (high - low))[there]
        smallest_first = areas[there][np.argsort(sizes, kind="stable")]
        hit_part = next((part for part in map(int, smallest_first) if self.surrounds(part, x, y)), None)
        return None if hit_part is None else int(self.row[hit_part])

    def outlines(self, part: int) -> list[NDArray[np.float64]]:
        """The rings of a shape in centimetres, each (n, 2)."""
        rings = range(int(self.ring_of[part]), int(self.ring_of[part + 1]))
        return [np.column_stack(self._ring(ring)) for ring in rings]

    def _ring(self, ring: int) -> tuple[Any, Any]:
        there = slice(int(self.vertex_of[ring]), int(self.vertex_of[ring + 1]))
        return self.x[there].astype(np.float64), self.y[there].astype(np.float64)

    def _distance(self, part: int, x: float, y: float) -> float:
        px, py = self._ring(int(self.ring_of[part]))
        dx, dy = np.diff(px), np.diff(py)
        long = np.maximum(dx * dx + dy * dy, 1.0)
        share = np.clip(((x - px[:-1]) * dx + (y - py[:-1]) * dy) / long, 0.0, 1.0)
        return float(np.hypot(px[:-1] + share * dx - x, py[:-1] + share * dy - y).min(initial=np.inf))

    def surrounds(self, part: int, x: float, y: float) -> bool:
        """Whether an area contains a place, in centimetres."""
        inside = False
        for ring in range(int(self.ring_of[part]), int(self.ring_of[part + 1])):
            px, py = self._ring(ring)
            qx, qy = np.roll(px, -1), np.roll(py, -1)
            crossing = (py > y) != (qy > y)
            at = px[crossing] + (y - py[crossing]) * (qx - px)[crossing] / (qy - py)[crossing]
            inside ^= bool(np.count_nonzero(at > x) % 2)
        return inside


def sort_shapes(row: Rows, closed: NDArray[np.bool_], rings: Ints, lengths: Ints, x: Cm, y: Cm) -> Shapes:
    """The sorted shapes. `rings` counts the rings of each shape, `lengths` the vertices of each ring."""
    ring_of, vertex_of = _starts(rings), _starts(lengths)
    if not len(row):
        none = np.zeros((0, 4), np.int32)
        no_starts = np.zeros(LEVELS + 2, np.int64)
        nothing = np.empty(0, np.uint8)
        return Shapes(
            *(row, closed, none, np.empty(0, np.uint64), no_starts, ring_of, vertex_of, x, y, nothing),
            sort_points(x, y, row),
        )
    begins = vertex_of[ring_of[:-1]]
    box = np.column_stack([way.reduceat(of, begins) for way in (np.minimum, np.maximum) for of in (x, y)])
    size = np.maximum(box[:, 2].astype(np.int64) - box[:, 0], box[:, 3].astype(np.int64) - box[:, 1])
    # 2 ** (exponent - 1) <= size / finest pixel < 2 ** exponent
    exponent = np.frexp(size / grid.pixel_cm(LEVELS - 1))[1]
    own = np.clip(LEVELS - exponent, 0, LEVELS).astype(np.uint8)
    middle_x = ((box[:, 0].astype(np.int64) + box[:, 2]) // 2).astype(np.int32)
    middle_y = ((box[:, 1].astype(np.int64) + box[:, 3]) // 2).astype(np.int32)
    key = grid.keys(middle_x, middle_y)
    order = np.lexsort((key, own))
    ring_order = _runs(ring_of[order], rings[order])
    x, y, lengths = _vertices(ring_order, vertex_of, lengths, x, y)
    return Shapes(
        row=row[order],
        closed=closed[order],
        box=np.ascontiguousarray(box[order]),
        key=key[order],
        starts=np.append(0, np.cumsum(np.bincount(own, minlength=LEVELS + 1))),
        ring_of=_starts(rings[order]),
        vertex_of=_starts(lengths),
        x=x,
        y=y,
        level=grid.vertex_levels(x, y, _starts(lengths)[:-1]),
        dots=sort_points(middle_x[order], middle_y[order], np.arange(len(row), dtype=np.uint32)),
    )


def _vertices(ring_order: Ints, vertex_of: Ints, lengths: Ints, x: Cm, y: Cm) -> tuple[Cm, Cm, Ints]:
    """The vertices and lengths of rings in another order."""
    lengths = lengths[ring_order]
    found_x, found_y = np.empty_like(x), np.empty_like(y)
    done = 0
    for start in range(0, len(ring_order), RINGS_AT_ONCE):
        some = slice(start, start + RINGS_AT_ONCE)
        vertex = _runs(vertex_of[ring_order[some]], lengths[some])
        there = slice(done, done + len(vertex))
        found_x[there], found_y[there] = x[vertex], y[vertex]
        done += len(vertex)
    return found_x, found_y, lengths


def save_shapes(folder: Path, shapes: Shapes) -> None:
    """Write the shapes. Raises OSError."""
    save(folder, {name: getattr(shapes, name) for name in COLUMNS})
    save_points(folder / "dots", shapes.dots)


def load_shapes(folder: Path) -> Shapes:
    """Map the shapes from disk. Raises OSError or ValueError."""
    return Shapes(**load(folder, COLUMNS), dots=load_points(folder / "dots"))


def _starts(counts: Ints) -> Ints:
    return np.append(0, np.cumsum(counts)).astype(np.int64)


def _runs(starts: Ints, counts: Ints) -> Ints:
    """Concatenated ranges: `counts` consecutive integers from each start."""
    before = np.cumsum(counts) - counts
    return np.repeat(starts - before, counts) + np.arange(int(counts.sum()))
