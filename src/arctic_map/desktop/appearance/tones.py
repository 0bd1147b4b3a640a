"""Colours of the panels: those of the system's palette, and an accent for each topic of facts."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap

ACCENTS = {"trade": "#0072B2", "security": "#D55E00", "governance": "#009E73", "diplomacy": "#CC79A7"}
"""From the Okabe-Ito set, as the marks on the map."""
OPENED = {"opened": "#8a5fc0"}
"""Of what the reader opened."""

Role = QPalette.ColorRole


def accent(topic: str, palette: QPalette) -> QColor:
    """The colour of a topic; the base map has a grey."""
    colours = ACCENTS | OPENED
    return QColor(colours[topic]) if topic in colours else line(palette, 0.4)


def blend(one: QColor, other: QColor, share: float) -> QColor:
    """`share` (0..1) of the other colour over the first."""
    pairs = (
        (one.red(), other.red()),
        (one.green(), other.green()),
        (one.blue(), other.blue()),
    )
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


def line(palette: QPalette, share: float = 0.22) -> QColor:
    """Of thin edges round cards and chips: that share of the text on the ground, more in high contrast."""
    black_and_white = {palette.color(Role.Base).name(), palette.color(Role.Text).name()}
    if palette.color(Role.Window) == palette.color(Role.Base) and black_and_white == {"#000000", "#ffffff"}:
        share = min(2.2 * share, 1.0)
    return blend(palette.color(Role.Base), palette.color(Role.Text), share)


def quiet(palette: QPalette) -> QColor:
    """Of secondary words, which have the role PlaceholderText."""
    # Styles make placeholders half transparent; that is below the contrast that running text needs.
    return blend(palette.color(Role.Text), palette.color(Role.Base), 0.3)


def frames(palette: QPalette) -> QColor:
    """The role Window of a tree: Fusion frames check boxes in a darker shade of it, unseen when dark."""
    base = palette.color(Role.Base)
    return blend(base, palette.color(Role.Text), 0.6 if base.lightness() < 128 else 0.06)


def only(role: QPalette.ColorRole, colour: QColor) -> QPalette:
    """A palette that sets one role and leaves all others to the system."""
    palette = QPalette()
    palette.setColor(role, colour)
    return palette


def swatch(topic: str, palette: QPalette, size: int = 16, ratio: float = 2.0) -> QIcon:
    """A small square in the colour of a topic."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent(topic, palette))
    painter.drawRoundedRect(QRect(3, 3, size - 6, size - 6), 2, 2)
    painter.end()
    return QIcon(pixmap)
