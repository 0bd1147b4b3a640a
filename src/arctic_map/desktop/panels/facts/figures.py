"""A table of figures whose row names are always shown in full."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget, QWidget

NAME = 0
PAD = 3
"""Padding beside a name, px."""
ROOM, HEADING_ROOM = 6, 12
"""Total padding above and below the text of a row and of a heading, px."""
WRAPPED = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
Role = QPalette.ColorRole
Index = QModelIndex | QPersistentModelIndex


class FiguresTable(QTreeWidget):
    """Table that puts a name too long for its column above the figures, across the whole row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Rows(self))
        # The column width decides which names fit.
        self.header().sectionResized.connect(lambda *_: self.scheduleDelayedItemsLayout())

    def fits(self, name: Index, font: QFontMetrics) -> bool:
        """Whether a name fits into its column."""
        return font.horizontalAdvance(_text(name)) <= self.columnWidth(NAME) - self._left - PAD

    def name_height(self, name: Index, font: QFontMetrics) -> int:
        """Height of a name wrapped across the whole row."""
        room = QRect(0, 0, self.viewport().width() - self._left - PAD, 10_000)
        return font.boundingRect(room, WRAPPED, _text(name)).height()

    @property
    def _left(self) -> int:
        return self.indentation() + PAD

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        name = index.sibling(index.row(), NAME)
        chosen = self.selectionModel().isSelected(name)
        if chosen:
            painter.fillRect(options.rect, options.palette.color(Role.Highlight))
        super().drawRow(painter, options, index)
        if not index.parent().isValid() or self.fits(name, options.fontMetrics):
            return
        top = options.rect.top() + ROOM // 2
        width, height = self.viewport().width() - self._left - PAD, options.rect.height()
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
