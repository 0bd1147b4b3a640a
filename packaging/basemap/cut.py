"""Cut fills and lines into cells, so that a view can load only those that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]


def cells(shapes: Any, box: Box, *, most: int, least: float, margin: float) -> Iterator[Any]:
    """Yield arrays of polygons or lines, one per cell of at most `most` vertices or of width `least`.

    `box` is a square around all `shapes`. Each cell is enlarged by `margin` metres (0 for lines), so that
    neighbours overlap and no gap shows between them.
    """
    left, bottom, right, top = box
    inside = _within(shapes, (left - margin, bottom - margin, right + margin, top + margin))
    if not len(inside):
        return
    if shapely.get_num_coordinates(inside).sum() <= most or right - left <= least:
        yield inside
        return
    x, y = (left + right) / 2, (bottom + top) / 2
    for quarter in ((left, bottom, x, y), (x, bottom, right, y), (left, y, x, top), (x, y, right, top)):
        yield from cells(inside, quarter, most=most, least=least, margin=margin)


def root(shape: BaseGeometry, least: float) -> Box:
    """Return a square around `shape` whose repeated halving ends at cells `least` metres wide."""
    left, bottom, right, top = shape.bounds
    side = least
    while side < max(right - left, top - bottom) + 2 * least:
        side *= 2
    x = (left + right) // (2 * least) * least
    y = (bottom + top) // (2 * least) * least
    return (x - side / 2, y - side / 2, x + side / 2, y + side / 2)


def _within(shapes: Any, box: Box) -> Any:
    left, bottom, right, top = box
    if not len(shapes):
        return shapes
    bounds = shapely.bounds(shapes)
    whole = (bounds[:, :2] >= (left, bottom)).all(axis=1) & (bounds[:, 2:] <= (right, top)).all(axis=1)
    away = (bounds[:, :2] > (right, top)).any(axis=1) | (bounds[:, 2:] < (left, bottom)).any(axis=1)
    # clip_by_rect() is faster, but wrong where vertices are on the rectangle, which is common on a grid.
    cut = shapely.get_parts(
        shapely.get_parts(shapely.intersection(shapes[~whole & ~away], shapely.box(*box)))
    )
    same_dimension = (
        shapely.get_dimensions(cut) == shapely.get_dimensions(shapes).max()
    ) & ~shapely.is_empty(cut)
    return np.concatenate([shapes[whole], cut[same_dimension]])
