"""The picture of the timeline: axis, lanes of marks, and the range; choosing marks by mouse and keys."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from arctic_map.desktop.appearance import tones
from arctic_map.desktop.appearance.widget_text import tip
from arctic_map.desktop.panels.facts.kind_mark import draw_kind, kind_mark
from arctic_map.desktop.panels.timeline.axis import Axis, Scale, day_after
from arctic_map.desktop.panels.timeline.axis_ticks import ticks
from arctic_map.desktop.panels.timeline.marks import (
    BEAD,
    EXPECTED,
    Bar,
    Lane,
    Row,
    Shape,
    laid_out,
    lanes,
    nearest,
    words,
)
from arctic_map.desktop.panels.timeline.range_handle import HEIGHT as TRACK
from arctic_map.desktop.panels.timeline.range_handle import WIDTH as GRIP
from arctic_map.model.catalog import Catalog
from arctic_map.scene.symbology.looks import look
from arctic_map.scene.timeline import Mark, Range, touches

Role = QPalette.ColorRole
ROW = (4.2, 13.0)
"""Least and greatest height of a row, px."""
PADDING = 1.5
"""Least room above and below the rows of a lane, px."""
REACH = 4.0
"""How far beside a mark a click still means it, px."""
ZOOM_STEP = 1.5
FAINT = 0.28
"""Of marks outside the range."""
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
LANE_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is shown of the marks."""

    when: Range
    """The chosen days; those of the whole axis when none are left out."""
    ringed: frozenset[tuple[str, str]] = frozenset()
    """Kind and id of the marks that are selected."""
    halo: str = ""
    rim: str = ""
    """Colours of the selection, those of the map."""


@dataclass(frozen=True, slots=True)
class Place:
    """A bar in its lane, with the middle of its row, px."""

    bar: Bar
    lane: int
    y: float


class TimelineCanvas(QWidget):
    mark_requested = Signal(object)
    axis_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.axis = Axis(Scale((0.0, 1.0), (0.0, 1.0)), 0.0, 1.0)
        self._catalog: Catalog | None = None
        self._lanes: tuple[Lane, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._places: tuple[Place, ...] = ()
        self._bands: tuple[tuple[float, float], ...] = ()
        self._pitch = ROW[0]
        self._seen = Seen(Range(date.min, date.max))
        self._current: Mark | None = None
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setAccessibleName("Time axis")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def plot(self) -> QRectF:
        """Where the marks are, px."""
        return QRectF(self.axis.left, TRACK, self.axis.width, max(self.height() - TRACK - self._foot, 1.0))

    def show_marks(self, catalog: Catalog, marks: Collection[Mark], scale: Scale) -> None:
        self._catalog, self._lanes = catalog, lanes(marks)
        if scale != self.axis.scale:
            self.axis = replace(self.axis, scale=scale, zoom=1.0, start=0.0)
        self._current = None
        self._fit()

    def show_seen(self, seen: Seen) -> None:
        if seen == self._seen:
            return
        turned, self._seen = seen.ringed != self._seen.ringed, seen
        if turned and seen.ringed:
            self._reveal_ringed()
        self.update()

    def place_of(self, kind: str, id: str) -> QPointF | None:
        """Where the bead of a fact or feature stands, px."""
        return next((at for mark, at in self._beads() if (mark.kind, mark.id) == (kind, id)), None)

    def mark_at(self, point: QPointF) -> Mark | None:
        hit = [
            (abs(place.y - point.y()), place.bar)
            for place in self._places
            if abs(place.y - point.y()) <= self._pitch / 2 + 1
            and place.bar.reach[0] - REACH <= point.x() <= place.bar.reach[1] + REACH
        ]
        # Of two bars side by side, the one that the pointer is on.
        best = min(hit, key=lambda found: (_beside(found[1], point.x()), found[0]), default=None)
        return nearest(best[1], point.x()) if best and self.plot.contains(point) else None

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
        return QSize(640, 116)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, max(64, round(TRACK + self._foot + self._line * max(len(self._lanes), 1))))

    # Places

    @property
    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.86)
        return font

    @property
    def _line(self) -> float:
        """Height of a lane's name, px: of capitals and what hangs below them."""
        return self.fontMetrics().height() * 0.86 * 0.9

    @property
    def _foot(self) -> float:
        return self.fontMetrics().height() * 0.86 + 4

    def _fit(self) -> None:
        names = [self.fontMetrics().horizontalAdvance(lane.name) * 0.86 for lane in self._lanes]
        left = max(names, default=0.0) + 12 + GRIP
        self._move(self.axis.resized(left, self.width() - left - GRIP - 4), force=True)

    def _move(self, axis: Axis, force: bool = False) -> None:
        if axis == self.axis and not force:
            return
        self.axis = axis
        self._rows = laid_out(self._lanes, axis)
        self._stack()
        self.axis_changed.emit()
        self.update()

    def _stack(self) -> None:
        """Give each row its height; lanes that are crowded take more rows."""
        plot, counts = self.plot, [sum(row.heights) for row in self._rows]
        self._pitch = ROW[1]
        while self._pitch > ROW[0] and sum(self._band(count) for count in counts) > plot.height():
            self._pitch = max(self._pitch - 0.05, ROW[0])
        wanted = sum(self._band(count) for count in counts)
        # What is left over goes to the lanes alike, and so does what is lacking.
        more = max(plot.height() - wanted, 0.0) / max(len(counts), 1)
        share = min(plot.height() / max(wanted, 1.0), 1.0)
        top, bands, places = plot.top(), [], []
        for lane, row in enumerate(self._rows):
            bottom = top + self._band(counts[lane]) * share + more
            padding = (bottom - top - counts[lane] * self._pitch) / 2
            bands.append((top, bottom))
            for bar in row.bars:
                middle = sum(row.heights[: bar.row]) + row.heights[bar.row] / 2
                places.append(Place(bar, lane, top + padding + middle * self._pitch))
            top = bottom
        self._bands, self._places = tuple(bands), tuple(places)

    def _band(self, rows: float) -> float:
        """The least height of a lane, px: its name has room in it."""
        return max(rows * self._pitch + 2 * PADDING, self._line)

    def _beads(self) -> Iterator[tuple[Mark, QPointF]]:
        for place in self._places:
            for mark, x in zip(place.bar.bundle.marks, place.bar.beads, strict=True):
                yield mark, QPointF(x, place.y)

    def _reveal_ringed(self) -> None:
        found = [at.x() for mark, at in self._beads() if (mark.kind, mark.id) in self._seen.ringed]
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
            outside = "Outside the range: choosing it widens the range" if not self._within(mark) else ""
            QToolTip.showText(event.globalPos(), tip(*words(mark, self._catalog), outside), self)
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
        seen = [mark for mark, at in self._beads() if self.axis.left <= at.x() <= self.axis.right]
        if self._current in seen:
            return
        order = [mark for mark in self._in_time() if mark in seen]
        selected = [mark for mark in order if (mark.kind, mark.id) in self._seen.ringed]
        if first := next(iter(selected or order), None):
            self._step_to(first)

    def _go(self, step: int) -> None:
        """To the next mark by the day on which it begins."""
        order = self._in_time()
        if order:
            at = order.index(self._current) + step if self._current in order else 0
            self._step_to(order[min(max(at, 0), len(order) - 1)])

    def _go_to_end(self, step: int) -> None:
        if order := self._in_time():
            self._step_to(order[-1 if step > 0 else 0])

    def _go_across(self, step: int) -> None:
        """To the mark in the next lane that is nearest in time."""
        here = next((place for place in self._places if self._current in place.bar.bundle.marks), None)
        x = self._x_of_current()
        if here is None or x is None:
            return
        there = [
            (abs(bead - x), mark)
            for place in self._places
            if place.lane == here.lane + step
            for mark, bead in zip(place.bar.bundle.marks, place.bar.beads, strict=True)
        ]
        if there:
            self._step_to(min(there, key=lambda found: found[0])[1])

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

    def _in_time(self) -> list[Mark]:
        order = sorted(
            self._beads(), key=lambda found: (found[0].span.first or date.min, found[1].y(), found[1].x())
        )
        return [mark for mark, _ in order]

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
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        painter.save()
        painter.setClipRect(self.plot)
        self._paint_outside(painter)
        for place in self._places:
            self._paint_bar(painter, place)
        painter.setClipRect(self.plot.adjusted(-BEAD / 2, 0, BEAD / 2, 0))
        for mark, at in self._beads():
            self._paint_bead(painter, mark, at)
        painter.restore()
        self._paint_range(painter)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(Role.Highlight), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.plot.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        palette, plot = self.palette(), self.plot
        painter.fillRect(plot, palette.color(Role.Base))
        painter.setFont(self._small)
        quiet = tones.quiet(palette)
        for tick in ticks(self.axis, painter.fontMetrics().horizontalAdvance):
            painter.setPen(QPen(tones.line(palette, 0.16 if tick.strong else 0.08), 1.0))
            x = round(tick.x) + 0.5
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom() + (5 if tick.text else 2)))
            painter.setPen(quiet if not tick.strong else palette.color(Role.WindowText))
            painter.drawText(QPointF(x + 2, plot.bottom() + painter.fontMetrics().ascent() + 2), tick.text)
        for row, (top, bottom) in zip(self._rows, self._bands, strict=True):
            forecast = row.name == EXPECTED
            pen = QPen(tones.line(palette, 0.5 if forecast else 0.16), 1.0)
            if forecast:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            if top > plot.top():
                y = round(top) + 0.5
                painter.drawLine(QPointF(4, y), QPointF(plot.right(), y))
            painter.setPen(quiet)
            room = QRectF(4, top, plot.left() - GRIP - 8, bottom - top)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), row.name)

    def _paint_outside(self, painter: QPainter) -> None:
        plot, shade = self.plot, QColor(self.palette().color(Role.Window))
        shade.setAlphaF(0.75)
        x0, x1 = self._range_x()
        painter.fillRect(QRectF(plot.left(), plot.top(), x0 - plot.left(), plot.height()), shade)
        painter.fillRect(QRectF(x1, plot.top(), plot.right() - x1, plot.height()), shade)

    def _paint_bar(self, painter: QPainter, place: Place) -> None:
        bar, mark = place.bar, place.bar.bundle.marks[0]
        if bar.x1 - bar.x0 < 1:
            return
        colour = tones.line(self.palette(), 0.6) if mark.forecast else self._colour(mark)
        painter.setOpacity(1.0 if self._within(mark) else FAINT)
        if bar.bundle.shape is Shape.SOFT:
            frame = QRectF(
                bar.x0 + 0.5, place.y - self._pitch / 2 + 0.5, bar.x1 - bar.x0 - 1, self._pitch - 1
            )
            colour.setAlphaF(0.12 if mark.forecast else 0.24)
        else:
            half = max(self._pitch * 0.2, 1.25)
            frame = QRectF(bar.x0, place.y - half, bar.x1 - bar.x0, 2 * half)
            colour.setAlphaF(0.3 if mark.forecast else 0.6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if bar.bundle.span.last is None:
            fade = QLinearGradient(frame.topLeft(), frame.topRight())
            clear = QColor(colour)
            clear.setAlphaF(0.0)
            fade.setColorAt(0.0, colour)
            fade.setColorAt(1.0, clear)
            painter.setBrush(fade)
        painter.drawRoundedRect(frame, 2, 2)
        painter.setOpacity(1.0)

    def _paint_bead(self, painter: QPainter, mark: Mark, at: QPointF) -> None:
        radius = min(BEAD, self._pitch) / 2 - 0.25
        if (mark.kind, mark.id) in self._seen.ringed and self._catalog is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            # As on the map.
            selection = look(self._catalog.symbology, "light").palette
            for ring, width in ((selection.halo_rim, 4.0), (selection.halo, 2.0)):
                painter.setPen(QPen(QColor(ring), width))
                painter.drawEllipse(at, radius + 2.5, radius + 2.5)
        elif mark is self._current and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().color(Role.Highlight), 2.0))
            painter.drawEllipse(at, radius + 2.5, radius + 2.5)
        colour = self._colour(mark)
        painter.setOpacity(1.0 if self._within(mark) else FAINT)
        ground = self.palette().color(Role.Base)
        if mark.kind == "fact" and self._catalog is not None:
            kind = kind_mark(self._catalog.symbology, self._catalog.fact[mark.id].kind)
            draw_kind(painter, kind, at, radius, colour, ground)
        else:
            painter.setPen(QPen(colour, 1.4) if mark.forecast else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(ground if mark.forecast else colour)
            radius -= 0.5 if mark.forecast else 0.0
            painter.drawPolygon(QPolygonF([at + corner * (radius + 0.75) for corner in DIAMOND]))
        painter.setOpacity(1.0)

    def _paint_range(self, painter: QPainter) -> None:
        highlight = self.palette().color(Role.Highlight)
        x0, x1 = self._range_x()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tones.blend(self.palette().color(Role.Window), highlight, 0.55))
        painter.drawRect(QRectF(x0, TRACK - 5, max(x1 - x0, 1.0), 4))
        painter.setPen(QPen(highlight, 1.0))
        for day, x in ((self._seen.when.first, x0), (self._seen.when.last, x1)):
            if self.axis.left - 1 <= self.axis.x(day) <= self.axis.right + 1:
                line = round(x) + 0.5 if x == x0 else round(x) - 0.5
                painter.drawLine(QPointF(line, TRACK - 5), QPointF(line, self.plot.bottom()))

    def _range_x(self) -> tuple[float, float]:
        """Where the range begins and ends in what is seen, px."""
        axis, when = self.axis, self._seen.when
        ends = axis.x(when.first), axis.x(day_after(when.last))
        x0, x1 = (min(max(x, axis.left), axis.right) for x in ends)
        return x0, x1

    def _colour(self, mark: Mark) -> QColor:
        """The topic's accent, a little lighter on dark ground."""
        palette = self.palette()
        accent = tones.accent(mark.topic, palette)
        dark = palette.color(Role.Base).lightness() < 128
        return tones.blend(accent, QColor("white"), 0.22) if dark else accent


DIAMOND = (QPointF(0, -1), QPointF(1, 0), QPointF(0, 1), QPointF(-1, 0))


def _beside(bar: Bar, x: float) -> float:
    """How far a pixel is from the nearest bead, 0 on it."""
    return max(min(abs(bead - x) for bead in bar.beads) - BEAD / 2, 0.0)
