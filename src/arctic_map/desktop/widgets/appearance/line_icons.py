"""Our own icons: thin lines on a grid of 20 px, in the colours of the palette."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from arctic_map import resources

IN_MENUS = (16, 32, 48)
"""Icon sizes of menus on standard and high-resolution screens, px."""
Group, Role = QPalette.ColorGroup, QPalette.ColorRole


def draw_icon(painter: QPainter, name: str, where: QRectF, colour: QColor) -> None:
    """Draw an icon into a rectangle."""
    _drawing(name, colour.name()).render(painter, where)


def menu_icon(name: str, palette: QPalette) -> QIcon:
    """Return an icon in the text colour, and fainter for disabled commands."""
    icon = QIcon()
    groups = {QIcon.Mode.Normal: Group.Active, QIcon.Mode.Disabled: Group.Disabled}
    for mode, group in groups.items():
        for side in IN_MENUS:
            icon.addPixmap(_pixmap(name, palette.color(group, Role.ButtonText), side), mode)
    # Highlighted entries have another background.
    for side in IN_MENUS:
        icon.addPixmap(_pixmap(name, palette.color(Role.HighlightedText), side), QIcon.Mode.Active)
    return icon


def _pixmap(name: str, colour: QColor, side: int) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_icon(painter, name, QRectF(0, 0, side, side), colour)
    painter.end()
    return pixmap


@lru_cache(maxsize=256)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    svg = (resources.root() / "icons" / "lines" / f"{name}.svg").read_text("utf-8")
    return QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
