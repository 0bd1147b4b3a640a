"""Points on disk, sorted by the coarsest level that shows them and then by Morton key; files of arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from arctic_map.tables.tiles import grid
from arctic_map.tables.tiles.grid import Block, Cm, Ints, Keys
from arctic_map.tables.tiles.tile_blocks import LEVELS


def save(folder: Path, arrays: Mapping[str, Any]) -> None:
    """Write the arrays. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def load(folder: Path, names: Iterable[str]) -> dict[str, Any]:
    """Map the arrays of these names. Raises OSError, or ValueError for an invalid file."""
    return {name: _mapped(folder / f"{name}.npy") for name in names}


def _mapped(path: Path) -> Any:
    # Slicing a plain array is much faster than slicing a memmap.
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


Rows = NDArray[np.uint32]
COLUMNS = ("x", "y", "row", "key", "starts")


@dataclass(frozen=True, slots=True)
class Points:
    """Sorted points in projected centimetres."""

    x: Cm
    y: Cm
    row: Rows
    """Number of each point's row."""
    key: Keys
    starts: Ints
    """The start of each level, and the end of the last, which contains points that no level shows."""

    def __len__(self) -> int:
        return len(self.x)

    @property
    def bounds(self) -> tuple[int, int, int, int] | None:
        """The box around all points in centimetres, or None."""
        if not len(self):
            return None
        return int(self.x.min()), int(self.y.min()), int(self.x.max()), int(self.y.max())

    def slices(self, block: Block, *, whole: bool = False) -> Iterator[slice]:
        """Yield slices of points in the block that its level shows, or of all there if `whole`."""
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
        """The same points as indices into the arrays."""
        ranges = [np.arange(each.start, each.stop) for each in self.slices(block, whole=whole)]
        return np.concatenate(ranges) if ranges else np.empty(0, np.int64)

    def nearest(self, x: float, y: float, reach: float) -> tuple[int, float] | None:
        """Row and distance of the nearest point within `reach`, or None. All in centimetres."""
        level = LEVELS - 1
        while level and grid.pixel_cm(level) * 2**grid.TILE_BITS < 2 * reach:
            level -= 1
        there = self.numbers(grid.block_round(level, x - reach, y - reach, x + reach, y + reach), whole=True)
        far = np.hypot(self.x[there] - np.float64(x), self.y[there] - np.float64(y))
        if not len(far) or far.min() > reach:
            return None
        return int(self.row[there[far.argmin()]]), float(far.min())


def sort_points(x: Cm, y: Cm, row: Rows) -> Points:
    """The points sorted by level and Morton key."""
    keys = grid.keys(x, y)
    order = np.argsort(keys)
    levels = grid.first_levels(keys[order])
    order = order[np.argsort(levels, kind="stable")]
    starts = np.append(0, np.cumsum(np.bincount(levels, minlength=LEVELS + 1)))
    return Points(x[order], y[order], row[order], keys[order], starts)


def save_points(folder: Path, points: Points) -> None:
    """Write the points. Raises OSError."""
    save(folder, {name: getattr(points, name) for name in COLUMNS})


def load_points(folder: Path) -> Points:
    """Map the points from disk. Raises OSError or ValueError."""
    return Points(**load(folder, COLUMNS))
