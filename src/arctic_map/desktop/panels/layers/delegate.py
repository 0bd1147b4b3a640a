"""A row of the layer tree: its words, and at the right how many features the layer has."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from arctic_map.desktop.appearance import tones
from arctic_map.desktop.panels.layers.cells import COUNT

APART = 8
"""Between the words and the count, px."""
PAD = 3
"""Between the count and the edge of the row, px."""
Index = QModelIndex | QPersistentModelIndex


class Rows(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        count = index.data(COUNT)
        if not count:
            super().paint(painter, option, index)
            return
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        widget = option.widget
        style = widget.style() if widget else QApplication.style()
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, row, widget).width()
        taken = row.fontMetrics.horizontalAdvance(count) + APART + PAD
        row.text = row.fontMetrics.elidedText(row.text, row.textElideMode, max(0, room - taken))
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, row, painter, widget)
        selected = bool(row.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setFont(row.font)
        painter.setPen(
            row.palette.color(QPalette.ColorRole.HighlightedText) if selected else tones.quiet(row.palette)
        )
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            option.rect.adjusted(PAD, 0, -PAD, 0), style.visualAlignment(row.direction, end), count
        )
        painter.restore()
