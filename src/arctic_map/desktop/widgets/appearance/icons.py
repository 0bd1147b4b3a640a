"""Icons of map symbols, painted from the drawing's own symbols."""

from PySide6.QtGui import QIcon, QImage, QPixmap

from arctic_map.export.marks.symbol import HEIGHT, WIDTH, icon
from arctic_map.model.style import Look
from arctic_map.render.raster import image

SHARP = 3
"""Pixels for each of the symbol's own, enough for every screen."""


def symbol_icon(style: str, look: Look) -> QIcon:
    """The symbol of a style as it is drawn on the map."""
    return QIcon(QPixmap.fromImage(symbol_image(style, look)))


def symbol_image(style: str, look: Look) -> QImage:
    return image(icon(style, look), int(WIDTH * SHARP), int(HEIGHT * SHARP), ratio=SHARP)
