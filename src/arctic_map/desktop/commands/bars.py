"""Menu bar and toolbar as they stand from the first moment, before the commands that fill them are there."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QLineEdit, QMainWindow, QMenu, QSizePolicy, QToolBar, QWidget

from arctic_map.desktop.commands.keys import keys
from arctic_map.desktop.commands.menu import Menu

SEARCH_WIDTH = (120, 300)
"""Least and greatest, px."""
ICON = QSize(16, 16)


class Bars:
    """Of their final height, so that the map keeps its place when they are filled."""

    def __init__(self, window: QMainWindow) -> None:
        self.menus: dict[str, QMenu] = {
            menu: window.menuBar().addMenu(menu) for menu in Menu if "|" not in menu
        }
        self.search = _search_box()
        self.toolbar = bar = QToolBar("Toolbar")
        bar.setObjectName("toolbar")
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setMovable(False)
        bar.setIconSize(ICON)
        self._holder = bar.addAction(_no_icon(), " ")
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.gap = bar.addWidget(gap)
        bar.addWidget(self.search)
        window.addToolBar(bar)

    def open_toolbar(self) -> None:
        """Take out what held its height; to be called when it is filled."""
        self.toolbar.removeAction(self._holder)


def _no_icon() -> QIcon:
    nothing = QPixmap(ICON)
    nothing.fill(Qt.GlobalColor.transparent)
    return QIcon(nothing)


def _search_box() -> QLineEdit:
    """Stands in its place from the start; what is typed is answered once the content is there."""
    box = QLineEdit()
    box.setPlaceholderText(f"Find ({keys('Ctrl+F')})")
    box.setAccessibleName("Find facts, places, people, coordinates, or with > first commands")
    box.setClearButtonEnabled(True)
    box.setMinimumWidth(SEARCH_WIDTH[0])
    box.setMaximumWidth(SEARCH_WIDTH[1])
    return box
