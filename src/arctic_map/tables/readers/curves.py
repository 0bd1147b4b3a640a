"""Shapes from WKT and WKB. GDAL replaces curves by line segments, because shapely does not support them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from arctic_map.geo.crs import Shapes
from arctic_map.storage.scratch_folder import ScratchFolder
from arctic_map.tables import gdal

COLLECTION = 7
"""Type id of GeometryCollection in shapely."""
Linearize = Callable[[Path, Sequence[Any]], Any]
"""Writes geometries to a file and returns them as WKB without curves."""


def from_wkt(texts: Sequence[str]) -> Shapes:
    """A shape for each text, None if it is invalid or cannot be drawn."""
    return _shapes(np.array(texts, dtype=object), shapely.from_wkt, _linear_wkt)


def from_wkb(packed: Sequence[Any]) -> Shapes:
    """A shape for each WKB, None if it is missing, invalid or cannot be drawn."""
    return _shapes(np.array(packed, dtype=object), shapely.from_wkb, _linear_wkb)


def with_closed_rings(packed: bytes) -> Any:
    """The shape of a WKB with its rings closed, or None if it is invalid otherwise."""
    try:
        return shapely.from_wkb(packed, on_invalid="fix")
    except NotImplementedError:
        return None


def _shapes(values: Any, read: Callable[..., Any], linearize: Linearize) -> Shapes:
    try:
        shapes: Shapes = read(values, on_invalid="ignore")
    except NotImplementedError:
        shapes, curved = read_one_by_one(values, read)
        shapes[curved] = _without_curves(values[curved], linearize)
    return _without_curved_collections(shapes)


def read_one_by_one(values: Any, read: Callable[..., Any]) -> tuple[Shapes, list[int]]:
    """The shapes, and the indices of curves among them."""
    shapes, curved = np.full(len(values), None, dtype=object), []
    for number, value in enumerate(values):
        try:
            shapes[number] = read(value, on_invalid="ignore")
        except NotImplementedError:
            curved.append(number)
    return shapes, curved


def _without_curves(values: Any, linearize: Linearize) -> Shapes:
    with ScratchFolder("curves") as folder, gdal.configured():
        packed = linearize(Path(folder), values)
    shapes, _ = read_one_by_one(packed, shapely.from_wkb)
    return shapes


def _linear_wkt(folder: Path, values: Sequence[Any]) -> Any:
    path = folder / "curves.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "wkt"), *enumerate(values)])
    options = {"GEOM_POSSIBLE_NAMES": "wkt", "MAX_LINE_SIZE": "-1"}
    return gdal.raw_read(path, columns=[], force_2d=True, **options)[2]


def _linear_wkb(folder: Path, values: Sequence[Any]) -> Any:
    path = folder / "curves.gpkg"
    nothing = np.empty(0, dtype=object)
    gdal.raw_write(
        path, values, field_data=[], fields=nothing, geometry_type="Unknown", driver="GPKG", layer="curves"
    )
    return gdal.raw_read(path, columns=[], force_2d=True)[2]


def _without_curved_collections(shapes: Shapes) -> Shapes:
    """The shapes without collections of curves, which neither GDAL nor shapely reads."""
    collections = np.flatnonzero(shapely.get_type_id(shapes) == COLLECTION)
    for number in collections.tolist():
        try:
            shapely.get_coordinates(shapes[number])
        except (shapely.GEOSException, NotImplementedError):
            shapes[number] = None
    return shapes
