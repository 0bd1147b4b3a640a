"""The drawing as PNG, JPEG or WebP, with metadata, from one image in memory."""

import struct
import zlib
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter, QPainter

from arctic_map.errors import ExportError
from arctic_map.export.metadata import xmp
from arctic_map.export.request import INCH, Request
from arctic_map.export.svg import Page
from arctic_map.model.tr import tr
from arctic_map.render.progress import reached
from arctic_map.render.raster import paint
from arctic_map.storage.embedded_view import KEY

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
    picture = blank(width, height)
    _paint(page, picture)
    picture.setDotsPerMeterX(per_metre(request))
    picture.setDotsPerMeterY(per_metre(request))
    return picture


def per_metre(request: Request) -> int:
    """Pixels per metre of paper."""
    return round(request.resolution / INCH * 1000)


def _paint(page: Page, picture: QImage) -> None:
    """Paint piece by piece, which gives the same pixels and lets other threads run in between."""
    for number, piece in enumerate(page.pieces):
        reached(PAINTING * number / len(page.pieces))
        paint(piece, picture)


def blank(width: int, height: int) -> QImage:
    """A white picture: half a row may shine through at the edges of a page. Raises ExportError."""
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    if picture.isNull():
        raise _too_large(width, height)
    # The first call of QImage.fill creates all enums of Qt, which takes 12 ms.
    painter = QPainter(picture)
    painter.eraseRect(picture.rect())
    painter.end()
    return picture


def _require_memory(width: int, height: int) -> None:
    if width * height * BYTES < SMALL:
        return
    # psutil takes 15 ms to load, and only large pictures need it.
    import psutil

    if width * height * BYTES * SPARE > psutil.virtual_memory().available:
        raise _too_large(width, height)


def _too_large(width: int, height: int) -> ExportError:
    return ExportError(
        tr(
            "there is not enough memory for a picture of {width} x {height} pixels",
            width=width,
            height=height,
        )
    )


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
    return png_start(width, height, per_metre(request), _png_texts(page)) + _pixels(picture) + png_end()


def _pixels(picture: QImage) -> bytes:
    """Compress the bands in parallel: zlib releases the GIL."""
    deep = max(1, BAND // picture.width())
    checksum, parts = 1, list[Future[bytes]]()
    with ThreadPoolExecutor(WORKERS) as pool:
        for top in range(0, picture.height(), deep):
            reached(PAINTING + (1 - PAINTING) * top / picture.height())
            rows = _png_rows(picture.copy(0, top, picture.width(), min(deep, picture.height() - top)))
            checksum = zlib.adler32(rows, checksum)
            if len(parts) >= AHEAD:
                parts[-AHEAD].result()
            parts.append(pool.submit(deflated, rows))
        return pixels((part.result() for part in parts), checksum)


def _png_rows(band: QImage) -> bytes:
    """Red, green and blue of each pixel, with a filter byte of zero before each row."""
    plain = band.convertToFormat(QImage.Format.Format_RGB888)
    pixels, step, used = plain.constBits(), plain.bytesPerLine(), 3 * plain.width()
    return b"".join(b"\0" + pixels[row * step : row * step + used] for row in range(plain.height()))


def _png_texts(page: Page) -> tuple[tuple[str, str], ...]:
    """Standard keywords of the PNG specification, and our own."""
    metadata = page.metadata
    return (
        ("Title", metadata.title),  # no words: a key of PNG
        ("Description", metadata.description),  # no words: a key of PNG
        ("Source", metadata.sources),  # no words: a key of PNG
        ("Copyright", metadata.rights),  # no words: a key of PNG
        ("Software", metadata.creator),  # no words: a key of PNG
        (KEY, metadata.view),
    )


def png_start(width: int, height: int, per_metre: int, texts: Iterable[tuple[str, str]]) -> bytes:
    """Everything before the pixels; `texts` are Latin-1 keywords with their values."""
    size = struct.pack(">IIBBBBB", width, height, BITS, RGB, 0, 0, 0)
    density = struct.pack(">IIB", per_metre, per_metre, METRE)
    chunks = (_png_text(key, words) for key, words in texts if words)
    return SIGNATURE + png_chunk(b"IHDR", size) + png_chunk(b"pHYs", density) + b"".join(chunks)


def png_end() -> bytes:
    """The last chunk of a PNG."""
    return png_chunk(b"IEND", b"")


def png_chunk(kind: bytes, content: bytes) -> bytes:
    """Length, kind, content and checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def deflated(rows: bytes) -> bytes:
    """Unfiltered rows, which suit flat colours, as an independent part of a deflate stream."""
    deflate = zlib.compressobj(EFFORT, wbits=-zlib.MAX_WBITS)
    return deflate.compress(rows) + deflate.flush(zlib.Z_FULL_FLUSH)


def pixels(parts: Iterable[bytes], checksum: int) -> bytes:
    """All parts as one zlib stream (RFC 1950); `checksum` is the Adler-32 of the uncompressed rows."""
    end_of_stream = b"\x03\x00" + struct.pack(">I", checksum)
    return b"".join(png_chunk(b"IDAT", part) for part in (b"\x78\x01", *parts, end_of_stream))


def _png_text(key: str, words: str) -> bytes:
    """Uncompressed Unicode text (11.3.4.5)."""
    return png_chunk(b"iTXt", key.encode("latin-1") + b"\0\0\0\0\0" + words.encode())


Kind = Literal["jpeg", "webp"]
XMP = b"http://ns.adobe.com/xap/1.0/\0"
"""Signature of a JPEG segment with XMP (XMP specification, part 3, 1.1.3)."""
MAX_PACKET_LENGTH = 65_533 - len(XMP)
"""Maximum bytes of XMP in one segment."""
HAS_XMP = 0x04
"""A flag of WebP's extended format (WebP container specification)."""


def photo(page: Page, request: Request, kind: Kind) -> bytes:
    """The page in the request's pixels and quality. Raises ExportError, or ExportCancelled."""
    picture = painted(page, request)
    reached(PAINTING)
    written = _encoded(picture, kind, request.quality)
    packet = xmp(page.metadata, f"image/{kind}").encode()
    if kind == "jpeg":
        return jpeg_with_xmp(written, packet)
    return webp_with_xmp(written, packet, picture.width(), picture.height())


def _encoded(picture: QImage, kind: Kind, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setQuality(quality)
    if not writer.write(picture):
        raise ExportError(
            tr("the picture could not be written as {format}", format=kind.upper()), why=writer.errorString()
        )
    return bytes(buffer.data().data())


def jpeg_with_xmp(jpeg: bytes, packet: bytes) -> bytes:
    """Insert the XMP packet after the first segment; a packet that is too long is left out."""
    if len(packet) > MAX_PACKET_LENGTH:
        return jpeg
    # Skip the start of image, two bytes, and the JFIF segment, whose length counts its own two bytes.
    at = 4 + int.from_bytes(jpeg[4:6], "big") if jpeg[2:4] == b"\xff\xe0" else 2
    segment = b"\xff\xe1" + (len(packet) + len(XMP) + 2).to_bytes(2, "big") + XMP + packet
    return jpeg[:at] + segment + jpeg[at:]


def webp_with_xmp(webp: bytes, packet: bytes, width: int, height: int) -> bytes:
    """A simple WebP converted to the extended format, with the XMP packet at the end."""
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    head = _webp_chunk(b"VP8X", bytes([HAS_XMP, 0, 0, 0]) + sides)
    body = b"WEBP" + head + webp[12:] + _webp_chunk(b"XMP ", packet)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _webp_chunk(kind: bytes, data: bytes) -> bytes:
    return kind + len(data).to_bytes(4, "little") + data + (b"\0" if len(data) % 2 else b"")
