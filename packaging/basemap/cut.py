"""Cut fills and lines into cells that a view can pick from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]


def cells(shapes: Any, box: Box, *, most: int, least: float, margin: float) -> Iterator[Any]:
    """Arrays of polygons or lines: what lies in each cell, at most `most` vertices or in a cell `least` wide.

    `box` is a square round all `shapes`; each cell is grown by `margin` metres (0 for lines), so that the
    edges of neighbours overlap and no hairline shows between them.
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
    """A square round `shape` whose repeated halving ends at cells `least` metres wide."""
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
    # clip_by_rect() is faster and wrong where vertices lie on the rectangle, as they often do on a grid.
    cut = shapely.get_parts(
        shapely.get_parts(shapely.intersection(shapes[~whole & ~away], shapely.box(*box)))
    )
    wanted = (shapely.get_dimensions(cut) == shapely.get_dimensions(shapes).max()) & ~shapely.is_empty(cut)
    return np.concatenate([shapes[whole], cut[wanted]])
