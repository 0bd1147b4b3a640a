"""A row of the layer tree: its words on as many lines as they need, and how many features the layer has."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from arctic_map.desktop.panels.layers.cells import COUNT, WRAPS
from arctic_map.desktop.widgets.appearance import tones

APART = 8
"""Between the words and the count, px."""
PAD = 3
"""Between the count and the edge of the row, px."""
GAP = 2
"""Above and below the words, px."""
Index = QModelIndex | QPersistentModelIndex
Flag = Qt.AlignmentFlag
WORDS = int(Flag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)


class Rows(QStyledItemDelegate):
    """The count gives way to the words, which nothing else says."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, style, widget = self._row(option, index)
        found = style.sizeFromContents(QStyle.ContentsType.CT_ItemViewItem, row, QSize(), widget)
        least = option.fontMetrics.height() + 2 * GAP
        wrapped = self._height(row, style, widget) if index.data(WRAPS) else 0
        return QSize(found.width(), max(found.height(), least, wrapped))

    def _height(self, row: QStyleOptionViewItem, style: QStyle, widget: QWidget | None) -> int:
        tree = widget if isinstance(widget, QTreeView) else None
        if tree is None:
            return 0
        # The tree asks before the row has its place: layers stand at the second level.
        left = 2 * tree.indentation()
        row.rect = QRect(left, 0, tree.viewport().width() - left, row.fontMetrics.height())
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, row, widget).width()
        words = row.fontMetrics.boundingRect(QRect(0, 0, room - 2 * PAD, 10_000), WORDS, row.text)
        return words.height() + 2 * GAP

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not index.data(WRAPS):
            super().paint(painter, option, index)
            return
        row, style, widget = self._row(option, index)
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, row, widget)
        text, row.text = row.text, ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, row, painter, widget)
        chosen = bool(row.state & QStyle.StateFlag.State_Selected)
        palette, Role = row.palette, QPalette.ColorRole
        painter.save()
        painter.setFont(row.font)
        painter.setPen(palette.color(Role.HighlightedText if chosen else Role.Text))
        room = room.adjusted(PAD, 0, -PAD, 0)
        start = style.visualAlignment(row.direction, Flag.AlignLeft)
        painter.drawText(room, WORDS | int(start), text)
        count = str(index.data(COUNT) or "")
        taken = row.fontMetrics.horizontalAdvance(text) + APART + row.fontMetrics.horizontalAdvance(count)
        if count and taken <= room.width():
            painter.setPen(palette.color(Role.HighlightedText) if chosen else tones.quiet(palette))
            end = style.visualAlignment(row.direction, Flag.AlignRight | Flag.AlignVCenter)
            painter.drawText(room, int(end), count)
        painter.restore()

    def _row(
        self, option: QStyleOptionViewItem, index: Index
    ) -> tuple[QStyleOptionViewItem, QStyle, QWidget | None]:
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        widget = option.widget
        return row, widget.style() if widget else QApplication.style(), widget
