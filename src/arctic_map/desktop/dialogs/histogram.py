"""A histogram of a field, with the colours of its classes and limits that can be dragged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from arctic_map.model.tr import digits, tr

if TYPE_CHECKING:
    from arctic_map.tables.attributes.classification import Histogram

LINES = 5
"""Height in lines of text."""
REACH = 5.0
"""Distance at which a limit is grasped, px."""


class HistogramView(QWidget):
    """Histogram whose class limits can be dragged."""

    limits_moved = Signal(tuple)
    """Emitted with all limits between classes when one was dragged."""

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self._dragged: int | None = None
        """Index of the limit that is being dragged."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._shown: Histogram | None = None
        self._edges: tuple[float, ...] = ()
        self._colours: Sequence[str] = ()

    def show_classes(self, shown: Histogram | None, edges: tuple[float, ...], colours: Sequence[str]) -> None:
        """Show a histogram with class breaks and colours; None hides the widget."""
        if self._dragged is not None:
            return
        self._shown, self._edges, self._colours = shown, edges, colours
        self.setVisible(shown is not None)
        if shown:
            text = tr(
                "{count} values from {least} to {greatest}",
                count=digits(f"{sum(shown.counts):,}"),
                least=f"{shown.least:g}",
                greatest=f"{shown.greatest:g}",
            )
            self.setAccessibleName(text)
            self.setToolTip(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, LINES * self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is None:
            return
        painter = QPainter(self)
        line = self.fontMetrics().height()
        field = QRectF(0, 0, self.width(), self.height() - line - 2)
        most, count = max(self._shown.counts), len(self._shown.counts)
        quiet = self.palette().color(self.palette().ColorRole.Mid)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, times in enumerate(self._shown.counts):
            height = field.height() * times / most
            left = field.width() * number / count
            middle = self._shown.least + (self._shown.greatest - self._shown.least) * (number + 0.5) / count
            painter.setBrush(QColor(self._colour_at(middle)) if self._colours and self._edges else quiet)
            painter.drawRect(QRectF(left, field.bottom() - height, field.width() / count - 1, height))
        painter.setPen(QPen(self.palette().color(self.foregroundRole()), 1, Qt.PenStyle.DashLine))
        for x in self._limits_x:
            painter.drawLine(QPointF(x, 0), QPointF(x, field.bottom()))
        painter.setPen(self.palette().color(self.foregroundRole()))
        foot = QRectF(0, field.bottom() + 2, self.width(), line)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft), f"{self._shown.least:g}")
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight), f"{self._shown.greatest:g}")
        painter.end()

    @property
    def _limits_x(self) -> list[float]:
        """Positions of the limits, px; none if all values are equal."""
        if self._shown is None or self._shown.greatest == self._shown.least:
            return []
        scale = self.width() / (self._shown.greatest - self._shown.least)
        return [(edge - self._shown.least) * scale for edge in self._edges[1:-1]]

    def _limit_at(self, x: float) -> int | None:
        """Index of the limit that is grasped at a position."""
        near = [(abs(limit - x), index) for index, limit in enumerate(self._limits_x)]
        return min(near)[1] if near and min(near)[0] <= REACH else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = self._limit_at(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        grasped = self._dragged is not None or self._limit_at(x) is not None
        self.setCursor(Qt.CursorShape.SplitHCursor if grasped else Qt.CursorShape.ArrowCursor)
        if self._dragged is None or self._shown is None:
            return
        low, high = self._edges[self._dragged], self._edges[self._dragged + 2]
        span = self._shown.greatest - self._shown.least
        value = self._shown.least + span * x / self.width()
        # As many digits as the histogram can show.
        value = float(f"{min(max(value, low), high):.3g}")
        edges = [*self._edges]
        edges[self._dragged + 1] = min(max(value, low), high)
        self._edges = tuple(edges)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            self._dragged = None
            self.limits_moved.emit(self._edges[1:-1])

    def _colour_at(self, value: float) -> str:
        number = sum(value > edge for edge in self._edges[1:-1])
        return self._colours[min(number, len(self._colours) - 1)]
