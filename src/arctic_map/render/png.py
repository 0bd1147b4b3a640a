"""The drawing as PNG, with what it says of itself in its text fields."""

import zlib
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtGui import QImage

from arctic_map.export.request import Request
from arctic_map.export.svg import Page
from arctic_map.render import png_bytes
from arctic_map.render.painted import PAINTING, painted, per_metre
from arctic_map.render.progress import reached
from arctic_map.storage.embedded_view import KEY

BAND = 250_000
"""Pixels that are compressed at once."""
WORKERS = 4
AHEAD = 2 * WORKERS
"""Bands that may wait for a worker, so that a large picture takes no memory twice."""


def png(page: Page, request: Request) -> bytes:
    """The picture in the request's pixels. Raises ExportError, and CalledOff."""
    width, height = request.pixels
    picture = painted(page, request)
    return (
        png_bytes.start(width, height, per_metre(request), _texts(page)) + _pixels(picture) + png_bytes.end()
    )


def _pixels(picture: QImage) -> bytes:
    """All bands are compressed side by side, since zlib runs without the interpreter's lock."""
    deep = max(1, BAND // picture.width())
    checksum, parts = 1, list[Future[bytes]]()
    with ThreadPoolExecutor(WORKERS) as pool:
        for top in range(0, picture.height(), deep):
            reached(PAINTING + (1 - PAINTING) * top / picture.height())
            rows = _rows(picture.copy(0, top, picture.width(), min(deep, picture.height() - top)))
            checksum = zlib.adler32(rows, checksum)
            if len(parts) >= AHEAD:
                parts[-AHEAD].result()
            parts.append(pool.submit(png_bytes.deflated, rows))
        return png_bytes.pixels((part.result() for part in parts), checksum)


def _rows(band: QImage) -> bytes:
    """Red, green and blue of each pixel, each row behind a filter byte of nought."""
    plain = band.convertToFormat(QImage.Format.Format_RGB888)
    held, step, used = plain.constBits(), plain.bytesPerLine(), 3 * plain.width()
    return b"".join(b"\0" + held[row * step : row * step + used] for row in range(plain.height()))


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
