"""Fields of the style dialog: class limits, and symbol and size of marks."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from arctic_map.desktop.widgets.appearance.widget_text import tip
from arctic_map.model.layer_style import MAX_CLASSES, MAX_SIZE, MIN_SIZE, LayerStyle
from arctic_map.model.tr import tr, tr_later

SWATCH = QSize(96, 14)
SYMBOLS = {
    "": tr_later("Default symbol"),
    "disc": tr_later("Discs"),
    "square": tr_later("Squares"),
    "diamond": tr_later("Diamonds"),
    "triangle": tr_later("Triangles"),
}


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
        texts = [text.strip().replace(",", ".") for text in self.text().split(";")]
        try:
            numbers = sorted({float(text) for text in texts if text})
        except ValueError:
            return None
        valid = numbers and len(numbers) < MAX_CLASSES and all(abs(each) < float("inf") for each in numbers)
        return tuple(numbers) if valid else None

    def show_limits(self, limits: Sequence[float]) -> None:
        """Show limits, unless the text means the same."""
        if self.limits != tuple(limits):
            self.setText("; ".join(f"{limit:.10g}" for limit in limits))


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
