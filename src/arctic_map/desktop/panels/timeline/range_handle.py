"""The handles of the timeline that move a range of days."""

from collections.abc import Callable
from datetime import date
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QWidget

from arctic_map.desktop.panels.timeline.axis import Axis
from arctic_map.desktop.panels.timeline.placing import HANDLE_HEIGHT, HANDLE_WIDTH
from arctic_map.desktop.widgets import tones
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.playback import day_before, shifted

MONTHS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -12,
    Qt.Key.Key_PageUp: 12,
}
ENDS = {Qt.Key.Key_Home: date.min, Qt.Key.Key_End: date.max}


class Side(Enum):
    FIRST = tr_later("First day shown")
    LAST = tr_later("Last day shown")


class RangeHandle(QAbstractSlider):
    """Handle outside of the range, so that two handles never overlap. Its value is the year of its day."""

    edge_requested = Signal(object)
    """Emitted with the date before which the range should begin or end."""

    def __init__(self, side: Side, axis: Callable[[], Axis], parent: QWidget) -> None:
        """`axis` returns the axis in pixels of the parent."""
        super().__init__(parent)
        self._side, self._axis = side, axis
        self._edge = date.min
        self._grabbed_at: float | None = None
        self._size = 1.0
        self.setRange(date.min.year, date.max.year)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setAccessibleName(tr(side.value))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def edge(self) -> date:
        """The edge that the handle is at."""
        return self._edge

    def grow(self, size: float) -> None:
        """Set the size relative to normal text."""
        self._size = size
        self.setFixedSize(round(HANDLE_WIDTH * size), round(HANDLE_HEIGHT * size))
        self.place()

    def show_edge(self, edge: date, words: str) -> None:
        """Move to the beginning of this day, described by `words`."""
        self._edge = edge
        self.setValue((edge if self._side is Side.FIRST else day_before(edge)).year)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            self.setToolTip(
                tr(
                    "{edge}: {words}\nArrows move it by a month, with Shift by a year",
                    edge=tr(self._side.value),
                    words=words,
                )
            )
        self.place()

    def place(self) -> None:
        """Move to the edge on the axis, limited to the visible part."""
        axis = self._axis()
        x = min(max(axis.x(self._edge), axis.left), axis.right)
        self.move(round(x) - self.width() + 1 if self._side is Side.FIRST else round(x), 0)

    def event(self, event: QEvent) -> bool:
        # Shift with arrow keys is also a shortcut of the window, which rotates the map.
        if isinstance(event, QKeyEvent) and _is_override(event) and _moves_edge(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ENDS:
            self.edge_requested.emit(ENDS[key])
        elif _moves_edge(event):
            year = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and abs(MONTHS[key]) == 1
            self.edge_requested.emit(shifted(self._edge, MONTHS[key] * (12 if year else 1)))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The canvas zooms.
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._grabbed_at = self._pointed(event) - self._axis().x(self._edge)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed_at is not None:
            axis = self._axis()
            x = min(max(self._pointed(event) - self._grabbed_at, axis.left), axis.right)
            self.edge_requested.emit(axis.edge(x))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed_at = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.raise_()

    def _pointed(self, event: QMouseEvent) -> float:
        return self.mapToParent(event.position()).x()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        highlight = palette.color(QPalette.ColorRole.Highlight)
        base = palette.color(QPalette.ColorRole.Base)
        share = 1.0 if self.hasFocus() else 0.75 if self.underMouse() else 0.45
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._size, self._size)
        painter.setPen(QPen(tones.blend(highlight, palette.color(QPalette.ColorRole.Text), 0.3), 1.0))
        painter.setBrush(tones.blend(base, highlight, share))
        corners = [QPointF(0.5, 1.5), QPointF(10.5, 1.5), QPointF(10.5, 14.5), QPointF(0.5, 8.5)]
        if self._side is Side.LAST:
            corners = [QPointF(HANDLE_WIDTH - point.x(), point.y()) for point in corners]
        painter.drawPolygon(QPolygonF(corners))
        painter.end()


def _moves_edge(event: QKeyEvent) -> bool:
    """Ctrl or Alt with these keys are shortcuts of the window."""
    others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return Qt.Key(event.key()) in MONTHS and not event.modifiers() & others


def _is_override(event: QKeyEvent) -> bool:
    return event.type() is QEvent.Type.ShortcutOverride
