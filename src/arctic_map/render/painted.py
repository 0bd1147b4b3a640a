"""The page as one image in memory, from which every raster format is written."""

from PySide6.QtGui import QImage, QPainter

from arctic_map.errors import ExportError
from arctic_map.export.request import INCH, Request
from arctic_map.export.svg import Page
from arctic_map.render.progress import reached
from arctic_map.render.raster import paint

BYTES = 4
"""Per pixel."""
SMALL = 64 * 2**20
"""Bytes of an image that are not checked against free memory."""
SPARE = 1.2
"""Memory needed for an image, as a multiple of its size, including what encoding takes."""
PAINTING = 0.7
"""The share of the work that is done when the page is painted."""


def painted(page: Page, request: Request) -> QImage:
    """The page in the request's pixels, on white. Raises ExportError, or ExportCancelled."""
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
    """Pixels per metre of paper."""
    return round(request.resolution / INCH * 1000)


def _paint(page: Page, picture: QImage) -> None:
    """Paint piece by piece, which gives the same pixels and lets other threads run in between."""
    # The page's background covers everything, but half a row could shine through at the edges.
    _whiten(picture)
    for number, piece in enumerate(page.pieces):
        reached(PAINTING * number / len(page.pieces))
        paint(piece, picture)


def _whiten(picture: QImage) -> None:
    # The first call of QImage.fill creates all enums of Qt, which takes 12 ms.
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
