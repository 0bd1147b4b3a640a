"""Text from data as plain text, in widgets that would take some of it for markup."""

from html import escape


def tip(*paragraphs: str) -> str:
    """A tooltip that wraps its lines and shows markup instead of obeying it."""
    kept = [escape(paragraph) for paragraph in paragraphs if paragraph]
    return f"<qt>{'<br>'.join(kept)}</qt>" if kept else ""


def caption(text: str) -> str:
    """A caption of a button or menu entry, whose ampersands stay ampersands."""
    return text.replace("&", "&&")
