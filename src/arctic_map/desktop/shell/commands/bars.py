"""Menu bar and toolbar as they stand from the first moment, before the commands that fill them are there."""

from PySide6.QtCore import QCoreApplication, QEvent, QSize, QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QMainWindow, QMenu, QSizePolicy, QToolBar, QWidget

from arctic_map.desktop.shell.commands.menu import Menu
from arctic_map.desktop.widgets.appearance.sizes import button_side
from arctic_map.desktop.widgets.appearance.widget_text import shortcut_text
from arctic_map.model.tr import tr

SEARCH_WIDTH = (120, 300)
"""Least and greatest, px."""

MARGINS = 4, 2, 4, 2
"""Round the tools, px."""


class Bars:
    """Of their final height, so that the map keeps its place when they are filled."""

    def __init__(self, window: QMainWindow) -> None:
        self.menus: dict[str, QMenu] = {
            menu: window.menuBar().addMenu(tr(menu)) for menu in Menu if "|" not in menu
        }
        self.search = _search_box()
        self.toolbar = bar = _Toolbar(tr("Toolbar"))
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        self.gap = bar.addWidget(_Gap())
        bar.addWidget(self.search)
        window.addToolBar(bar)


class _Toolbar(QToolBar):
    """As low as its buttons allow."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        # Each style sets its own margins.
        if event.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange) and (layout := self.layout()):
            layout.setContentsMargins(*MARGINS)
            # What stands in it gets its style later.
            QTimer.singleShot(0, self, self._measure)
        return done

    def _measure(self) -> None:
        for box in self.findChildren(QComboBox):
            # Qt keeps the least size of one that was asked for it between a change of font and of style.
            QCoreApplication.sendEvent(box, QEvent(QEvent.Type.StyleChange))
        if layout := self.layout():
            layout.invalidate()
        self.updateGeometry()


class _Gap(QWidget):
    """Between the tools on the left and on the right; as high as they will be."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        return QSize(0, button_side(self))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _search_box() -> QLineEdit:
    """Stands in its place from the start; what is typed is answered once the content is there."""
    box = QLineEdit()
    box.setPlaceholderText(tr("Find ({keys})", keys=shortcut_text("Ctrl+F")))
    box.setAccessibleName(tr("Find facts, places, people and coordinates; type > to find commands"))
    box.setClearButtonEnabled(True)
    box.setMinimumWidth(SEARCH_WIDTH[0])
    box.setMaximumWidth(SEARCH_WIDTH[1])
    return box
