"""Painting the timeline: background with axis, bars, beads and range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPalette, QPen, QPolygonF

from arctic_map.desktop.panels.timeline.axis import Axis, ticks
from arctic_map.desktop.panels.timeline.placing import Place, TimelineLayout
from arctic_map.desktop.panels.timeline.timeline_marks import BEAD, EXPECTED, Shape
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.symbol_icons import draw_kind, kind_mark
from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Kind
from arctic_map.model.style import Style
from arctic_map.model.tr import tr
from arctic_map.scene.playback import day_after
from arctic_map.scene.symbology.looks import look
from arctic_map.scene.timeline import Mark, Range, parts, touches

Role = QPalette.ColorRole
FAINT = 0.28
"""Opacity of marks outside the range."""
DIAMOND = (QPointF(0, -1), QPointF(1, 0), QPointF(0, 1), QPointF(-1, 0))
BREAK = (4.0, 5.0)
"""Half width and half height of the sign at a change of scale, px at normal text size."""


@dataclass(frozen=True, slots=True)
class VisibleMarks:
    """What is selected and which days are visible."""

    when: Range
    """The visible days; the whole axis if there is no filter."""
    ringed: frozenset[tuple[str, str]] = frozenset()
    """Kind and id of the selected marks."""
    halo: str = ""
    rim: str = ""
    """Selection colours of the map."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything to paint, in pixels of the widget."""

    timeline: TimelineLayout
    seen: VisibleMarks
    catalog: Catalog
    current: Mark | None
    """The mark with the keyboard focus, or None."""
    palette: QPalette

    @property
    def plot(self) -> QRectF:
        """The rectangle of the marks."""
        axis = self.timeline.axis
        return QRectF(axis.left, self.timeline.top, axis.width, self.timeline.depth)

    def paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        painter.save()
        painter.setClipRect(self.plot)
        self._outside(painter)
        for place in self.timeline.placed.places:
            self._bar(painter, place)
        half = BEAD * self.timeline.captions.scale / 2
        painter.setClipRect(self.plot.adjusted(-half, 0, half, 0))
        kinds = {kind: kind_mark(self.catalog.symbology, kind) for kind in Kind}
        for mark, x, y in self.timeline.placed.beads():
            self._bead(painter, mark, QPointF(x, y), kinds)
        painter.restore()
        self._breaks(painter)
        self._range(painter)

    def _ground(self, painter: QPainter) -> None:
        palette, plot = self.palette, self.plot
        painter.fillRect(plot, palette.color(Role.Base))
        quiet = tones.quiet(palette)
        for tick in ticks(self.timeline.axis, painter.fontMetrics().horizontalAdvance):
            painter.setPen(QPen(tones.line(palette, 0.16 if tick.strong else 0.08), 1.0))
            x = round(tick.x) + 0.5
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom() + (5 if tick.text else 2)))
            painter.setPen(quiet if not tick.strong else palette.color(Role.WindowText))
            painter.drawText(QPointF(x + 3, plot.bottom() + painter.fontMetrics().ascent() + 2), tick.text)
        for row, (top, bottom) in zip(self.timeline.placed.rows, self.timeline.placed.bands, strict=True):
            forecast = row.name == tr(EXPECTED)
            pen = QPen(tones.line(palette, 0.5 if forecast else 0.16), 1.0)
            if forecast:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            if top > plot.top():
                y = round(top) + 0.5
                # Only beside the names: a line through a name would look like strikethrough.
                painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            if not self.timeline.folded:
                painter.setPen(quiet)
                room = QRectF(4, top, plot.left() - 8, bottom - top)
                painter.drawText(
                    room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), row.name
                )

    def _outside(self, painter: QPainter) -> None:
        plot, shade = self.plot, QColor(self.palette.color(Role.Window))
        shade.setAlphaF(0.75)
        x0, x1 = self._range_x()
        painter.fillRect(QRectF(plot.left(), plot.top(), x0 - plot.left(), plot.height()), shade)
        painter.fillRect(QRectF(x1, plot.top(), plot.right() - x1, plot.height()), shade)

    def _bar(self, painter: QPainter, place: Place) -> None:
        bar, mark, pitch = place.bar, place.bar.bundle.marks[0], self.timeline.placed.pitch
        if bar.x1 - bar.x0 < 1:
            return
        if mark.counts:
            self._histogram(painter, place, mark)
            return
        colour = tones.line(self.palette, 0.6) if mark.forecast else self._colour(mark)
        painter.setOpacity(1.0 if self._within(mark) else FAINT)
        if bar.bundle.shape is Shape.SOFT:
            frame = QRectF(bar.x0 + 0.5, place.y - pitch / 2 + 0.5, bar.x1 - bar.x0 - 1, pitch - 1)
            colour.setAlphaF(0.12 if mark.forecast else 0.24)
        else:
            half = max(min(pitch, BEAD * self.timeline.captions.scale) * 0.2, 1.25)
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

    def _histogram(self, painter: QPainter, place: Place, mark: Mark) -> None:
        """Paint a column for each part of the days that has features, faintly outside the range."""
        bottom, most = place.y + place.height / 2 - 1, max(mark.counts)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(mark))
        for (start, end), count in zip(parts(mark), mark.counts, strict=True):
            if not count:
                continue
            inside = self.seen.when.first <= end and start <= self.seen.when.last
            x0, x1 = self.timeline.axis.x(start), self.timeline.axis.x(day_after(end))
            height = max(count / most * (place.height - 2), 1.0)
            painter.setOpacity(0.75 if inside else FAINT)
            painter.drawRect(QRectF(x0, bottom - height, max(x1 - x0, 1.0), height))
        painter.setOpacity(1.0)

    def _bead(self, painter: QPainter, mark: Mark, at: QPointF, kinds: Mapping[Kind, Style]) -> None:
        radius = min(BEAD * self.timeline.captions.scale, self.timeline.placed.pitch) / 2 - 0.25
        if (mark.kind, mark.id) in self.seen.ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            # As on the map.
            selection = look(self.catalog.symbology, "light").palette
            for ring, width in ((selection.halo_rim, 4.0), (selection.halo, 2.0)):
                painter.setPen(QPen(QColor(ring), width))
                painter.drawEllipse(at, radius + 2.5, radius + 2.5)
        elif mark is self.current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette.color(Role.Highlight), 2.0))
            painter.drawEllipse(at, radius + 2.5, radius + 2.5)
        colour = self._colour(mark)
        painter.setOpacity(1.0 if self._within(mark) else FAINT)
        ground = self.palette.color(Role.Base)
        if mark.kind == "fact":
            draw_kind(painter, kinds[self.catalog.fact[mark.id].kind], at, radius, colour, ground)
        else:
            painter.setPen(QPen(colour, 1.4) if mark.forecast else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(ground if mark.forecast else colour)
            radius -= 0.5 if mark.forecast else 0.0
            painter.drawPolygon(QPolygonF([at + corner * (radius + 0.75) for corner in DIAMOND]))
        painter.setOpacity(1.0)

    def _breaks(self, painter: QPainter) -> None:
        """Paint two strokes across the axis where its scale changes."""
        half, tall = (self.timeline.captions.scale * part for part in BREAK)
        for x in breaks(self.timeline.axis):
            at = QPointF(x, self.plot.bottom())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette.color(Role.Window))
            slant = [QPointF(-half, tall), QPointF(0, -tall), QPointF(half, -tall), QPointF(0, tall)]
            painter.drawPolygon(QPolygonF([at + corner for corner in slant]))
            painter.setPen(QPen(self.palette.color(Role.WindowText), 1.2))
            painter.drawLine(at + slant[0], at + slant[1])
            painter.drawLine(at + slant[3], at + slant[2])

    def _range(self, painter: QPainter) -> None:
        highlight = self.palette.color(Role.Highlight)
        x0, x1 = self._range_x()
        top = self.plot.top() - 5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tones.blend(self.palette.color(Role.Window), highlight, 0.55))
        painter.drawRect(QRectF(x0, top, max(x1 - x0, 1.0), 4))
        painter.setPen(QPen(highlight, 1.0))
        for day, x in ((self.seen.when.first, x0), (self.seen.when.last, x1)):
            if self.timeline.axis.left - 1 <= self.timeline.axis.x(day) <= self.timeline.axis.right + 1:
                line = round(x) + 0.5 if x == x0 else round(x) - 0.5
                painter.drawLine(QPointF(line, top), QPointF(line, self.plot.bottom()))

    def _range_x(self) -> tuple[float, float]:
        """The visible start and end of the range, px."""
        axis, when = self.timeline.axis, self.seen.when
        ends = axis.x(when.first), axis.x(day_after(when.last))
        x0, x1 = (min(max(x, axis.left), axis.right) for x in ends)
        return x0, x1

    def _within(self, mark: Mark) -> bool:
        return touches(mark.span, self.seen.when)

    def _colour(self, mark: Mark) -> QColor:
        return tones.accent(mark.topic, self.palette, self.catalog.symbology.topics)


def breaks(axis: Axis) -> list[float]:
    """Visible positions where the scale changes, px."""
    positions = (axis.at(year) for year in axis.scale.years[1:-1])
    return [x for x in positions if axis.left + 1 < x < axis.right - 1]
