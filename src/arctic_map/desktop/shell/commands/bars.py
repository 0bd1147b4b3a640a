"""The menu bar and toolbar, which exist before the commands that fill them."""

from PySide6.QtCore import QCoreApplication, QEvent, QSize, QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QMainWindow, QMenu, QSizePolicy, QToolBar, QWidget

from arctic_map.desktop.shell.commands.command import Menu
from arctic_map.desktop.widgets.icons import button_side
from arctic_map.desktop.widgets.widget_text import shortcut_text
from arctic_map.model.tr import tr

SEARCH_WIDTH = (120, 300)
"""Least and greatest width of the search box, px."""

MARGINS = 4, 2, 4, 2
"""Margins of the toolbar, px."""


class Bars:
    """Bars with their final height, so that the map does not move when they are filled."""

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
    """A toolbar as low as its buttons allow."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        # Each style sets its own margins.
        if event.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange) and (layout := self.layout()):
            layout.setContentsMargins(*MARGINS)
            # Child widgets get the new style after this event.
            QTimer.singleShot(0, self, self._measure)
        return done

    def _measure(self) -> None:
        for box in self.findChildren(QComboBox):
            # Qt caches a minimum size that was requested between a change of font and one of style.
            QCoreApplication.sendEvent(box, QEvent(QEvent.Type.StyleChange))
        if layout := self.layout():
            layout.invalidate()
        self.updateGeometry()


class _Gap(QWidget):
    """The space between the tools on the left and on the right, with the tools' final height."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        return QSize(0, button_side(self))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _search_box() -> QLineEdit:
    """Return the search box, which the Finder answers once the content is loaded."""
    box = QLineEdit()
    box.setPlaceholderText(tr("Find ({keys})", keys=shortcut_text("Ctrl+F")))
    box.setAccessibleName(tr("Find facts, places, people and coordinates; type > to find commands"))
    box.setClearButtonEnabled(True)
    box.setMinimumWidth(SEARCH_WIDTH[0])
    box.setMaximumWidth(SEARCH_WIDTH[1])
    return box
