"""Heat map of points: their density around each place, as a GeoTIFF of equal area."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.errors import RasterioError
from rasterio.transform import from_origin

from arctic_map.errors import ExportError, system_reason
from arctic_map.geo.position import transformer
from arctic_map.geo.projecting import middle
from arctic_map.geo.projections import centred_on
from arctic_map.model.tr import tr
from arctic_map.storage.app_folders import ScratchFolder
from arctic_map.tables.readers.read_features import Bulk

CELLS = 24
"""Cells of the raster per radius."""
MAX_CELLS = 16_000_000
"""Maximum number of cells of a raster; with a small radius and points far apart its cells are larger."""
DEVIATIONS = 3.0
"""Standard deviations of the bell curve within the radius."""
UNIT = "points per 1,000 km²"  # no words: a unit in a file
NODATA = -1.0


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Densities of points per 1,000 km² on a grid."""

    crs: str
    """The equal-area projection around the middle of the points, as a PROJ string."""
    left: float
    top: float
    """Upper left corner in its metres."""
    cell: float
    """Width and height of a cell, metres."""
    values: NDArray[np.float32]
    """(rows, columns); NODATA where no point is within the radius."""


def heat_map_of(bulk: Bulk, radius_km: float) -> HeatMap:
    """The density of the points of a file, whose other shapes are ignored. Each point counts once.

    A point counts most where it is, and nothing beyond the radius, along a bell curve.
    """
    projection = centred_on(*middle(bulk.x, bulk.y))
    x, y = (np.asarray(each) for each in transformer(projection.crs).transform(bulk.x, bulk.y))
    placed = np.isfinite(x) & np.isfinite(y)
    x, y = x[placed], y[placed]
    if not len(x):
        return HeatMap(projection.crs, 0.0, 0.0, 1.0, np.empty((0, 0), np.float32))
    radius = radius_km * 1000.0
    width, height = np.ptp(x) + 2 * radius, np.ptp(y) + 2 * radius
    cell = max(radius / CELLS, float(np.sqrt(width * height / MAX_CELLS)))
    left, top = float(x.min()) - radius - cell, float(y.max()) + radius + cell
    columns, rows = int(width / cell) + 3, int(height / cell) + 3
    column, row = ((x - left) / cell).astype(np.int64), ((top - y) / cell).astype(np.int64)
    counts = np.bincount(row * columns + column, minlength=rows * columns).reshape(rows, columns)
    weights = _weights(radius / cell)
    blurred = _blurred(counts.astype(np.float32), weights)
    # What one point adds at the distance of the radius; the rounding of sums is smaller.
    least = 0.99 * weights.max() * weights[0]
    values = blurred / np.float32(cell**2 / 1e9)
    return HeatMap(projection.crs, left, top, cell, np.where(blurred >= least, values, np.float32(NODATA)))


def _weights(radius: float) -> NDArray[np.float64]:
    """A bell curve up to a radius in cells on both sides, with the sum 1."""
    reach = max(1, int(radius))
    away = np.arange(-reach, reach + 1)
    weights = np.exp(-0.5 * (away * DEVIATIONS / max(radius, 1.0)) ** 2)
    return np.asarray(weights / weights.sum())


def _blurred(counts: NDArray[np.float32], weights: NDArray[np.float64]) -> NDArray[np.float32]:
    """The counts, each spread along a curve in both directions; their sum stays."""
    reach = len(weights) // 2
    away = np.arange(-reach, reach + 1)
    for axis in (0, 1):
        spread = np.zeros_like(counts)
        for step, weight in zip(away.tolist(), weights.astype(np.float32), strict=True):
            into, of = (slice(max(0, way), min(0, way) or None) for way in (step, -step))
            both = (into, slice(None)), (of, slice(None))
            to, source = both if axis == 0 else (each[::-1] for each in both)
            spread[to] += weight * counts[source]
        counts = spread
    return counts


def write_heat_map(found: HeatMap, out: Path) -> None:
    """Write a heat map as a GeoTIFF with its unit. Raises ExportError."""
    rows, columns = found.values.shape
    try:
        with ScratchFolder("made") as folder:
            made = Path(folder, "heat.tif")
            with rasterio.open(
                made,
                "w",
                driver="GTiff",
                width=columns,
                height=rows,
                count=1,
                dtype="float32",
                nodata=NODATA,
                crs=found.crs,
                transform=from_origin(found.left, found.top, found.cell, found.cell),
                compress="deflate",
                predictor=3,
                tiled=True,
            ) as raster:
                raster.write(found.values, 1)
                raster.units = (UNIT,)
            temporary = out.with_name(f".{out.name[:60]}.part")
            shutil.move(made, temporary)
            temporary.replace(out)
    except (RasterioError, OSError) as error:
        raise ExportError(
            tr("the heat map cannot be written"), where=str(out), why=system_reason(error)
        ) from error
