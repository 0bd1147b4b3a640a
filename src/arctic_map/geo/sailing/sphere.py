"""Positions as unit vectors from the centre of the Earth; the arc between two lies in a plane."""

import numpy as np
from numpy.typing import ArrayLike

from arctic_map.geo.position import wgs84
from arctic_map.geo.project import Numbers

POLAR_TO_EQUATOR = (1.0 - 1.0 / 298.257223563) ** 2
"""Ratio of the tangents of geocentric and geodetic latitude on WGS84."""


def vectors(lonlat: ArrayLike) -> Numbers:
    """Unit vectors (n, 3) of positions (n, 2) in degrees; arcs between them follow the ellipsoid closely."""
    lon, lat = np.radians(np.asarray(lonlat, dtype=float).reshape(-1, 2)).T
    centric = np.arctan2(POLAR_TO_EQUATOR * np.sin(lat), np.cos(lat))
    return np.column_stack([np.cos(centric) * np.cos(lon), np.cos(centric) * np.sin(lon), np.sin(centric)])


def degrees(unit: Numbers) -> Numbers:
    """Positions (n, 2) in degrees, lon/lat, of unit vectors (n, 3)."""
    lat = np.arctan2(unit[:, 2], POLAR_TO_EQUATOR * np.hypot(unit[:, 0], unit[:, 1]))
    lonlat: Numbers = np.degrees(np.column_stack([np.arctan2(unit[:, 1], unit[:, 0]), lat]))
    return lonlat


def dots(one: Numbers, other: Numbers) -> Numbers:
    """Dot products along the last axis, which has length 3."""
    products: Numbers = (
        one[..., 0] * other[..., 0] + one[..., 1] * other[..., 1] + one[..., 2] * other[..., 2]
    )
    return products


def cross(one: Numbers, other: Numbers) -> Numbers:
    """Cross products along the last axis; five times as fast as numpy's."""
    a, b, c = one[..., 0], one[..., 1], one[..., 2]
    x, y, z = other[..., 0], other[..., 1], other[..., 2]
    return np.stack([b * z - c * y, c * x - a * z, a * y - b * x], axis=-1)


def crossings(start: Numbers, end: Numbers, first: Numbers, last: Numbers) -> Numbers:
    """Whether arcs start-end cross arcs first-last: 1 from right to left, -1 from left to right, 0 if not.

    Shapes broadcast; the last axes have length 3, and arcs are shorter than half the Earth.
    """
    here, there = cross(start, end), cross(first, last)
    side_first, side_last = dots(here, first), dots(here, last)
    side_start, side_end = dots(there, start), dots(there, end)
    meet = (side_first * side_last < 0.0) & (side_start * side_end < 0.0)
    # Two planes meet in two opposite points: both arcs must share the same one.
    point = cross(here, there)
    same = dots(point, start + end) * dots(point, first + last) > 0.0
    return np.where(meet & same, np.sign(side_end), 0.0)


def metres(start: Numbers, end: Numbers) -> Numbers:
    """Geodesic distances in metres between positions (n, 2) in degrees."""
    return np.asarray(wgs84().inv(start[:, 0], start[:, 1], end[:, 0], end[:, 1])[2], dtype=float)
