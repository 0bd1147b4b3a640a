"""The part of a projection that a rectangle of degrees takes up."""

import numpy as np

from arctic_map.geo.project import project
from arctic_map.model.projection import Box, Projection

STEPS = 181
"""Places along each side, so that arcs in the projection are followed."""
LEAST = 20_000.0
"""Least width and height, metres: nearer the map has nothing to show."""


def box_of_degrees(
    projection: Projection, west: float, south: float, east: float, north: float
) -> Box | None:
    """The box round all places between these meridians and parallels, projected metres; None without any.

    With `west` above `east` the rectangle crosses 180 degrees. Polar projections hold its northern part.
    """
    if projection.pole is not None:
        south = max(south, 0.0)
        if north <= south:
            return None
    across = east - west if east > west else east - west + 360.0
    lon, lat = np.meshgrid(np.linspace(west, west + across, STEPS), np.linspace(south, north, STEPS))
    x, y = project(projection, (lon.ravel() + 180.0) % 360.0 - 180.0, lat.ravel())
    held = np.isfinite(x) & np.isfinite(y)
    if not held.any():
        return None
    box = float(x[held].min()), float(y[held].min()), float(x[held].max()), float(y[held].max())
    return _at_least(box)


def _at_least(box: Box) -> Box:
    x0, y0, x1, y1 = box
    more_x, more_y = max(0.0, LEAST - (x1 - x0)) / 2, max(0.0, LEAST - (y1 - y0)) / 2
    return x0 - more_x, y0 - more_y, x1 + more_x, y1 + more_y
