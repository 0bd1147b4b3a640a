"""Shortcuts of a tool, which belong to the map while the tool is not active."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class ToolKeys:
    """Shortcuts that are enabled together."""

    def __init__(self, view: QWidget, keys: Iterable[tuple[str, Callable[[], None]]]) -> None:
        """The shortcuts are disabled at first."""
        self._shortcuts = tuple(QShortcut(QKeySequence(key), view, do) for key, do in keys)
        for shortcut in self._shortcuts:
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.enable(False)

    def enable(self, on: bool) -> None:
        """Enable or disable the shortcuts."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(on)
