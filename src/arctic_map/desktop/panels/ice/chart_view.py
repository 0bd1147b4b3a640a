"""The chart of a sea's year, as wide as the panel."""

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from arctic_map.export.charts.months import picture
from arctic_map.model.style import Look
from arctic_map.render.typefaces import load_fonts
from arctic_map.scene.ice.chart import IceChart

LEAST = 250
"""Width in which twelve months have room, px."""


class IceChartView(QWidget):
    """Painted anew in each width; all it says is its accessible description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: IceChart | None = None
        self._look: Look | None = None
        self._renderer: QSvgRenderer | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setMinimumWidth(LEAST)

    def show_chart(self, chart: IceChart, look: Look) -> None:
        if (chart, look) == (self.chart, self._look):
            return
        self.chart, self._look = chart, look
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.words)
        self._draw()

    def sizeHint(self) -> QSize:
        return QSize(LEAST, self.minimumHeight())

    def _draw(self) -> None:
        if self.chart is None or self._look is None:
            return
        load_fonts()
        drawn = picture(self.chart, self._look, max(self.width(), LEAST))
        self._renderer = QSvgRenderer(QByteArray(drawn.svg.encode()))
        self.setFixedHeight(round(drawn.height))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._renderer is not None:
            painter = QPainter(self)
            self._renderer.render(painter)
            painter.end()
