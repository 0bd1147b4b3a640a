"""Areas of deep sea, contoured in the projection itself so that no meridian leaves a seam."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import cast

import numpy as np
import shapely
from contourpy import FillType, contour_generator
from scipy.io import netcdf_file
from scipy.ndimage import gaussian_filter, map_coordinates
from shapely.geometry.base import BaseGeometry

from basemap.families import Array, Family

_CELL = 10_000.0
_NO_GROUND = 9_000.0


def read(file: Path) -> Array:
    """Return heights in metres: rows from south to north by 5 minutes, columns from 0 to 360 degrees east."""
    with netcdf_file(file, mmap=False) as opened:
        heights = np.array(opened.variables["ROSE"].data, dtype=np.float64)
    return np.concatenate([heights, heights[:, :1]], axis=1)


def sample(heights: Array, family: Family) -> tuple[Array, Array, Array]:
    """Return columns x, rows y and heights on a grid of the projection that extends beyond its edge."""
    left, bottom, right, top = family.outline.bounds
    x = np.arange(left - 6 * _CELL, right + 7 * _CELL, _CELL)
    y = np.arange(bottom - 6 * _CELL, top + 7 * _CELL, _CELL)
    grid = np.column_stack([a.ravel() for a in np.meshgrid(x, y)])
    lonlat = family.lonlat(grid)
    known = np.isfinite(lonlat).all(axis=1)
    lonlat[~known] = 0.0
    rows = (lonlat[:, 1] + 90.0) * 12.0
    columns = np.mod(lonlat[:, 0], 360.0) * 12.0
    found = map_coordinates(heights, [rows, columns], order=1, mode="nearest")
    found[~known] = _NO_GROUND
    return x, y, found.reshape(len(y), len(x))


def below(grid: tuple[Array, Array, Array], depth: float, blur: float) -> BaseGeometry:
    """Return the area with the sea floor below `depth` (metres, negative), after a blur of `blur` cells."""
    x, y, heights = grid
    smooth = gaussian_filter(heights, blur)
    contours = contour_generator(x, y, smooth, fill_type=FillType.OuterOffset)
    shapes = []
    points, offsets = cast(tuple[list[Array], list[Array]], contours.filled(-1e5, depth)[:2])
    for ring, starts in zip(points, offsets, strict=True):
        rings = [_rounded(ring[a:b]) for a, b in pairwise(starts)]
        shapes.append(shapely.Polygon(rings[0], rings[1:]))
    return shapely.MultiPolygon(list(shapely.get_parts(shapely.make_valid(shapely.MultiPolygon(shapes)))))


def _rounded(ring: Array) -> Array:
    """Cut the corners twice (Chaikin), so that the steps of the grid do not show."""
    ring = ring[:-1]
    for _ in range(2):
        after = np.roll(ring, -1, axis=0)
        ring = np.stack([0.75 * ring + 0.25 * after, 0.25 * ring + 0.75 * after], axis=1).reshape(-1, 2)
    return np.concatenate([ring, ring[:1]])
