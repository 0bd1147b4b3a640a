"""The bands of a raster that are shown: one of values, or colours."""

from __future__ import annotations

from math import isfinite
from typing import Any

import numpy as np
from rasterio.enums import ColorInterp, MaskFlags, Resampling
from rasterio.windows import Window

from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.rasters.raster_source import require_real

SAMPLE = 1024
"""Maximum width and height of the level whose values decide on the range of colours."""
NO_VALUES = tr_later("all its pixels are without a value")
SHARE = 2.0, 98.0
"""Percentiles of the values that get the first and the last colour."""
Pixels = Any
"""A numpy array, or one that is mapped into memory."""


class Bands:
    """The bands that are shown: one of values, or colours."""

    def __init__(self, source: Any, index: int = 0) -> None:
        """The bands of `source`: its colours if it has any, else the band with this index, or the first."""
        self._source = source
        self.indexes, self._palette = ((index,), None) if index else self._chosen()
        self.is_colour = len(self.indexes) >= 3 or self._palette is not None
        index = self.indexes[0]
        scale, offset = float(source.scales[index - 1]), float(source.offsets[index - 1])
        self.scale, self.offset = (scale, offset) if isfinite(scale) and isfinite(offset) else (1.0, 0.0)
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
            with np.errstate(over="ignore"):
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
            raise Unreadable(tr("it contains no bands"))
        require_real(source)
        roles = {role: index for index, role in zip(source.indexes, source.colorinterp, strict=True)}
        named = [roles.get(role) for role in (ColorInterp.red, ColorInterp.green, ColorInterp.blue)]
        if all(named):
            return tuple(index for index in named if index), None
        if roles.get(ColorInterp.palette) == 1 and source.dtypes[0] == "uint8":
            return (1,), _palette(source)
        return (1,), None


def _spread(source: Any, index: int) -> tuple[float, float]:
    """The values of a band that become black and full colour. Raises Unreadable if there are none."""
    shape = min(source.height, SAMPLE), min(source.width, SAMPLE)
    values = source.read(index, out_shape=shape, masked=True).compressed().astype(np.float64)
    values = values[np.isfinite(values)]
    if not len(values):
        raise Unreadable(tr(NO_VALUES))
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
