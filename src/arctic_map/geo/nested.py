"""Areas without an edge: nested, so that painted one over the other they fade out to all sides."""

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from arctic_map.geo.areas import areas_only

SHORE_TOLERANCE = 1000.0
"""Metres that the shore at which they end may stray: no finer than the shore that they are cut by."""
ROUNDED = 0.25
"""Radius of their corners, in half-widths."""


def nested(
    areas: MultiPolygon, shares: Sequence[float], shore: MultiPolygon | None
) -> Iterator[MultiPolygon]:
    """The areas in each of these widths, to the shore: parts of their half-widths more or less than they are.

    The widest comes first. Some may be empty.
    """
    widths = [_half_width(area) for area in areas.geoms]
    land = _land_near(_wider(areas, widths, shares, shares[0]), shore) if shore else None
    for share in shares:
        whole = _wider(areas, widths, shares, share)
        yield shapely.orient_polygons(_beside(whole, land) if land else whole)


def _half_width(area: Polygon) -> float:
    return float(shapely.maximum_inscribed_circle(area, tolerance=area.length / 500).length)


def _wider(areas: MultiPolygon, widths: list[float], shares: Sequence[float], share: float) -> MultiPolygon:
    step = (shares[0] - shares[-1]) / max(len(shares) - 1, 1)
    rounded = []
    for area, width in zip(areas.geoms, widths, strict=True):
        soft = ROUNDED * width
        # Each alone is hardly seen: it may stray as far as keeps it between its neighbours.
        rounded.append(area.buffer(share * width - soft).buffer(soft).simplify(step * width / 2))
    return areas_only([shapely.union_all(rounded)])


def _land_near(area: MultiPolygon, land: MultiPolygon) -> MultiPolygon:
    parts = shapely.get_parts(land)
    met = shapely.union_all(parts[shapely.intersects(parts, area)])
    # Cut first: most of a continent is elsewhere.
    near = shapely.intersection(met, area.buffer(2 * SHORE_TOLERANCE))
    return areas_only([shapely.simplify(near, SHORE_TOLERANCE, preserve_topology=True)])


def _beside(area: MultiPolygon, land: MultiPolygon) -> MultiPolygon:
    with np.errstate(all="ignore"):
        return areas_only([shapely.difference(area, land)])
