"""Icons of map symbols, painted as on the map."""

from PySide6.QtGui import QIcon, QImage, QPixmap

from arctic_map.export.marks.symbol import HEIGHT, WIDTH, icon
from arctic_map.model.style import Look
from arctic_map.render.raster import image

SHARP = 3
"""Pixels of the image per pixel of the symbol, enough for every screen."""


def symbol_icon(style: str, look: Look) -> QIcon:
    """Return the symbol of a style as it is drawn on the map."""
    return QIcon(QPixmap.fromImage(symbol_image(style, look)))


def symbol_image(style: str, look: Look) -> QImage:
    """Return the symbol of a style as an image."""
    return image(icon(style, look), int(WIDTH * SHARP), int(HEIGHT * SHARP), ratio=SHARP)
