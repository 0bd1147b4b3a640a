"""A copied raster as a layer of the map, with its extent in degrees and in each projection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from arctic_map.geo.crs import crs_named, is_degrees, to_raster_crs
from arctic_map.geo.extent import Extent, extent_of
from arctic_map.model.catalog import Band, Layer, LayerKind, Raster
from arctic_map.model.opened import TOPIC, layer_id, style_id
from arctic_map.model.problem import FileProblem
from arctic_map.model.projection import Box
from arctic_map.storage.layer_copies import name_of_layer, origin_of
from arctic_map.storage.sanitized import sanitized
from arctic_map.tables.attributes.cell_text import MAX_NAME_LENGTH
from arctic_map.tables.rasters.raster_copy import Progress, copy_raster, raster_facts
from arctic_map.tables.rasters.raster_source import format_of
from arctic_map.tables.rasters.raster_store import RasterBand, RasterFile, boxes_of_raster, grid_of
from arctic_map.tables.readers.geojson import note_of


@dataclass(frozen=True, slots=True)
class OpenedRaster:
    """A copied raster as a layer."""

    layer: Layer
    boxes: dict[str, Box]
    """Its box in projected metres for each projection, by id, that shows any of it."""
    problems: tuple[FileProblem, ...]


def open_raster(
    path: Path,
    hue: int,
    folder: Path,
    crs: str,
    progress: Progress,
    shown: Callable[[OpenedRaster], None] = lambda part: None,
) -> OpenedRaster:
    """Copy a raster into a folder. Raises Unreadable and OSError.

    `shown` is called with a coarse copy of a large raster before that of all its pixels is complete.
    """

    def show(part: RasterFile) -> None:
        layer = layer_of_raster(path, hue, part)
        # The digest differs, so that the page requests the pictures again.
        shown(OpenedRaster(replace(layer, digest=f"part-{layer.digest}"), boxes_of_raster(part), ()))

    raster, remarks = copy_raster(path, folder, crs, progress, show)
    problems = tuple(("", remark) for remark in remarks)
    return OpenedRaster(layer_of_raster(path, hue, raster), boxes_of_raster(raster), problems)


def layer_of_raster(path: Path, hue: int, raster: RasterFile) -> Layer:
    """The layer of a raster that was copied from this file."""
    status = path.stat()
    first = next(iter(raster.bands), RasterBand())
    origin = origin_of(path)
    return Layer(
        id=layer_id(str(path)),
        name=sanitized(name_of_layer(path, origin), MAX_NAME_LENGTH) or "file",
        topic=TOPIC,
        kind=LayerKind.RASTER,
        note=note_of(path),
        origin=origin,
        digest=f"{status.st_size:x}-{status.st_mtime_ns:x}",
        file=str(path),
        raster=Raster(
            raster.width,
            raster.height,
            style_id(hue, "area"),
            raster.is_colour,
            first.low,
            first.high,
            first.unit,
            bands=_bands(raster),
        ),
    )


def _bands(raster: RasterFile) -> tuple[Band, ...]:
    """The bands, if there are several."""
    bands = raster.bands if len(raster.bands) > 1 else ()
    return tuple(Band(each.variable, each.day, each.time, each.low, each.high, each.unit) for each in bands)


def describe_raster(
    path: Path, crs: str
) -> tuple[RasterFile, str, str, Extent | None, tuple[FileProblem, ...]]:
    """Place, format, kind in words, extent and problems of a raster without its pixels. Raises Unreadable."""
    raster, words, remarks = raster_facts(path, crs)
    problems = tuple(("", remark) for remark in remarks)
    return raster, format_of(path), words, extent_of_raster(raster), problems


def extent_of_raster(raster: RasterFile) -> Extent | None:
    """West, south, east and north of a raster in degrees; None if it is nowhere on the Earth."""
    lon, lat = grid_of(raster)
    corners = [(slice(y, y - 1 or None), slice(x, x - 1 or None)) for y in (0, 1) for x in (0, 1)]
    across = np.stack([lon[each].ravel() for each in corners])
    # Pixels with their centres at a pole go on beyond it.
    up = np.stack([lat[each].ravel() for each in corners]).clip(-90.0, 90.0)
    there = np.isfinite(across).all(axis=0) & np.isfinite(up).all(axis=0)
    across, up = across[:, there], up[:, there]
    if not across.size:
        return None
    from_first = (across - across[0] + 180.0) % 360.0 - 180.0
    west, east = across[0] + from_first.min(axis=0), across[0] + from_first.max(axis=0)
    found = extent_of(np.column_stack([west, up.min(axis=0), east, up.max(axis=0)]))
    # In degrees, a row at the pole is no circle around it.
    if found is None or is_degrees(crs_named(raster.crs)) or not _contains(raster, 0.0, 90.0):
        return found
    return -180.0, found[1], 180.0, 90.0


def _contains(raster: RasterFile, lon: float, lat: float) -> bool:
    a, b, c, d, e, f = raster.transform
    x, y = to_raster_crs(raster.crs, c)(np.array([lon]), np.array([lat]))
    if not np.isfinite(x[0]):
        return False
    column, row = np.linalg.solve([[a, b], [d, e]], [x[0] - c, y[0] - f])
    return bool(0.0 <= column <= raster.width and 0.0 <= row <= raster.height)
