"""Places on disk, sorted by the coarsest level that shows them and then by their squares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from arctic_map.tables.tiles import grid
from arctic_map.tables.tiles.array_files import load, save
from arctic_map.tables.tiles.grid import Block, Cm, Ints, Keys
from arctic_map.tables.tiles.tile_blocks import LEVELS

Rows = NDArray[np.uint32]
COLUMNS = ("x", "y", "row", "key", "starts")


@dataclass(frozen=True, slots=True)
class Points:
    x: Cm
    y: Cm
    row: Rows
    """Of each the number of the row that it belongs to."""
    key: Keys
    starts: Ints
    """Where each level begins, and where the last one ends: the last holds what no level shows."""

    def __len__(self) -> int:
        return len(self.x)

    @property
    def bounds(self) -> tuple[int, int, int, int] | None:
        """Round all of them, centimetres."""
        if not len(self):
            return None
        return int(self.x.min()), int(self.y.min()), int(self.x.max()), int(self.y.max())

    def slices(self, block: Block, *, whole: bool = False) -> Iterator[slice]:
        """What lies in the block and is shown at its level; `whole` for all that lies there."""
        low, high = grid.ranges(block)
        for level in range(LEVELS + 1 if whole else block.level + 1):
            start, end = self.starts[level], self.starts[level + 1]
            keys = self.key[start:end]
            for begin, stop in zip(
                (np.searchsorted(keys, low) + start).tolist(),
                (np.searchsorted(keys, high) + start).tolist(),
                strict=True,
            ):
                if stop > begin:
                    yield slice(begin, stop)

    def numbers(self, block: Block, *, whole: bool = False) -> Ints:
        """The same as places in the arrays."""
        found = [np.arange(each.start, each.stop) for each in self.slices(block, whole=whole)]
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def nearest(self, x: float, y: float, reach: float) -> tuple[int, float] | None:
        """Row and distance of what lies nearest to a place, at most `reach` away; all in centimetres."""
        level = LEVELS - 1
        while level and grid.pixel_cm(level) * 2**grid.TILE_BITS < 2 * reach:
            level -= 1
        there = self.numbers(grid.block_round(level, x - reach, y - reach, x + reach, y + reach), whole=True)
        far = np.hypot(self.x[there] - np.float64(x), self.y[there] - np.float64(y))
        if not len(far) or far.min() > reach:
            return None
        return int(self.row[there[far.argmin()]]), float(far.min())


def sort_points(x: Cm, y: Cm, row: Rows) -> Points:
    keys = grid.keys(x, y)
    order = np.argsort(keys)
    levels = grid.first_levels(keys[order])
    order = order[np.argsort(levels, kind="stable")]
    starts = np.append(0, np.cumsum(np.bincount(levels, minlength=LEVELS + 1)))
    return Points(x[order], y[order], row[order], keys[order], starts)


def save_points(folder: Path, points: Points) -> None:
    """Raises OSError."""
    save(folder, {name: getattr(points, name) for name in COLUMNS})


def load_points(folder: Path) -> Points:
    """As the disk has them; raises OSError or ValueError."""
    return Points(**load(folder, COLUMNS))
