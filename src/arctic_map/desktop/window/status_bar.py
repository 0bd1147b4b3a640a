"""The status bar, whose sentences end in "…" where its room ends and are whole in their tooltip."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStatusBar, QStyle, QStyleOption, QToolTip, QWidget

SIDES = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
MARGIN = 6
"""Left and right of a sentence, px."""


class StatusBar(QStatusBar):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._permanent: list[QWidget] = []

    def addPermanentWidget(self, widget: QWidget, stretch: int | None = 0) -> None:
        self._permanent.append(widget)
        super().addPermanentWidget(widget, stretch)

    @property
    def room(self) -> QRect:
        """Of a sentence: what the widgets at the end leave of the bar."""
        taken = [each.x() for each in self._permanent if each.isVisible()]
        end = min(taken, default=self.width())
        return QRect(MARGIN, 0, max(0, end - 2 * MARGIN), self.height())

    @property
    def shown_sentence(self) -> str:
        """As it is painted."""
        elide = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.currentMessage(), elide, self.room.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        # Qt's own cuts the sentence in the middle of a letter.
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelStatusBar, option, painter, self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.room, int(SIDES), self.shown_sentence)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.currentMessage():
            # The window is there before any sentence is.
            from arctic_map.desktop.widgets.appearance.widget_text import tip

            cut = self.shown_sentence != self.currentMessage()
            QToolTip.showText(event.globalPos(), tip(self.currentMessage()) if cut else "", self)
            return True
        return super().event(event)
