"""The tree of topics, layers and features; layers are dragged within it."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyleOptionViewItem, QTreeView, QWidget

from arctic_map.desktop.panels.layers.cells import TOPIC
from arctic_map.desktop.panels.layers.delegate import Rows
from arctic_map.desktop.panels.layers.model import LayersModel
from arctic_map.desktop.widgets.appearance.sizes import text_scale
from arctic_map.model.tr import tr

SYMBOL, INDENT = QSize(24, 16), 12
"""Px at usual text."""
BASE = "base"
"""The topic of what lies under the subject: few readers change it."""


class LayersTree(QTreeView):
    """Topics of the subject come open; layers are opened to their features."""

    def __init__(self, model: LayersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pressed_box = False
        """Whether the last press of the mouse was on a check box."""
        self.setAccessibleName(tr("Layers by topic"))
        self.setItemDelegate(Rows(self))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._grow()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Only the model's own type is taken: files that hang over the tree are left to the window.
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setModel(model)
        model.rowsInserted.connect(self._open_topics)

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
            # Names wrap anew.
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._grow()

    def _grow(self) -> None:
        """Symbols are as high as words."""
        scale = text_scale(self)
        self.setIconSize(QSize(round(SYMBOL.width() * scale), round(SYMBOL.height() * scale)))
        self.setIndentation(round(INDENT * scale))
        self.scheduleDelayedItemsLayout()
