"""Text for widgets: data as plain text where some would be taken for markup, and names of keys."""

from html import escape

from PySide6.QtGui import QKeySequence


def tip(*paragraphs: str) -> str:
    """A tooltip that wraps its lines and shows markup instead of obeying it."""
    kept = [escape(paragraph) for paragraph in paragraphs if paragraph]
    return f"<qt>{'<br>'.join(kept)}</qt>" if kept else ""


def caption(text: str) -> str:
    """A caption of a button or menu entry, whose ampersands stay ampersands."""
    return text.replace("&", "&&")


def shortcut_text(shortcut: str) -> str:
    """A shortcut as the platform writes it."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
