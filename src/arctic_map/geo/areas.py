"""Polygons, picked out of shapes of any kind and joined."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

SMALLEST = 1e-9
"""Area of a polygon, in squares of its own unit: below, it is a line or rounding's leftover."""


def areas_only(parts: Sequence[Any]) -> MultiPolygon:
    """The polygons among shapely geometries, at any depth, without what has no area."""
    flat = shapely.get_parts(shapely.get_parts(np.array(parts, dtype=object)))
    return MultiPolygon([part for part in flat if isinstance(part, Polygon) and part.area > SMALLEST])


def joined(parts: Any, grid: float) -> MultiPolygon:
    """The union of shapely geometries, its vertices on a grid."""
    # Numbers next to zero make GEOS set flags that numpy would warn of.
    with np.errstate(all="ignore"):
        valid = areas_only(list(shapely.make_valid(np.array(parts, dtype=object), method="structure")))
        return areas_only([shapely.union_all(shapely.get_parts(valid), grid_size=grid)])
