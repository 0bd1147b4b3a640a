"""Copies a raster from its file to levels of halved resolution on disk, within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rasterio.windows import Window

from arctic_map.geo import crs as systems
from arctic_map.model.tr import digits, tr, tr_count
from arctic_map.storage.bounded_reading import UnknownPlace, Unreadable
from arctic_map.tables.rasters.raster_bands import NO_VALUES, SAMPLE, SHARE, Bands, Pixels
from arctic_map.tables.rasters.raster_source import RasterSource, SourceBand, has_degrees, opened
from arctic_map.tables.rasters.raster_store import PREVIEW, RasterBand, RasterFile, level_path, write_raster

MAX_BYTES = 1_500_000_000
"""Maximum size of the finest level on disk. Larger rasters are read at a lower resolution."""
MAX_PIXELS = 40_000_000_000
"""Maximum pixels that are read to reduce a raster without overviews."""
MAX_SIDE = 2**31 - 1
SMALLEST = 512
"""Width and height below which there is no further level."""
MAX_SAMPLES = 12
"""Number of bands of a quantity whose values decide on its range of colours."""
SAME = 0.001
"""Range of the colours of a constant on both sides of it, relative to it."""
NEARLY_ZERO = 0.01
"""Below this share of the value of the last colour, that of the first one is 0."""
STRIP_PIXELS = 4_000_000
"""Pixels processed together, to save memory."""
Progress = Callable[[float], None]
Shown = Callable[[RasterFile], None]
LARGE, PREVIEW_SIDE = 16_000_000, 1300
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
    with opened(path) as source:
        return _copied(source, folder, _system(source.first, crs), progress, shown)


def raster_facts(path: Path, crs: str = "") -> tuple[RasterFile, str, tuple[str, ...]]:
    """Size and place of a raster, its kind in words and remarks, without its pixels. Raises Unreadable."""
    with opened(path) as source:
        first, bands = source.first, source.bands()
        Bands(first)
        place = tuple(first.transform[:6])
        raster = RasterFile(first.width, first.height, _system(first, crs), place, levels=0)
        words = tr_count(
            len(bands),
            "{width} x {height} pixels, {count} band of {type}",
            "{width} x {height} pixels, {count} bands of {type}",
            width=digits(f"{first.width:,}"),
            height=digits(f"{first.height:,}"),
            type=first.dtypes[0],
        )
        return raster, words, source.remarks


def _system(source: Any, named: str) -> str:
    """The reference system as WKT. Raises UnknownPlace and Unreadable."""
    if source.transform.is_identity and not source.gcps[0]:
        raise Unreadable(tr("the picture does not say where it is on the Earth; open a georeferenced one"))
    if source.transform.is_identity:
        raise Unreadable(tr("it is placed by control points; warp it to a reference system first"))
    if source.transform.determinant == 0.0 or not all(map(np.isfinite, source.transform[:6])):
        raise Unreadable(tr("its place on the Earth is damaged: its pixels have no size"))
    text = named or (source.crs.to_wkt() if source.crs else systems.DEGREES if has_degrees(source) else "")
    if not text:
        raise UnknownPlace(tr("the file does not say in which reference system it is"))
    try:
        return str(systems.crs_named(text).to_wkt())
    except systems.UnknownCrs:
        raise UnknownPlace(tr("its reference system is unknown")) from None


@dataclass(frozen=True, slots=True)
class _Shown:
    """A band that is copied, as it is read and what it is."""

    pixels: Bands
    about: SourceBand | None


def _copied(
    source: RasterSource, folder: Path, crs: str, progress: Progress, shown: Shown
) -> tuple[RasterFile, tuple[str, ...]]:
    colours = Bands(source.first)
    bands = (
        [_Shown(colours, None)]
        if colours.is_colour
        else [_Shown(Bands(each.dataset, each.index), each) for each in source.bands()]
    )
    factor = _reduction(source.first, bands)
    if len(bands) == 1 and (preview := _preview_factor(source.first, colours)):
        shown(_in_levels(source.first, bands, preview, folder / PREVIEW, crs))
    raster = _in_levels(source.first, bands, factor, folder, crs, progress)
    return raster, (*source.remarks, *_reduced(factor))


def _preview_factor(source: Any, bands: Bands) -> int:
    """The overview of the file that is shown first; 0 if the file is small or has none that is."""
    if source.width * source.height < LARGE:
        return 0
    least = max(source.shape) / PREVIEW_SIDE
    return min((each for each in source.overviews(bands.indexes[0]) if each >= least), default=0)


def _in_levels(
    source: Any,
    bands: Sequence[_Shown],
    factor: int,
    folder: Path,
    crs: str,
    progress: Progress = lambda share: None,
) -> RasterFile:
    """Copy the bands reduced by a factor, with all their levels."""
    width, height = -(-source.width // factor), -(-source.height // factor)
    folder.mkdir(parents=True, exist_ok=True)
    levels = 1
    for number, band in enumerate(bands):
        finest = _new_level(folder, 0, number, height, width, band.pixels)
        for start, stop in _strips(height, width):
            top = start * factor
            window = Window(0, top, source.width, min(stop * factor, source.height) - top)
            finest[start:stop] = band.pixels.read(window, (stop - start, width))
            progress((number + stop / height) / len(bands))
        finest.flush()
        levels, above = 1, finest
        while max(above.shape[:2]) > SMALLEST:
            above = _halved(folder, levels, number, above, band.pixels)
            levels += 1
    a, b, c, d, e, f = source.transform[:6]
    across, down = source.width / width, source.height / height
    raster = RasterFile(
        width=width,
        height=height,
        crs=crs,
        transform=(a * across, b * down, c, d * across, e * down, f),
        levels=levels,
        is_colour=bands[0].pixels.is_colour,
        bands=tuple(_described(folder, levels, bands)),
    )
    write_raster(folder, raster)
    return raster


def _described(folder: Path, levels: int, bands: Sequence[_Shown]) -> Iterator[RasterBand]:
    """Yield what the bands of values are. Raises Unreadable if there are no values at all."""
    ranges: dict[str, tuple[float, float] | None] = {}
    for band in bands:
        if (about := band.about) is None:
            return
        if about.variable not in ranges:
            same = [
                at for at, each in enumerate(bands) if each.about and each.about.variable == about.variable
            ]
            some = same[:: max(1, len(same) // MAX_SAMPLES)]
            # If these are empty, another one may have values.
            choices = (some, *([at] for at in same))
            found = (_range(folder, levels, [(at, bands[at].pixels) for at in each]) for each in choices)
            ranges[about.variable] = next((each for each in found if each), None)
        low, high = ranges[about.variable] or (0.0, 1.0)
        pixels = band.pixels
        yield RasterBand(
            variable=about.variable,
            day=about.day,
            time=about.time,
            nodata=pixels.nodata,
            scale=pixels.scale,
            offset=pixels.offset,
            low=low,
            high=high,
            unit=about.unit,
        )
    if not any(ranges.values()):
        raise Unreadable(tr(NO_VALUES))


def _reduced(factor: int) -> Iterator[str]:
    if factor > 1:
        yield tr(
            "it is too large to be copied whole; it is shown at 1/{factor} of its resolution", factor=factor
        )


def _reduction(source: Any, bands: Sequence[_Shown]) -> int:
    """By how much the raster is reduced to fit the limits. Raises Unreadable."""
    if min(source.width, source.height) < 1 or max(source.width, source.height) > MAX_SIDE:
        raise Unreadable(
            tr(
                "its size of {width} x {height} pixels cannot be read",
                width=digits(f"{source.width:,}"),
                height=digits(f"{source.height:,}"),
            )
        )
    size, factor = source.width * source.height * sum(each.pixels.pixel_size for each in bands), 1
    while size / factor**2 > MAX_BYTES:
        factor *= 2
    overview = max(
        (each for each in source.overviews(bands[0].pixels.indexes[0]) if each <= factor), default=1
    )
    if source.width * source.height * len(bands) / overview**2 > MAX_PIXELS:
        raise Unreadable(
            tr(
                "its {width} x {height} pixels are too many to be read; add overviews to the "
                "file, or cut out a part of it",
                width=digits(f"{source.width:,}"),
                height=digits(f"{source.height:,}"),
            )
        )
    return factor


def _new_level(folder: Path, level: int, band: int, height: int, width: int, bands: Bands) -> Pixels:
    return np.lib.format.open_memmap(
        level_path(folder, level, band), mode="w+", dtype=bands.type, shape=(height, width, *bands.shape)
    )


def _strips(height: int, width: int) -> Iterator[tuple[int, int]]:
    step = max(2, STRIP_PIXELS // max(width, 1) // 2 * 2)
    for start in range(0, height, step):
        yield start, min(start + step, height)


def _halved(folder: Path, level: int, band: int, above: Pixels, bands: Bands) -> Pixels:
    """The next coarser level: the mean of each four pixels, or one of them for categories."""
    height, width = -(-above.shape[0] // 2), -(-above.shape[1] // 2)
    coarser = _new_level(folder, level, band, height, width, bands)
    for start, stop in _strips(height, width):
        part = above[2 * start : 2 * stop]
        coarser[start:stop] = part[::2, ::2] if bands.is_categories else _mean(part, bands)
    coarser.flush()
    return coarser


def _mean(pixels: Pixels, bands: Bands) -> Pixels:
    """The mean of each two by two pixels that have a value."""
    even = [(0, size % 2) for size in pixels.shape[:2]] + [(0, 0)] * len(bands.shape)
    if any(after for _, after in even):
        pixels = np.pad(pixels, even, mode="edge")
    quarters = [pixels[y::2, x::2] for y in (0, 1) for x in (0, 1)]
    if not bands.is_colour and not _has_gaps(pixels, bands):
        # A quarter of the time of what follows.
        mean = sum(each.astype(np.float64) for each in quarters[1:]) + quarters[0]
        mean /= 4.0
        means: Pixels = (np.rint(mean) if bands.type.kind in "iu" else mean).astype(bands.type)
        return means if bands.nodata is None else np.where(means == bands.nodata, quarters[0], means)
    four = np.stack(quarters).astype(np.float64)
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
    if bands.nodata is None:
        return whole
    # A mean that happens to be the number for no value.
    lost = (count > 0) & (whole == bands.nodata)
    one = np.take_along_axis(four, there.argmax(axis=0)[None], axis=0)[0]
    return np.where(lost, one, whole).astype(bands.type)


def _has_gaps(pixels: Pixels, bands: Bands) -> bool:
    """Whether some pixels have no value."""
    return bool((np.isnan(pixels) if bands.nodata is None else pixels == bands.nodata).any())


def _range(folder: Path, levels: int, bands: Sequence[tuple[int, Bands]]) -> tuple[float, float] | None:
    """The values of the first and the last colour of some bands; None without values."""
    values = np.concatenate([_sample(folder, levels, number, band) for number, band in bands])
    if not len(values):
        return None
    low, high = (float(each) for each in np.percentile(values, SHARE))
    if 0.0 < low < NEARLY_ZERO * high:
        low = 0.0
    if low == high:
        # Most are alike; what is rare has its colours too.
        low, high = float(values.min()), float(values.max())
    half = max(0.5, abs(low) * SAME) if low == high else 0.0
    return low - half, high + half


def _sample(folder: Path, levels: int, number: int, band: Bands) -> Any:
    """The values of a band at a coarse level."""
    for level in range(levels):
        pixels = np.load(level_path(folder, level, number), mmap_mode="r", allow_pickle=False)
        if max(pixels.shape) <= SAMPLE or level == levels - 1:
            break
    values = np.asarray(pixels, dtype=np.float64)
    values = values[np.isfinite(values) if band.nodata is None else values != band.nodata]
    return values * band.scale + band.offset
