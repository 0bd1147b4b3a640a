"""The drawing as PNG, with what it says of itself in its text fields."""

from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtGui import QImage

from arctic_map.export.request import Request
from arctic_map.export.svg import Page
from arctic_map.files.snapshot import KEY
from arctic_map.render import png_bytes
from arctic_map.render.painted import PAINTING, painted, per_metre
from arctic_map.render.progress import reached

BAND = 1_000_000
"""Pixels that are squeezed at once."""


def png(page: Page, request: Request) -> bytes:
    """The picture in the request's pixels. Raises ExportError, and CalledOff."""
    width, height = request.pixels
    picture = painted(page, request)
    return (
        png_bytes.start(width, height, per_metre(request), _texts(page))
        + _squeezed(picture)
        + png_bytes.end()
    )


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
