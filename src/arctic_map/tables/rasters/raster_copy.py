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
from rasterio.enums import ColorInterp, MaskFlags, Resampling
from rasterio.errors import CRSError, NotGeoreferencedWarning, RasterioError
from rasterio.windows import Window

from arctic_map.geo import crs as systems
from arctic_map.storage.bounded_reading import MAX_SIZE_ON_DISK, UnknownPlace, Unreadable, read_head
from arctic_map.storage.sanitized import sanitized
from arctic_map.tables.rasters.raster_store import RasterFile, level_path, write_raster

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
STRIP_PIXELS = 4_000_000
"""Pixels processed together, to save memory."""
SAMPLE = 1024
"""Maximum width and height of the level whose values decide on the range of colours."""
NO_VALUES = "all its pixels are without a value"
SHARE = 2.0, 98.0
"""Percentiles of the values that get the first and the last colour."""
MAX_UNIT = 20
"""Maximum length of the text of a unit."""
# What GDAL warns of is either refused or of no consequence.
logging.getLogger("rasterio").setLevel(logging.CRITICAL)
Pixels = Any
"""A numpy array, or one that is mapped into memory."""
Progress = Callable[[float], None]


def copy_raster(
    path: Path, folder: Path, crs: str = "", progress: Progress = lambda share: None
) -> tuple[RasterFile, tuple[str, ...]]:
    """Copy a raster into a folder, and say what differs from the file. Raises Unreadable and OSError.

    `crs` is the reference system chosen by the reader; empty for that of the file.
    """
    with _opened(path) as source:
        return _copied(source, folder, _system(source, crs), progress)


def raster_facts(path: Path, crs: str = "") -> tuple[RasterFile, str, tuple[str, ...]]:
    """Size and place of a raster, its kind in words and remarks, without its pixels. Raises Unreadable."""
    with _opened(path) as source:
        bands = _Bands(source)
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


def _copied(source: Any, folder: Path, crs: str, progress: Progress) -> tuple[RasterFile, tuple[str, ...]]:
    bands = _Bands(source)
    factor = _reduction(source, bands)
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
    return raster, (*bands.remarks, *_reduced(factor))


def _reduced(factor: int) -> Iterator[str]:
    if factor > 1:
        yield f"it is too large to be copied whole; it is shown at 1/{factor} of its resolution"


def _reduction(source: Any, bands: _Bands) -> int:
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


class _Bands:
    """The bands that are shown: one of values, or colours."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self.remarks: tuple[str, ...] = ()
        self.indexes, self._palette = self._chosen()
        self.is_colour = len(self.indexes) >= 3 or self._palette is not None
        index = self.indexes[0]
        self.scale, self.offset = float(source.scales[index - 1]), float(source.offsets[index - 1])
        self.nodata = source.nodatavals[index - 1]
        self.type = np.dtype(source.dtypes[index - 1])
        flags = source.mask_flag_enums[index - 1]
        # A mask of its own or not a number: kept as NaN.
        self._masked = MaskFlags.per_dataset in flags
        self._stretch: list[tuple[float, float]] | None = None
        if self.is_colour:
            if self.type != np.uint8 and self._palette is None:
                self._stretch = [_spread(source, each) for each in self.indexes]
            self.nodata, self.type = None, np.dtype(np.uint8)
        elif self._masked or self.type.itemsize > 4 or self.type.kind == "f":
            self.type = np.dtype(np.float32)
            self._nan = self.nodata
            self.nodata = None
            return
        self._nan = None

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of a pixel."""
        return (4,) if self.is_colour else ()

    @property
    def pixel_size(self) -> int:
        """Bytes of a pixel."""
        return 4 if self.is_colour else self.type.itemsize

    @property
    def is_categories(self) -> bool:
        """Whether pixels cannot be averaged."""
        return self._palette is not None

    def read(self, window: Window, shape: tuple[int, int]) -> Pixels:
        """The pixels of a window, reduced to (height, width)."""
        smooth = window.height != shape[0] and not self.is_categories
        how = Resampling.average if smooth else Resampling.nearest
        if not self.is_colour:
            values = self._source.read(self.indexes[0], window=window, out_shape=shape, resampling=how)
            if self.type != np.float32:
                return values
            numbers = values.astype(np.float32)
            if self._nan is not None:
                numbers[values == self._nan] = np.nan
            if self._masked:
                numbers[self._source.dataset_mask(window=window, out_shape=shape) == 0] = np.nan
            return numbers
        colours = np.empty((*shape, 4), np.uint8)
        if self._palette is not None:
            numbers = self._source.read(self.indexes[0], window=window, out_shape=shape)
            colours[:] = self._palette[np.clip(numbers, 0, len(self._palette) - 1)]
        else:
            for at, index in enumerate(self.indexes[:3]):
                band = self._source.read(index, window=window, out_shape=shape, resampling=how)
                colours[..., at] = band if self._stretch is None else _stretched(band, self._stretch[at])
            colours[..., 3] = 255
        mask = self._source.dataset_mask(window=window, out_shape=shape)
        colours[..., 3] = np.minimum(colours[..., 3], mask)
        return colours

    def _chosen(self) -> tuple[tuple[int, ...], Pixels | None]:
        """The indexes of the shown bands, and the colours of a palette by number."""
        source = self._source
        if not source.count:
            raise Unreadable("it contains no bands")
        if any(np.dtype(each).kind == "c" for each in source.dtypes):
            raise Unreadable("its values are complex numbers, which cannot be shown")
        roles = {role: index for index, role in zip(source.indexes, source.colorinterp, strict=True)}
        named = [roles.get(role) for role in (ColorInterp.red, ColorInterp.green, ColorInterp.blue)]
        if all(named):
            return tuple(index for index in named if index), None
        if roles.get(ColorInterp.palette) == 1 and source.dtypes[0] == "uint8":
            return (1,), _palette(source)
        if source.count > 1:
            self.remarks = (f"only the first of its {source.count} bands is shown",)
        return (1,), None


def _spread(source: Any, index: int) -> tuple[float, float]:
    """The values of a band that become black and full colour. Raises Unreadable if there are none."""
    shape = min(source.height, SAMPLE), min(source.width, SAMPLE)
    values = source.read(index, out_shape=shape, masked=True).compressed().astype(np.float64)
    values = values[np.isfinite(values)]
    if not len(values):
        raise Unreadable(NO_VALUES)
    low, high = np.percentile(values, SHARE)
    return float(low), float(high) if high > low else float(low) + 1.0


def _stretched(band: Pixels, spread: tuple[float, float]) -> Pixels:
    low, high = spread
    share = np.nan_to_num((band.astype(np.float64) - low) / (high - low))
    return np.rint(255.0 * np.clip(share, 0.0, 1.0)).astype(np.uint8)


def _palette(source: Any) -> Pixels:
    colours = np.zeros((256, 4), np.uint8)
    for number, colour in source.colormap(1).items():
        if 0 <= number < 256:
            colours[number] = colour
    nodata = source.nodatavals[0]
    if nodata is not None and 0 <= nodata < 256:
        colours[int(nodata), 3] = 0
    return colours


def _new_level(folder: Path, level: int, height: int, width: int, bands: _Bands) -> Pixels:
    return np.lib.format.open_memmap(
        level_path(folder, level), mode="w+", dtype=bands.type, shape=(height, width, *bands.shape)
    )


def _strips(height: int, width: int) -> Iterator[tuple[int, int]]:
    step = max(2, STRIP_PIXELS // max(width, 1) // 2 * 2)
    for start in range(0, height, step):
        yield start, min(start + step, height)


def _halved(folder: Path, level: int, above: Pixels, bands: _Bands) -> Pixels:
    """The next coarser level: the mean of each four pixels, or one of them for categories."""
    height, width = -(-above.shape[0] // 2), -(-above.shape[1] // 2)
    coarser = _new_level(folder, level, height, width, bands)
    for start, stop in _strips(height, width):
        part = above[2 * start : 2 * stop]
        coarser[start:stop] = part[::2, ::2] if bands.is_categories else _mean(part, bands)
    coarser.flush()
    return coarser


def _mean(pixels: Pixels, bands: _Bands) -> Pixels:
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


def _range(folder: Path, levels: int, bands: _Bands) -> tuple[float, float]:
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
    return (low, high) if high > low else (low - 0.5, low + 0.5)
