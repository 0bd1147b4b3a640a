"""Our own icons: lines on a grid of 20 px, their sizes relative to text, and the icon of the window."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from arctic_map import resources

NO_LIMIT = 16_777_215
"""Qt's QWIDGETSIZE_MAX: no limit to a widget's width or height, px."""
LINE = 20
"""Height of a line of text in the default size, px."""
SIDE = 20
"""Side of an icon next to text of the default size, px."""
PAD, TIGHT = 6, 4
"""Between an icon and the edge of its button, px: in the toolbar and in panels."""


def text_scale(widget: QWidget) -> float:
    """Return how much larger than the default a widget's text is, at least 1."""
    return max(widget.fontMetrics().height() / LINE, 1.0)


def icon_size(widget: QWidget) -> QSize:
    """Return the size of icons, which scale with the text, px."""
    side = round(SIDE * text_scale(widget))
    return QSize(side, side)


def button_side(widget: QWidget, pad: int = PAD) -> int:
    """Return the side of a square button, px."""
    return icon_size(widget).height() + 2 * pad


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


SIZES = (16, 24, 32, 48, 64, 128)
"""Sizes of the icon, px."""
SMALL = 24
"""Greatest size with the bolder drawing, px."""


def window_icon() -> QIcon:
    """Return the app's icon in all sizes."""
    folder = resources.root() / "icons"
    small, large = (QSvgRenderer(str(folder / f"arctic-map{end}.svg")) for end in ("-small", ""))
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(QPixmap.fromImage(_picture(small if size <= SMALL else large, size)))
    return icon


def _picture(drawing: QSvgRenderer, size: int) -> QImage:
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter)
    painter.end()
    return picture
