"""A part of a GeoTIFF that is read by ranges, in about the resolution of a view."""

from __future__ import annotations

import io
from collections.abc import Callable
from math import ceil, floor, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.abc import FileContainer
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.errors import CRSError, RasterioError
from rasterio.transform import Affine
from rasterio.windows import Window

from arctic_map.model.tr import tr
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.rasters.raster_source import limited_gdal, require_real

MAX_BYTES = 400_000_000
"""Maximum size of the part without compression."""
FINER = 2.0
"""How many pixels of the part a pixel of the view has along each axis."""
NAME = "remote.tif"
"""Of the file for GDAL, which also looks for others beside it."""
DEGREES, MERCATOR = "EPSG:4326", "EPSG:3857"

Extent = tuple[tuple[float, float, float, float] | None, float]
"""West, south, east and north of a view in a reference system, or None, and the side of its pixels."""


class _OneFile(FileContainer):  # type: ignore[misc]
    """A folder that contains the file alone."""

    def __init__(self, opened: Callable[[], io.RawIOBase], size: int) -> None:
        self._opened, self._size = opened, size

    def open(self, path: str, mode: str = "r", **options: Any) -> io.RawIOBase:
        if path != NAME:
            raise FileNotFoundError(path)
        return self._opened()

    def isfile(self, path: str) -> bool:
        return path == NAME

    def isdir(self, path: str) -> bool:
        return False

    def ls(self, path: str) -> list[str]:
        return [NAME]

    def mtime(self, path: str) -> int:
        return 0

    def rm(self, path: str) -> None:
        raise OSError(path)

    def size(self, path: str) -> int:
        return self._size


def write_part(
    opened: Callable[[], io.RawIOBase], size: int, extent_in: Callable[[str], Extent], out: Path
) -> float:
    """Write what a view shows of a GeoTIFF, and return how much larger its pixels are, at least 1.

    `opened` opens the file of so many bytes, `extent_in` returns the view in a system by its name or WKT.

    Raises Unreadable and OSError.
    """
    try:
        with limited_gdal(), rasterio.open(NAME, driver="GTiff", opener=_OneFile(opened, size)) as source:
            if source.crs is None or source.transform.is_identity:
                raise Unreadable(tr("its file does not say where on the Earth it lies"))
            require_real(source)
            box, pixel = extent_in(_system(source))
            window = _window(source, box)
            scale = _scale(source, window, pixel)
            _write(source, window, scale, out)
            return scale
    except (RasterioError, CRSError, ValueError) as error:
        raise Unreadable(tr("its file is no GeoTIFF, or is damaged")) from error


def _tags(source: Any, band: int = 0) -> dict[str, str]:
    """Without those that would be other arguments of `update_tags`."""
    return {key: text for key, text in source.tags(band).items() if key not in ("self", "ns", "bidx")}


def _system(source: Any) -> str:
    if source.crs.is_geographic:
        return DEGREES
    return MERCATOR if source.crs.to_epsg() == 3857 else str(source.crs.to_wkt())


def _window(source: Any, box: tuple[float, float, float, float] | None) -> Window:
    """The whole pixels of the raster in a box. Raises Unreadable without any."""
    # Longitudes may be from 0 to 360 degrees, or go on across 180: then the box may be at both ends.
    turns = (0.0, -360.0, 360.0) if source.crs.is_geographic else (0.0,)
    found = [_pixels(source, turn, box) for turn in turns] if box else []
    some = [each for each in found if each[0] < each[2] and each[1] < each[3]]
    if not some:
        raise Unreadable(tr("the map shows none of it"))
    left, top = (min(each[at] for each in some) for at in (0, 1))
    right, bottom = (max(each[at] for each in some) for at in (2, 3))
    return Window(left, top, right - left, bottom - top)


def _pixels(source: Any, turn: float, box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    """The first column and row of the raster in a box moved to the east, and those after the last."""
    corners = [~source.transform @ (x + turn, y) for x in box[::2] for y in box[1::2]]
    columns = np.clip([x for x, _ in corners], 0, source.width)
    rows = np.clip([y for _, y in corners], 0, source.height)
    return floor(columns.min()), floor(rows.min()), ceil(columns.max()), ceil(rows.max())


def _scale(source: Any, window: Window, pixel: float) -> float:
    """How many pixels of the raster along an axis become one."""
    unit = 1.0 if source.crs.is_geographic else source.crs.linear_units_factor[1]
    own = sqrt(abs(source.transform.determinant)) * unit
    size = window.width * window.height * sum(np.dtype(each).itemsize for each in source.dtypes)
    return float(max(1.0, pixel / FINER / own, sqrt(size / MAX_BYTES)))


def _write(source: Any, window: Window, scale: float, out: Path) -> None:
    """Write the part with all that its bands say of themselves. Raises OSError."""
    width, height = (max(1, round(length / scale)) for length in (window.width, window.height))
    corner = source.transform @ Affine.translation(window.col_off, window.row_off)
    values = source.read(window=window, out_shape=(source.count, height, width))
    flags = source.mask_flag_enums[0]
    has_mask = MaskFlags.per_dataset in flags and MaskFlags.alpha not in flags
    mask = source.dataset_mask(window=window, out_shape=(height, width)) if has_mask else None
    with rasterio.open(
        out,
        "w",
        driver="GTiff",
        width=width,
        height=height,
        count=source.count,
        dtype=values.dtype,
        crs=source.crs,
        transform=corner @ Affine.scale(window.width / width, window.height / height),
        nodata=source.nodata,
        compress="deflate",
        tiled=True,
    ) as part:
        part.write(values)
        part.descriptions, part.units = source.descriptions, source.units
        part.scales, part.offsets = source.scales, source.offsets
        part.colorinterp = source.colorinterp
        part.update_tags(**_tags(source))
        for band in source.indexes:
            part.update_tags(band, **_tags(source, band))
        if source.colorinterp[0] is ColorInterp.palette:
            part.write_colormap(1, source.colormap(1))
        if mask is not None:
            part.write_mask(mask)
