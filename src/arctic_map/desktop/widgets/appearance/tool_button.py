"""A tool button with one of our icons, whose checked state shows by more than its colour."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QToolButton

from arctic_map.desktop.widgets.appearance import tones
from arctic_map.desktop.widgets.appearance.line_icons import draw_icon
from arctic_map.desktop.widgets.appearance.sizes import PAD, button_side, icon_size, text_scale

Group, Role = QPalette.ColorGroup, QPalette.ColorRole
ON, HOVERED, DOWN = 0.24, 0.08, 0.18
"""Shares of the highlight or text colour in the background."""
BAR = 2.5
"""Height of the line under a checked button, px."""


class ToolButton(QToolButton):
    """A tool button that shows an icon, or its text if it has none."""

    def __init__(self, drawing: str = "", *, pad: int = PAD) -> None:
        super().__init__()
        self._drawing, self._pad = drawing, pad
        self._fit()
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_drawing(self, drawing: str) -> None:
        """Change the icon."""
        if drawing != self._drawing:
            self._drawing = drawing
            self.update()

    def sizeHint(self) -> QSize:
        if self._drawing:
            return self._square
        words = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._pad
        return self._square.expandedTo(QSize(words, 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        # Cached: a window asks for it thousands of times while it is filled.
        side = button_side(self, self._pad)
        self._square = QSize(side, side)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, scale = self.palette(), text_scale(self)
        highlight, ground = palette.color(Role.Highlight), palette.color(Role.Window)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(highlight, 2.0) if self.hasFocus() else Qt.PenStyle.NoPen)
        fill = tones.blend(ground, highlight, ON) if self.isChecked() else ground
        share = DOWN if self.isDown() else HOVERED if self.underMouse() and self.isEnabled() else 0.0
        if share or self.isChecked():
            painter.setBrush(tones.blend(fill, palette.color(Role.WindowText), share))
        painter.drawRoundedRect(frame, 4, 4)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(highlight)
            bar = BAR * scale
            painter.drawRect(QRectF(frame.left() + 3, frame.bottom() - bar, frame.width() - 6, bar))
        group = Group.Active if self.isEnabled() else Group.Disabled
        ink = palette.color(group, Role.ButtonText)
        if self._drawing:
            size = icon_size(self)
            where = QRectF(0, 0, size.width(), size.height())
            where.moveCenter(QRectF(self.rect()).center())
            draw_icon(painter, self._drawing, where, ink)
        else:
            painter.setPen(ink)
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()
