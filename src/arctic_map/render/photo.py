"""The drawing as JPEG or WebP, which are smaller than PNG, with what it says of itself as XMP."""

from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from arctic_map.errors import ExportError
from arctic_map.export.metadata import xmp
from arctic_map.export.request import Request
from arctic_map.export.svg import Page
from arctic_map.render import photo_bytes
from arctic_map.render.painted import PAINTING, painted
from arctic_map.render.progress import reached

Kind = Literal["jpeg", "webp"]


def photo(page: Page, request: Request, kind: Kind) -> bytes:
    """The picture in the request's pixels and quality. Raises ExportError, and CalledOff."""
    picture = painted(page, request)
    reached(PAINTING)
    written = _written(picture, kind, request.quality)
    packet = xmp(page.said, f"image/{kind}").encode()
    if kind == "jpeg":
        return photo_bytes.jpeg_with_xmp(written, packet)
    return photo_bytes.webp_with_xmp(written, packet, picture.width(), picture.height())


def _written(picture: QImage, kind: Kind, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setQuality(quality)
    if not writer.write(picture):
        raise ExportError(f"the picture could not be written as {kind.upper()}", why=writer.errorString())
    return bytes(buffer.data().data())
