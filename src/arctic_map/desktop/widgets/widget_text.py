"""Texts of widgets: tooltips, captions, names of keys, and lines of text that are elided where needed."""

import re
from html import escape

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar, QStyle, QStyleOption, QToolTip, QWidget

MNEMONIC = re.compile(r"\(&\w\)|&")


def tip(*paragraphs: str) -> str:
    """Return a tooltip with wrapped lines that shows markup as text."""
    lines = [escape(paragraph) for paragraph in paragraphs if paragraph]
    return f"<qt>{'<br>'.join(lines)}</qt>" if lines else ""


def caption(text: str) -> str:
    """Return a caption of a button or menu entry with its ampersands escaped."""
    return text.replace("&", "&&")


def without_mnemonic(text: str) -> str:
    """Return a label without its mark of a letter: of `&File`, or of `文件(&F)`."""
    return MNEMONIC.sub("", text)


def shortcut_text(shortcut: str) -> str:
    """Return a shortcut as the platform writes it."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


SIDES = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ElidedLabel(QLabel):
    """A label that takes the available width and requires none."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        """Set the text and the tooltip."""
        self.setText(words)
        self.setToolTip(tip(words))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(SIDES), shown)
        painter.end()


MESSAGE_SIDES = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
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
        painter.drawText(self.room, int(MESSAGE_SIDES), self.shown_sentence)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Show the complete message as a tooltip."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.currentMessage():
            cut = self.shown_sentence != self.currentMessage()
            QToolTip.showText(event.globalPos(), tip(self.currentMessage()) if cut else "", self)
            return True
        return super().event(event)
