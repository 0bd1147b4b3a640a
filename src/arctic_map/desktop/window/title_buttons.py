"""The buttons that float and close a panel, in the colour of its title."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QWidget

from arctic_map.desktop.widgets.appearance.line_icons import menu_icon

ICONS = {"qt_dockwidget_floatbutton": "float", "qt_dockwidget_closebutton": "clear"}
"""Our icons, by Qt's names of the buttons."""
REPAINTED = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)


class TitleButtons(QObject):
    """Replaces Qt's grey icons, hardly visible on a dark background, also whenever a panel floats."""

    def __init__(self, window: QWidget, docks: Iterable[QDockWidget]) -> None:
        super().__init__(window)
        self._window, self._docks = window, tuple(docks)
        self._icons: dict[str, QIcon] = {}
        for dock in self._docks:
            paint = partial(self._paint, dock)
            dock.topLevelChanged.connect(paint)
            dock.visibilityChanged.connect(paint)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in REPAINTED and watched is self._window:
            self._icons.clear()
            for dock in self._docks:
                self._paint(dock)
        return False

    def _paint(self, dock: QDockWidget, *_: bool) -> None:
        if not dock.isVisible():
            return
        if not self._icons:
            palette = self._window.palette()
            self._icons = {button: menu_icon(icon, palette) for button, icon in ICONS.items()}
        for name, icon in self._icons.items():
            if button := dock.findChild(QAbstractButton, name):
                button.setIcon(icon)
