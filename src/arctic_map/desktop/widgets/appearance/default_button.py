"""A button that Return presses, with a ring when it has the keyboard focus."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton

EDGE, ROUND = 2.5, 3.0
"""Distance of the ring from the button's edge, and radius of its corners, px."""


class DefaultButton(QPushButton):
    """A push button with a focus ring, since styles draw a default button as if it had the focus."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE), ROUND, ROUND)
        painter.end()
