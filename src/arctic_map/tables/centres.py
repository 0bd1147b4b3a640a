"""The centre of each row's geometry on the sphere."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from arctic_map.geo.marks import Marks
from arctic_map.tables.attributes.column_types import Centres
from arctic_map.tables.tiles.tile_builder import PreparedFile, Rings

Numbers = NDArray[np.float64]
Ints = NDArray[np.int64]
STEP_DEGREES = 2.0
"""Maximum length of an edge in degrees, which is straight in lon/lat and not on the sphere."""
DECIMALS = 7
"""A centimetre on the ground."""
CHUNK_SIZE = 200_000
"""Positions processed together, to save memory."""
NOTHING = 1e-30
"""Length of a vector that is zero but for rounding."""


class Parts(NamedTuple):
    """Lines or rings: the row and the sign (-1 for holes) of each, and all positions in degrees."""

    row: Ints
    sign: Numbers
    lengths: Ints
    lon: Numbers
    lat: Numbers


def centres_of_file(found: PreparedFile) -> Centres:
    """Like `centres_of_marks`, for a prepared file."""
    marks = found.marks
    at = found.of_mark
    sums = _points(found.total, found.lon, found.lat, found.of_point)
    sums[0] += _points(found.total, marks.points[:, 0], marks.points[:, 1], at[marks.of_point])[0]
    for rings, closed in ((found.lines, False), (found.areas, True)):
        sums[1 + closed] += _sum(found.total, _parts_of_rings(rings), closed=closed)
    sums[1] += _sum(found.total, _parts_of_shapes(marks.lines, at[marks.of_line]), closed=False)
    sums[2] += _sum(found.total, _parts_of_shapes(marks.areas, at[marks.of_area]), closed=True)
    return _degrees(sums)


def centres_of_marks(found: Marks, rows: int) -> Centres:
    """Longitude and latitude in degrees of the centre of each geometry, NaN without one; shapes (rows,).

    The centre of mass on the sphere: of areas if there are any, else of lines, else of points. It is right
    at the 180th meridian and at the pole, and may be outside a bent area.
    """
    sums = _points(rows, found.points[:, 0], found.points[:, 1], found.of_point)
    sums[1] += _sum(rows, _parts_of_shapes(found.lines, found.of_line), closed=False)
    sums[2] += _sum(rows, _parts_of_shapes(found.areas, found.of_area), closed=True)
    return _degrees(sums)


def _points(rows: int, lon: Numbers, lat: Numbers, row: Ints) -> Numbers:
    """Sums of vectors (3, rows, 3): of points so far, and zeros for lines and areas."""
    sums = np.zeros((3, rows, 3))
    for start in range(0, len(row), CHUNK_SIZE):
        there = slice(start, start + CHUNK_SIZE)
        _add(sums[0], row[there], _vectors(lon[there], lat[there]))
    return sums


def _parts_of_rings(rings: Rings) -> Parts:
    row = np.repeat(rings.row, rings.rings)
    sign = np.full(len(row), -1.0)
    sign[np.cumsum(rings.rings) - rings.rings] = 1.0
    return Parts(row, sign, rings.lengths, rings.lon, rings.lat)


def _parts_of_shapes(shapes: NDArray[np.object_], owners: Ints) -> Parts:
    shapes = shapely.segmentize(shapes, STEP_DEGREES)
    lines, of_shape = shapes, np.arange(len(shapes))
    sign = np.ones(len(shapes))
    if len(shapes) and shapely.get_type_id(shapes[0]) == shapely.GeometryType.POLYGON:
        lines, of_shape = shapely.get_rings(shapes, return_index=True)
        sign = np.where(np.diff(of_shape, prepend=-1) > 0, 1.0, -1.0)
    lengths = shapely.get_num_coordinates(lines).astype(np.int64)
    lon, lat = shapely.get_coordinates(lines).T
    return Parts(owners[of_shape], sign, lengths, lon, lat)


def _sum(rows: int, parts: Parts, *, closed: bool) -> Numbers:
    """The sum of the vectors of all parts of each row (rows, 3)."""
    sums = np.zeros((rows, 3))
    ends = np.cumsum(parts.lengths)
    first = 0
    while first < len(parts.row):
        before = ends[first] - parts.lengths[first]
        last = max(first + 1, int(np.searchsorted(ends, before + CHUNK_SIZE)))
        there = slice(int(before), int(ends[last - 1]))
        chosen = slice(first, last)
        of_part = (_of_areas if closed else _of_lines)(
            _vectors(parts.lon[there], parts.lat[there]), parts.lengths[chosen]
        )
        _add(sums, parts.row[chosen], of_part * parts.sign[chosen, None])
        first = last
    return sums


def _of_lines(at: Numbers, lengths: Ints) -> Numbers:
    """The middle of each line times its length on the unit sphere (parts, 3)."""
    starts = np.cumsum(lengths) - lengths
    middle = np.zeros_like(at)
    step = at[1:] - at[:-1]
    middle[:-1] = (at[1:] + at[:-1]) * np.linalg.norm(step, axis=1)[:, None]
    # The step from one line to the next is not an edge.
    middle[starts[1:] - 1] = 0.0
    whole: Numbers = np.add.reduceat(middle, starts)
    return whole


def _of_areas(at: Numbers, lengths: Ints) -> Numbers:
    """The integral of the position over each ring's area on the unit sphere (parts, 3).

    It is half the sum of the normals of all edges, each times the angle of its edge (Gauss).
    """
    ends = np.cumsum(lengths)
    starts = ends - lengths
    follows = np.arange(1, len(at) + 1)
    follows[ends - 1] = starts
    following = at[follows]
    origin = np.repeat(at[starts], lengths, axis=0)
    normal = np.cross(at, following)
    sine = np.linalg.norm(normal, axis=1)
    angle = np.arctan2(sine, np.einsum("ij,ij->i", at, following))
    with np.errstate(invalid="ignore", divide="ignore"):
        bent = np.where(sine > NOTHING, angle / sine - 1.0, 0.0)
    # Relative to the first position, since the sum of the normals of a small ring would cancel out.
    edges = np.cross(at - origin, following - origin) + normal * bent[:, None]
    whole = np.add.reduceat(edges, starts)
    side = np.einsum("ij,ij->i", whole, np.add.reduceat(at, starts))
    turned: Numbers = whole * np.where(side < 0.0, -1.0, 1.0)[:, None]
    return turned


def _vectors(lon: Numbers, lat: Numbers) -> Numbers:
    """Unit vectors of positions in degrees (n, 3)."""
    theta, phi = np.radians(lon), np.radians(lat)
    return np.column_stack([np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)])


def _add(sums: Numbers, row: Ints, vectors: Numbers) -> None:
    """Add each vector to the sum of its row."""
    if len(row):
        first, last = int(row.min()), int(row.max()) + 1
        for axis in range(3):
            sums[first:last, axis] += np.bincount(row - first, vectors[:, axis], last - first)


def _degrees(sums: Numbers) -> Centres:
    """Directions of the sums of areas, else of lines, else of points."""
    chosen = sums[2]
    for lower in (sums[1], sums[0]):
        chosen = np.where(np.linalg.norm(chosen, axis=1, keepdims=True) > NOTHING, chosen, lower)
    x, y, z = chosen.T
    nothing = np.linalg.norm(chosen, axis=1) <= NOTHING
    lat = np.degrees(np.arctan2(z, np.hypot(x, y))).round(DECIMALS)
    lon = np.degrees(np.arctan2(y, x)).round(DECIMALS)
    lon = np.where(lon == -180.0, 180.0, np.where(np.abs(lat) == 90.0, 0.0, lon))
    # A negative zero would be shown as -0.
    return np.where(nothing, np.nan, lon + 0.0), np.where(nothing, np.nan, lat + 0.0)
