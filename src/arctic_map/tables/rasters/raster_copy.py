"""Copies a raster from its file to levels of halved resolution on disk, within limits."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.errors import CRSError, NotGeoreferencedWarning, RasterioError
from rasterio.windows import Window

from arctic_map.geo import crs as systems
from arctic_map.storage.bounded_reading import MAX_SIZE_ON_DISK, UnknownPlace, Unreadable, read_head
from arctic_map.storage.sanitized import sanitized
from arctic_map.tables.rasters.raster_bands import NO_VALUES, SAMPLE, SHARE, Bands, Pixels
from arctic_map.tables.rasters.raster_store import PREVIEW, RasterFile, level_path, write_raster

DRIVER = "GTiff"
STARTS = b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"
"""First bytes of a TIFF file."""
MAX_BYTES = 1_500_000_000
"""Maximum size of the finest level on disk. Larger rasters are read at a lower resolution."""
MAX_PIXELS = 40_000_000_000
"""Maximum pixels that are read to reduce a raster without overviews."""
MAX_SIDE = 2**31 - 1
SMALLEST = 512
"""Width and height below which there is no further level."""
NEARLY_ZERO = 0.01
"""Below this share of the value of the last colour, that of the first one is 0."""
STRIP_PIXELS = 4_000_000
"""Pixels processed together, to save memory."""
MAX_UNIT = 20
"""Maximum length of the text of a unit."""
# What GDAL warns of is either refused or of no consequence.
logging.getLogger("rasterio").setLevel(logging.CRITICAL)
Progress = Callable[[float], None]
Shown = Callable[[RasterFile], None]
LARGE, PREVIEW_SIDE = 16_000_000, 2500
"""Pixels from which a raster is shown by an overview first, and the maximum width and height of that."""


def copy_raster(
    path: Path,
    folder: Path,
    crs: str = "",
    progress: Progress = lambda share: None,
    shown: Shown = lambda raster: None,
) -> tuple[RasterFile, tuple[str, ...]]:
    """Copy a raster into a folder, and say what differs from the file. Raises Unreadable and OSError.

    `shown` is called with a coarse copy in the folder PREVIEW if the file has one and is large.
    `crs` is the reference system chosen by the reader; empty for that of the file.
    """
    with _opened(path) as source:
        return _copied(source, folder, _system(source, crs), progress, shown)


def raster_facts(path: Path, crs: str = "") -> tuple[RasterFile, str, tuple[str, ...]]:
    """Size and place of a raster, its kind in words and remarks, without its pixels. Raises Unreadable."""
    with _opened(path) as source:
        bands = Bands(source)
        place = tuple(source.transform[:6])
        raster = RasterFile(source.width, source.height, _system(source, crs), place, levels=0)
        count = f"{source.count} band{'' if source.count == 1 else 's'}"
        words = f"{source.width:,} x {source.height:,} pixels, {count} of {source.dtypes[0]}"
        return raster, words, bands.remarks


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The open raster. Raises Unreadable for any error of GDAL while it is used."""
    if read_head(path, largest=MAX_SIZE_ON_DISK, length=4) not in STARTS:
        raise Unreadable(
            f"its content is not that of a GeoTIFF file, as the end of its name says ({path.suffix}); "
            "give the file the end of its true format"
        )
    os.environ["PROJ_NETWORK"] = "OFF"
    # Files beside it are not read, since they may refer to others.
    limits = {"GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR", "GDAL_NUM_THREADS": "2", "GDAL_CACHEMAX": 64}
    with warnings.catch_warnings(), rasterio.Env(**limits):
        # It is refused with a sentence of our own.
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        try:
            with rasterio.open(path, driver=DRIVER) as source:
                yield source
        except (RasterioError, CRSError, ValueError) as error:
            raise Unreadable(f"it is damaged or incomplete; get it again ({_reason(error, path)})") from None


def _reason(error: Exception, path: Path) -> str:
    """GDAL's sentence without the path of the file."""
    first: BaseException = error
    while first.__cause__ is not None:
        first = first.__cause__
    text = str(first).replace(str(path), path.name).strip() or type(first).__name__
    return text.removeprefix(f"{path.name}: ").rstrip(".")


def _system(source: Any, named: str) -> str:
    """The reference system as WKT. Raises UnknownPlace and Unreadable."""
    if source.transform.is_identity and not source.gcps[0]:
        raise Unreadable("the picture does not say where it is on the Earth; open a georeferenced one")
    if source.transform.is_identity:
        raise Unreadable("it is placed by control points; warp it to a reference system first")
    if source.transform.determinant == 0.0 or not all(map(np.isfinite, source.transform[:6])):
        raise Unreadable("its place on the Earth is damaged: its pixels have no size")
    text = named or (source.crs.to_wkt() if source.crs else "")
    if not text:
        raise UnknownPlace("the file does not say in which reference system it is")
    try:
        return str(systems.crs_named(text).to_wkt())
    except systems.UnknownCrs:
        raise UnknownPlace("its reference system is unknown") from None


def _copied(
    source: Any, folder: Path, crs: str, progress: Progress, shown: Shown
) -> tuple[RasterFile, tuple[str, ...]]:
    bands = Bands(source)
    factor = _reduction(source, bands)
    if preview := _preview_factor(source, bands):
        shown(_in_levels(source, bands, preview, folder / PREVIEW, crs))
    raster = _in_levels(source, bands, factor, folder, crs, progress)
    return raster, (*bands.remarks, *_reduced(factor))


def _preview_factor(source: Any, bands: Bands) -> int:
    """The overview of the file that is shown first; 0 if the file is small or has none that is."""
    if source.width * source.height < LARGE:
        return 0
    least = max(source.shape) / PREVIEW_SIDE
    return min((each for each in source.overviews(bands.indexes[0]) if each >= least), default=0)


def _in_levels(
    source: Any,
    bands: Bands,
    factor: int,
    folder: Path,
    crs: str,
    progress: Progress = lambda share: None,
) -> RasterFile:
    """Copy the raster reduced by a factor, with all its levels."""
    width, height = -(-source.width // factor), -(-source.height // factor)
    folder.mkdir(parents=True, exist_ok=True)
    finest = _new_level(folder, 0, height, width, bands)
    for start, stop in _strips(height, width):
        top = start * factor
        window = Window(0, top, source.width, min(stop * factor, source.height) - top)
        finest[start:stop] = bands.read(window, (stop - start, width))
        progress(stop / height)
    finest.flush()
    levels = 1
    above = finest
    while max(above.shape[:2]) > SMALLEST:
        above = _halved(folder, levels, above, bands)
        levels += 1
    low, high = (0.0, 1.0) if bands.is_colour else _range(folder, levels, bands)
    a, b, c, d, e, f = source.transform[:6]
    across, down = source.width / width, source.height / height
    raster = RasterFile(
        width=width,
        height=height,
        crs=crs,
        transform=(a * across, b * down, c, d * across, e * down, f),
        levels=levels,
        nodata=bands.nodata,
        scale=bands.scale,
        offset=bands.offset,
        is_colour=bands.is_colour,
        low=low,
        high=high,
        unit=sanitized((source.units[bands.indexes[0] - 1] or "").strip(), MAX_UNIT),
    )
    write_raster(folder, raster)
    return raster


def _reduced(factor: int) -> Iterator[str]:
    if factor > 1:
        yield f"it is too large to be copied whole; it is shown at 1/{factor} of its resolution"


def _reduction(source: Any, bands: Bands) -> int:
    """By how much the raster is reduced to fit the limits. Raises Unreadable."""
    if min(source.width, source.height) < 1 or max(source.width, source.height) > MAX_SIDE:
        raise Unreadable(f"its size of {source.width:,} x {source.height:,} pixels cannot be read")
    size, factor = source.width * source.height * bands.pixel_size, 1
    while size / factor**2 > MAX_BYTES:
        factor *= 2
    overview = max((each for each in source.overviews(bands.indexes[0]) if each <= factor), default=1)
    if source.width * source.height / overview**2 > MAX_PIXELS:
        raise Unreadable(
            f"its {source.width:,} x {source.height:,} pixels are too many to be read; "
            "add overviews to the file, or cut out a part of it"
        )
    return factor


def _new_level(folder: Path, level: int, height: int, width: int, bands: Bands) -> Pixels:
    return np.lib.format.open_memmap(
        level_path(folder, level), mode="w+", dtype=bands.type, shape=(height, width, *bands.shape)
    )


def _strips(height: int, width: int) -> Iterator[tuple[int, int]]:
    step = max(2, STRIP_PIXELS // max(width, 1) // 2 * 2)
    for start in range(0, height, step):
        yield start, min(start + step, height)


def _halved(folder: Path, level: int, above: Pixels, bands: Bands) -> Pixels:
    """The next coarser level: the mean of each four pixels, or one of them for categories."""
    height, width = -(-above.shape[0] // 2), -(-above.shape[1] // 2)
    coarser = _new_level(folder, level, height, width, bands)
    for start, stop in _strips(height, width):
        part = above[2 * start : 2 * stop]
        coarser[start:stop] = part[::2, ::2] if bands.is_categories else _mean(part, bands)
    coarser.flush()
    return coarser


def _mean(pixels: Pixels, bands: Bands) -> Pixels:
    """The mean of each two by two pixels that have a value."""
    even = [(0, size % 2) for size in pixels.shape[:2]] + [(0, 0)] * len(bands.shape)
    pixels = np.pad(pixels, even, mode="edge")
    four = np.stack([pixels[y::2, x::2] for y in (0, 1) for x in (0, 1)]).astype(np.float64)
    if bands.is_colour:
        opacity = four[..., 3:]
        total = opacity.sum(axis=0)
        colours = (four[..., :3] * opacity).sum(axis=0) / np.maximum(total, 1.0)
        return np.rint(np.concatenate([colours, total / 4.0], axis=-1)).astype(np.uint8)
    there = ~np.isnan(four) if bands.nodata is None else four != bands.nodata
    count = there.sum(axis=0)
    mean = np.where(there, four, 0.0).sum(axis=0) / np.maximum(count, 1)
    nothing = np.nan if bands.nodata is None else bands.nodata
    mean = np.where(count > 0, mean, nothing)
    whole: Pixels = (np.rint(mean) if bands.type.kind in "iu" else mean).astype(bands.type)
    return whole


def _range(folder: Path, levels: int, bands: Bands) -> tuple[float, float]:
    """The values of the first and the last colour. Raises Unreadable if there are no values."""
    for level in range(levels):
        pixels = np.load(level_path(folder, level), mmap_mode="r", allow_pickle=False)
        if max(pixels.shape) <= SAMPLE or level == levels - 1:
            break
    values = np.asarray(pixels, dtype=np.float64)
    values = values[np.isfinite(values) if bands.nodata is None else values != bands.nodata]
    if not len(values):
        raise Unreadable(NO_VALUES)
    low, high = (float(each) for each in np.percentile(values, SHARE) * bands.scale + bands.offset)
    low, high = min(low, high), max(low, high)
    if 0.0 < low < NEARLY_ZERO * high:
        low = 0.0
    return (low, high) if high > low else (low - 0.5, low + 0.5)
