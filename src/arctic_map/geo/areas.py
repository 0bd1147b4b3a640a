"""Polygon operations: filter, union, build from rings, nest, and find the edges that are not shore."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely import LinearRing, LineString, MultiPolygon, Polygon, STRtree

from arctic_map.model.projection import Affine

MIN_AREA = 1e-9
"""Minimum area of a polygon, in squares of its own unit: smaller ones are lines or rounding errors."""
SHORE_TOLERANCE = 1000.0
"""Simplification tolerance of the shore that nested areas are clipped by, metres."""
ROUNDED = 0.25
"""Radius of the corners of nested areas, in half-widths."""
SHORE = 15_000.0
"""An edge closer to land than this is shore, metres: the coastlines of two sources differ."""
SEGMENT_LENGTH = 5_000.0
"""Spacing of the points at which the distance to land is tested, metres."""


def areas_only(parts: Sequence[Any]) -> MultiPolygon:
    """The polygons among shapely geometries, at any nesting depth, without empty ones."""
    flat = shapely.get_parts(shapely.get_parts(np.array(parts, dtype=object)))
    return MultiPolygon([part for part in flat if isinstance(part, Polygon) and part.area > MIN_AREA])


def joined(parts: Any, grid: float) -> MultiPolygon:
    """The union of shapely geometries, with vertices snapped to a grid."""
    # Values close to zero make GEOS set flags that numpy would warn about.
    with np.errstate(all="ignore"):
        valid = areas_only(list(shapely.make_valid(np.array(parts, dtype=object), method="structure")))
        return areas_only([shapely.union_all(shapely.get_parts(valid), grid_size=grid)])


def nested(
    areas: MultiPolygon, shares: Sequence[float], shore: MultiPolygon | None
) -> Iterator[MultiPolygon]:
    """The areas at each share of their half-width, clipped at the shore, widest first; some may be empty."""
    widths = [_half_width(area) for area in areas.geoms]
    land = _land_near(_wider(areas, widths, shares, shares[0]), shore) if shore else None
    for share in shares:
        whole = _wider(areas, widths, shares, share)
        yield shapely.orient_polygons(_clear_of_land(whole, land) if land else whole)


def _half_width(area: Polygon) -> float:
    return float(shapely.maximum_inscribed_circle(area, tolerance=area.length / 500).length)


def _wider(areas: MultiPolygon, widths: list[float], shares: Sequence[float], share: float) -> MultiPolygon:
    step = (shares[0] - shares[-1]) / max(len(shares) - 1, 1)
    rounded = []
    for area, width in zip(areas.geoms, widths, strict=True):
        soft = ROUNDED * width
        # Simplify as far as the outline stays between its neighbours.
        rounded.append(area.buffer(share * width - soft).buffer(soft).simplify(step * width / 2))
    return areas_only([shapely.union_all(rounded)])


def _land_near(area: MultiPolygon, land: MultiPolygon) -> MultiPolygon:
    parts = shapely.get_parts(land)
    met = shapely.union_all(parts[shapely.intersects(parts, area)])
    # Clip first: most of a continent is far away.
    near = shapely.intersection(met, area.buffer(2 * SHORE_TOLERANCE))
    return areas_only([shapely.simplify(near, SHORE_TOLERANCE, preserve_topology=True)])


def _clear_of_land(area: MultiPolygon, land: MultiPolygon) -> MultiPolygon:
    with np.errstate(all="ignore"):
        return areas_only([shapely.difference(area, land)])


def pieces(rings: Iterable[Sequence[float]], quantum: float, ground: Affine) -> MultiPolygon:
    """The polygons of rings (x0, y0, x1, y1, ... in units of `quantum` metres), by the nonzero rule.

    Outer rings run counter-clockwise and holes clockwise, as in base map files.
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


def limits(areas: MultiPolygon, land: MultiPolygon) -> list[LineString]:
    """The parts of the areas' outer rings away from land (projected metres); holes (islands) are left out."""
    parts = STRtree(land.geoms)
    return [line for area in areas.geoms for line in _away(area.exterior, parts)]


def _away(ring: LinearRing, land: STRtree) -> Iterator[LineString]:
    dense = shapely.get_coordinates(shapely.segmentize(ring, SEGMENT_LENGTH))[:-1]
    away = np.full(len(dense), True)
    away[land.query(shapely.points(dense), "dwithin", SHORE)[0]] = False
    if away.all():
        yield LineString([*dense, dense[0]])
        return
    # Start at the shore, so that no line is split where the ring closes.
    turn = -int(np.argmin(away))
    dense, away = np.roll(dense, turn, axis=0), np.roll(away, turn)
    bounds = np.flatnonzero(np.diff(np.concatenate([away, [False]]).astype(int))) + 1
    for begin, end in list(pairwise(bounds))[::2]:
        if end - begin > 1:
            yield LineString(dense[begin:end])
