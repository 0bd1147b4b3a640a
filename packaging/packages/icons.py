"""The icon in all sizes and formats that desktops need, from its two drawings."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
"""Sizes of hicolor, px."""
WINDOWS, MACOS = (16, 24, 32, 48, 64, 128, 256), (16, 32, 64, 128, 256, 512, 1024)

SMALL = 24
"""Greatest size, px, for the bolder drawing, whose name ends in -small."""


def png(drawing: Path, size: int) -> bytes:
    """Return the drawing as a square PNG with a transparent background; the output is reproducible."""
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
    """Write an icon for Windows."""
    _write(drawing, to, "ICO", WINDOWS)


def write_icns(drawing: Path, to: Path) -> None:
    """Write an icon for macOS."""
    _write(drawing, to, "ICNS", MACOS)


def _write(drawing: Path, to: Path, form: str, sizes: tuple[int, ...]) -> None:
    from PIL import Image

    largest, *smaller = (Image.open(BytesIO(png(drawing, size))) for size in reversed(sizes))
    to.parent.mkdir(parents=True, exist_ok=True)
    largest.save(to, form, sizes=[(size, size) for size in sizes], append_images=smaller)
