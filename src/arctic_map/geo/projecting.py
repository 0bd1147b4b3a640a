"""Projecting arrays of coordinates, and extra vertices for edges that are straight on the globe."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from arctic_map.geo.position import transformer, wgs84
from arctic_map.model.feature import Edges
from arctic_map.model.projection import Projection

Numbers = NDArray[np.float64]


def project(projection: Projection, lon: ArrayLike, lat: ArrayLike) -> tuple[Numbers, Numbers]:
    """Projected metres of positions in degrees; infinite where the projection cannot show them."""
    x, y = transformer(projection.crs).transform(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
    return np.asarray(x, dtype=float), np.asarray(y, dtype=float)


def middle(lon: Numbers, lat: Numbers) -> tuple[float, float]:
    """Longitude and latitude of the middle of positions in degrees, on the sphere; 0, 0 without any."""
    there = np.isfinite(lon) & np.isfinite(lat)
    east, north = np.radians(lon[there]), np.radians(lat[there])
    towards = np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)
    x, y, z = (float(each.sum()) for each in towards)
    return float(np.degrees(np.arctan2(y, x))), float(np.degrees(np.arctan2(z, np.hypot(x, y))))


Position = tuple[float, float]
"""Longitude and latitude, degrees."""
STEP = 20_000.0
"""Maximum spacing of vertices along a geodesic edge, metres."""
STEP_DEGREES = 0.25
"""Maximum spacing of vertices along an edge that is straight in lon/lat, degrees."""


def densify(line: Numbers, edges: Edges) -> Numbers:
    """The line (n, 2) in degrees with vertices close enough together for any projection."""
    if len(line) < 2:
        return line
    return _straight(line) if edges is Edges.PARALLEL else _geodesic(line)


def dense_positions(line: Sequence[Position], edges: Edges) -> list[Position]:
    """Like `densify`, for a list of positions; rounded to six decimals of a degree."""
    return [(lon, lat) for lon, lat in densify(np.array(line), edges).round(6).tolist()]


def _straight(line: Numbers) -> Numbers:
    pieces = np.maximum(np.ceil(np.abs(np.diff(line, axis=0)).max(axis=1) / STEP_DEGREES), 1).astype(int)
    at = np.concatenate([[0.0], np.cumsum(pieces)])
    every = np.arange(at[-1] + 1)
    return np.column_stack([np.interp(every, at, line[:, 0]), np.interp(every, at, line[:, 1])])


def _geodesic(line: Numbers) -> Numbers:
    lengths = wgs84().inv(line[:-1, 0], line[:-1, 1], line[1:, 0], line[1:, 1])[2]
    dense = [line[:1]]
    for start, end, length in zip(line[:-1], line[1:], np.asarray(lengths), strict=True):
        between = int(np.ceil(length / STEP)) - 1
        if between > 0:
            dense.append(_meridian(start, end, between) if start[0] == end[0] else _arc(start, end, between))
        dense.append(end[None])
    return np.concatenate(dense)


def _arc(start: Numbers, end: Numbers, between: int) -> Numbers:
    return np.array(wgs84().npts(start[0], start[1], end[0], end[1], between))


def _meridian(start: Numbers, end: Numbers, between: int) -> Numbers:
    # PROJ may return -180 along the 180th meridian, which would break a ring there.
    return np.linspace(start, end, between + 2)[1:-1]
