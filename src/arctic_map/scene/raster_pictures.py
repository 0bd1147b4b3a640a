"""Pictures of opened rasters in the colours of their ramp, and these colours in the legend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol
from zlib import crc32

from arctic_map.model.layer_style import LayerStyle, class_style
from arctic_map.model.symbology import Colour, StyleRow, Symbology, Themed
from arctic_map.scene.symbology.colours import ramp

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from arctic_map.model.catalog import Layer, Raster
    from arctic_map.model.projection import PixelView

STOPS = 5
"""Number of values in the legend."""
COLOURS = 256
"""Number of colours of a ramp on the map."""


class RasterOnDisk(Protocol):
    """The pixels of an opened raster."""

    def sampled(self, view: PixelView) -> NDArray[Any] | None:
        """Values (height, width), NaN without one, or RGBA (height, width, 4); None if unavailable."""

    def value(self, lon: float, lat: float) -> float | None:
        """The value at a place in degrees; None without one."""


def picture(raster: Raster, on_disk: RasterOnDisk, view: PixelView) -> NDArray[Any] | None:
    """RGBA (height, width, 4) of a view, clear where there is no value; None if it is unavailable."""
    # Late import: only rasters need numpy here.
    import numpy as np

    pixels = on_disk.sampled(view)
    if pixels is None or raster.is_colour:
        return pixels
    share = (pixels - raster.low) / (raster.high - raster.low)
    is_value = ~np.isnan(share)
    numbers = np.where(is_value, np.clip(share, 0.0, 1.0) * (COLOURS - 1) + 0.5, 0.0).astype(np.uint8)
    stops = ramp(raster.ramp, COLOURS, reverse=raster.reverse)
    painted = np.array([_rgba(colour) for colour in stops], dtype=np.uint8)[numbers]
    painted[~is_value] = 0
    return painted


def _rgba(colour: str) -> tuple[int, int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue, 255


def coloured(layer: Layer, style: LayerStyle) -> Layer:
    """The layer of a raster with the ramp and the range of a style, and a digest of its own."""
    raster = layer.raster
    if raster is None or raster.is_colour:
        return layer
    low, high = raster.low, raster.high
    if len(style.limits) == 2 and style.limits[0] < style.limits[1]:
        low, high = style.limits
    raster = replace(raster, ramp=style.ramp, reverse=style.reverse, low=low, high=high)
    digest = f"{layer.digest}-{crc32(repr(raster).encode()):08x}"
    return with_ramp(replace(layer, raster=raster, digest=digest))


def with_ramp(layer: Layer) -> Layer:
    """The layer with values and colours of its ramp in the legend; unchanged without a ramp."""
    raster = layer.raster
    if raster is None or raster.is_colour:
        return layer
    texts = _texts(raster)
    legend = ((class_style(layer.id, at, "area"), text) for at, text in enumerate(texts))
    return replace(layer, legend=tuple(legend), legend_title=raster.unit)


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
    values = [raster.low + step * at for at in range(STOPS)]
    for digits in range(2, 16):
        texts = [f"{value:,.{digits}g}" if abs(value) < 10**digits else f"{value:,.0f}" for value in values]
        if len(set(texts)) == STOPS:
            break
    # Beyond the ends, values have the same colour.
    return [f"≤ {texts[0]}", *texts[1:-1], f"≥ {texts[-1]}"]
