"""An opened raster on a page: one image of its pixels."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from arctic_map.export.marks.markup import image
from arctic_map.export.marks.path import Field
from arctic_map.model.catalog import Raster
from arctic_map.model.drawing import Drawing
from arctic_map.model.projection import Box, PixelView, Projection, Viewport
from arctic_map.scene.raster_pictures import RasterOnDisk, picture

DENSITY = 2.0
"""Image pixels per CSS pixel."""
MAX_PIXELS = 16_000_000


@dataclass(frozen=True, slots=True)
class RasterDrawing(Drawing):
    """A layer whose pixels are read once their place on the page is known."""

    raster: Raster | None = None
    on_disk: RasterOnDisk | None = None
    plane: Projection | None = None
    box: Box | None = None
    """Box of the layer in projected metres."""


def raster(drawing: RasterDrawing, field: Field) -> str:
    """The raster in the field as SVG; empty if it cannot be read."""
    most = DENSITY * max(1.0, field.scale) * min(1.0, field.painted)
    k = min(most, (MAX_PIXELS / (field.view.width * field.view.height)) ** 0.5)
    content = png(drawing, field.view, k)
    if not content:
        return ""
    return image(content, field.x, field.y, field.view.width, field.view.height)


def png(drawing: RasterDrawing, view: Viewport, density: float = 1.0) -> bytes:
    """The raster in a view as PNG with `density` pixels for one of the view; empty if it cannot be read."""
    # Late import: only pages with rasters need it.
    from PIL import Image

    if drawing.raster is None or drawing.on_disk is None or drawing.plane is None:
        return b""
    x0, _, _, y1 = view.box
    width, height = max(1, round(view.width * density)), max(1, round(view.height * density))
    resolution = view.resolution * view.width / width
    pixels = picture(
        drawing.raster, drawing.on_disk, PixelView(drawing.plane, x0, y1, resolution, width, height)
    )
    if pixels is None:
        return b""
    buffer = BytesIO()
    Image.fromarray(pixels, "RGBA").save(buffer, "PNG", compress_level=3)
    return buffer.getvalue()
