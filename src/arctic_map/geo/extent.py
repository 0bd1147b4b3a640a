"""Extents in degrees, and the box of a projection that such an extent covers."""

import numpy as np
import shapely
from numpy.typing import NDArray

from arctic_map.geo import domain
from arctic_map.geo.marks import Marks
from arctic_map.geo.projecting import Numbers, project
from arctic_map.model.projection import Box, Projection

Extent = tuple[float, float, float, float]
"""West, south, east and north in degrees; west is greater than east across 180 degrees."""

STEPS = 181
"""Number of samples along each side, so that curved edges are followed."""
MIN_SIDE = 20_000.0
"""Minimum width and height, metres: closer in, the map has no detail to show."""


def box_of_degrees(
    projection: Projection, west: float, south: float, east: float, north: float
) -> Box | None:
    """The box (projected metres) around a lon/lat rectangle; None if the projection shows none of it.

    `west` greater than `east` means that the rectangle crosses 180 degrees. A projection of a hemisphere
    clips it.
    """
    if projection.pole is not None:
        south = max(south, 0.0)
        if north <= south:
            return None
    across = east - west if east > west else east - west + 360.0
    grid = np.meshgrid(np.linspace(west, west + across, STEPS), np.linspace(south, north, STEPS))
    lon, lat = (grid[0].ravel() + 180.0) % 360.0 - 180.0, grid[1].ravel()
    x, y = project(projection, lon, lat)
    finite = np.isfinite(x) & np.isfinite(y) & domain.shown(projection, lon, lat)
    if not finite.any():
        return None
    box = float(x[finite].min()), float(y[finite].min()), float(x[finite].max()), float(y[finite].max())
    return _at_least(box)


def bounds_of(marks: Marks) -> Numbers:
    """West, south, east and north (n, 4) of each mark; east may exceed 180."""
    points = np.concatenate([marks.points, marks.points], axis=1)
    return np.concatenate([points, shapely.bounds(marks.lines), shapely.bounds(marks.areas)])


def extent_of(bounds: Numbers) -> Extent | None:
    """The smallest extent around all bounds (n, 4), which may cross 180 degrees; None if there are none."""
    if not len(bounds):
        return None
    west, east = _smallest_arc(bounds[:, 0], bounds[:, 2])
    return west, float(bounds[:, 1].min()), east, float(bounds[:, 3].max())


def _smallest_arc(west: NDArray[np.float64], east: NDArray[np.float64]) -> tuple[float, float]:
    """The smallest longitude interval that contains all these intervals."""
    turns = 360.0 * np.floor((west + 180.0) / 360.0)
    west, east = west - turns, east - turns
    order = np.argsort(west)
    west, reached = west[order], np.maximum.accumulate(east[order])
    # The last gap leads back to the first interval. Among equal gaps prefer it: it is the one at 180 degrees.
    gaps = np.append(west[1:], west[0] + 360.0) - reached
    before = len(gaps) - 1 - int(np.argmax(gaps[::-1]))
    if gaps[before] <= 0.0:
        return -180.0, 180.0
    first, last = float(west[(before + 1) % len(west)]), float(reached[before])
    return first, last - 360.0 if last > 180.0 else last


def _at_least(box: Box) -> Box:
    x0, y0, x1, y1 = box
    more_x, more_y = max(0.0, MIN_SIDE - (x1 - x0)) / 2, max(0.0, MIN_SIDE - (y1 - y0)) / 2
    return x0 - more_x, y0 - more_y, x1 + more_x, y1 + more_y
