"""A raster on disk, copied by the process that read its file: levels of halved resolution."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from arctic_map.geo import domain
from arctic_map.geo.crs import from_raster_crs, to_raster_crs
from arctic_map.geo.pixel_positions import Numbers, pixel_positions
from arctic_map.geo.projecting import project
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.histogram import Histogram
from arctic_map.model.projection import Box, PixelView, Projection
from arctic_map.storage.atomic_write import write_bytes

NAME, PREVIEW = "raster.json", "preview"
"""The file that describes a copied raster, and the folder of a coarse copy that is complete before it."""
MAX_SCALE = 1.5
"""Pixels of a level for one of the view, beyond which the next coarser level is used."""
OVERVIEW = 64
"""Pixels of the longer side of the view that decides on the level."""
MAX_OPEN = 32
"""Levels of bands that stay mapped into memory."""
PIXELS = 1_000_000
"""Pixels of a view processed together, to save memory."""
BINS = 120
"""Bars of a histogram."""
GRID = 65
"""Points along each side that decide on the extent."""


class RasterBand(msgspec.Struct, frozen=True):
    """A band of values, which is shown alone: a quantity, or a quantity at a time."""

    variable: str = ""
    """Name of the quantity; empty if the file does not say."""
    day: int = 0
    """Day of the values, counted as `date.toordinal` does; 0 without one."""
    time: str = ""
    """Time of the day as HH:MM; empty at midnight."""
    nodata: float | None = None
    scale: float = 1.0
    """A value is the number in the file times this, plus `offset`."""
    offset: float = 0.0
    low: float = 0.0
    """Value of the first colour of the ramp."""
    high: float = 1.0
    """Value of the last one."""
    unit: str = ""


class RasterFile(msgspec.Struct, frozen=True):
    """What a copied raster is."""

    width: int
    height: int
    crs: str
    """Its reference system as WKT."""
    transform: tuple[float, float, float, float, float, float]
    """From column and row to coordinates: x = a column + b row + c, y = d column + e row + f."""
    levels: int
    """Number of levels; each has half the width and height of the one before, rounded up."""
    is_colour: bool = False
    """Whether pixels are red, green, blue and opacity rather than values."""
    bands: tuple[RasterBand, ...] = ()
    """The bands of values; none if it is one of colours."""


def boxes_of_raster(raster: RasterFile, projections: Iterable[Projection] = PROJECTIONS) -> dict[str, Box]:
    """The box in projected metres for each projection, by id, that shows any of the raster."""
    lon, lat = (each.ravel() for each in grid_of(raster))
    boxes: dict[str, Box] = {}
    for projection in projections:
        shown = np.isfinite(lon) & np.isfinite(lat) & domain.shown(projection, lon, lat)
        x, y = project(projection, lon[shown], lat[shown])
        there = np.isfinite(x) & np.isfinite(y)
        if there.any():
            x, y = x[there], y[there]
            boxes[projection.id] = float(x.min()), float(y.min()), float(x.max()), float(y.max())
    return boxes


def grid_of(raster: RasterFile) -> tuple[Numbers, Numbers]:
    """Longitudes and latitudes of points all over a raster (GRID, GRID); infinite outside its system."""
    a, b, c, d, e, f = raster.transform
    column, row = np.meshgrid(np.linspace(0, raster.width, GRID), np.linspace(0, raster.height, GRID))
    lon, lat = from_raster_crs(raster.crs)(a * column + b * row + c, d * column + e * row + f)
    return lon, lat


def _part(view: PixelView, top: int, rows: int) -> PixelView:
    """The rows of a view from `top` on."""
    return replace(view, y=view.y - top * view.resolution, height=min(rows, view.height - top))


def level_path(folder: Path, level: int, band: int = 0) -> Path:
    """Path of a level of a band of the raster in this folder."""
    return folder / (f"raster-{level}-{band}.npy" if band else f"raster-{level}.npy")


def write_raster(folder: Path, raster: RasterFile) -> None:
    """Write what the raster is, once all its levels are on disk. Raises OSError."""
    write_bytes(folder / NAME, msgspec.json.encode(raster))


_Strip = tuple[NDArray[np.bool_], NDArray[np.int32], NDArray[np.int32]]
"""Which pixels of a part of a view are in the raster, and their rows and columns there."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the pixels of a view are at a level of the raster."""

    view: PixelView
    level: int
    strips: tuple[_Strip, ...]


class RasterStore:
    """A copied raster, whose levels are mapped into memory."""

    def __init__(self, folder: Path) -> None:
        """Open a copy. Raises OSError, or ValueError for an invalid one."""
        self._folder = folder
        try:
            self.raster = msgspec.json.decode((folder / NAME).read_bytes(), type=RasterFile)
        except msgspec.MsgspecError as error:
            raise ValueError(str(error)) from error
        self._places: _Places | None = None
        self._levels: OrderedDict[tuple[int, int], Any] = OrderedDict()

    def box(self, projection: Projection) -> Box | None:
        """Its box in projected metres; None if the projection shows none of it."""
        return boxes_of_raster(self.raster, [projection]).get(projection.id)

    def sampled(self, view: PixelView, band: int = 0) -> NDArray[Any]:
        """The nearest pixels: values (height, width) as float32, NaN without one, or RGBA as uint8."""
        places = self._places_in(view)
        pixels = self._level(places.level, band)
        strips = [self._strip(each, pixels, band) for each in places.strips]
        return strips[0] if len(strips) == 1 else np.concatenate(strips)

    def _places_in(self, view: PixelView) -> _Places:
        """Where the pixels of a view are. Those of the last view stay, as another band may follow."""
        known = self._places
        if known is None or known.view != view:
            level, rows = self._level_for(view), max(1, PIXELS // view.width)
            parts = (_part(view, top, rows) for top in range(0, view.height, rows))
            known = _Places(view, level, tuple(self._places_of(part, level) for part in parts))
            self._places = known if view.width * view.height <= PIXELS * 2 else None
        return known

    def _places_of(self, view: PixelView, level: int) -> _Strip:
        column, row = pixel_positions(view, self._to_raster)
        height, width = self._level(level, 0).shape[:2]
        with np.errstate(invalid="ignore"):
            across, down = np.floor(column / 2**level), np.floor(row / 2**level)
            there = (across >= 0) & (across < width) & (down >= 0) & (down < height)
        return there, down[there].astype(np.int32), across[there].astype(np.int32)

    def _strip(self, places: _Strip, pixels: Any, band: int) -> NDArray[Any]:
        there, down, across = places
        if self.raster.is_colour:
            colours = np.zeros((*there.shape, 4), np.uint8)
            colours[there] = pixels[down, across]
            return colours
        values = np.full(there.shape, np.nan, np.float32)
        values[there] = self._values(pixels[down, across], band)
        return values

    def interpolated(self, view: PixelView, band: int = 0) -> NDArray[np.float32]:
        """Values between the pixels, weighted by distance (height, width); NaN beside pixels without one."""
        level = self._level_for(view)
        rows = max(1, PIXELS // view.width)
        parts = (_part(view, top, rows) for top in range(0, view.height, rows))
        strips = [self._between(*pixel_positions(part, self._to_raster), level, band) for part in parts]
        return strips[0] if len(strips) == 1 else np.concatenate(strips)

    def _between(self, column: Numbers, row: Numbers, level: int, band: int) -> NDArray[np.float32]:
        pixels = self._level(level, band)
        height, width = pixels.shape
        values = np.full(column.shape, np.nan, np.float32)
        with np.errstate(invalid="ignore"):
            there = (column >= 0) & (column < self.raster.width) & (row >= 0) & (row < self.raster.height)
        if not there.any():
            return values
        # Positions among the centres of the pixels.
        x = np.clip(column[there] / 2**level - 0.5, 0, width - 1).astype(np.float32)
        y = np.clip(row[there] / 2**level - 0.5, 0, height - 1).astype(np.float32)
        left, top = x.astype(np.int32), y.astype(np.int32)
        # The part of the raster around these positions, with one pixel more to the right and below.
        x0, y0 = int(left.min()), int(top.min())
        part = self._values(np.asarray(pixels[y0 : int(top.max()) + 2, x0 : int(left.max()) + 2]), band)
        part = np.pad(part, ((0, 1), (0, 1)), mode="edge")
        x, y, first = x - left, y - top, (top - y0) * part.shape[1] + (left - x0)
        flat = part.ravel()
        above = flat[first] * (1 - x) + flat[first + 1] * x
        first += part.shape[1]
        values[there] = above * (1 - y) + (flat[first] * (1 - x) + flat[first + 1] * x) * y
        return values

    def histogram(self, band: int) -> Histogram | None:
        """How often values of a band occur, in equal parts of their range; None without any."""
        values, _ = self.level_values(band, PIXELS)
        values = values[np.isfinite(values)]
        if not len(values) or values.min() == values.max():
            return None
        counts, edges = np.histogram(values, BINS)
        return Histogram(float(edges[0]), float(edges[-1]), tuple(counts.tolist()))

    def value(self, lon: float, lat: float, band: int = 0) -> float | None:
        """The value at a place in degrees; None outside the raster and without a value."""
        if self.raster.is_colour:
            return None
        value = float(self.values_at(np.array([lon]), np.array([lat]), band)[0])
        return None if np.isnan(value) else value

    def values_at(self, lon: Numbers, lat: Numbers, band: int) -> NDArray[np.float64]:
        """The values of a band at places in degrees; NaN outside the raster and without a value."""
        column, row = self._to_raster(lon, lat)
        with np.errstate(invalid="ignore"):
            there = (column >= 0) & (column < self.raster.width) & (row >= 0) & (row < self.raster.height)
        values = np.full(np.shape(lon), np.nan)
        at = row[there].astype(np.int64), column[there].astype(np.int64)
        values[there] = self._values(np.asarray(self._level(0, band)[at]), band)
        return values

    def level_values(self, band: int, most: int) -> tuple[NDArray[np.float64], int]:
        """The values of the finest level of at most so many pixels, (height, width), NaN without one.

        The second value is how many pixels of the raster one of that level has along each axis.
        """
        level = 0
        while level + 1 < self.raster.levels and self._level(level, band).size > most:
            level += 1
        return self._values(np.asarray(self._level(level, band)), band), 2**level

    def _values(self, numbers: NDArray[Any], band: int) -> NDArray[np.float64]:
        about = self.raster.bands[band]
        values = numbers.astype(np.float64)
        if about.nodata is not None:
            values[numbers == about.nodata] = np.nan
        return values * about.scale + about.offset

    def _level_for(self, view: PixelView) -> int:
        """The level whose pixels are hardly smaller than those of the view."""
        factor = max(view.width, view.height) / OVERVIEW
        width, height = max(2, round(view.width / factor)), max(2, round(view.height / factor))
        small = replace(view, resolution=view.resolution * factor, width=width, height=height)
        column, row = pixel_positions(small, self._to_raster)
        steps = np.hypot(np.diff(column, axis=1), np.diff(row, axis=1))
        steps = steps[np.isfinite(steps)]
        scale = float(np.median(steps)) / factor if len(steps) else 1.0
        level = 0
        while level + 1 < self.raster.levels and scale > MAX_SCALE * 2**level:
            level += 1
        return level

    def _level(self, level: int, band: int) -> Any:
        key = level, band
        if key not in self._levels:
            path = level_path(self._folder, level, band)
            self._levels[key] = np.load(path, mmap_mode="r", allow_pickle=False)
            # Each is an open file.
            while len(self._levels) > MAX_OPEN:
                self._levels.popitem(last=False)
        return self._levels[key]

    @cached_property
    def _inverse(self) -> NDArray[np.float64]:
        a, b, c, d, e, f = self.raster.transform
        return np.linalg.inv(np.array([[a, b, c], [d, e, f], [0.0, 0.0, 1.0]]))

    def _to_raster(self, lon: Numbers, lat: Numbers) -> tuple[Numbers, Numbers]:
        x, y = to_raster_crs(self.raster.crs, self._bounds[0])(lon, lat)
        (a, b, c), (d, e, f), _ = self._inverse
        # Places that the raster's system cannot show are infinite.
        with np.errstate(invalid="ignore"):
            return a * x + b * y + c, d * x + e * y + f

    @cached_property
    def _bounds(self) -> tuple[float, float]:
        """Least and greatest x of the raster in its own system."""
        a, b, c, *_ = self.raster.transform
        width, height = self.raster.width, self.raster.height
        corners = [a * column + b * row + c for column in (0, width) for row in (0, height)]
        return min(corners), max(corners)
