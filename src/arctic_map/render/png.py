"""The drawing as PNG, with metadata in its text fields."""

import struct
import zlib
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtGui import QImage

from arctic_map.export.request import Request
from arctic_map.export.svg import Page
from arctic_map.render.painted import PAINTING, painted, per_metre
from arctic_map.render.progress import reached
from arctic_map.storage.embedded_view import KEY

BAND = 250_000
"""Pixels per compressed band."""
WORKERS = 4
AHEAD = 2 * WORKERS
"""Maximum number of bands waiting for a worker, which limits the memory for a large picture."""
EFFORT = 3
"""Compression level, 1 to 9. Higher levels take twice as long and save a tenth."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"
RGB, BITS = 2, 8
"""Colour type, and bits per channel (PNG specification, 11.2.2)."""
METRE = 1
"""The unit of the pixel density."""


def png(page: Page, request: Request) -> bytes:
    """The page in the request's pixels. Raises ExportError, or ExportCancelled."""
    width, height = request.pixels
    picture = painted(page, request)
    return start(width, height, per_metre(request), _texts(page)) + _pixels(picture) + end()


def _pixels(picture: QImage) -> bytes:
    """Compress the bands in parallel: zlib releases the GIL."""
    deep = max(1, BAND // picture.width())
    checksum, parts = 1, list[Future[bytes]]()
    with ThreadPoolExecutor(WORKERS) as pool:
        for top in range(0, picture.height(), deep):
            reached(PAINTING + (1 - PAINTING) * top / picture.height())
            rows = _rows(picture.copy(0, top, picture.width(), min(deep, picture.height() - top)))
            checksum = zlib.adler32(rows, checksum)
            if len(parts) >= AHEAD:
                parts[-AHEAD].result()
            parts.append(pool.submit(deflated, rows))
        return pixels((part.result() for part in parts), checksum)


def _rows(band: QImage) -> bytes:
    """Red, green and blue of each pixel, with a filter byte of zero before each row."""
    plain = band.convertToFormat(QImage.Format.Format_RGB888)
    pixels, step, used = plain.constBits(), plain.bytesPerLine(), 3 * plain.width()
    return b"".join(b"\0" + pixels[row * step : row * step + used] for row in range(plain.height()))


def _texts(page: Page) -> tuple[tuple[str, str], ...]:
    """Standard keywords of the PNG specification, and our own."""
    metadata = page.metadata
    return (
        ("Title", metadata.title),
        ("Description", metadata.description),
        ("Source", metadata.sources),
        ("Copyright", metadata.rights),
        ("Software", metadata.creator),
        (KEY, metadata.view),
    )


def start(width: int, height: int, per_metre: int, texts: Iterable[tuple[str, str]]) -> bytes:
    """Everything before the pixels; `texts` are Latin-1 keywords with their values."""
    size = struct.pack(">IIBBBBB", width, height, BITS, RGB, 0, 0, 0)
    density = struct.pack(">IIB", per_metre, per_metre, METRE)
    chunks = (_text(key, words) for key, words in texts if words)
    return SIGNATURE + chunk(b"IHDR", size) + chunk(b"pHYs", density) + b"".join(chunks)


def end() -> bytes:
    """The last chunk of a PNG."""
    return chunk(b"IEND", b"")


def chunk(kind: bytes, content: bytes) -> bytes:
    """Length, kind, content and checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def deflated(rows: bytes) -> bytes:
    """Unfiltered rows, which suit flat colours, as an independent part of a deflate stream."""
    deflate = zlib.compressobj(EFFORT, wbits=-zlib.MAX_WBITS)
    return deflate.compress(rows) + deflate.flush(zlib.Z_FULL_FLUSH)


def pixels(parts: Iterable[bytes], checksum: int) -> bytes:
    """All parts as one zlib stream (RFC 1950); `checksum` is the Adler-32 of the uncompressed rows."""
    end_of_stream = b"\x03\x00" + struct.pack(">I", checksum)
    return b"".join(chunk(b"IDAT", part) for part in (b"\x78\x01", *parts, end_of_stream))


def _text(key: str, words: str) -> bytes:
    """Uncompressed Unicode text (11.3.4.5)."""
    return chunk(b"iTXt", key.encode("latin-1") + b"\0\0\0\0\0" + words.encode())
