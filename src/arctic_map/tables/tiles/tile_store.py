"""The rows of an opened file on disk, per projected plane, from which tiles are served."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from arctic_map.tables.attributes.row_values import Ranks
from arctic_map.tables.tiles import tile_reading
from arctic_map.tables.tiles.grid import Block
from arctic_map.tables.tiles.points import Points, load_points, save_points
from arctic_map.tables.tiles.shapes import Shapes, load_shapes, save_shapes
from arctic_map.tables.tiles.tile_reading import RowMark, View, foremost, marks_of, view

FOLDER = "dataset"
"""Name of the folder within that of an opened file."""
PART = "so-far"
"""Suffix of a plane that only has some of the rows yet."""
Corners = tuple[int, int, int, int, int]
"""Level, x0, y0, x1, y1 of a block."""


class Plane:
    """The features on one plane, which all projections of a family share."""

    def __init__(self, points: Points, shapes: Shapes) -> None:
        self.points, self.shapes = points, shapes

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """The box around everything in metres, or None."""
        boxes = [box for each in (self.points, self.shapes) if (box := each.bounds)]
        if not boxes:
            return None
        x0, y0, x1, y1 = zip(*boxes, strict=True)
        return min(x0) / 100, min(y0) / 100, max(x1) / 100, max(y1) / 100


class TileStore:
    """Reads and writes the planes of an opened file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._planes: dict[str, Plane] = {}

    def write(self, family: str, plane: Plane, *, part: bool = False) -> None:
        """Write a plane, or a `part` with some of its rows. Raises OSError."""
        written = self._folder / f"{family}.part"
        save_points(written / "points", plane.points)
        save_shapes(written / "shapes", plane.shapes)
        # Rename at the end, so that readers never see an incomplete plane.
        written.replace(self._folder / (f"{family}.{PART}" if part else family))

    def has_plane(self, family: str) -> bool:
        """Whether a plane is there, complete or in part."""
        return any((self._folder / name).is_dir() for name in (family, f"{family}.{PART}"))

    def plane(self, family: str) -> Plane | None:
        """The plane, or None if it is not ready. Raises OSError, or ValueError for an invalid file."""
        if family not in self._planes:
            folder = self._folder / family
            if not folder.is_dir():
                folder = folder.with_name(f"{family}.{PART}")
            if not folder.is_dir():
                return None
            self._planes[family] = Plane(load_points(folder / "points"), load_shapes(folder / "shapes"))
        return self._planes[family]

    def body(self, family: str, block: Corners) -> bytes | None:
        """The bytes of a block for the page, or None if the plane is not ready."""
        plane = self.plane(family)
        return tile_reading.body(Block(*block), plane.points, plane.shapes) if plane else None

    def classes(self, family: str, block: Corners, of_rows: bytes) -> bytes | None:
        """The classes of the marks in a block, by those of all rows. None if the plane is not ready."""
        plane = self.plane(family)
        return tile_reading.classes(Block(*block), plane.points, plane.shapes, of_rows) if plane else None

    def box(self, family: str, row: int) -> tuple[float, float, float, float] | None:
        """The box around a row in metres, or None if the plane does not show it."""
        plane = self.plane(family)
        if plane is None:
            return None
        points = np.flatnonzero(plane.points.row == row)
        parts = np.flatnonzero(plane.shapes.row == row)
        boxes = np.concatenate(
            [np.column_stack([plane.points.x[points], plane.points.y[points]] * 2), plane.shapes.box[parts]]
        )
        if not len(boxes):
            return None
        x0, y0 = boxes[:, :2].min(axis=0).tolist()
        x1, y1 = boxes[:, 2:].max(axis=0).tolist()
        return x0 / 100, y0 / 100, x1 / 100, y1 / 100

    def view(self, family: str, box: tuple[float, float, float, float], zoom: float) -> View | None:
        """The marks in a box (metres) at a zoom, or None if the plane is not ready."""
        plane = self.plane(family)
        return view(plane.points, plane.shapes, box, zoom) if plane else None

    def foremost(
        self, family: str, box: tuple[float, float, float, float], zoom: float, ranks: Ranks, most: int
    ) -> list[RowMark]:
        """The rows with the highest label priority in a box (metres). Empty if the plane is not ready."""
        plane = self.plane(family)
        return foremost(plane.points, plane.shapes, box, zoom, ranks, most) if plane else []

    def marks(self, family: str, rows: Sequence[int]) -> list[RowMark]:
        """All marks of these rows, complete. Empty if the plane is not ready."""
        plane = self.plane(family)
        return marks_of(plane.points, plane.shapes, rows) if plane else []

    def hit(self, family: str, x: float, y: float, reach: float) -> int | None:
        """The row of the nearest point within `reach` metres, else of a line, else of an area, or None."""
        plane = self.plane(family)
        if plane is None:
            return None
        place = 100 * x, 100 * y, 100 * reach
        if near := plane.points.nearest(*place):
            return near[0]
        return plane.shapes.hit(*place)
