"""Lanes compared as bars: stated length above drawn length, all to one scale."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from arctic_map.desktop.widgets.appearance import tones
from arctic_map.model.preferences import Units
from arctic_map.model.tr import interface, tr, tr_later
from arctic_map.scene.words.units import both, length_in_words

Role = QPalette.ColorRole
THICK, GAP = 8, 4
"""Height of a bar, and space between two lanes, px."""
KEY = tr_later("Hollow: stated. Full: drawn.")
LEFT = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight) | int(Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane's name, its lengths in km, and its colour on the map."""

    name: str
    stated: float
    drawn: float
    colour: str


class Bars(QWidget):
    """Two bars per lane: outlined for the stated length, filled for the drawn one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lanes: tuple[Lane, ...] = ()
        self._longest = 1.0
        self._units: Units = "km"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The visible lanes."""
        return self._lanes

    def show_lanes(self, lanes: Iterable[Lane], longest: float, units: Units = "km") -> None:
        """Show lanes; `longest` is the length in km that fills the width, `units` those of drawn lengths."""
        self._lanes, self._longest, self._units = tuple(lanes), max(longest, 1.0), units
        self.setVisible(bool(self._lanes))
        self.setAccessibleName(tr("Lanes side by side"))
        self.setAccessibleDescription("; ".join(in_words(lane, units) for lane in self._lanes))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        caption = self.fontMetrics().height() if self._lanes else 0
        return QSize(200, len(self._lanes) * self._height() + caption)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _height(self) -> int:
        """Height of a lane, px."""
        return self.fontMetrics().height() + 2 * THICK + 4 + 2 * GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, lane in enumerate(self._lanes):
            self._paint(painter, lane, number * self._height())
        painter.setPen(tones.quiet(self.palette()))
        painter.drawText(QRectF(0, len(self._lanes) * self._height(), self.width(), 100), tr(KEY))
        painter.end()

    def _paint(self, painter: QPainter, lane: Lane, top: int) -> None:
        line, palette = self.fontMetrics().height(), self.palette()
        head, lengths = QRectF(0, top, self.width(), line), _lengths(lane, self._units)
        painter.setPen(tones.quiet(palette))
        painter.drawText(head, RIGHT, lengths)
        metrics = QFontMetricsF(self.font())
        room = self.width() - metrics.horizontalAdvance(lengths) - 8
        painter.setPen(palette.color(Role.Text))
        painter.drawText(head, LEFT, metrics.elidedText(lane.name, Qt.TextElideMode.ElideRight, room))
        colour, width = QColor(lane.colour), self.width() - 1
        painter.setPen(colour)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        stated = QRectF(0.5, top + line + 2.5, width * lane.stated / self._longest, THICK - 1)
        painter.drawRect(stated)
        painter.setBrush(colour)
        painter.drawRect(QRectF(0.5, stated.bottom() + 2.5, width * lane.drawn / self._longest, THICK - 1))


def in_words(lane: Lane, units: Units = "km") -> str:
    """The lengths of a lane as text."""
    return tr(
        "{name}: {stated} stated, {drawn} drawn",
        name=lane.name,
        stated=both(lane.stated, units),
        drawn=length_in_words(lane.drawn * 1000, units),
    )


def _lengths(lane: Lane, units: Units) -> str:
    number = interface().number
    drawn = length_in_words(lane.drawn * 1000, units)
    stated = number(lane.stated) if units == "km" else length_in_words(lane.stated * 1000)
    return f"{stated} / {drawn}"
