"""Parts of cards and tables: labels, tags for kinds, figures, the menu button, and a table of figures."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionToolButton,
    QStyleOptionViewItem,
    QStylePainter,
    QToolButton,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.buttons import takes_letter
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.desktop.widgets.icons import text_scale
from arctic_map.desktop.widgets.symbol_icons import draw_kind
from arctic_map.model.fact import Figure
from arctic_map.model.style import Style
from arctic_map.model.tr import tr_content
from arctic_map.scene.words.words import figure_in_words

Role = QPalette.ColorRole


def words(text: str, *, quiet: bool = False, bold: bool = False, scale: float = 1.0) -> QLabel:
    """A plain-text label for data, which is never parsed as markup; `scale` applies to bold text only."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    if quiet:
        label.setForegroundRole(Role.PlaceholderText)
    if bold:
        label.setFont(bold_font(scale))
    return label


def bold_font(scale: float = 1.0) -> QFont:
    """A bold font, scaled relative to the application font."""
    font = QFont()
    font.setBold(True)
    # Without an explicit size it keeps following the application font.
    if scale != 1.0:
        font.setPointSizeF(QApplication.font().pointSizeF() * scale)
    return font


class Line(QLabel):
    """Text on one line, which wraps only if there is too little space."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        # A wrapping label would ask for several lines.
        margins, metrics = self.contentsMargins(), self.fontMetrics()
        wide = metrics.horizontalAdvance(self.text()) + margins.left() + margins.right() + 2
        return QSize(wide, metrics.height() + margins.top() + margins.bottom())


class KindLabel(Line):
    """The kind of a fact as an outlined tag with its symbol."""

    def __init__(self, text: str, mark: Style) -> None:
        super().__init__(text)
        self._mark = mark
        self._grow()
        self.setForegroundRole(Role.PlaceholderText)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(tones.line(self.palette()))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        ink, ground = self.palette().color(Role.Text), self.palette().color(Role.Base)
        scale = text_scale(self)
        draw_kind(painter, self._mark, QPointF(11 * scale, self.height() / 2), 3.5 * scale, ink, ground)
        painter.end()
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._grow()

    def _grow(self) -> None:
        self.setContentsMargins(round(19 * text_scale(self)), 0, 6, 0)


class MoreButton(QToolButton):
    """A button with three dots that opens a menu of actions."""

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__()
        self.setAutoRaise(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.addActions(actions)

    def sizeHint(self) -> QSize:
        scale = text_scale(self)
        return QSize(round(24 * scale), round(20 * scale))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Painted here, since styles add an arrow and not every font has an ellipsis.
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.features = QStyleOptionToolButton.ToolButtonFeature.None_
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tones.quiet(self.palette()))
        middle, scale = QRectF(self.rect()).center(), text_scale(self)
        for step in (-5, 0, 5):
            painter.drawEllipse(middle + QPointF(step * scale, 0), 1.5 * scale, 1.5 * scale)
        painter.end()


def word(text: str) -> QLabel:
    """A label for the text between the names of places."""
    word = words(text, quiet=True)
    word.setWordWrap(False)
    word.setContentsMargins(1, 1, 1, 1)
    return word


def figures_layout(figures: tuple[Figure, ...]) -> QVBoxLayout:
    """Number and unit of each figure, with what it counts next to or below them."""
    column = QVBoxLayout()
    column.setSpacing(2)
    for figure in figures:
        number, unit = map(str, figure_in_words(figure))
        big, small, what = Line(number), Line(unit), Line(tr_content(figure.what))
        big.setFont(bold_font(1.5))
        small.setFont(bold_font())
        what.setForegroundRole(Role.PlaceholderText)
        flow = FlowLayout(gap=8, below=0)
        for label in (big, small, what):
            flow.addWidget(label)
        column.addLayout(flow)
    return column


NAME = 0
ROW_PAD = 3
"""Padding beside a name, px."""
ROOM, HEADING_ROOM = 6, 12
"""Total padding above and below the text of a row and of a heading, px."""
WRAPPED = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
Index = QModelIndex | QPersistentModelIndex


class FiguresTable(QTreeWidget):
    """Table that puts a name too long for its column above the figures, across the whole row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Rows(self))
        # The column width decides which names fit.
        self.header().sectionResized.connect(lambda *_: self.scheduleDelayedItemsLayout())

    def event(self, event: QEvent) -> bool:
        # Letters lead to the entry that begins so.
        return takes_letter(event) or super().event(event)

    def fits(self, name: Index, font: QFontMetrics) -> bool:
        """Whether a name fits into its column."""
        return font.horizontalAdvance(_text(name)) <= self.columnWidth(NAME) - self._left - ROW_PAD

    def name_height(self, name: Index, font: QFontMetrics) -> int:
        """Height of a name wrapped across the whole row."""
        room = QRect(0, 0, self.viewport().width() - self._left - ROW_PAD, 10_000)
        return font.boundingRect(room, WRAPPED, _text(name)).height()

    @property
    def _left(self) -> int:
        return self.indentation() + ROW_PAD

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        name = index.sibling(index.row(), NAME)
        chosen = self.selectionModel().isSelected(name)
        if chosen:
            painter.fillRect(options.rect, options.palette.color(Role.Highlight))
        super().drawRow(painter, options, index)
        if not index.parent().isValid() or self.fits(name, options.fontMetrics):
            return
        top = options.rect.top() + ROOM // 2
        width, height = self.viewport().width() - self._left - ROW_PAD, options.rect.height()
        painter.save()
        painter.setFont(options.font)
        painter.setPen(options.palette.color(Role.HighlightedText if chosen else Role.Text))
        painter.drawText(QRect(self._left, top, width, height), WRAPPED, _text(name))
        painter.restore()


class _Rows(QStyledItemDelegate):
    """Delegate that leaves long names to the table."""

    def __init__(self, table: FiguresTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size, font = super().sizeHint(option, index), option.fontMetrics
        if not index.parent().isValid():
            return QSize(0, font.height() + HEADING_ROOM)
        name = index.sibling(index.row(), NAME)
        above = 0 if self._table.fits(name, font) else self._table.name_height(name, font)
        return QSize(size.width(), above + font.height() + ROOM)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        # Align a symbol with the line of the figures.
        option.decorationAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        if index.parent().isValid():
            option.rect.adjust(0, 0, 0, -ROOM // 2)
            if index.column() == NAME and not self._table.fits(index, option.fontMetrics):
                option.text = ""


def _text(name: Index) -> str:
    return str(name.data() or "")
