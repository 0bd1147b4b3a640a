"""Parsing millions of WKB geometries to arrays of positions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

from arctic_map.tables.readers.arrow_stream import PackedTexts

Ints = NDArray[np.int64]
Numbers = NDArray[np.float64]
Shapes = NDArray[np.object_]
POINTS = GeometryType.POINT, GeometryType.MULTIPOINT
LINES = GeometryType.LINESTRING, GeometryType.MULTILINESTRING
AREAS = GeometryType.POLYGON, GeometryType.MULTIPOLYGON
POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("x", "<f8"), ("y", "<f8")])
"""A 2D point in little-endian WKB. Most files of millions contain only these."""


@dataclass(frozen=True, slots=True)
class RingArrays:
    """Lines or polygons as flat arrays: consecutive rings, consecutive positions."""

    row: Ints
    rings: Ints
    """Number of rings of each part, 1 for lines."""
    lengths: Ints
    """Number of positions of each ring."""
    x: Numbers
    y: Numbers

    def at(self, x: Numbers, y: Numbers) -> RingArrays:
        """The same parts with other positions."""
        return RingArrays(self.row, self.rings, self.lengths, x, y)


@dataclass(frozen=True, slots=True)
class FlatCoordinates:
    """A batch of geometries as arrays."""

    x: Numbers
    y: Numbers
    of_point: Ints
    """Row of each point."""
    lines: RingArrays
    areas: RingArrays
    others: Ints
    """Rows of collections, curves and invalid geometries."""
    empty: Ints
    """Rows without geometry."""


def flat(packed: PackedTexts) -> FlatCoordinates:
    """The geometries of a batch, with rows counted within it."""
    if points := _only_points(packed):
        return points
    text, ends = packed.data.tobytes(), packed.offsets.tolist()
    texts = np.array([text[start:end] or None for start, end in pairwise(ends)], dtype=object)
    try:
        shapes = shapely.from_wkb(texts, on_invalid="ignore")
    except NotImplementedError:
        # Late import: only files with curves need GDAL here.
        from arctic_map.tables.readers.curves import read_one_by_one

        shapes, _ = read_one_by_one(texts, shapely.from_wkb)
    broken = shapely.is_missing(shapes) & (np.diff(packed.offsets) > 0)
    return flat_of(shapes, broken)


def flat_of(shapes: Shapes, broken: NDArray[np.bool_] | None = None) -> FlatCoordinates:
    """The arrays of geometries, of which some are None. Those that are `broken` are read one by one."""
    kind = shapely.get_type_id(shapes)
    known = np.isin(kind, (*POINTS, *LINES, *AREAS))
    others = ~known & (kind >= 0)
    if broken is not None:
        others |= broken
    empty = ~others & (shapely.is_missing(shapes) | shapely.is_empty(shapes))
    row = np.flatnonzero(np.isin(kind, POINTS))
    places, owner = shapely.get_coordinates(shapes[row], return_index=True)
    return FlatCoordinates(
        np.ascontiguousarray(places[:, 0]),
        np.ascontiguousarray(places[:, 1]),
        row[owner],
        _parts(shapes, kind, LINES),
        _parts(shapes, kind, AREAS),
        np.flatnonzero(others),
        np.flatnonzero(empty),
    )


def no_parts() -> RingArrays:
    """Empty parts."""
    none = np.empty(0, np.int64)
    return RingArrays(none, none, none, np.empty(0), np.empty(0))


def _only_points(packed: PackedTexts) -> FlatCoordinates | None:
    """The arrays if all geometries are 2D points, created without objects, else None."""
    if not len(packed) or (np.diff(packed.offsets) != POINT.itemsize).any():
        return None
    points: Any = packed.data[packed.offsets[0] : packed.offsets[-1]].view(POINT)
    if (points["order"] != 1).any() or (points["kind"] != GeometryType.POINT + 1).any():
        return None
    # An empty point has NaN coordinates.
    placed = ~np.isnan(points["x"])
    none = np.empty(0, np.int64)
    return FlatCoordinates(
        points["x"][placed].copy(),
        points["y"][placed].copy(),
        np.flatnonzero(placed),
        no_parts(),
        no_parts(),
        none,
        np.flatnonzero(~placed),
    )


def _parts(shapes: Shapes, kind: Ints, kinds: tuple[int, int]) -> RingArrays:
    """All lines or all polygons. The second of `kinds` is the multi-part type."""
    row = np.flatnonzero(np.isin(kind, kinds))
    parts, owner = shapes[row], row
    if (kind == kinds[1]).any():
        parts, numbers = shapely.get_parts(parts, return_index=True)
        owner = row[numbers]
    lengths = shapely.get_num_coordinates(parts).astype(np.int64)
    if not lengths.all():
        parts, owner, lengths = (each[lengths > 0] for each in (parts, owner, lengths))
    # Lines have none.
    holes = shapely.get_num_interior_rings(parts)
    if holes.any():
        lengths = shapely.get_num_coordinates(shapely.get_rings(parts)).astype(np.int64)
    x, y = shapely.get_coordinates(parts).T
    return RingArrays(
        owner, holes.astype(np.int64) + 1, lengths, np.ascontiguousarray(x), np.ascontiguousarray(y)
    )
