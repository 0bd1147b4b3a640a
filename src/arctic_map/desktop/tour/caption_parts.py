"""Parts of the caption of a tour: the chart or figure of a step, and the dots of the progress."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from arctic_map.desktop.panels.facts.card_charts import Artist, ChartView, height_for
from arctic_map.desktop.panels.facts.card_labels import words
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart
from arctic_map.model.fact import Figure
from arctic_map.model.style import Look
from arctic_map.model.tr import tr
from arctic_map.scene.words.words import figure_text

NUMBER, WHAT = 40.0, 12.0
"""Font sizes in a window of default size, pt."""
CHART = 320
"""Width of a chart in a caption below the map in a window of default size, px."""


class Exhibit(QWidget):
    """Shows a chart or a figure."""

    def __init__(self, catalog: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._artist = Artist(catalog, self)
        self._number, self._what = words(""), words("", quiet=True)
        for label in (self._number, self._what):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._number.setWordWrap(False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._column.addWidget(self._number)
        self._column.addWidget(self._what)
        self._column.addStretch(1)
        self.chart: ChartView | None = None
        """The widget of the chart, while one is shown."""
        self._scale = 1.0

    @property
    def figure(self) -> str:
        """The large figure that is shown; empty if there is none."""
        return "" if self._number.isHidden() else self._number.text()

    def dismiss(self) -> None:
        """Stop drawing charts."""
        self._artist.dismiss()

    def show_one(self, what: Chart | Figure | None, look: Look, scale: float) -> None:
        """Show a chart or figure in the scale of the window; None hides the exhibit."""
        self._scale = scale
        if self.chart is not None:
            self._column.removeWidget(self.chart)
            self.chart.deleteLater()
            self.chart = None
        charted = isinstance(what, Chart)
        for label in (self._number, self._what):
            label.setVisible(what is not None and not charted)
        if isinstance(what, Chart):
            larger = replace(look, text_size=round(100 * scale))
            self.chart = ChartView(what, self._artist, larger, self)
            self._column.insertWidget(1, self.chart)
        elif what is not None:
            self._number.setText(figure_text(what))
            self._what.setText(what.what)
            _size(self._number, NUMBER * scale, bold=True)
            _size(self._what, WHAT * scale, bold=False)
        self.setVisible(what is not None)

    def height_of(self, what: Chart | Figure | None, look: Look, scale: float, width: int) -> int:
        """Return the height that an exhibit needs at this width, px."""
        if isinstance(what, Chart):
            larger = replace(look, text_size=round(100 * scale))
            return height_for(what, self._artist.catalog, larger, width)
        return 0 if what is None else round(2.4 * (NUMBER + WHAT) * scale)


def _size(label: QLabel, points: float, *, bold: bool) -> None:
    font = QFont(label.font())
    font.setPointSizeF(points)
    font.setBold(bold)
    label.setFont(font)


CLOSEST = 8
"""Least distance between dots, px."""


class StepDots(QWidget):
    """A row of dots for the mouse; with the keyboard, use the list of steps."""

    chosen = Signal(int)
    """The number of a step, from 0."""

    def __init__(self, titles: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles, self._number = titles, 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_step(self, number: int) -> None:
        """Highlight the dots up to this step, counted from 0."""
        self._number = number
        self.setAccessibleName(tr("Step {number} of {count}", number=number + 1, count=len(self._titles)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._usual_gap() * len(self._titles), self._usual_gap())

    def minimumSizeHint(self) -> QSize:
        return QSize(CLOSEST * len(self._titles), self._usual_gap())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (number := self._at(event.position().toPoint())) is not None:
            self.chosen.emit(number)

    def event(self, event: QEvent) -> bool:
        """Show the title of the step below the pointer as a tooltip."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(event.pos())
            QToolTip.showText(event.globalPos(), "" if number is None else tip(self._words(number)), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap, palette = self._gap(), self.palette()
        for number in range(len(self._titles)):
            here = number == self._number
            reached = palette.color(QPalette.ColorRole.Text)
            painter.setBrush(reached if number <= self._number else tones.line(palette, 0.35))
            size = gap * (0.34 if here else 0.2)
            painter.drawEllipse(QPointF(gap * (number + 0.5), self.height() / 2), size, size)

    def _usual_gap(self) -> int:
        return max(10, round(self.fontMetrics().height() * 0.8))

    def _gap(self) -> int:
        """Return the distance between dots, smaller in a narrow widget, px."""
        return max(CLOSEST, min(self._usual_gap(), self.width() // max(1, len(self._titles))))

    def _at(self, place: QPoint) -> int | None:
        number = place.x() // self._gap()
        return number if 0 <= number < len(self._titles) else None

    def _words(self, number: int) -> str:
        return f"{number + 1}. {self._titles[number]}"
