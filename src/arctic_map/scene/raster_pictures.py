"""Pictures of opened rasters in the colours of their ramp, and these colours in the legend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol
from zlib import crc32

from arctic_map.model.layer_style import LayerStyle, class_style
from arctic_map.model.symbology import Colour, StyleRow, Symbology, Themed
from arctic_map.model.tr import tr
from arctic_map.scene.relief_shading import metres_per_unit, shaded
from arctic_map.scene.symbology.colours import ramp
from arctic_map.scene.words.figures import distinct_numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from arctic_map.model.catalog import Band, Layer, Raster
    from arctic_map.model.projection import PixelView
    from arctic_map.scene.timeline import Range

STOPS = 5
"""Number of values in the legend."""
COLOURS = 256
"""Number of colours of a ramp on the map."""


class RasterOnDisk(Protocol):
    """The pixels of an opened raster."""

    def sampled(self, view: PixelView, band: int) -> NDArray[Any] | None:
        """Values (height, width), NaN without one, or RGBA (height, width, 4); None if unavailable."""

    def interpolated(self, view: PixelView, band: int) -> NDArray[Any] | None:
        """Values (height, width) between the pixels, NaN without one; None if unavailable."""

    def value(self, lon: float, lat: float, band: int) -> float | None:
        """The value of a band at a place in degrees; None without one."""


def picture(raster: Raster, on_disk: RasterOnDisk, view: PixelView) -> NDArray[Any] | None:
    """RGBA (height, width, 4) of a view, clear where there is no value; None if it is unavailable."""
    if raster.band is None:
        return None
    # Late import: only rasters need numpy here.
    import numpy as np

    pixels = on_disk.sampled(view, raster.band)
    if pixels is None or raster.is_colour:
        return pixels
    share = (pixels - raster.low) / (raster.high - raster.low)
    numbers = np.clip(share, 0.0, 1.0, out=share) * (COLOURS - 1) + 0.5
    numbers[np.isnan(numbers)] = COLOURS
    stops = [*map(_rgba, ramp(raster.ramp, COLOURS, reverse=raster.reverse)), (0, 0, 0, 0)]
    # A colour is one number of 32 bits, which is faster than four of 8.
    words = np.array(stops, np.uint8).view(np.uint32)[:, 0].take(numbers.astype(np.uint16))
    painted = words.view(np.uint8).reshape(*numbers.shape, 4)
    if raster.relief and (heights := on_disk.interpolated(view, raster.band)) is not None:
        heights = heights * metres_per_unit(raster.unit, raster.low, raster.high)
        painted = shaded(painted, heights, view.resolution)
    return painted


def _rgba(colour: str) -> tuple[int, int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue, 255


def coloured(layer: Layer, style: LayerStyle, when: Range | None = None) -> Layer:
    """The layer of a raster with the ramp, range and band of a style, and a digest of its own.

    Of bands with times, that of the style or of the end of the period `when` is shown.
    """
    raster = layer.raster
    if raster is None or raster.is_colour:
        return layer
    if raster.bands:
        raster = with_band(raster, style.band, when)
    low, high = raster.low, raster.high
    if len(style.limits) == 2 and style.limits[0] < style.limits[1]:
        low, high = style.limits
    raster = replace(raster, ramp=style.ramp, reverse=style.reverse, low=low, high=high)
    raster = replace(raster, relief=style.relief)
    shown = raster.ramp, raster.reverse, raster.relief, low, high, raster.band
    digest = f"{layer.digest}-{crc32(repr(shown).encode()):08x}"
    return with_ramp(replace(layer, raster=raster, digest=digest))


def with_ramp(layer: Layer) -> Layer:
    """The layer with values and colours of its ramp in the legend; unchanged without a ramp."""
    raster = layer.raster
    if raster is None or raster.is_colour:
        return layer
    if raster.band is None:
        return replace(layer, legend=((layer.file_style, tr("no values at this time")),), legend_title="")
    texts = _texts(raster)
    legend = ((class_style(layer.id, at, "area"), text) for at, text in enumerate(texts))
    name = band_words(raster.bands[raster.band]) if raster.bands else ""
    return replace(layer, legend=tuple(legend), legend_title=", ".join(filter(None, (name, raster.unit))))


def with_band(raster: Raster, chosen: str, when: Range | None) -> Raster:
    """The raster with the chosen band; without one, the last of its first quantity in a period."""
    bands = raster.bands
    names = [band_id(each) for each in bands]
    if chosen in names:
        return _showing(raster, names.index(chosen))
    variable = chosen if chosen in {each.variable for each in bands} else bands[0].variable
    same = [at for at, each in enumerate(bands) if each.variable == variable]
    days = [bands[at].day for at in same]
    if not all(days):
        return _showing(raster, same[0])
    if when is None:
        return _showing(raster, max(same, key=lambda at: (bands[at].day, bands[at].time)))
    # A monthly value stands for its month, though it has one day.
    gaps = sorted(after - before for before, after in pairwise(sorted(set(days))))
    reach = gaps[len(gaps) // 2] - 1 if gaps else 0
    first, last = when.first.toordinal() - reach, when.last.toordinal()
    inside = [at for at in same if first <= bands[at].day <= last]
    return _showing(raster, max(inside, key=lambda at: (bands[at].day, bands[at].time), default=None))


def _showing(raster: Raster, at: int | None) -> Raster:
    if at is None:
        return replace(raster, band=None)
    band = raster.bands[at]
    return replace(raster, band=at, low=band.low, high=band.high, unit=band.unit)


def band_id(band: Band) -> str:
    """The name of a band in styles: as in words, but not that of a quantity."""
    return f"{band_words(band)}#"


def band_words(band: Band) -> str:
    """The quantity and time of a band for readers, the same in every language."""
    when = f"{date.fromordinal(band.day)} {band.time}".strip() if band.day else ""
    return ", ".join(filter(None, (band.variable, when)))


def with_ramps(symbology: Symbology, layers: Iterable[Layer]) -> Symbology:
    """The symbology with the styles of these layers' legends; unchanged without any."""
    styles = {row.id: row for layer in layers for row in _ramp_styles(layer, symbology)}
    if not styles:
        return symbology
    digest = f"{symbology.digest}-{crc32(repr([*styles.items()]).encode()):08x}"
    return replace(symbology, styles={**symbology.styles, **styles}, digest=digest)


def _ramp_styles(layer: Layer, symbology: Symbology) -> Iterator[StyleRow]:
    raster, base = layer.raster, symbology.styles.get(layer.file_style)
    if raster is None or raster.is_colour or base is None:
        return
    for at, colour in enumerate(ramp(raster.ramp, STOPS, reverse=raster.reverse)):
        fill = Colour(Themed(colour, colour))
        yield replace(
            base, id=class_style(layer.id, at, "area"), legend="", fill=fill, stroke=fill, grey=None, dash=(),
            fill_opacity=Themed(1.0, 1.0),
        )  # fmt: skip


def _texts(raster: Raster) -> list[str]:
    """The values of the ramp, with as few digits as distinguish them."""
    step = (raster.high - raster.low) / (STOPS - 1)
    texts = distinct_numbers([raster.low + step * at for at in range(STOPS)], 2)
    # Beyond the ends, values have the same colour.
    return [f"≤ {texts[0]}", *texts[1:-1], f"≥ {texts[-1]}"]
