"""A box in the window whose entries letters choose, where these are shortcuts elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox

Modifier = Qt.KeyboardModifier


class LetterBox(QComboBox):
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _writes(event):
            # Else M for March would begin to measure.
            event.accept()
            return True
        return super().event(event)


def _writes(event: QKeyEvent) -> bool:
    held = event.modifiers() & (Modifier.ControlModifier | Modifier.AltModifier | Modifier.MetaModifier)
    return event.text().isprintable() and bool(event.text()) and not held
