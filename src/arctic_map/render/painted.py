"""The page as one picture in memory: what every format of pixels is written from."""

from PySide6.QtGui import QImage, QPainter

from arctic_map.errors import ExportError
from arctic_map.export.request import INCH, Request
from arctic_map.export.svg import Page
from arctic_map.render.progress import reached
from arctic_map.render.raster import paint

BYTES = 4
"""Of a pixel."""
SMALL = 64 * 2**20
"""Bytes of a picture that every computer has room for."""
SPARE = 1.2
"""Memory for a picture, in its own size: what is written from it comes on top."""
PAINTING = 0.7
"""The share of the work that is done when all is painted."""


def painted(page: Page, request: Request) -> QImage:
    """The page in the request's pixels, on paper. Raises ExportError, and CalledOff."""
    width, height = request.pixels
    _require_memory(width, height)
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    if picture.isNull():
        raise _too_large(width, height)
    _paint(page, picture)
    picture.setDotsPerMeterX(per_metre(request))
    picture.setDotsPerMeterY(per_metre(request))
    return picture


def per_metre(request: Request) -> int:
    """Pixels to a metre of paper."""
    return round(request.resolution / INCH * 1000)


def _paint(page: Page, picture: QImage) -> None:
    """Piece by piece, which gives the same pixels as the whole, and lets others have their turn between."""
    # The page's own paper covers all of it; without it half a row might shine through at the edges.
    _whiten(picture)
    for number, piece in enumerate(page.pieces):
        reached(PAINTING * number / len(page.pieces))
        paint(piece, picture)


def _whiten(picture: QImage) -> None:
    # QImage.fill can take a Qt.GlobalColor, so its first call makes all enums of Qt: 12 ms.
    painter = QPainter(picture)
    painter.eraseRect(picture.rect())
    painter.end()


def _require_memory(width: int, height: int) -> None:
    if width * height * BYTES < SMALL:
        return
    # psutil takes 15 ms to load, and only large pictures need it.
    import psutil

    if width * height * BYTES * SPARE > psutil.virtual_memory().available:
        raise _too_large(width, height)


def _too_large(width: int, height: int) -> ExportError:
    return ExportError(f"there is not enough memory for a picture of {width} x {height} pixels")
