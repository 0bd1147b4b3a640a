"""A histogram of a field, with the colours and breaks of its classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from arctic_map.model.tr import digits, tr

if TYPE_CHECKING:
    from arctic_map.tables.attributes.classification import Histogram

LINES = 5
"""Height in lines of text."""


class HistogramView(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._shown: Histogram | None = None
        self._edges: tuple[float, ...] = ()
        self._colours: Sequence[str] = ()

    def show_classes(self, shown: Histogram | None, edges: tuple[float, ...], colours: Sequence[str]) -> None:
        """Show a histogram with class breaks and colours; None hides the widget."""
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
        span = self._shown.greatest - self._shown.least
        for edge in self._edges[1:-1] if span else ():
            x = field.width() * (edge - self._shown.least) / span
            painter.drawLine(QPointF(x, 0), QPointF(x, field.bottom()))
        painter.setPen(self.palette().color(self.foregroundRole()))
        foot = QRectF(0, field.bottom() + 2, self.width(), line)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft), f"{self._shown.least:g}")
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight), f"{self._shown.greatest:g}")
        painter.end()

    def _colour_at(self, value: float) -> str:
        number = sum(value > edge for edge in self._edges[1:-1])
        return self._colours[min(number, len(self._colours) - 1)]
