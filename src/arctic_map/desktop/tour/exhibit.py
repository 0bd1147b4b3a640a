"""The exhibit next to the text of a step: a chart, or one large figure."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from arctic_map.desktop.panels.facts.card_labels import words
from arctic_map.desktop.panels.facts.charts import Artist, ChartView, height_for
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart
from arctic_map.model.fact import Figure
from arctic_map.model.style import Look
from arctic_map.scene.words.words import figure_in_words

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
            number, unit = figure_in_words(what)
            self._number.setText(f"{number} {unit}".strip())
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
