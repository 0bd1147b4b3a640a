"""Texts for widgets: data that must not be taken for markup, and names of keys."""

from html import escape

from PySide6.QtGui import QKeySequence


def tip(*paragraphs: str) -> str:
    """Return a tooltip with wrapped lines that shows markup as text."""
    lines = [escape(paragraph) for paragraph in paragraphs if paragraph]
    return f"<qt>{'<br>'.join(lines)}</qt>" if lines else ""


def caption(text: str) -> str:
    """Return a caption of a button or menu entry with its ampersands escaped."""
    return text.replace("&", "&&")


def shortcut_text(shortcut: str) -> str:
    """Return a shortcut as the platform writes it."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
