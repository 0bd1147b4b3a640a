"""Counts points in hexagons of equal area and writes these as a GeoPackage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from arctic_map.geo.position import transformer
from arctic_map.geo.projecting import middle
from arctic_map.geo.projections import centred_on
from arctic_map.model.tr import tr
from arctic_map.tables.readers.read_features import Bulk
from arctic_map.tables.writers.shape_package import write_shapes

ROOT = 3**0.5


@dataclass(frozen=True, slots=True)
class Hexagons:
    """Hexagons with at least one point each."""

    crs: str
    """The equal-area projection around the middle of the points, as a PROJ string."""
    shapes: Any
    """An array of polygons in its metres."""
    counts: NDArray[np.int64]
    """The number of features with points in each hexagon."""
    area_km2: float
    """The area of a hexagon."""


def hexagons_of(bulk: Bulk, width_km: float) -> Hexagons:
    """Hexagons of a width in km around the points of a file, whose other shapes are ignored."""
    crs = f"{centred_on(*middle(bulk.x, bulk.y)).crs} +type=crs"
    x, y = transformer(crs).transform(bulk.x, bulk.y)
    placed = np.isfinite(x) & np.isfinite(y)
    side = width_km * 1000 / ROOT
    q, r = _cells(x[placed], y[placed], side)
    # A feature of several points counts once in each hexagon.
    cells = np.unique(np.column_stack([q, r, bulk.of_point[placed]]), axis=0)[:, :2]
    cells, counts = np.unique(cells, axis=0, return_counts=True)
    centres = np.column_stack([side * ROOT * (cells[:, 0] + cells[:, 1] / 2), side * 1.5 * cells[:, 1]])
    angles = np.radians(np.arange(30, 390, 60))
    corners = side * np.column_stack([np.cos(angles), np.sin(angles)])
    shapes = (
        shapely.polygons(centres[:, None, :] + corners[None, :, :]) if len(cells) else np.empty(0, object)
    )
    return Hexagons(crs, shapes, counts, ROOT / 2 * width_km**2)


def write_hexagons(found: Hexagons, out: Path, name: str) -> None:
    """Write hexagons with counts and densities as the layer `name` of a GeoPackage. Raises ExportError."""
    fields = {"count": found.counts, "per_1000_km2": found.counts / found.area_km2 * 1000}
    write_shapes(out, name, found.shapes, "Polygon", found.crs, fields, tr("the hexagons cannot be written"))


def _cells(x: Any, y: Any, side: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The axial coordinates of the hexagons that contain these points, by rounding to the nearest centre."""
    q, r = (ROOT / 3 * x - y / 3) / side, 2 / 3 * y / side
    whole_q, whole_r, whole_s = np.rint(q), np.rint(r), np.rint(-q - r)
    off_q, off_r, off_s = abs(whole_q - q), abs(whole_r - r), abs(whole_s + q + r)
    by_q = (off_q > off_r) & (off_q > off_s)
    by_r = ~by_q & (off_r > off_s)
    return (
        np.where(by_q, -whole_r - whole_s, whole_q).astype(np.int64),
        np.where(by_r, -whole_q - whole_s, whole_r).astype(np.int64),
    )
