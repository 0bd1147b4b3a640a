"""Keys that belong to a tool while it is at work, and to the map otherwise."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class ToolKeys:
    def __init__(self, view: QWidget, keys: Iterable[tuple[str, Callable[[], None]]]) -> None:
        """They are off until the tool is taken up."""
        self._shortcuts = tuple(QShortcut(QKeySequence(key), view, do) for key, do in keys)
        for shortcut in self._shortcuts:
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.enable(False)

    def enable(self, on: bool) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(on)
