"""Where the sentences of a text stand in its view, and what is selected of the text."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextLine
from PySide6.QtWidgets import QTextEdit

from arctic_map.desktop.panels.article.document import NOTE, Mark, Numbered


def rects(view: QTextEdit, mark: Mark) -> Iterator[QRectF]:
    """Of the lines of a sentence, from each to the next, in the viewport."""
    layout, block = view.document().documentLayout(), view.document().findBlock(mark.start)
    offset = view.verticalScrollBar().value()
    while block.isValid() and block.position() < mark.end:
        place = layout.blockBoundingRect(block).topLeft()
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            start = max(mark.start - block.position(), line.textStart())
            end = min(mark.end - block.position(), line.textStart() + line.textLength())
            if start < end:
                x0, x1, top = _x(line, start), _x(line, end), place.y() + line.y() - offset
                yield QRectF(place.x() + x0, top, max(1.0, x1 - x0), _pitch(block, number))
        block = block.next()


def bounds(view: QTextEdit, mark: Mark) -> QRectF:
    """Round all lines of a sentence, in the viewport."""
    whole = QRectF()
    for rect in rects(view, mark):
        whole = whole.united(rect)
    return whole


def mark_at(view: QTextEdit, marks: Iterable[Mark], place: QPoint) -> Mark | None:
    """The sentence under a place of the viewport."""
    place = place + QPoint(0, view.verticalScrollBar().value())
    at = view.document().documentLayout().hitTest(place, Qt.HitTestAccuracy.ExactHit)
    return next((mark for mark in marks if mark.start <= at < mark.end), None)


def words_in(selection: QTextCursor) -> str:
    """The article's words in a selection, without what the atlas has added to them."""
    start, end = selection.selectionStart(), selection.selectionEnd()
    block, paragraphs = selection.document().findBlock(start), []
    while block.isValid() and block.position() < end:
        words, walk = "", block.begin()
        while not walk.atEnd():
            part = walk.fragment()
            if part.charFormat().property(NOTE) is None:
                first = max(0, start - part.position())
                words += part.text()[first : max(first, end - part.position())]
            walk += 1
        paragraphs.append(words)
        block = block.next()
    return "\n\n".join(filter(None, paragraphs))


def copy_place(document: QTextDocument, position: int) -> int | None:
    """The character of the copy's text at a place of a cursor; None where the atlas wrote itself."""
    block = document.findBlock(position)
    begins = block.userData()
    if not isinstance(begins, Numbered):
        return None
    at = begins.start
    for text, start, note in _parts(block):
        if position < start + len(text):
            return at + (0 if note else max(0, position - start))
        at += 0 if note else len(text)
    return at


def cursor_place(document: QTextDocument, at: int) -> int | None:
    """The place of a cursor at a character of the copy's text; None where that is folded away."""
    best: QTextBlock | None = None
    block = document.begin()
    while block.isValid():
        begins = block.userData()
        if isinstance(begins, Numbered) and begins.start <= at:
            best = block
        block = block.next()
    if best is None:
        return None
    begins = best.userData()
    left = at - begins.start if isinstance(begins, Numbered) else 0
    for text, start, note in _parts(best):
        if note:
            continue
        if left <= len(text):
            return start + left
        left -= len(text)
    return None


def _parts(block: QTextBlock) -> Iterator[tuple[str, int, bool]]:
    """The pieces of a block: their words, where a cursor stands before them, whether the atlas added them."""
    walk = block.begin()
    while not walk.atEnd():
        part = walk.fragment()
        yield part.text(), part.position(), part.charFormat().property(NOTE) is not None
        walk += 1


def _pitch(block: QTextBlock, number: int) -> float:
    """From the top of a line to that of the next one in its block, or to its own foot."""
    line, lines = block.layout().lineAt(number), block.layout().lineCount()
    return block.layout().lineAt(number + 1).y() - line.y() if number + 1 < lines else line.height()


def _x(line: QTextLine, at: int) -> float:
    """Where a cursor stands in a line; its interface gives a pair, whatever the types say."""
    return line.cursorToX(at)[0]  # type: ignore[index,no-any-return]
