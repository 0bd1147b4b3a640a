"""A combo box whose entries can be chosen by typing, even if the letters are shortcuts elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox

Modifier = Qt.KeyboardModifier


class LetterBox(QComboBox):
    """A combo box that receives letters before shortcuts do."""

    def event(self, event: QEvent) -> bool:
        """Accept printable keys, so that no shortcut gets them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _writes(event):
            # Otherwise M for March would start measuring.
            event.accept()
            return True
        return super().event(event)


def _writes(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & (Modifier.ControlModifier | Modifier.AltModifier | Modifier.MetaModifier)
    return event.text().isprintable() and bool(event.text()) and not modifiers
