"""The icon in all the sizes and forms that desktops want, from its two drawings."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
"""Of hicolor, px."""
WINDOWS, MACOS = (16, 24, 32, 48, 64, 128, 256), (16, 32, 64, 128, 256, 512, 1024)

SMALL = 24
"""Up to this size, px, the bolder drawing is taken, whose name ends in -small."""


def png(drawing: Path, size: int) -> bytes:
    """The drawing as a square picture with a transparent ground; the same bytes each time."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QImageWriter, QPainter
    from PySide6.QtSvg import QSvgRenderer

    if size <= SMALL:
        drawing = drawing.with_stem(f"{drawing.stem}-small")
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(picture)
    return bytes(buffer.data().data())


def write_ico(drawing: Path, to: Path) -> None:
    """For Windows."""
    _write(drawing, to, "ICO", WINDOWS)


def write_icns(drawing: Path, to: Path) -> None:
    """For macOS."""
    _write(drawing, to, "ICNS", MACOS)


def _write(drawing: Path, to: Path, form: str, sizes: tuple[int, ...]) -> None:
    from PIL import Image

    largest, *smaller = (Image.open(BytesIO(png(drawing, size))) for size in reversed(sizes))
    to.parent.mkdir(parents=True, exist_ok=True)
    largest.save(to, form, sizes=[(size, size) for size in sizes], append_images=smaller)
