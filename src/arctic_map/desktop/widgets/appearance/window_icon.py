"""The app's icon as docks and title bars want it: a bolder drawing where it is small."""

from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from arctic_map import resources

SIZES = (16, 24, 32, 48, 64, 128)
"""px."""
SMALL = 24
"""Up to this size the bolder drawing is taken."""


def window_icon() -> QIcon:
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
