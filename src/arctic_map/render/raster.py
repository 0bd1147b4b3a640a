"""From SVG to pixels by Qt, with the bundled typeface, with or without a display."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer, QtSvg

from arctic_map.errors import ExportError
from arctic_map.model.tr import tr
from arctic_map.render.typefaces import load_fonts

HINTS = (
    QPainter.RenderHint.Antialiasing
    | QPainter.RenderHint.TextAntialiasing
    | QPainter.RenderHint.SmoothPixmapTransform
)
MAX_SIDE = 16384
"""Pixels per side."""
QUICK = 30
"""Compression of a PNG, 0 to 100: more takes longer and saves little."""


def image(svg: str, width: int, height: int, *, ratio: float = 1.0) -> QImage:
    """The drawing in `width` x `height` device pixels with this device pixel ratio. Raises ExportError."""
    picture = empty(width, height)
    paint(svg, picture)
    picture.setDevicePixelRatio(ratio)
    return picture


def empty(width: int, height: int) -> QImage:
    """A transparent image. Raises ExportError."""
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise ExportError(
            tr("{width} x {height} is not a size for a picture", width=width, height=height),
            why=tr("at most {count} a side", count=MAX_SIDE),
        )
    picture = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    if picture.isNull():
        raise ExportError(
            tr("there is not enough memory for the picture"),
            why=tr("{width} x {height} pixels", width=width, height=height),
        )
    picture.fill(0)
    return picture


def paint(svg: str, picture: QImage) -> None:
    """Paint the drawing over a whole image. Raises ExportError."""
    drawing, painter = renderer(svg), QPainter(picture)
    painter.setRenderHints(HINTS)
    drawing.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()


def renderer(svg: str) -> QSvgRenderer:
    """A renderer of the drawing, with the bundled typeface. Raises ExportError."""
    if QGuiApplication.instance() is None:
        raise RuntimeError("Qt paints text only after a QGuiApplication has been made")
    load_fonts()
    svg_renderer = QSvgRenderer()
    # The drawing is our own; without this option Qt omits shapes that reach far beyond the image.
    svg_renderer.setOptions(QtSvg.Option.AssumeTrustedSource)
    svg_renderer.load(QByteArray(svg.encode()))
    if not svg_renderer.isValid():
        raise ExportError(tr("the drawing is not valid SVG"))
    return svg_renderer


def without_colour(path: Path) -> bytes:
    """The image file in greyscale, as JPEG. Raises ExportError."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(85)
    if not writer.write(QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8)):
        raise ExportError(tr("the shaded relief cannot be read"), where=str(path))
    return bytes(buffer.data().data())


def png(svg: str, width: int, height: int) -> bytes:
    """The drawing as a PNG without transparency. Raises ExportError."""
    return png_file(image(svg, width, height).convertToFormat(QImage.Format.Format_RGB32))


def png_file(picture: QImage) -> bytes:
    """The picture as a PNG file. Raises ExportError."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(QUICK)
    if not writer.write(picture):
        raise ExportError(
            tr("the picture could not be written as {format}", format="PNG"), why=writer.errorString()
        )
    return bytes(buffer.data().data())
