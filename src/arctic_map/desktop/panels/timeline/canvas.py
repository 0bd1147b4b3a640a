"""The timeline canvas: selecting marks by mouse and keyboard, zooming and scrolling the axis."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from arctic_map.desktop.panels.timeline.axis import Axis, Scale
from arctic_map.desktop.panels.timeline.painting import Picture, VisibleMarks, breaks
from arctic_map.desktop.panels.timeline.placing import (
    HANDLE_WIDTH,
    REACH,
    Captions,
    PlacedMarks,
    TimelineLayout,
)
from arctic_map.desktop.panels.timeline.timeline_marks import lanes, words
from arctic_map.desktop.widgets.icons import text_scale
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.catalog import Catalog
from arctic_map.model.preferences import Names
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.timeline import Mark, Range, touches

Role = QPalette.ColorRole
ZOOM_STEP = 1.5
SMALL = 0.86
"""Font size of captions, as a multiple of that of the window."""
BREAK = tr_later("Years are wider from here on, because most of the facts are about them.")
WALKS: Mapping[Qt.Key, Callable[[PlacedMarks, Mark | None], Mark | None]] = {
    Qt.Key.Key_Left: lambda placed, mark: placed.next(mark, -1),
    Qt.Key.Key_Right: lambda placed, mark: placed.next(mark, 1),
    Qt.Key.Key_Up: lambda placed, mark: placed.across(mark, -1),
    Qt.Key.Key_Down: lambda placed, mark: placed.across(mark, 1),
    Qt.Key.Key_Home: lambda placed, _: next(iter(placed.order), None),
    Qt.Key.Key_End: lambda placed, _: next(reversed(placed.order), None),
}
"""Keys that move from one mark to another."""
MOVES: Mapping[Qt.Key, Callable[[Axis, float], Axis]] = {
    Qt.Key.Key_Plus: lambda axis, x: axis.zoomed(ZOOM_STEP, x),
    Qt.Key.Key_Equal: lambda axis, x: axis.zoomed(ZOOM_STEP, x),
    Qt.Key.Key_Minus: lambda axis, x: axis.zoomed(1 / ZOOM_STEP, x),
    Qt.Key.Key_0: lambda axis, _: replace(axis, zoom=1.0, start=0.0),
    Qt.Key.Key_PageUp: lambda axis, _: axis.scrolled(-0.5 * axis.width),
    Qt.Key.Key_PageDown: lambda axis, _: axis.scrolled(0.5 * axis.width),
}
"""Keys that show another part of the axis, about a pixel."""
CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class TimelineCanvas(QWidget):
    """Paints the timeline and handles mouse and keyboard input."""

    mark_requested = Signal(object)
    axis_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.timeline = TimelineLayout(Axis(Scale((0.0, 1.0), (0.0, 1.0)), 0.0, 1.0))
        self._catalog: Catalog | None = None
        self.names: Names = "en"
        """The language of the names of features."""
        self._beads: frozenset[tuple[str, str]] = frozenset()
        self._seen = VisibleMarks(Range(date.min, date.max))
        self._current: Mark | None = None
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setAccessibleName(tr("Time axis"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def set_folded(self, folded: bool) -> None:
        """Show a strip without names, or lanes."""
        if folded != self.timeline.folded:
            self.timeline = replace(self.timeline, folded=folded)
            self.updateGeometry()
            self._fit()

    def show_marks(self, catalog: Catalog, marks: Collection[Mark], scale: Scale) -> None:
        """Show other marks on a scale."""
        self._catalog = catalog
        self._beads = frozenset((mark.kind, mark.id) for mark in marks)
        self.timeline = self.timeline.with_marks(lanes(marks, catalog.topic), scale)
        self._current = None
        self._fit()

    def show_seen(self, seen: VisibleMarks) -> None:
        """Show another range or selection."""
        # Ignore selected items without a mark, which change nothing here.
        seen = replace(seen, ringed=seen.ringed & self._beads)
        if seen == self._seen:
            return
        turned, self._seen = seen.ringed != self._seen.ringed, seen
        if turned:
            self._move(self.timeline.showing(seen.ringed))
        self.update()

    def zoom(self, steps: float, x: float | None = None) -> None:
        """Zoom in for positive steps, about a pixel or the middle."""
        axis = self.timeline.axis
        self._move(axis.zoomed(ZOOM_STEP**steps, axis.middle if x is None else x))

    def reveal(self, day: date) -> None:
        """Scroll to a day."""
        axis = self.timeline.axis
        self._move(axis.showing(axis.x(day), margin=HANDLE_WIDTH))

    def sizeHint(self) -> QSize:
        return QSize(640, round(116 * text_scale(self)))

    def minimumSizeHint(self) -> QSize:
        timeline = replace(self.timeline, captions=self._captions())
        return QSize(160 if timeline.folded else 240, round(timeline.least_height))

    def _captions(self) -> Captions:
        metrics = self.fontMetrics()
        return Captions(
            text_scale(self), metrics.height() * SMALL, lambda text: metrics.horizontalAdvance(text) * SMALL
        )

    def _fit(self) -> None:
        self._show_layout(self.timeline.resized(self.width(), self.height(), self._captions()))

    def _move(self, axis: Axis) -> None:
        if axis != self.timeline.axis:
            self._show_layout(self.timeline.moved(axis))

    def _show_layout(self, timeline: TimelineLayout) -> None:
        self.timeline = timeline
        self.axis_changed.emit()
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().event(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        mark = self.timeline.mark_at(event.pos().x(), event.pos().y())
        if mark is not None and self._catalog is not None:
            within = touches(mark.span, self._seen.when)
            outside = "" if within else tr("Outside the range; selecting it widens the range")
            QToolTip.showText(event.globalPos(), tip(*words(mark, self._catalog, self.names), outside), self)
        elif any(abs(event.pos().x() - x) <= 2 * REACH for x in breaks(self.timeline.axis)):
            QToolTip.showText(event.globalPos(), tr(BREAK), self)
        else:
            QToolTip.hideText()
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None:
            hand = self.timeline.mark_at(at.x(), at.y()) is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        elif self._dragged or abs(at.x() - self._pressed.x()) > 4:
            self._dragged = True
            self._move(self.timeline.axis.scrolled(self._pressed.x() - at.x()))
            self._pressed = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        clicked = self._pressed is not None and not self._dragged
        if clicked and (mark := self.timeline.mark_at(at.x(), at.y())):
            self._current = mark
            self.mark_requested.emit(mark)
        self._pressed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned, aside = event.angleDelta().y(), event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(aside) > abs(turned):
            self._move(self.timeline.axis.scrolled(-(aside or turned) / 2))
        elif turned:
            self.zoom(turned / 120, event.position().x())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if walk := WALKS.get(key):
            if mark := walk(self.timeline.placed, self._current):
                self._step_to(mark)
        elif move := MOVES.get(key):
            axis, current = self.timeline.axis, self._current_bead()
            self._move(move(axis, current[0] if current else axis.middle))
        elif key in CHOOSE and self._current:
            self.mark_requested.emit(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at the selected mark, or else at the first visible one."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.MouseFocusReason or self.timeline.is_seen(self._current):
            return
        if first := self.timeline.first_seen(self._seen.ringed):
            self._step_to(first)

    def _step_to(self, mark: Mark) -> None:
        self._current = mark
        if bead := self._current_bead():
            self._move(self.timeline.axis.showing(bead[0]))
        if self._catalog is not None:
            lines = words(mark, self._catalog, self.names)
            self.setAccessibleDescription(". ".join(lines))
            if self.hasFocus() and (bead := self._current_bead()):
                QToolTip.showText(self.mapToGlobal(QPointF(*bead).toPoint()), tip(*lines), self)
        self.update()

    def _current_bead(self) -> tuple[float, float] | None:
        return self.timeline.placed.bead(self._current.kind, self._current.id) if self._current else None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._catalog is None:
            return
        painter = QPainter(self)
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * SMALL)
        painter.setFont(small)
        focused = self.hasFocus()
        current = self._current if focused else None
        picture = Picture(self.timeline, self._seen, self._catalog, current, self.palette())
        picture.paint(painter)
        if focused:
            painter.setPen(QPen(self.palette().color(Role.Highlight), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(picture.plot.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()
