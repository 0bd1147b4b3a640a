"""Cells of the base map of the world, projected to a map centred on a place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from arctic_map.geo import domain, planar
from arctic_map.geo.areas import pieces
from arctic_map.geo.position import transformer
from arctic_map.model.projection import Affine, Projection

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
WORLD = "+proj=eqearth +lon_0=90 +over +datum=WGS84 +units=m +no_defs"
"""The projection of the source. With `over`, a longitude beyond its seam is not moved to the other side."""
TOP = 8_392_927.0
"""Its greatest y, metres."""
EARTH = 6_371_000.0
DEGREE = 111_000.0
"""Metres per degree of latitude."""
Cells = Sequence[Sequence[Sequence[int]]]
"""The parts (x0, y0, x1, y1, ...) of each cell, in whole quanta."""


@dataclass(frozen=True, slots=True)
class _Vertices:
    """Vertices of many parts in degrees or metres, each with the index of its part."""

    x: Numbers
    y: Numbers
    part: NDArray[np.intp]


def recentred(
    cells: Cells, quantum: float, projection: Projection, *, closed: bool, margin: float = 0.0
) -> list[list[Whole]]:
    """The cells on a centred projection, each a list of parts (n, 2) in whole quanta, cut at its horizon.

    Areas (`closed`) are rings without closing vertex, outer ones counter-clockwise. Those at the seam of the
    source are widened there by `margin` metres, so that no gap shows. Cells beyond the horizon are left out.
    """
    parts = [part for cell in cells for part in cell]
    if not parts:
        return []
    of_cell = np.repeat(np.arange(len(cells)), [len(cell) for cell in cells])
    vertices = _in_degrees(_dense(parts, quantum, closed=closed))
    if closed:
        vertices = _widened(vertices, quantum, margin)
    height = domain.inside(projection, vertices.x, vertices.y)
    in_cell = of_cell[vertices.part]
    lowest, highest = np.full(len(cells), np.inf), np.full(len(cells), -np.inf)
    np.minimum.at(lowest, in_cell, height)
    np.maximum.at(highest, in_cell, height)
    made: list[list[Whole]] = []
    for cell in np.flatnonzero(highest > 0.0).tolist():
        low, high = np.searchsorted(in_cell, [cell, cell + 1])
        there = _Vertices(vertices.x[low:high], vertices.y[low:high], vertices.part[low:high])
        if lowest[cell] > 0.0:
            x, y = transformer(projection.crs).transform(there.x, there.y)
            metres = [np.column_stack(each) for each in _split(replace(there, x=x, y=y))]
        else:
            metres = [*(_cut_areas if closed else _cut_lines)(there, projection)]
        whole = [part for each in metres if len(part := _in_quanta(each, quantum)) > (2 if closed else 1)]
        if whole:
            made.append(whole)
    return made


def _dense(parts: Sequence[Sequence[int]], quantum: float, *, closed: bool) -> _Vertices:
    """The vertices in metres, so close that edges that are straight in the source stay within a quantum."""
    lengths = np.array([len(part) // 2 for part in parts])
    numbers = np.concatenate([np.asarray(part, dtype=float) for part in parts]).reshape(-1, 2) * quantum
    build = shapely.linearrings if closed else shapely.linestrings
    shapes = shapely.segmentize(
        build(numbers, indices=np.repeat(np.arange(len(parts)), lengths)), float(np.sqrt(8 * EARTH * quantum))
    )
    xy, part = shapely.get_coordinates(shapes, return_index=True)
    if closed:
        first = np.append(part[1:] != part[:-1], True)
        xy, part = xy[~first], part[~first]
    return _Vertices(xy[:, 0], xy[:, 1], part)


def _in_degrees(vertices: _Vertices) -> _Vertices:
    back = Transformer.from_crs("OGC:CRS84", WORLD, always_xy=True)
    lon, lat = back.transform(vertices.x, np.clip(vertices.y, -TOP, TOP), direction="INVERSE")
    return replace(vertices, x=np.asarray(lon), y=np.asarray(lat))


def _widened(vertices: _Vertices, quantum: float, margin: float) -> _Vertices:
    """Vertices at the seam, moved across it."""
    degree = DEGREE * np.maximum(np.cos(np.radians(vertices.y)), 0.02)
    near, more = 2 * quantum / degree, margin / degree
    west, east = planar.WORLD_SEAM, planar.WORLD_SEAM + 360.0
    lon = np.where(vertices.x < west + near, west - more, vertices.x)
    return replace(vertices, x=np.where(lon > east - near, east + more, lon))


def _split(vertices: _Vertices) -> Iterator[tuple[Numbers, Numbers]]:
    ends = np.flatnonzero(np.diff(vertices.part)) + 1
    yield from zip(np.split(vertices.x, ends), np.split(vertices.y, ends), strict=True)


def _cut_areas(vertices: _Vertices, projection: Projection) -> Iterator[Numbers]:
    rings = (np.column_stack(each).ravel().tolist() for each in _split(vertices))
    areas = shapely.orient_polygons(planar.round_the_centre(projection, pieces(rings, 1.0, Affine())))
    for ring in shapely.get_rings(shapely.get_parts(areas)):
        yield shapely.get_coordinates(ring)[:-1]


def _cut_lines(vertices: _Vertices, projection: Projection) -> Iterator[Numbers]:
    for each in _split(vertices):
        for piece in planar.within(projection, np.column_stack(each)):
            yield np.column_stack(transformer(projection.crs).transform(piece[:, 0], piece[:, 1]))


def _in_quanta(metres: Numbers, quantum: float) -> Whole:
    whole = np.rint(metres / quantum).astype(np.int64)
    vertices: Whole = whole[np.append(True, np.any(whole[1:] != whole[:-1], axis=1))]
    return vertices
