"""The app's icon for docks and title bars, with a bolder drawing in small sizes."""

from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from arctic_map import resources

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
