"""Lengths and areas on the ground, on WGS84: never measured on a projection."""

import numpy as np
from shapely import Polygon

from arctic_map.geo import clean
from arctic_map.geo.position import wgs84
from arctic_map.model.feature import Edges, Geometry


def length(geometry: Geometry, edges: Edges = Edges.GEODESIC) -> float:
    """Metres along the lines of a geometry."""
    return float(sum(wgs84().line_length(line[:, 0], line[:, 1]) for line in clean.lines(geometry, edges)))


def area(geometry: Geometry, edges: Edges = Edges.GEODESIC) -> float:
    """Square metres within the polygons of a geometry."""
    return sum(_area(polygon) for polygon in clean.polygons(geometry, edges).geoms)


def _area(polygon: Polygon) -> float:
    rings = [np.asarray(ring.coords) for ring in (polygon.exterior, *polygon.interiors)]
    outer, *holes = (abs(wgs84().polygon_area_perimeter(ring[:, 0], ring[:, 1])[0]) for ring in rings)
    return float(outer - sum(holes))
