"""Colours of the panels: those of the system's palette, and an accent for each topic of facts."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QWidget

from arctic_map.model.style import Theme
from arctic_map.model.symbology import Colour

Role = QPalette.ColorRole
DOUBT = QColor("#E69F00")
"""Background of warnings about doubtful data."""

Topics = Mapping[str, Colour]
"""Colours by topic, from the table of styles."""


def accent(topic: str, palette: QPalette, topics: Topics) -> QColor:
    """Return a topic's colour on the map for the palette's theme; grey for an unknown topic."""
    return QColor(topics[topic].of(theme(palette))) if topic in topics else line(palette, 0.4)


def theme(palette: QPalette) -> Theme:
    """Return whether a palette is light or dark."""
    return "dark" if palette.color(Role.Base).lightness() < 128 else "light"


def blend(one: QColor, other: QColor, share: float) -> QColor:
    """Mix two colours; `share` (0..1) is that of the second."""
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


def line(palette: QPalette, share: float = 0.22) -> QColor:
    """Return the colour of thin edges, with `share` of the text colour, or more in high contrast."""
    share = min(2.2 * share, 1.0) if is_strong(palette) else share
    return blend(palette.color(Role.Base), palette.color(Role.Text), share)


def is_strong(palette: QPalette) -> bool:
    """Return whether a palette is one of high contrast."""
    black_and_white = {palette.color(Role.Base).name(), palette.color(Role.Text).name()}
    return palette.color(Role.Window) == palette.color(Role.Base) and black_and_white == {
        "#000000",
        "#ffffff",
    }


def quiet(palette: QPalette) -> QColor:
    """Return the colour of secondary text, for the role PlaceholderText."""
    # Styles make placeholders half transparent, with less contrast than running text needs. The active group,
    # because a panel behind another one is disabled now but will be seen enabled.
    active = QPalette.ColorGroup.Active
    return blend(palette.color(active, Role.Text), palette.color(active, Role.Base), 0.3)


def tint_quiet_words(widget: QWidget) -> None:
    """Set the colour of a widget's secondary text; to be called again when its palette changes."""
    colour = quiet(widget.palette())
    # Setting a palette emits another change of palette, so set it only if it differs.
    if widget.palette().color(Role.PlaceholderText) != colour:
        widget.setPalette(only(Role.PlaceholderText, colour))


def link(palette: QPalette) -> QColor:
    """Return the colour of links: the blue of the lanes, or the system's in high contrast."""
    if is_strong(palette):
        return palette.color(Role.Link)
    return QColor("#8ec7ee" if palette.color(Role.Base).lightness() < 128 else "#00598c")


def frames(palette: QPalette) -> QColor:
    """Return the role Window for a tree, a darker shade of which frames check boxes in Fusion."""
    base = palette.color(Role.Base)
    return blend(base, palette.color(Role.Text), 0.6 if theme(palette) == "dark" else 0.06)


def only(role: QPalette.ColorRole, colour: QColor) -> QPalette:
    """Return a palette that sets one role and leaves all others to the system."""
    palette = QPalette()
    palette.setColor(role, colour)
    return palette


def swatch(topic: str, palette: QPalette, topics: Topics, size: int = 16, ratio: float = 2.0) -> QIcon:
    """Return a small square in the colour of a topic."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent(topic, palette, topics))
    painter.drawRoundedRect(QRect(3, 3, size - 6, size - 6), 2, 2)
    painter.end()
    return QIcon(pixmap)
