"""Rings of the base map as shapes of a projection."""

from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from arctic_map.geo.areas import areas_only
from arctic_map.model.projection import Affine


def pieces(rings: Iterable[Sequence[int]], quantum: float, ground: Affine) -> MultiPolygon:
    """What rings (x0, y0, x1, y1, ... in units of `quantum` metres) enclose, by the nonzero rule.

    Outer rings run counter-clockwise, holes clockwise, as base map files have them.
    """
    outer: list[Polygon] = []
    holes: list[Polygon] = []
    for ring in rings:
        if len(ring) < 6:
            continue
        flat = np.array(ring, dtype=float).reshape(-1, 2) * quantum
        x, y = flat[:, 0], flat[:, 1]
        area = Polygon(
            np.column_stack([ground.a * x + ground.b * y + ground.c, ground.d * x + ground.e * y + ground.f])
        )
        (outer if area.exterior.is_ccw else holes).append(area)
    whole = shapely.make_valid(np.array(outer, dtype=object), method="structure")
    if holes:
        gaps = shapely.union_all(shapely.make_valid(np.array(holes, dtype=object), method="structure"))
        near = shapely.intersects(whole, gaps)
        whole[near] = shapely.difference(whole[near], gaps)
    return areas_only(list(whole))
