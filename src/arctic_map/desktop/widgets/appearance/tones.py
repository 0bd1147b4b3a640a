"""Colours of the panels: those of the system's palette, and an accent for each topic of facts."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QWidget

from arctic_map.model.style import Theme
from arctic_map.model.symbology import Colour

Role = QPalette.ColorRole
DOUBT = QColor("#E69F00")
"""Behind what warns of a doubt."""

Topics = Mapping[str, Colour]
"""Colours by topic, from the table of styles."""


def accent(topic: str, palette: QPalette, topics: Topics) -> QColor:
    """The colour that a topic has on the map, on light ground or dark; the base map has a grey."""
    return QColor(topics[topic].of(theme(palette))) if topic in topics else line(palette, 0.4)


def theme(palette: QPalette) -> Theme:
    return "dark" if palette.color(Role.Base).lightness() < 128 else "light"


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
    share = min(2.2 * share, 1.0) if is_strong(palette) else share
    return blend(palette.color(Role.Base), palette.color(Role.Text), share)


def is_strong(palette: QPalette) -> bool:
    """Whether a palette is one of high contrast."""
    black_and_white = {palette.color(Role.Base).name(), palette.color(Role.Text).name()}
    return palette.color(Role.Window) == palette.color(Role.Base) and black_and_white == {
        "#000000",
        "#ffffff",
    }


def quiet(palette: QPalette) -> QColor:
    """Of secondary words, which have the role PlaceholderText."""
    # Styles make placeholders half transparent; that is below the contrast that running text needs.
    # Of a panel that is disabled now because another one is before it, as it will be seen.
    active = QPalette.ColorGroup.Active
    return blend(palette.color(active, Role.Text), palette.color(active, Role.Base), 0.3)


def tint_quiet_words(widget: QWidget) -> None:
    """Give a widget's secondary words their colour, when its palette has changed too."""
    wanted = quiet(widget.palette())
    # Setting a palette brings the next change of palette, so it ends when there is nothing to set.
    if widget.palette().color(Role.PlaceholderText) != wanted:
        widget.setPalette(only(Role.PlaceholderText, wanted))


def link(palette: QPalette) -> QColor:
    """Of words that lead somewhere: the blue of the lanes, in high contrast the system's."""
    if is_strong(palette):
        return palette.color(Role.Link)
    return QColor("#8ec7ee" if palette.color(Role.Base).lightness() < 128 else "#00598c")


def frames(palette: QPalette) -> QColor:
    """The role Window of a tree: Fusion frames check boxes in a darker shade of it, unseen when dark."""
    base = palette.color(Role.Base)
    return blend(base, palette.color(Role.Text), 0.6 if theme(palette) == "dark" else 0.06)


def only(role: QPalette.ColorRole, colour: QColor) -> QPalette:
    """A palette that sets one role and leaves all others to the system."""
    palette = QPalette()
    palette.setColor(role, colour)
    return palette


def swatch(topic: str, palette: QPalette, topics: Topics, size: int = 16, ratio: float = 2.0) -> QIcon:
    """A small square in the colour of a topic."""
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
