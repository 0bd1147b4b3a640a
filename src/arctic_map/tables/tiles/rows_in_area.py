"""The rows on disk that an area touches."""

import numpy as np
import shapely

from arctic_map.tables.tiles import grid
from arctic_map.tables.tiles.points import Points, Rows
from arctic_map.tables.tiles.shapes import Shapes
from arctic_map.tables.tiles.tile_blocks import LEVELS
from arctic_map.tables.tiles.tile_store import Plane


def rows_in(plane: Plane, area: shapely.Geometry) -> list[int]:
    """The rows of a plane that an area in metres touches, ascending."""
    if area.is_empty:
        return []
    in_cm = shapely.transform(area, lambda xy: xy * 100)
    shapely.prepare(in_cm)
    rows = _of_points(plane.points, in_cm), _of_shapes(plane.shapes, in_cm)
    return [int(row) for row in np.unique(np.concatenate(rows))]


def _of_points(points: Points, area: shapely.Geometry) -> Rows:
    x0, y0, x1, y1 = area.bounds
    level = LEVELS - 1
    while level and grid.pixel_cm(level) * 2**grid.TILE_BITS < max(x1 - x0, y1 - y0):
        level -= 1
    there = points.numbers(grid.block_round(level, x0, y0, x1, y1), whole=True)
    touched: Rows = points.row[there[shapely.intersects_xy(area, points.x[there], points.y[there])]]
    return touched


def _of_shapes(shapes: Shapes, area: shapely.Geometry) -> Rows:
    those = shapes.meeting(area.bounds, LEVELS)
    boxes = shapely.box(*shapes.box[those].astype(np.float64).T)
    touched = shapely.contains_properly(area, boxes)
    # Where the box does not tell, the outline decides.
    for at in np.flatnonzero(shapely.intersects(area, boxes) & ~touched):
        touched[at] = _touches(shapes, int(those[at]), area)
    rows: Rows = shapes.row[those[touched]]
    return rows


def _touches(shapes: Shapes, part: int, area: shapely.Geometry) -> bool:
    closed = bool(shapes.closed[part])
    for ring in shapes.outlines(part):
        line = shapely.LinearRing(ring) if closed and len(ring) > 2 else shapely.LineString(ring)
        if area.intersects(line):
            return True
    # The whole outline may be around the area.
    place = area.representative_point()
    return closed and shapes.surrounds(part, place.x, place.y)
