"""Rows of the style dialog: a histogram with the limits of classes, and symbol, size and outline of marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.layer_style import MAX_CLASSES, MAX_OUTLINE, MAX_SIZE, MIN_SIZE, LayerStyle, Method
from arctic_map.model.tr import digits, number_with_comma_in, tr, tr_later
from arctic_map.scene.words.figures import distinct_numbers

if TYPE_CHECKING:
    from arctic_map.tables.attributes.classification import Histogram


METHODS = {
    Method.SINGLE: tr_later("One colour"),
    Method.CATEGORY: tr_later("A colour for each value"),
    Method.EQUAL: tr_later("Classes of equal width (intervals)"),
    Method.QUANTILE: tr_later("Classes of equal count (quantiles)"),
    Method.NATURAL: tr_later("Natural breaks (Jenks)"),
    Method.DEVIATION: tr_later("Standard deviations"),
    Method.LIMITS: tr_later("Classes between limits of your own"),
}
COUNTED = (Method.EQUAL, Method.QUANTILE, Method.NATURAL)
"""Methods with a chosen number of classes."""
LINES = 5
"""Height in lines of text."""
STEP = 0.5
"""Step of the width of outlines, px."""
REACH = 5.0
"""Distance at which a limit is grasped, px."""


class HistogramView(QWidget):
    """Histogram whose class limits can be dragged."""

    limits_moved = Signal(tuple)
    """Emitted with all limits between classes when one was dragged."""

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self._dragged: int | None = None
        """Index of the limit that is being dragged."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._shown: Histogram | None = None
        self._edges: tuple[float, ...] = ()
        self._colours: Sequence[str] = ()

    def show_classes(self, shown: Histogram | None, edges: tuple[float, ...], colours: Sequence[str]) -> None:
        """Show a histogram with class breaks and colours; None hides the widget."""
        if self._dragged is not None:
            return
        self._shown, self._edges, self._colours = shown, edges, colours
        self.setVisible(shown is not None)
        if shown:
            least, greatest = _ends_of(shown)
            text = tr(
                "{count} values from {least} to {greatest}",
                count=digits(f"{sum(shown.counts):,}"),
                least=least,
                greatest=greatest,
            )
            self.setAccessibleName(text)
            self.setToolTip(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, LINES * self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is None:
            return
        painter = QPainter(self)
        line = self.fontMetrics().height()
        field = QRectF(0, 0, self.width(), self.height() - line - 2)
        most, count = max(self._shown.counts), len(self._shown.counts)
        quiet = self.palette().color(self.palette().ColorRole.Mid)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, times in enumerate(self._shown.counts):
            height = field.height() * times / most
            left = field.width() * number / count
            middle = self._shown.least + (self._shown.greatest - self._shown.least) * (number + 0.5) / count
            painter.setBrush(QColor(self._colour_at(middle)) if self._colours and self._edges else quiet)
            painter.drawRect(QRectF(left, field.bottom() - height, field.width() / count - 1, height))
        painter.setPen(QPen(self.palette().color(self.foregroundRole()), 1, Qt.PenStyle.DashLine))
        for x in self._limits_x:
            painter.drawLine(QPointF(x, 0), QPointF(x, field.bottom()))
        painter.setPen(self.palette().color(self.foregroundRole()))
        foot = QRectF(0, field.bottom() + 2, self.width(), line)
        for side, end in zip(
            (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), _ends_of(self._shown), strict=True
        ):
            painter.drawText(foot, int(side), end)
        painter.end()

    @property
    def _limits_x(self) -> list[float]:
        """Positions of the limits, px; none if all values are equal."""
        if self._shown is None or self._shown.greatest == self._shown.least:
            return []
        scale = self.width() / (self._shown.greatest - self._shown.least)
        return [(edge - self._shown.least) * scale for edge in self._edges[1:-1]]

    def _limit_at(self, x: float) -> int | None:
        """Index of the limit that is grasped at a position."""
        near = [(abs(limit - x), index) for index, limit in enumerate(self._limits_x)]
        return min(near)[1] if near and min(near)[0] <= REACH else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = self._limit_at(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        grasped = self._dragged is not None or self._limit_at(x) is not None
        self.setCursor(Qt.CursorShape.SplitHCursor if grasped else Qt.CursorShape.ArrowCursor)
        if self._dragged is None or self._shown is None:
            return
        low, high = self._edges[self._dragged], self._edges[self._dragged + 2]
        span = self._shown.greatest - self._shown.least
        value = self._shown.least + span * x / self.width()
        # As many digits as the histogram can show.
        value = float(f"{min(max(value, low), high):.3g}")
        edges = [*self._edges]
        edges[self._dragged + 1] = min(max(value, low), high)
        self._edges = tuple(edges)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            self._dragged = None
            self.limits_moved.emit(self._edges[1:-1])

    def _colour_at(self, value: float) -> str:
        number = sum(value > edge for edge in self._edges[1:-1])
        return self._colours[min(number, len(self._colours) - 1)]


SWATCH = QSize(96, 14)
SYMBOLS = {
    "": tr_later("Default symbol"),
    "disc": tr_later("Discs"),
    "square": tr_later("Squares"),
    "diamond": tr_later("Diamonds"),
    "triangle": tr_later("Triangles"),
}


class ColourButton(QPushButton):
    """A button that shows a colour, and asks for another when it is clicked."""

    changed = Signal()

    def __init__(self, text: str, title: str, first: str) -> None:
        """`title` is that of the colour dialog, which opens at `first` while there is no colour."""
        super().__init__(text)
        self.setIconSize(SWATCH / 2)
        self.clicked.connect(self._ask)
        self._title, self._first = title, first
        self.colour = ""
        """`#rrggbb`, empty for the default."""

    def show_colour(self, colour: str) -> None:
        """Show a colour without emitting `changed`."""
        self.colour = colour
        self.setIcon(swatch([colour]) if colour else QIcon())

    def choose_colour(self, colour: str) -> None:
        """Set the colour, `#rrggbb`."""
        self.show_colour(colour)
        self.changed.emit()

    def _ask(self) -> None:
        colour = QColorDialog.getColor(QColor(self.colour or self._first), self, self._title)
        if colour.isValid():
            self.choose_colour(colour.name())


class LimitsField(QLineEdit):
    """A field for the limits between classes, separated by semicolons."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr("10; 20; 50"))
        self.setToolTip(
            tip(tr("Numbers between semicolons, such as 10; 20; 50. Or drag the limits in the histogram"))
        )

    @property
    def limits(self) -> tuple[float, ...] | None:
        """The limits in ascending order; None if the text is not a list of up to eight numbers."""
        numbers = [number_with_comma_in(text) for text in self.text().split(";") if text.strip()]
        known = sorted({float(number) for number in numbers if number is not None})
        valid = None not in numbers and 0 < len(known) < MAX_CLASSES
        return tuple(known) if valid else None

    def show_limits(self, limits: Sequence[float]) -> None:
        """Show limits, unless the text means the same."""
        if self.limits != tuple(limits):
            self.setText("; ".join(f"{limit:.10g}" for limit in limits))


def _ends_of(shown: Histogram) -> list[str]:
    return distinct_numbers([shown.least, shown.greatest], 6)


class MarkRow(QWidget):
    """Symbol and size of marks."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.symbol, self.size_box = QComboBox(), QSpinBox()
        for symbol, words in SYMBOLS.items():
            self.symbol.addItem(tr(words), symbol)
        self.symbol.setAccessibleName(tr("Symbol of points"))
        # The lowest value stands for the default.
        self.size_box.setRange(round(MIN_SIZE) - 1, round(MAX_SIZE))
        self.size_box.setSpecialValueText(tr("Default size"))
        self.size_box.setSuffix(tr(" px"))
        self.size_box.setAccessibleName(tr("Size of marks"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.symbol, 1)
        row.addWidget(self.size_box)
        self.symbol.currentIndexChanged.connect(self.changed)
        self.size_box.valueChanged.connect(self.changed)

    @property
    def chosen(self) -> tuple[str, float]:
        """The symbol, empty for the default, and the size in px, 0 for the default."""
        size = self.size_box.value()
        return self.symbol.currentData() or "", float(size) if size >= MIN_SIZE else 0.0

    def show_style(self, style: LayerStyle) -> None:
        """Show symbol and size of a style without emitting `changed`."""
        blockers = [QSignalBlocker(self.symbol), QSignalBlocker(self.size_box)]
        self.symbol.setCurrentIndex(max(self.symbol.findData(style.symbol), 0))
        self.size_box.setValue(round(style.size) or self.size_box.minimum())
        del blockers


class OutlineRow(QWidget):
    """Width and colour of outlines."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.width_box = QDoubleSpinBox()
        self.colour_button = ColourButton(tr("Colou&r…"), tr("Colour of outlines"), "#ffffff")
        # The lowest value stands for the default.
        self.width_box.setRange(-STEP, MAX_OUTLINE)
        self.width_box.setValue(-STEP)
        self.width_box.setSingleStep(STEP)
        self.width_box.setDecimals(1)
        self.width_box.setSpecialValueText(tr("Default width"))
        self.width_box.setSuffix(tr(" px"))
        self.width_box.setAccessibleName(tr("Width of outlines"))
        self.width_box.setToolTip(tip(tr("0 for marks without an outline")))
        self.colour_button.setToolTip(tip(tr("Colour of outlines")))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.width_box, 1)
        row.addWidget(self.colour_button)
        self.width_box.valueChanged.connect(self.changed)
        self.colour_button.changed.connect(self.changed)

    @property
    def outline(self) -> float | None:
        """The width in px, None for the default."""
        width = self.width_box.value()
        return width if width >= 0 else None

    def show_style(self, style: LayerStyle) -> None:
        """Show the outline of a style without emitting `changed`."""
        with QSignalBlocker(self.width_box):
            self.width_box.setValue(-STEP if style.outline is None else style.outline)
        self.colour_button.show_colour(style.outline_colour)


class SizeRow(QWidget):
    """The field by which marks have sizes, and the smallest and largest size."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = QComboBox()
        self.smallest, self.largest = QSpinBox(), QSpinBox()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        for box, words in ((self.smallest, tr("Smallest size")), (self.largest, tr("Largest size"))):
            box.setRange(round(MIN_SIZE), round(MAX_SIZE))
            box.setSuffix(tr(" px"))
            box.setAccessibleName(words)
            box.valueChanged.connect(self.changed)
            row.addWidget(box)

    @property
    def sizes(self) -> tuple[float, float]:
        """The smaller and the larger size, px."""
        small, large = sorted((self.smallest.value(), self.largest.value()))
        return float(small), float(large)

    def show_sizes(self, sizes: tuple[float, float]) -> None:
        """Show sizes in px without emitting `changed`."""
        for box, size in zip((self.smallest, self.largest), sizes, strict=True):
            with QSignalBlocker(box):
                box.setValue(round(size))

    def fit(self) -> None:
        """Show sizes only for a field."""
        for box in (self.smallest, self.largest):
            box.setVisible(bool(self.field.currentData()))


def swatch(colours: Sequence[str]) -> QIcon:
    """An icon with these colours side by side."""
    pixmap = QPixmap(SWATCH)
    painter = QPainter(pixmap)
    width = SWATCH.width() / len(colours)
    for number, colour in enumerate(colours):
        painter.fillRect(QRectF(number * width, 0, width + 1, SWATCH.height()), QColor(colour))
    painter.end()
    return QIcon(pixmap)
