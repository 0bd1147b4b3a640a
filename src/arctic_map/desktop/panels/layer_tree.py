"""The tree of topics, layers and features, in which layers can be dragged."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from arctic_map.desktop.panels.layer_model import LayersModel
from arctic_map.desktop.panels.layer_rows import COUNT, TOPIC, WRAPS
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.buttons import takes_letter
from arctic_map.desktop.widgets.icons import text_scale
from arctic_map.model.catalog import BASE
from arctic_map.model.tr import tr

SPACING = 8
"""Gap between the name and the count, px."""
PAD = 3
"""Gap between the count and the edge of the row, px."""
GAP = 2
"""Space above and below the text, px."""
Index = QModelIndex | QPersistentModelIndex
Flag = Qt.AlignmentFlag
WORDS = int(Flag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)


class Rows(QStyledItemDelegate):
    """Delegate that hides the count where the name needs the space."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, style, widget = self._row(option, index)
        size = style.sizeFromContents(QStyle.ContentsType.CT_ItemViewItem, row, QSize(), widget)
        least = option.fontMetrics.height() + 2 * GAP
        wrapped = self._height(row, style, widget) if index.data(WRAPS) else 0
        return QSize(size.width(), max(size.height(), least, wrapped))

    def _height(self, row: QStyleOptionViewItem, style: QStyle, widget: QWidget | None) -> int:
        tree = widget if isinstance(widget, QTreeView) else None
        if tree is None:
            return 0
        # The tree asks before the row is placed: layers are on the second level.
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
        needed = row.fontMetrics.horizontalAdvance(text) + SPACING + row.fontMetrics.horizontalAdvance(count)
        if count and needed <= room.width():
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


SYMBOL, INDENT = QSize(24, 16), 12
"""Px at normal text size."""
"""The topic of the base map, which few users change."""


class LayersTree(QTreeView):
    """Tree view whose topics are initially expanded, except for the base map."""

    def __init__(self, model: LayersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pressed_box = False
        """Whether the last mouse press was on a check box."""
        self.setAccessibleName(tr("Layers by topic"))
        self.setItemDelegate(Rows(self))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._grow()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Only the model's own type is accepted: dropped files are left to the window.
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setModel(model)
        model.rowsInserted.connect(self._open_topics)

    def event(self, event: QEvent) -> bool:
        # Letters lead to the entry that begins so.
        return takes_letter(event) or super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed_box = self._is_on_box(event.position().toPoint())
        super().mousePressEvent(event)

    def _is_on_box(self, place: QPoint) -> bool:
        index = self.indexAt(place)
        if not index.isValid():
            return False
        row = QStyleOptionViewItem()
        self.initViewItemOption(row)
        row.rect = self.visualRect(index)
        row.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        return self.style().subElementRect(part, row, self).contains(place)

    def _open_topics(self, parent: QModelIndex, first: int, last: int) -> None:
        if not parent.isValid():
            for row in range(first, last + 1):
                topic = self.model().index(row, 0)
                self.setExpanded(topic, topic.data(TOPIC) != BASE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # The names wrap differently.
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._grow()

    def _grow(self) -> None:
        """Scale symbols and indentation with the text."""
        scale = text_scale(self)
        self.setIconSize(QSize(round(SYMBOL.width() * scale), round(SYMBOL.height() * scale)))
        self.setIndentation(round(INDENT * scale))
        self.scheduleDelayedItemsLayout()
