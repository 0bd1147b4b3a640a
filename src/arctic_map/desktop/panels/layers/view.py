"""The tree of topics, layers and features; layers are dragged within it."""

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from arctic_map.desktop.panels.layers.delegate import Rows
from arctic_map.desktop.panels.layers.model import LayersModel


class LayersTree(QTreeView):
    """Topics come open; layers are opened to their features."""

    def __init__(self, model: LayersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Layers by topic")
        self.setItemDelegate(Rows(self))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(12)
        self.setIconSize(QSize(24, 16))
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Only the model's own type is taken: files that hang over the tree are left to the window.
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setModel(model)
        model.rowsInserted.connect(self._open_topics)

    def _open_topics(self, parent: QModelIndex, first: int, last: int) -> None:
        if not parent.isValid():
            for row in range(first, last + 1):
                self.expand(self.model().index(row, 0))
