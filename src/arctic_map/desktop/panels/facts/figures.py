"""A table of figures whose rows are named in full, however narrow the first column is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget, QWidget

NAME = 0
PAD = 3
"""Beside a name, px."""
ROOM, HEADING_ROOM = 6, 12
"""Above and below the words of a row and of a heading together, px."""
WRAPPED = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
Role = QPalette.ColorRole
Index = QModelIndex | QPersistentModelIndex


class FiguresTable(QTreeWidget):
    """A name that is too long for its column stands above its figures, across the whole row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Rows(self))
        # Which names fit changes with the width.
        self.header().sectionResized.connect(lambda *_: self.scheduleDelayedItemsLayout())

    def fits(self, name: Index, font: QFontMetrics) -> bool:
        return font.horizontalAdvance(_text(name)) <= self.columnWidth(NAME) - self._left - PAD

    def name_height(self, name: Index, font: QFontMetrics) -> int:
        """Of a name across the whole row, in as many lines as it takes."""
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
    """Leaves to the table the names that do not fit."""

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
        # A symbol stands in the line of the figures.
        option.decorationAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        if index.parent().isValid():
            option.rect.adjust(0, 0, 0, -ROOM // 2)
            if index.column() == NAME and not self._table.fits(index, option.fontMetrics):
                option.text = ""


def _text(name: Index) -> str:
    return str(name.data() or "")
