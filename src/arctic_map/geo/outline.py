"""The edge of a projection: the Equator around a pole, or the outline of the whole Earth."""

from collections.abc import Sequence

import numpy as np

from arctic_map.geo.planar import EPSILON, WORLD_SEAM
from arctic_map.geo.project import Numbers, project
from arctic_map.model.projection import Box, Projection

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


def least_scales(ring: Numbers, x: float, y: float, boxes: Sequence[Box]) -> Numbers:
    """The scales (px/m) from which boxes (px, y down) around a position are in the ring; infinite outside."""
    way = np.roll(ring, -1, axis=0) - ring
    outward = np.column_stack([way[:, 1], -way[:, 0]])
    room = ((ring - (x, y)) * outward).sum(axis=1)
    if (room <= 0.0).any():
        return np.full(len(boxes), np.inf)
    left, top, right, bottom = np.array(boxes).T
    # Use the outermost corner of each box: the maximum of each axis separately.
    across, up = outward[:, :1], outward[:, 1:]
    need = np.maximum(across * left, across * right) + np.maximum(-up * top, -up * bottom)
    scales: Numbers = np.maximum((need / room[:, None]).max(axis=0), 0.0)
    return scales
