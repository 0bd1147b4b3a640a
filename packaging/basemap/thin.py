"""Drop what a level cannot show: islets, ponds and vertices, more of them far from the Arctic."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from basemap.families import Array, Family

# In a polar projection full detail is kept up to this distance from the pole (about 50 degrees north).
_FULL = 4_500_000.0


def areas(
    shape: BaseGeometry, family: Family, tolerance: float, smallest: float, quantum: float
) -> BaseGeometry:
    """Return simplified areas without parts and holes below `smallest` (m2), on a grid of `quantum` metres.

    They are simplified by Visvalingam's rule: a vertex is removed if its triangle is below `tolerance`
    squared.
    """
    shrunk = shapely.transform(shape, lambda points: _shrunk(points, family))
    remaining = []
    for part in shapely.get_parts(shapely.get_parts(shrunk)):
        if part.geom_type == "Polygon" and part.area >= smallest:
            holes = [ring for ring in part.interiors if shapely.Polygon(ring).area >= smallest]
            remaining.append(shapely.Polygon(part.exterior, holes))
    # simplify() would compare distances, which shrinking changes differently in each direction.
    (coarse,) = shapely.coverage_simplify([shapely.MultiPolygon(remaining)], tolerance)
    grown = shapely.make_valid(shapely.transform(coarse, lambda points: _grown(points, family)))
    return shapely.set_precision(grown, quantum)


def lines(shape: BaseGeometry, family: Family, tolerance: float) -> BaseGeometry:
    """Return lines simplified by distance (Douglas and Peucker)."""
    shrunk = shapely.transform(shape, lambda points: _shrunk(points, family))
    return shapely.transform(shapely.simplify(shrunk, tolerance), lambda points: _grown(points, family))


def without_arms(shape: BaseGeometry, neck: float, smallest: float) -> BaseGeometry:
    """Return areas of at least `smallest` (m2), without arms narrower than twice `neck`."""
    parts = shapely.get_parts(shape)
    large = shapely.MultiPolygon(list(parts[shapely.area(parts) >= smallest]))
    return shapely.buffer(shapely.buffer(large, -neck), neck) if neck else large


def _shrunk(points: Array, family: Family) -> Array:
    """Map distances r beyond R from the pole to R (2 - R / r), so that more is dropped there."""
    if not family.polar:
        return points
    centred = points - family.offset
    far = np.maximum(np.hypot(centred[:, 0], centred[:, 1]), _FULL)
    return centred * np.where(far > _FULL, _FULL * (2 - _FULL / far) / far, 1.0)[:, np.newaxis]


def _grown(points: Array, family: Family) -> Array:
    if not family.polar:
        return points
    near = np.maximum(np.hypot(points[:, 0], points[:, 1]), _FULL)
    far = _FULL / (2 - near / _FULL)
    return points * np.where(near > _FULL, far / near, 1.0)[:, np.newaxis] + family.offset
