"""The drawing as JPEG or WebP, which are smaller than PNG, with XMP metadata."""

from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from arctic_map.errors import ExportError
from arctic_map.export.metadata import xmp
from arctic_map.export.request import Request
from arctic_map.export.svg import Page
from arctic_map.render.painted import PAINTING, painted
from arctic_map.render.progress import reached

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
    written = _written(picture, kind, request.quality)
    packet = xmp(page.metadata, f"image/{kind}").encode()
    if kind == "jpeg":
        return jpeg_with_xmp(written, packet)
    return webp_with_xmp(written, packet, picture.width(), picture.height())


def _written(picture: QImage, kind: Kind, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setQuality(quality)
    if not writer.write(picture):
        raise ExportError(f"the picture could not be written as {kind.upper()}", why=writer.errorString())
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
    head = _chunk(b"VP8X", bytes([HAS_XMP, 0, 0, 0]) + sides)
    body = b"WEBP" + head + webp[12:] + _chunk(b"XMP ", packet)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _chunk(kind: bytes, data: bytes) -> bytes:
    return kind + len(data).to_bytes(4, "little") + data + (b"\0" if len(data) % 2 else b"")
