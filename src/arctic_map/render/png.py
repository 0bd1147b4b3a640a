"""The drawing as PNG, with what it says of itself in its text fields."""

from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtGui import QImage

from arctic_map.errors import ExportError
from arctic_map.export.request import INCH, Request
from arctic_map.export.svg import Page
from arctic_map.files.snapshot import KEY
from arctic_map.render import png_bytes
from arctic_map.render.progress import reached
from arctic_map.render.raster import paint

BAND = 1_000_000
"""Pixels that are squeezed at once."""
BYTES = 4
"""Of a pixel."""
SPARE = 1.2
"""Memory for a picture, in its own size: what is written from it comes on top."""
PAINTING = 0.7
"""The share of the work that is done when all is painted."""


def png(page: Page, request: Request) -> bytes:
    """The picture in the request's pixels. Raises ExportError, and CalledOff."""
    width, height = request.pixels
    _require_memory(width, height)
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    if picture.isNull():
        raise _too_large(width, height)
    _paint(page, picture)
    per_metre = round(request.resolution / INCH * 1000)
    return png_bytes.start(width, height, per_metre, _texts(page)) + _squeezed(picture) + png_bytes.end()


def _paint(page: Page, picture: QImage) -> None:
    """Piece by piece, which gives the same pixels as the whole, and lets others have their turn between."""
    # The page's own paper covers all of it; without it half a row might shine through at the edges.
    picture.fill(0xFFFFFFFF)
    for number, piece in enumerate(page.pieces):
        reached(PAINTING * number / len(page.pieces))
        paint(piece, picture)


def _squeezed(picture: QImage) -> bytes:
    written, pixels = bytearray(), png_bytes.Squeezed()
    deep = max(1, BAND // picture.width())
    # While a band is squeezed, which needs no interpreter, the next is put in rows.
    with ThreadPoolExecutor(1) as beside:
        squeezed: Future[bytes] | None = None
        for top in range(0, picture.height(), deep):
            reached(PAINTING + (1 - PAINTING) * top / picture.height())
            rows = _rows(picture.copy(0, top, picture.width(), min(deep, picture.height() - top)))
            if squeezed:
                written += squeezed.result()
            squeezed = beside.submit(pixels.add, rows)
        if squeezed:
            written += squeezed.result()
    return bytes(written + pixels.rest())


def _rows(band: QImage) -> list[bytes]:
    """Red, green and blue of each pixel."""
    plain = band.convertToFormat(QImage.Format.Format_RGB888)
    held, step, used = plain.constBits(), plain.bytesPerLine(), 3 * plain.width()
    return [bytes(held[row * step : row * step + used]) for row in range(plain.height())]


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


def _require_memory(width: int, height: int) -> None:
    # Only the largest pictures are weighed against the memory.
    import psutil

    if width * height * BYTES * SPARE > psutil.virtual_memory().available:
        raise _too_large(width, height)


def _too_large(width: int, height: int) -> ExportError:
    return ExportError(f"there is not enough memory for a picture of {width} x {height} pixels")
