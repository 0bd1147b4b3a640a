"""A bar at the bottom of the map, in which the active tool shows its state and its commands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, SignalInstance
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from arctic_map.desktop.widgets.appearance import tones
from arctic_map.desktop.widgets.appearance.widget_text import shortcut_text
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.model.tr import tr

WIDTH = 29
"""Width of the bar in line heights, if the map is wide enough."""
PAD, GAP, EDGE, FOOT = 12, 8, 24, 52
"""Padding, gap between parts, and least distance from the sides and the bottom of the map, px."""


class MapBar(QFrame):
    """A bar that covers a part of `place`, another widget of the window, at the middle of its bottom edge."""

    def __init__(self, window: QWidget, place: QWidget) -> None:
        super().__init__(window)
        self._place = place
        self.setAccessibleName(tr("Tool on the map"))
        self.headline, self.detail, self.hint = _label(), _label(), _label()
        self.close_button = QToolButton()
        self.close_button.setText("✕")
        self.close_button.setAutoRaise(True)
        self.close_button.setAccessibleName(tr("Close the tool"))
        self.close_button.setToolTip(tr("Close the tool ({keys})", keys=shortcut_text("Esc")))
        place.installEventFilter(self)
        self.hide()

    def come_forward(self) -> None:
        """Show the bar with its present texts."""
        self.show()
        self.raise_()
        self._fit()

    def lay_out(self, *controls: QWidget) -> None:
        """Lay out headline, detail and controls in lines, with the hint below."""
        self._letter()
        self.hint.setForegroundRole(tones.Role.PlaceholderText)
        tones.tint_quiet_words(self)
        top, column = QHBoxLayout(), QVBoxLayout(self)
        flow = FlowLayout(gap=GAP)
        labels = (self.headline, self.detail)
        for widget in (*labels, *controls):
            flow.addWidget(widget)
        for label in labels:
            label.setWordWrap(False)
            label.setMinimumHeight(self.close_button.sizeHint().height())
        top.addLayout(flow, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self.hint)
        column.setSpacing(GAP // 2)
        column.setContentsMargins(PAD, GAP, GAP, GAP)

    def button(self, text: str, tip: str, requested: SignalInstance) -> QPushButton:
        """Return a button that emits `requested`."""
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(requested)
        return button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._fit()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._letter()
            # The labels inside get their new font after this event.
            QTimer.singleShot(0, self, self._fit)
        elif event.type() is QEvent.Type.PaletteChange:
            tones.tint_quiet_words(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tones.line(self.palette(), 0.4), 1))
        painter.setBrush(self.palette().base())
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def _letter(self) -> None:
        """Make the headline larger than the other texts, whatever their size."""
        font = QFont(self.font())
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.3)
        self.headline.setFont(font)

    def _fit(self) -> None:
        if self.isHidden():
            return
        room = self._place.size()
        width = min(WIDTH * self.fontMetrics().height(), room.width() - 2 * EDGE)
        layout = self.layout()
        height = layout.heightForWidth(width) if layout else self.sizeHint().height()
        left, top = (room.width() - width) // 2, max(0, room.height() - height - FOOT)
        corner = self._place.mapTo(self.window(), QPoint(left, top))
        self.setGeometry(corner.x(), corner.y(), width, height)


def _label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
