"""How often the values of a raster occur, in the colours of its ramp, with handles for its ends."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from arctic_map.desktop.widgets import tones
from arctic_map.model.histogram import Histogram
from arctic_map.model.tr import tr
from arctic_map.scene.symbology.colours import ramp
from arctic_map.scene.words.figures import short_number

HEIGHT, MARGIN, GRIP = 84, 7, 9
"""Height in px, room for handles at the sides, and how near the pointer must be to one."""
STOPS = 64


class HistogramView(QWidget):
    """Bars of a histogram. A handle can be dragged; the fields below say the same for the keyboard."""

    limits_chosen = Signal(float, float)
    """Emitted with the values of the first and the last colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._histogram: Histogram | None = None
        self._low, self._high = 0.0, 1.0
        self._colours: tuple[str, ...] = ()
        self._is_dragging_high: bool | None = None
        self.setFixedHeight(HEIGHT)
        self.setMouseTracking(True)

    def show_values(
        self, histogram: Histogram | None, low: float, high: float, name: str, *, reverse: bool
    ) -> None:
        """Show a histogram with the ends of a ramp of this name."""
        self._histogram, self._low, self._high = histogram, low, high
        self._colours = tuple(ramp(name, STOPS, reverse=reverse))
        self.setVisible(histogram is not None)
        if histogram is not None:
            ends = (short_number(histogram.low, 6), short_number(histogram.high, 6))
            self.setAccessibleName(tr("Values from {low} to {high}", low=ends[0], high=ends[1]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        found = self._histogram
        if found is None:
            return
        painter = QPainter(self)
        most, width = max(found.counts), (self.width() - 2 * MARGIN) / len(found.counts)
        step = (found.high - found.low) / len(found.counts)
        for number, count in enumerate(found.counts):
            # The square root shows rare values too.
            height = (HEIGHT - 2) * (count / most) ** 0.5
            bar = QRectF(MARGIN + number * width, HEIGHT - height, width + 0.5, height)
            painter.fillRect(bar, self._colour(found.low + (number + 0.5) * step))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tones.line(self.palette(), 0.9), 2.0))
        for value in (self._low, self._high):
            x = self._x(value)
            painter.drawLine(QPointF(x, 0.0), QPointF(x, float(HEIGHT)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_dragging_high = self._near(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        over = self._near(x) is not None or self._is_dragging_high is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)
        if self._is_dragging_high is None:
            return
        value = self._value(x)
        if self._is_dragging_high and value > self._low:
            self._high = value
        elif not self._is_dragging_high and value < self._high:
            self._low = value
        self.update()
        self.limits_chosen.emit(self._low, self._high)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_dragging_high = None

    def _near(self, x: float) -> bool | None:
        """Whether the pointer is at the upper handle, or at the lower one; None if at neither."""
        to_low, to_high = abs(x - self._x(self._low)), abs(x - self._x(self._high))
        if min(to_low, to_high) > GRIP:
            return None
        return to_high <= to_low

    def _x(self, value: float) -> float:
        found = self._histogram
        if found is None:
            return 0.0
        share = min(max((value - found.low) / (found.high - found.low), 0.0), 1.0)
        return MARGIN + share * (self.width() - 2 * MARGIN)

    def _value(self, x: float) -> float:
        found = self._histogram
        assert found is not None
        share = min(max((x - MARGIN) / max(self.width() - 2 * MARGIN, 1), 0.0), 1.0)
        return found.low + share * (found.high - found.low)

    def _colour(self, value: float) -> QColor:
        share = (value - self._low) / (self._high - self._low) if self._high > self._low else 0.0
        return QColor(self._colours[round(min(max(share, 0.0), 1.0) * (STOPS - 1))])
