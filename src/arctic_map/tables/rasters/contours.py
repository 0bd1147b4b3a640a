"""Contours of a raster: lines of equal value, as a GeoPackage in its reference system."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path
from typing import Any

import contourpy
import numpy as np
import shapely
from numpy.typing import NDArray

from arctic_map.errors import ExportError
from arctic_map.geo.crs import Shapes, crs_named, is_degrees
from arctic_map.model.tr import digits, tr
from arctic_map.tables.rasters.raster_store import RasterStore
from arctic_map.tables.writers.shape_package import write_shapes

MAX_PIXELS = 6_000_000
"""Maximum pixels of the level whose values are used; of larger rasters it is a coarser one."""
MAX_LEVELS = 500


@dataclass(frozen=True, slots=True)
class Contours:
    """Lines of equal value."""

    crs: str
    values: NDArray[np.float64]
    shapes: Shapes
    """A MultiLineString for each value."""
    unit: str = ""


def contours_of(store: RasterStore, band: int, interval: float) -> Contours:
    """The contours of a band at the multiples of an interval. Raises ExportError for too many."""
    pixels, step = store.level_values(band, MAX_PIXELS)
    height, width = pixels.shape
    a, b, c, d, e, f = store.raster.transform
    column, row = _centres(width, step, store.raster.width), _centres(height, step, store.raster.height)
    known = np.isfinite(pixels)
    if not known.any() or min(height, width) < 2:
        return Contours(store.raster.crs, np.empty(0), np.empty(0, object))
    first = ceil(float(pixels[known].min()) / interval)
    last = floor(float(pixels[known].max()) / interval)
    if last - first >= MAX_LEVELS:
        count = last - first + 1
        raise ExportError(
            tr(
                "an interval of {interval} gives {count} contours; choose a larger one",
                interval=digits(f"{interval:g}"),
                count=digits(f"{count:,}"),
            )
        )
    if abs(a * store.raster.width - 360.0) < a / 2.0 and is_degrees(crs_named(store.raster.crs)):
        # The edges of a raster around the Earth are one meridian: lines reach it from both sides.
        seam = (pixels[:, :1] + pixels[:, -1:]) / 2
        pixels = np.hstack((seam, pixels, seam))
        column = np.concatenate(([0.0], column, [store.raster.width]))
    lines: Any = contourpy.contour_generator(
        column, row, np.ma.masked_invalid(pixels), line_type=contourpy.LineType.Separate
    )
    values, shapes = list[float](), list[shapely.MultiLineString]()
    for number in range(first, last + 1):
        parts = [
            shapely.linestrings(a * x + b * y + c, d * x + e * y + f)
            for x, y in (part.T for part in lines.lines(number * interval))
            if len(x) > 1
        ]
        if parts:
            values.append(float(f"{number * interval:.12g}"))
            shapes.append(shapely.multilinestrings(parts))
    unit = store.raster.bands[band].unit
    return Contours(store.raster.crs, np.array(values), np.array(shapes, dtype=object), unit)


def _centres(count: int, step: int, most: int) -> NDArray[np.float64]:
    """The centres of pixels of a level, of which the last may be cut off by the end of the raster."""
    edges = np.minimum(np.arange(count + 1) * step, most)
    return (edges[:-1] + edges[1:]) / 2.0


def write_contours(found: Contours, out: Path, name: str) -> None:
    """Write contours with their values as the layer `name` of a GeoPackage. Raises ExportError."""
    names = np.array([f"{value:.10g} {found.unit}".strip() for value in found.values], dtype=object)
    fields = {"name": names, "value": found.values}
    write_shapes(
        out, name, found.shapes, "MultiLineString", found.crs, fields, tr("the contours cannot be written")
    )
