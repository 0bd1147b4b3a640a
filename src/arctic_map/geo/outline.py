"""The edge of a projection: the Equator round a pole, or the outline of the whole Earth."""

import numpy as np

from arctic_map.geo.planar import EPSILON, WORLD_SEAM
from arctic_map.geo.project import Numbers, project
from arctic_map.model.projection import Projection

STEP = 2.0
"""Degrees between vertices."""


def outline(projection: Projection) -> Numbers:
    """The ring (n, 2) in projected metres, counter-clockwise, convex, without a closing vertex."""
    if projection.pole is not None:
        lon = np.arange(0.0, 360.0, STEP)
        return np.column_stack(project(projection, lon, np.zeros_like(lon)))
    up = np.arange(-90.0, 90.0 + STEP, STEP)
    lat = np.concatenate([up, up[::-1]])
    west, east = WORLD_SEAM + EPSILON, WORLD_SEAM + 360.0 - EPSILON
    return np.column_stack(project(projection, np.where(np.arange(len(lat)) < len(up), east, west), lat))


def least_scale(ring: Numbers, x: float, y: float, box: tuple[float, float, float, float]) -> float:
    """The scale (pixels per metre) from which a box of pixels (y down) round a place stays within the ring.

    Infinite when the place itself is outside.
    """
    way = np.roll(ring, -1, axis=0) - ring
    outward = np.column_stack([way[:, 1], -way[:, 0]])
    room = ((ring - (x, y)) * outward).sum(axis=1)
    corners = np.array([(across, -down) for across in box[::2] for down in box[1::2]])
    need = (outward @ corners.T).max(axis=1)
    if (room <= 0.0).any():
        return float("inf")
    return float(max((need / room).max(), 0.0))
