"""From the drawing's SVG to pixels, by Qt, with the shipped typeface and with or without a display."""

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QFontDatabase, QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer, QtSvg

from arctic_map import resources
from arctic_map.errors import ExportError

HINTS = (
    QPainter.RenderHint.Antialiasing
    | QPainter.RenderHint.TextAntialiasing
    | QPainter.RenderHint.SmoothPixmapTransform
)
LARGEST = 16384
"""Pixels of a side."""
QUICK = 30
"""How hard a PNG is squeezed, 0 to 100: more takes longer and saves little."""


@cache
def load_fonts() -> None:
    """Make the shipped typeface known to Qt, once. There must be a QGuiApplication."""
    for file in sorted(resources.fonts().glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def image(svg: str, width: int, height: int, *, ratio: float = 1.0) -> QImage:
    """The drawing in `width` x `height` device pixels, `ratio` of them to one of the screen's own.

    Raises ExportError.
    """
    if not (0 < width <= LARGEST and 0 < height <= LARGEST):
        raise ExportError(f"{width} x {height} is no size for a picture", why=f"at most {LARGEST} a side")
    if QGuiApplication.instance() is None:
        raise RuntimeError("Qt paints text only after a QGuiApplication has been made")
    load_fonts()
    renderer = QSvgRenderer()
    # The drawing is our own; without this Qt leaves out what reaches far beyond the picture.
    renderer.setOptions(QtSvg.Option.AssumeTrustedSource)
    renderer.load(QByteArray(svg.encode()))
    if not renderer.isValid():
        raise ExportError("the drawing is not valid SVG")
    picture = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    if picture.isNull():
        raise ExportError("there is not enough memory for the picture", why=f"{width} x {height} pixels")
    picture.fill(0)
    painter = QPainter(picture)
    painter.setRenderHints(HINTS)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def png(svg: str, width: int, height: int) -> bytes:
    """The drawing as a PNG without transparency. Raises ExportError."""
    picture = image(svg, width, height).convertToFormat(QImage.Format.Format_RGB32)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(QUICK)
    if not writer.write(picture):
        raise ExportError("the picture could not be written as PNG", why=writer.errorString())
    return bytes(buffer.data().data())
