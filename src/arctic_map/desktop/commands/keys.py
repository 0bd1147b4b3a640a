"""Shortcuts in words."""

from PySide6.QtGui import QKeySequence


def keys(shortcut: str) -> str:
    """A shortcut as the platform writes it."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
