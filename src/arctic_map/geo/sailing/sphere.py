"""Directions from the centre of the Earth: an arc between two of them lies in a plane."""

import numpy as np
from numpy.typing import ArrayLike

from arctic_map.geo.position import wgs84
from arctic_map.geo.project import Numbers

POLAR_TO_EQUATOR = (1.0 - 1.0 / 298.257223563) ** 2
"""Tangents of geocentric and geodetic latitude on WGS84."""


def vectors(lonlat: ArrayLike) -> Numbers:
    """Unit vectors (n, 3) of places (n, 2) in degrees; the arc between two follows the ellipsoid closely."""
    lon, lat = np.radians(np.asarray(lonlat, dtype=float).reshape(-1, 2)).T
    centric = np.arctan2(POLAR_TO_EQUATOR * np.sin(lat), np.cos(lat))
    return np.column_stack([np.cos(centric) * np.cos(lon), np.cos(centric) * np.sin(lon), np.sin(centric)])


def degrees(unit: Numbers) -> Numbers:
    """Places (n, 2) in degrees, lon/lat, of unit vectors (n, 3)."""
    lat = np.arctan2(unit[:, 2], POLAR_TO_EQUATOR * np.hypot(unit[:, 0], unit[:, 1]))
    found: Numbers = np.degrees(np.column_stack([np.arctan2(unit[:, 1], unit[:, 0]), lat]))
    return found


def dots(one: Numbers, other: Numbers) -> Numbers:
    """Row by row; the last axes have three numbers."""
    found: Numbers = one[..., 0] * other[..., 0] + one[..., 1] * other[..., 1] + one[..., 2] * other[..., 2]
    return found


def cross(one: Numbers, other: Numbers) -> Numbers:
    """Row by row; a fifth of the time that numpy's own takes."""
    a, b, c = one[..., 0], one[..., 1], one[..., 2]
    x, y, z = other[..., 0], other[..., 1], other[..., 2]
    return np.stack([b * z - c * y, c * x - a * z, a * y - b * x], axis=-1)


def crossings(start: Numbers, end: Numbers, first: Numbers, last: Numbers) -> Numbers:
    """Whether arcs start-end cross arcs first-last: 1 from their right to their left, -1 back, 0 not.

    Shapes broadcast; the last axes have three numbers, arcs are shorter than half round the Earth.
    """
    here, there = cross(start, end), cross(first, last)
    side_first, side_last = dots(here, first), dots(here, last)
    side_start, side_end = dots(there, start), dots(there, end)
    meet = (side_first * side_last < 0.0) & (side_start * side_end < 0.0)
    # Two planes meet in two opposite points: both arcs must have the same one.
    point = cross(here, there)
    same = dots(point, start + end) * dots(point, first + last) > 0.0
    return np.where(meet & same, np.sign(side_end), 0.0)


def metres(start: Numbers, end: Numbers) -> Numbers:
    """Lengths on the ellipsoid between places (n, 2) in degrees."""
    return np.asarray(wgs84().inv(start[:, 0], start[:, 1], end[:, 0], end[:, 1])[2], dtype=float)
