"""Pictures from a server, put together and written as a GeoTIFF."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import numpy as np
import rasterio
from PIL import Image, UnidentifiedImageError
from rasterio.enums import ColorInterp
from rasterio.errors import RasterioError
from rasterio.transform import from_bounds

from arctic_map.model.tr import tr
from arctic_map.storage.bounded_reading import Unreadable

MAX_PIXELS = 40_000_000
"""Maximum pixels of one picture."""
COLOURS = (ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha)


class Mosaic:
    """A picture of an extent in a reference system, clear until pictures are put into it."""

    def __init__(self, crs: str, box: tuple[float, float, float, float], width: int, height: int) -> None:
        """`box` is west, south, east and north in the system's unit, `width` and `height` are pixels."""
        self.crs, self.box = crs, box
        self.pixels = np.zeros((height, width, 4), np.uint8)

    def put(self, body: bytes, column: int, row: int, size: tuple[int, int]) -> None:
        """Put a picture file of a known size with its upper left corner at a pixel. Raises Unreadable."""
        with _picture(body) as picture:
            colours = np.asarray(picture.convert("RGBA"))
        if picture.size != size:
            raise Unreadable(
                tr(
                    "its picture has {width} x {height} pixels instead of {width_asked} x {height_asked}",
                    width=picture.width,
                    height=picture.height,
                    width_asked=size[0],
                    height_asked=size[1],
                )
            )
        part = self.pixels[max(row, 0) : row + size[1], max(column, 0) : column + size[0]]
        top, left = max(-row, 0), max(-column, 0)
        part[:] = colours[top : top + part.shape[0], left : left + part.shape[1]]


@contextmanager
def _picture(body: bytes) -> Iterator[Image.Image]:
    """A picture file. Raises Unreadable for it, and for errors within the block."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(BytesIO(body))
            if picture.width * picture.height > MAX_PIXELS:
                raise Unreadable(tr("its picture is too large"))
            yield picture
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise Unreadable(tr("its picture is damaged or is none")) from error


def side_of(body: bytes) -> int:
    """Pixels of the longer side of a picture file. Raises Unreadable."""
    with _picture(body) as picture:
        return int(max(picture.size))


def write_mosaic(mosaic: Mosaic, out: Path) -> None:
    """Write a mosaic as a GeoTIFF. Raises OSError, and Unreadable if it is empty."""
    if not mosaic.pixels[..., 3].any():
        raise Unreadable(tr("its picture is empty here"))
    height, width = mosaic.pixels.shape[:2]
    try:
        with rasterio.open(
            out,
            "w",
            driver="GTiff",
            width=width,
            height=height,
            count=4,
            dtype="uint8",
            crs=mosaic.crs,
            transform=from_bounds(*mosaic.box, width, height),
            photometric="RGB",
            compress="deflate",
            tiled=True,
        ) as raster:
            raster.colorinterp = COLOURS
            for band in range(4):
                raster.write(mosaic.pixels[..., band], band + 1)
    except RasterioError as error:
        raise OSError(str(error)) from error
