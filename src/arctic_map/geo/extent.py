"""Extents of shapes in degrees, and the part of a projection that such an extent takes up."""

import numpy as np
import shapely
from numpy.typing import NDArray

from arctic_map.geo.marks import Marks
from arctic_map.geo.project import Numbers, project
from arctic_map.model.projection import Box, Projection

Extent = tuple[float, float, float, float]
"""West, south, east and north in degrees; west is greater than east across 180."""

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


def bounds_of(marks: Marks) -> Numbers:
    """West, south, east and north (n, 4) of each mark; east may be beyond 180."""
    points = np.concatenate([marks.points, marks.points], axis=1)
    return np.concatenate([points, shapely.bounds(marks.lines), shapely.bounds(marks.areas)])


def extent_of(bounds: Numbers) -> Extent | None:
    """The smallest extent round all bounds (n, 4), also across 180; None without any."""
    if not len(bounds):
        return None
    west, east = _smallest_arc(bounds[:, 0], bounds[:, 2])
    return west, float(bounds[:, 1].min()), east, float(bounds[:, 3].max())


def _smallest_arc(west: NDArray[np.float64], east: NDArray[np.float64]) -> tuple[float, float]:
    """What remains of the circle of longitudes without the widest gap between these arcs."""
    turns = 360.0 * np.floor((west + 180.0) / 360.0)
    west, east = west - turns, east - turns
    order = np.argsort(west)
    west, reached = west[order], np.maximum.accumulate(east[order])
    # The last gap leads to the first arc; of equal ones it is taken, which is the one at 180.
    gaps = np.append(west[1:], west[0] + 360.0) - reached
    before = len(gaps) - 1 - int(np.argmax(gaps[::-1]))
    if gaps[before] <= 0.0:
        return -180.0, 180.0
    first, last = float(west[(before + 1) % len(west)]), float(reached[before])
    return first, last - 360.0 if last > 180.0 else last


def _at_least(box: Box) -> Box:
    x0, y0, x1, y1 = box
    more_x, more_y = max(0.0, LEAST - (x1 - x0)) / 2, max(0.0, LEAST - (y1 - y0)) / 2
    return x0 - more_x, y0 - more_y, x1 + more_x, y1 + more_y
