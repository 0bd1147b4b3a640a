"""A part of a GeoTIFF on the web: what the map shows, in about the resolution of the map."""

from __future__ import annotations

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

from arctic_map.fetching.http_client import HttpClient
from arctic_map.fetching.picture_box import DEGREES, MERCATOR, box_in, pixel_in
from arctic_map.fetching.remote_file import RemoteBlocks, RemoteFile
from arctic_map.fetching.service import Progress
from arctic_map.model.map_view import FetchView
from arctic_map.tables.rasters.raster_source import limited_gdal

MAX_BYTES = 400_000_000
"""Maximum size of the part without compression."""
FINER = 2.0
"""How many pixels of the part a pixel of the map has along each axis."""
NAME = "remote.tif"
"""Of the file for GDAL, which also looks for others beside it."""
OUTSIDE = "the map shows none of it"


class _OneFile(FileContainer):  # type: ignore[misc]
    """A folder that contains the remote file alone."""

    def __init__(self, blocks: RemoteBlocks) -> None:
        self._blocks = blocks

    def open(self, path: str, mode: str = "r", **options: Any) -> RemoteFile:
        if path != NAME:
            raise FileNotFoundError(path)
        return RemoteFile(self._blocks)

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
        return self._blocks.size


def copy_part(client: HttpClient, view: FetchView, out: Path, progress: Progress) -> tuple[str, ...]:
    """Copy what a view shows of the GeoTIFF at the address, and say how the copy differs.

    Raises FetchError: NoParts if the server gives whole files only. Raises OSError.
    """
    blocks = RemoteBlocks(client, progress)
    try:
        with (
            limited_gdal(),
            rasterio.open(NAME, driver="GTiff", opener=_OneFile(blocks)) as source,
        ):
            window = _window(source, view, client)
            scale = _scale(source, window, view)
            _write(source, window, scale, out)
    except (RasterioError, CRSError, ValueError) as error:
        # GDAL only says that it could not read.
        raise blocks.failure or client.failure("its file is no GeoTIFF, or is damaged") from error
    return (f"its pixels are {scale:.3g} times larger than those on the server",) if scale > 1.0 else ()


def _system(source: Any) -> str:
    if source.crs.is_geographic:
        return DEGREES[1]
    return MERCATOR if source.crs.to_epsg() == 3857 else str(source.crs.to_wkt())


def _window(source: Any, view: FetchView, client: HttpClient) -> Window:
    """The whole pixels of the raster that a view shows. Raises FetchError without any."""
    if source.crs is None or source.transform.is_identity:
        raise client.failure("its file does not say where on the Earth it lies")
    box = box_in(_system(source), view)
    if box is None:
        raise client.failure(OUTSIDE)
    corners = [~source.transform @ (x, y) for x in box[::2] for y in box[1::2]]
    columns = np.clip([x for x, _ in corners], 0, source.width)
    rows = np.clip([y for _, y in corners], 0, source.height)
    left, top = floor(columns.min()), floor(rows.min())
    width, height = ceil(columns.max()) - left, ceil(rows.max()) - top
    if not width or not height:
        raise client.failure(OUTSIDE)
    return Window(left, top, width, height)


def _scale(source: Any, window: Window, view: FetchView) -> float:
    """How many pixels of the raster along an axis become one."""
    unit = 1.0 if source.crs.is_geographic else source.crs.linear_units_factor[1]
    own = sqrt(abs(source.transform.determinant)) * unit
    wanted = pixel_in(_system(source), view) / FINER / own
    size = window.width * window.height * sum(np.dtype(each).itemsize for each in source.dtypes)
    return float(max(1.0, wanted, sqrt(size / MAX_BYTES)))


def _write(source: Any, window: Window, scale: float, out: Path) -> None:
    """Write the part with all that its bands say of themselves. Raises OSError."""
    width, height = (max(1, round(length / scale)) for length in (window.width, window.height))
    corner = source.transform @ Affine.translation(window.col_off, window.row_off)
    shape = (source.count, height, width)
    values = source.read(window=window, out_shape=shape)
    has_mask = (
        MaskFlags.per_dataset in source.mask_flag_enums[0]
        and MaskFlags.alpha not in source.mask_flag_enums[0]
    )
    mask = source.dataset_mask(window=window, out_shape=shape[1:]) if has_mask else None
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
        part.update_tags(**source.tags())
        for band in source.indexes:
            part.update_tags(band, **source.tags(band))
        if source.colorinterp[0] is ColorInterp.palette:
            part.write_colormap(1, source.colormap(1))
        if mask is not None:
            part.write_mask(mask)
