"""Where the pixels of a view of the map are in a raster: an inverse warp with a control grid."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import shapely
from numpy.typing import NDArray

from arctic_map.geo.planar import outline
from arctic_map.geo.position import transformer
from arctic_map.model.projection import PixelView, Projection

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
CELL = 16
"""Pixels between the points of the control grid."""
TOLERANCE = 0.125
"""Maximum error of an interpolated position, in pixels of the view; other cells are computed exactly."""
ToRaster = Callable[[Numbers, Numbers], tuple[Numbers, Numbers]]
"""From longitudes and latitudes in degrees to columns and rows of a raster."""


def pixel_positions(view: PixelView, to_raster: ToRaster) -> tuple[Numbers, Numbers]:
    """Column and row in the raster of the centre of each pixel (height, width), NaN off the map."""
    across, down = -(-view.width // CELL), -(-view.height // CELL)
    # Nodes are at centres of pixels, one beyond the last cell.
    node_x, node_y = np.meshgrid(np.arange(across + 1.0) * CELL, np.arange(down + 1.0) * CELL)
    nodes = _exact(view, node_x, node_y, to_raster)
    middles = _exact(view, node_x[:-1, :-1] + CELL / 2, node_y[:-1, :-1] + CELL / 2, to_raster)
    positions = [_interpolated(each) for each in nodes]
    wrong = _wrong_cells(nodes, middles)
    if wrong.any():
        at_y, at_x = np.nonzero(wrong)
        inner_y, inner_x = np.mgrid[0:CELL, 0:CELL]
        x = at_x[:, None, None] * CELL + inner_x
        y = at_y[:, None, None] * CELL + inner_y
        exact = _exact(view, x.astype(float), y.astype(float), to_raster)
        for whole, part in zip(positions, exact, strict=True):
            whole[y, x] = part
    column, row = (each[: view.height, : view.width] for each in positions)
    return column, row


def _exact(view: PixelView, x: Numbers, y: Numbers, to_raster: ToRaster) -> tuple[Numbers, Numbers]:
    """Columns and rows at pixels of the view, counted from the centre of the first one."""
    east = view.x + (x + 0.5) * view.resolution
    north = view.y - (y + 0.5) * view.resolution
    lon, lat = transformer(view.projection.crs).transform(east.ravel(), north.ravel(), direction="INVERSE")
    lon, lat = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    on_map = np.isfinite(lon) & np.isfinite(lat) & _on_map(view.projection, east.ravel(), north.ravel())
    column, row = np.full(lon.shape, np.nan), np.full(lon.shape, np.nan)
    column[on_map], row[on_map] = to_raster(lon[on_map], lat[on_map])
    lost = ~(np.isfinite(column) & np.isfinite(row))
    column[lost] = row[lost] = np.nan
    return column.reshape(x.shape), row.reshape(x.shape)


def _on_map(projection: Projection, east: Numbers, north: Numbers) -> Mask:
    """Whether the projection shows these places: within its outline, as inverse formulas return more."""
    ring = outline(projection)
    x0, y0 = ring.min(axis=0)
    x1, y1 = ring.max(axis=0)
    inside = (east >= x0) & (east <= x1) & (north >= y0) & (north <= y1)
    area = shapely.Polygon(ring)
    shapely.prepare(area)
    inside[inside] = shapely.contains_xy(area, east[inside], north[inside])
    on_map: Mask = inside
    return on_map


def _interpolated(nodes: Numbers) -> Numbers:
    """Bilinear interpolation of values at the nodes for all pixels of their cells."""
    share = np.arange(CELL) / CELL
    along = nodes[:, :-1, None] * (1.0 - share) + nodes[:, 1:, None] * share
    rows = along.reshape(len(nodes), -1)
    cells = rows[:-1, None, :] * (1.0 - share[:, None]) + rows[1:, None, :] * share[:, None]
    return cells.reshape(-1, rows.shape[1])


def _wrong_cells(nodes: tuple[Numbers, Numbers], middles: tuple[Numbers, Numbers]) -> Mask:
    """The cells whose middle is not where the nodes let expect it, or of which only a part is on the map."""
    (column_x, column_y), (row_x, row_y) = (_slopes(each) for each in nodes)
    column, row = (middle - _mean(each) for middle, each in zip(middles, nodes, strict=True))
    anywhere = _any_corner(~np.isnan(nodes[0])) | ~np.isnan(middles[0])
    # The error in pixels of the view: near the pole, columns are much narrower than rows are high.
    with np.errstate(invalid="ignore", divide="ignore"):
        whole = column_x * row_y - column_y * row_x
        error = np.hypot((column * row_y - row * column_y) / whole, (row * column_x - column * row_x) / whole)
        wrong: Mask = anywhere & ~(error <= TOLERANCE)
    return wrong


def _mean(nodes: Numbers) -> Numbers:
    """The mean of the four nodes of each cell."""
    mean: Numbers = (nodes[:-1, :-1] + nodes[1:, :-1] + nodes[:-1, 1:] + nodes[1:, 1:]) / 4.0
    return mean


def _slopes(nodes: Numbers) -> tuple[Numbers, Numbers]:
    """By how much a value grows from a pixel of the view to the next, across and down, in each cell."""
    across = nodes[:-1, 1:] - nodes[:-1, :-1] + nodes[1:, 1:] - nodes[1:, :-1]
    down = nodes[1:, :-1] - nodes[:-1, :-1] + nodes[1:, 1:] - nodes[:-1, 1:]
    return across / (2.0 * CELL), down / (2.0 * CELL)


def _any_corner(nodes: Mask) -> Mask:
    any_of_four: Mask = nodes[:-1, :-1] | nodes[1:, :-1] | nodes[:-1, 1:] | nodes[1:, 1:]
    return any_of_four
