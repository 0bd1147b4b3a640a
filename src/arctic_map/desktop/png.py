"""The drawing as PNG, with what it says of itself in its text fields."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QImageWriter, QPainter

from arctic_map.desktop.raster import HINTS, QUICK, renderer
from arctic_map.errors import ExportError
from arctic_map.export.request import INCH, Request
from arctic_map.export.svg import Page
from arctic_map.files.snapshot import KEY

BYTES = 4
"""Of a pixel."""
SPARE = 1.3
"""Memory for a picture, in its own size: what is written from it comes on top."""


def png(page: Page, request: Request) -> bytes:
    """The picture in the request's pixels. Raises ExportError."""
    width, height = request.pixels
    _require_memory(width, height)
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    if picture.isNull():
        raise _too_large(width, height)
    # The page's own paper covers all of it; without it half a row might shine through at the edges.
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    painter.setRenderHints(HINTS)
    renderer(page.svg).render(painter, QRectF(0, 0, width, height))
    painter.end()
    per_metre = round(request.resolution / INCH * 1000)
    picture.setDotsPerMeterX(per_metre)
    picture.setDotsPerMeterY(per_metre)
    for key, words in _texts(page):
        picture.setText(key, words)
    return _packed(picture)


def _texts(page: Page) -> tuple[tuple[str, str], ...]:
    """Keys of the PNG specification, and our own."""
    said = page.said
    return (
        ("Title", said.title),
        ("Description", said.description),
        ("Source", said.sources),
        ("Copyright", said.rights),
        ("Software", said.creator),
        (KEY, said.view),
    )


def _packed(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(QUICK)
    if not writer.write(picture):
        raise ExportError("the picture could not be written as PNG", why=writer.errorString())
    return bytes(buffer.data().data())


def _require_memory(width: int, height: int) -> None:
    import psutil

    if width * height * BYTES * SPARE > psutil.virtual_memory().available:
        raise _too_large(width, height)


def _too_large(width: int, height: int) -> ExportError:
    return ExportError(f"there is not enough memory for a picture of {width} x {height} pixels")
