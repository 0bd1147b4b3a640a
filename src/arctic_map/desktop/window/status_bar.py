"""A status bar whose messages are elided where they do not fit and complete in their tooltip."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStatusBar, QStyle, QStyleOption, QToolTip, QWidget

from arctic_map.desktop.widgets.appearance.widget_text import tip

SIDES = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
MARGIN = 6
"""Left and right of a message, px."""


class StatusBar(QStatusBar):
    """A status bar that paints its messages itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._permanent: list[QWidget] = []

    def addPermanentWidget(self, widget: QWidget, stretch: int | None = 0) -> None:
        self._permanent.append(widget)
        super().addPermanentWidget(widget, stretch)

    @property
    def room(self) -> QRect:
        """The rectangle of a message: what the permanent widgets leave of the bar."""
        starts = [each.x() for each in self._permanent if each.isVisible()]
        end = min(starts, default=self.width())
        return QRect(MARGIN, 0, max(0, end - 2 * MARGIN), self.height())

    @property
    def shown_sentence(self) -> str:
        """The message as it is painted, elided if needed."""
        elide = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.currentMessage(), elide, self.room.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        # Qt's own painting cuts the message within a letter.
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelStatusBar, option, painter, self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.room, int(SIDES), self.shown_sentence)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Show the complete message as a tooltip."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.currentMessage():
            cut = self.shown_sentence != self.currentMessage()
            QToolTip.showText(event.globalPos(), tip(self.currentMessage()) if cut else "", self)
            return True
        return super().event(event)
