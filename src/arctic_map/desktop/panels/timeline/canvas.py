"""The timeline's picture as a widget: choosing marks by mouse and keys, zooming and scrolling the axis."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
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
from arctic_map.desktop.panels.timeline.marks import Lane, laid_out, lanes, words
from arctic_map.desktop.panels.timeline.painting import Picture, Seen, breaks
from arctic_map.desktop.panels.timeline.placing import REACH, Placed, in_lanes, in_strip
from arctic_map.desktop.panels.timeline.range_handle import HEIGHT as TRACK
from arctic_map.desktop.panels.timeline.range_handle import WIDTH as GRIP
from arctic_map.desktop.widgets.appearance.sizes import text_scale
from arctic_map.desktop.widgets.appearance.widget_text import tip
from arctic_map.model.catalog import Catalog
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.timeline import Mark, Range, touches

Role = QPalette.ColorRole
ZOOM_STEP = 1.5
SMALL = 0.86
"""Of captions, times usual text."""
BREAK = tr_later("Years are wider from here on: most of what is told happened in them.")
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
LANE_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class TimelineCanvas(QWidget):
    mark_requested = Signal(object)
    axis_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.axis = Axis(Scale((0.0, 1.0), (0.0, 1.0)), 0.0, 1.0)
        self._catalog: Catalog | None = None
        self._lanes: tuple[Lane, ...] = ()
        self._beads: frozenset[tuple[str, str]] = frozenset()
        self.placed = Placed()
        """Where all marks are."""
        self._folded = False
        self._seen = Seen(Range(date.min, date.max))
        self._current: Mark | None = None
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setAccessibleName(tr("Time axis"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def size_of_text(self) -> float:
        """How much larger than usual text is."""
        return text_scale(self)

    @property
    def plot(self) -> QRectF:
        """Where the marks are, px."""
        track = self._track
        return QRectF(self.axis.left, track, self.axis.width, max(self.height() - track - self._foot, 1.0))

    def set_folded(self, folded: bool) -> None:
        """A strip without names of lanes, or lanes."""
        if folded != self._folded:
            self._folded = folded
            self.updateGeometry()
            self._fit()

    def show_marks(self, catalog: Catalog, marks: Collection[Mark], scale: Scale) -> None:
        self._catalog, self._lanes = catalog, lanes(marks)
        self._beads = frozenset((mark.kind, mark.id) for mark in marks)
        if scale != self.axis.scale:
            self.axis = replace(self.axis, scale=scale, zoom=1.0, start=0.0)
        self._current = None
        self._fit()

    def show_seen(self, seen: Seen) -> None:
        # What has no bead is selected as well: then nothing here looks otherwise.
        seen = replace(seen, ringed=seen.ringed & self._beads)
        if seen == self._seen:
            return
        turned, self._seen = seen.ringed != self._seen.ringed, seen
        if turned and seen.ringed:
            self._reveal_ringed()
        self.update()

    def place_of(self, kind: str, id: str) -> QPointF | None:
        """Where the bead of a fact or feature stands, px."""
        at = self.placed.bead(kind, id)
        return QPointF(*at) if at else None

    def mark_at(self, point: QPointF) -> Mark | None:
        return self.placed.at(point.x(), point.y()) if self.plot.contains(point) else None

    def zoom(self, steps: float, x: float | None = None) -> None:
        """Nearer for steps above 0, about a pixel or the middle of what is seen."""
        middle = x if x is not None else self.axis.left + self.axis.width / 2
        self._move(self.axis.zoomed(ZOOM_STEP**steps, middle))

    def scroll_by(self, pixels: float) -> None:
        self._move(self.axis.scrolled(pixels))

    def show_all(self) -> None:
        self._move(replace(self.axis, zoom=1.0, start=0.0))

    def reveal(self, day: date) -> None:
        self._move(self.axis.showing(self.axis.x(day), margin=GRIP))

    def sizeHint(self) -> QSize:
        return QSize(640, round(116 * self.size_of_text))

    def minimumSizeHint(self) -> QSize:
        if self._folded:
            return QSize(160, round(self._track + self._foot + 12))
        names = self._line * max(len(self._lanes), 1)
        return QSize(240, max(64, round(self._track + self._foot + names)))

    # Places

    @property
    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * SMALL)
        return font

    @property
    def _line(self) -> float:
        """Height of a lane's name, px: of capitals and what hangs below them."""
        return self.fontMetrics().height() * SMALL * 0.9

    @property
    def _foot(self) -> float:
        return self.fontMetrics().height() * SMALL + 3

    @property
    def _track(self) -> int:
        return round(TRACK * self.size_of_text)

    def _fit(self) -> None:
        names = [] if self._folded else [lane.name for lane in self._lanes]
        widest = max((self.fontMetrics().horizontalAdvance(name) * SMALL for name in names), default=-8.0)
        grip = GRIP * self.size_of_text
        left = widest + 12 + grip
        self._move(self.axis.resized(left, self.width() - left - grip - 4), force=True)

    def _move(self, axis: Axis, force: bool = False) -> None:
        if axis == self.axis and not force:
            return
        self.axis = axis
        size, plot = self.size_of_text, self.plot
        rows = laid_out(self._lanes, axis, size)
        if self._folded:
            self.placed = in_strip(rows, plot.top(), plot.height())
        else:
            self.placed = in_lanes(rows, plot.top(), plot.height(), self._line, size)
        self.axis_changed.emit()
        self.update()

    def _reveal_ringed(self) -> None:
        found = [x for mark, x, _ in self.placed.beads() if (mark.kind, mark.id) in self._seen.ringed]
        if found and not any(self.axis.left <= x <= self.axis.right for x in found):
            self._move(self.axis.showing(found[0]))

    # Mouse

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().event(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        mark = self.mark_at(QPointF(event.pos()))
        if mark is not None and self._catalog is not None:
            outside = tr("Outside the range: choosing it widens the range") if not self._within(mark) else ""
            QToolTip.showText(event.globalPos(), tip(*words(mark, self._catalog), outside), self)
        elif any(abs(event.pos().x() - x) <= 2 * REACH for x in breaks(self.axis)):
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
            hand = self.mark_at(at) is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        elif self._dragged or abs(at.x() - self._pressed.x()) > 4:
            self._dragged = True
            self.scroll_by(self._pressed.x() - at.x())
            self._pressed = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and not self._dragged and (mark := self.mark_at(event.position())):
            self._current = mark
            self.mark_requested.emit(mark)
        self._pressed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned, aside = event.angleDelta().y(), event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(aside) > abs(turned):
            self.scroll_by(-(aside or turned) / 2)
        elif turned:
            self.zoom(turned / 120, event.position().x())
        event.accept()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self._go(STEPS[key])
        elif key in LANE_STEPS:
            self._go_across(LANE_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to_end(-1 if key is Qt.Key.Key_Home else 1)
        elif key in CHOOSE and self._current:
            self.mark_requested.emit(self._current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1, self._x_of_current())
        elif key is Qt.Key.Key_Minus:
            self.zoom(-1, self._x_of_current())
        elif key is Qt.Key.Key_0:
            self.show_all()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.scroll_by(self.axis.width * (-0.5 if key is Qt.Key.Key_PageUp else 0.5))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._begin()

    def _begin(self) -> None:
        """Where the keys begin: at what is selected, else at the first mark that is seen."""
        seen = {mark for mark, x, _ in self.placed.beads() if self.axis.left <= x <= self.axis.right}
        if self._current in seen:
            return
        order = [mark for mark in self.placed.order if mark in seen]
        selected = [mark for mark in order if (mark.kind, mark.id) in self._seen.ringed]
        if first := next(iter(selected or order), None):
            self._step_to(first)

    def _go(self, step: int) -> None:
        """To the next mark by the day on which it begins."""
        order = self.placed.order
        if order:
            at = order.index(self._current) + step if self._current in order else 0
            self._step_to(order[min(max(at, 0), len(order) - 1)])

    def _go_to_end(self, step: int) -> None:
        if order := self.placed.order:
            self._step_to(order[-1 if step > 0 else 0])

    def _go_across(self, step: int) -> None:
        """To the mark in the next lane that is nearest in time."""
        if there := self.placed.across(self._current, step):
            self._step_to(there)

    def _step_to(self, mark: Mark) -> None:
        self._current = mark
        if (x := self._x_of_current()) is not None:
            self._move(self.axis.showing(x))
        if self._catalog is not None:
            said = words(mark, self._catalog)
            self.setAccessibleDescription(". ".join(said))
            at = self.place_of(mark.kind, mark.id)
            if at is not None and self.hasFocus():
                QToolTip.showText(self.mapToGlobal(at.toPoint()), tip(*said), self)
        self.update()

    def _x_of_current(self) -> float | None:
        at = self.place_of(self._current.kind, self._current.id) if self._current else None
        return at.x() if at is not None else None

    def _within(self, mark: Mark) -> bool:
        return touches(mark.span, self._seen.when)

    # Painting

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
        painter.setFont(self._small)
        current = self._current if self.hasFocus() else None
        Picture(
            self.axis,
            self.plot,
            self.placed,
            self._seen,
            self._catalog,
            current,
            self.palette(),
            self.size_of_text,
            named=not self._folded,
        ).paint(painter)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(Role.Highlight), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.plot.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()
