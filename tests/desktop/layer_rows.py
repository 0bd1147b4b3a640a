"""Rows of the layer tree, found by what they say, and what a person does to them."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QTreeView, QWidget

from arctic_map.desktop.panels.layer_rows import COUNT, ID

CHECKED, PARTLY, UNCHECKED = (Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked)
LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def tree_of(panel: QWidget) -> QTreeView:
    found = panel.findChild(QTreeView)
    assert found is not None
    return found


def children(tree: QTreeView, parent: QModelIndex | None = None) -> list[QModelIndex]:
    parent = parent or QModelIndex()
    return [tree.model().index(row, 0, parent) for row in range(tree.model().rowCount(parent))]


def row(tree: QTreeView, text: Any, role: int = Qt.ItemDataRole.DisplayRole) -> QModelIndex:
    """The one topic or layer that says this."""
    topics = children(tree)
    rows = [*topics, *(layer for topic in topics for layer in children(tree, topic))]
    (found,) = [index for index in rows if index.data(role) == text]
    return found


def layer_row(tree: QTreeView, layer_id: str) -> QModelIndex:
    return row(tree, layer_id, ID)


def state(index: QModelIndex) -> Qt.CheckState:
    return Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))


def count_of(index: QModelIndex) -> str:
    return str(index.data(COUNT))


def check(tree: QTreeView, index: QModelIndex, expected: Qt.CheckState) -> None:
    tree.model().setData(index, expected, Qt.ItemDataRole.CheckStateRole)


def click_box(tree: QTreeView, index: QModelIndex) -> None:
    """With the mouse."""
    tree.scrollTo(index)
    option = QStyleOptionViewItem()
    tree.initViewItemOption(option)
    option.rect = tree.visualRect(index)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    element = QStyle.SubElement.SE_ItemViewItemCheckIndicator
    box = tree.style().subElementRect(element, option, tree)
    QTest.mouseClick(tree.viewport(), LEFT, NO_KEYS, box.center())


def drag(tree: QTreeView, index: QModelIndex, to: QPoint) -> bool:
    """Take a row to a place of the viewport and let go; whether the drop was accepted there.

    Off screen Qt ends each drag as soon as it begins, so what follows the first step is sent by hand.
    """
    model = tree.model()
    start, way = tree.visualRect(index).center(), QPoint(QApplication.startDragDistance() + 1, 0)
    QTest.mousePress(tree.viewport(), LEFT, NO_KEYS, start)
    QTest.mouseMove(tree.viewport(), start + way)
    QTest.mouseRelease(tree.viewport(), LEFT, NO_KEYS, start + way)
    if not model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled:
        return False
    data, move = model.mimeData([index]), Qt.DropAction.MoveAction
    accepted = False
    for event in (
        QDragEnterEvent(start, move, data, LEFT, NO_KEYS),
        QDragMoveEvent(to, move, data, LEFT, NO_KEYS),
        QDropEvent(QPointF(to), move, data, LEFT, NO_KEYS),
    ):
        QCoreApplication.sendEvent(tree.viewport(), event)
        accepted = event.isAccepted()
    return accepted
