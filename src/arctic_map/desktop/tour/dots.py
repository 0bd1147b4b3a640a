"""The progress of a tour: one clickable dot for each step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from arctic_map.desktop.widgets.appearance import tones
from arctic_map.desktop.widgets.appearance.widget_text import tip
from arctic_map.model.tr import tr

CLOSEST = 8
"""Least distance between dots, px."""


class StepDots(QWidget):
    """A row of dots for the mouse; with the keyboard, use the list of steps."""

    chosen = Signal(int)
    """The number of a step, from 0."""

    def __init__(self, titles: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles, self._number = titles, 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_step(self, number: int) -> None:
        """Highlight the dots up to this step, counted from 0."""
        self._number = number
        self.setAccessibleName(tr("Step {number} of {count}", number=number + 1, count=len(self._titles)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._usual_gap() * len(self._titles), self._usual_gap())

    def minimumSizeHint(self) -> QSize:
        return QSize(CLOSEST * len(self._titles), self._usual_gap())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (number := self._at(event.position().toPoint())) is not None:
            self.chosen.emit(number)

    def event(self, event: QEvent) -> bool:
        """Show the title of the step below the pointer as a tooltip."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(event.pos())
            QToolTip.showText(event.globalPos(), "" if number is None else tip(self._words(number)), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap, palette = self._gap(), self.palette()
        for number in range(len(self._titles)):
            here = number == self._number
            reached = palette.color(QPalette.ColorRole.Text)
            painter.setBrush(reached if number <= self._number else tones.line(palette, 0.35))
            size = gap * (0.34 if here else 0.2)
            painter.drawEllipse(QPointF(gap * (number + 0.5), self.height() / 2), size, size)

    def _usual_gap(self) -> int:
        return max(10, round(self.fontMetrics().height() * 0.8))

    def _gap(self) -> int:
        """Return the distance between dots, smaller in a narrow widget, px."""
        return max(CLOSEST, min(self._usual_gap(), self.width() // max(1, len(self._titles))))

    def _at(self, place: QPoint) -> int | None:
        number = place.x() // self._gap()
        return number if 0 <= number < len(self._titles) else None

    def _words(self, number: int) -> str:
        return f"{number + 1}. {self._titles[number]}"
