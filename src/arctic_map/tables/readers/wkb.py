"""Millions of WKB geometries, read by Arrow without creating objects, as arrays of positions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from struct import error, unpack_from
from typing import Any

import numpy as np
import shapely
from nanoarrow.c_array_stream import c_array_stream
from numpy.typing import NDArray
from shapely import GeometryType

BINARY = ("z", "Z")
"""Arrow's format codes for binary columns with 32-bit and 64-bit offsets."""


@dataclass(frozen=True, slots=True)
class PackedTexts:
    """Concatenated byte strings."""

    data: NDArray[np.uint8]
    offsets: NDArray[np.int64]
    """The start of each string and the end of the last. Missing strings are empty."""

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        return self.data[self.offsets[number] : self.offsets[number + 1]].tobytes()


def packed_column(source: Any, name: str) -> Iterator[PackedTexts]:
    """Yield a binary column of an Arrow stream batch by batch. Raises RuntimeError if it is broken."""
    stream = c_array_stream(source)
    columns = [
        number
        for number, column in enumerate(stream.get_schema().children)
        if column.name == name and column.format in BINARY
    ]
    if not columns:
        raise RuntimeError("it has no column of geometries")
    for batch in stream:
        yield _packed(batch.child(columns[0]))


def _packed(column: Any) -> PackedTexts:
    view, start, end = column.view(), column.offset, column.offset + len(column)
    offsets = np.asarray(view.buffer(1))[start : end + 1].astype(np.int64)
    if not len(offsets):
        offsets = np.zeros(1, np.int64)
    if column.null_count and view.buffer(0).size_bytes:
        there = np.unpackbits(np.frombuffer(view.buffer(0), np.uint8), bitorder="little")[start:end]
        # Arrow recommends that nulls take no bytes. Refuse streams that differ.
        if np.diff(offsets)[~there.astype(bool)].any():
            raise RuntimeError("a geometry that is not there has bytes")
    return PackedTexts(np.asarray(view.buffer(2)), offsets)


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

    def dense(self, step: float, most: int) -> RingArrays:
        """The parts with vertices at most `step` apart, or further if more than `most` would be added."""
        if not len(self.x):
            return self
        along, up = np.diff(self.x, append=self.x[-1:]), np.diff(self.y, append=self.y[-1:])
        length = np.hypot(along, up)
        # The step from one ring to the next is not an edge.
        length[np.cumsum(self.lengths) - 1] = 0.0
        long = np.isfinite(length) & (length > step)
        if not long.any():
            return self
        step = max(step, float(length[long].sum()) / most)
        count = np.ones(len(length), np.int64)
        count[long] = np.ceil(length[long] / step)
        vertex = np.repeat(np.arange(len(count)), count)
        number = np.arange(len(vertex)) - (np.cumsum(count) - count)[vertex]
        share = np.where(number > 0, number / count[vertex], 0.0)
        added = number > 0
        x, y = self.x[vertex], self.y[vertex]
        x[added] += share[added] * along[vertex[added]]
        y[added] += share[added] * up[vertex[added]]
        lengths = np.add.reduceat(count, np.cumsum(self.lengths) - self.lengths)
        return RingArrays(self.row, self.rings, lengths, x, y)

    def where(self, chosen: NDArray[np.bool_]) -> RingArrays:
        """The chosen parts."""
        of_ring = np.repeat(chosen, self.rings)
        of_vertex = np.repeat(of_ring, self.lengths)
        lengths = self.lengths[of_ring]
        return RingArrays(self.row[chosen], self.rings[chosen], lengths, self.x[of_vertex], self.y[of_vertex])


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
        from arctic_map.tables.gdal import read_one_by_one

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


KINDS = (
    *("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"),
    "GeometryCollection",
)
"""Types of GeoJSON in the order of their codes in WKB, which begin with 1."""
_WITH_Z, _WITH_M, _WITH_CODE = 0x80000000, 0x40000000, 0x20000000
"""Flags of PostGIS in the type of a geometry: altitudes, measures, and a reference system."""
Positions = Callable[[Numbers, Numbers], tuple[Numbers, Numbers]]
"""Converts coordinates to degrees."""


def unchecked(packed: bytes, to_degrees: Positions) -> dict[str, object] | None:
    """The GeoJSON geometry of a WKB whose rings may be open and lines too short, None if it is broken."""
    try:
        return _Unchecked(packed, to_degrees).geometry()
    except (error, LookupError, ValueError, RecursionError):
        return None


class _Unchecked:
    def __init__(self, packed: bytes, to_degrees: Positions) -> None:
        self._packed, self._to_degrees, self._at, self._order = packed, to_degrees, 0, "<"

    def geometry(self) -> dict[str, object]:
        self._order = "<" if self._packed[self._at] else ">"
        self._at += 1
        code = self._count()
        self._at += 4 * bool(code & _WITH_CODE)
        dimensions, kind = divmod(code & 0xFFFF, 1000)
        width = 2 + bool(code & _WITH_Z) + bool(code & _WITH_M) + (0, 1, 1, 2)[dimensions]
        name = dict(enumerate(KINDS, 1))[kind]
        value: list[Any]
        match name:
            case "Point":
                (value,) = self._positions(1, width)
            case "LineString":
                value = self._positions(self._count(), width)
            case "Polygon":
                value = [self._positions(self._count(), width) for _ in range(self._count())]
            case "GeometryCollection":
                return {"type": name, "geometries": [self.geometry() for _ in range(self._count())]}
            case _:
                value = [self.geometry()["coordinates"] for _ in range(self._count())]
        return {"type": name, "coordinates": value}

    def _count(self) -> int:
        (count,) = unpack_from(f"{self._order}I", self._packed, self._at)
        self._at += 4
        return int(count)

    def _positions(self, count: int, width: int) -> list[list[float]]:
        numbers = np.frombuffer(self._packed, f"{self._order}f8", count * width, self._at)
        self._at += 8 * count * width
        x, y = numbers.reshape(-1, width).T[:2].astype(np.float64)
        places: list[list[float]] = np.column_stack(self._to_degrees(x, y)).tolist()
        return places
