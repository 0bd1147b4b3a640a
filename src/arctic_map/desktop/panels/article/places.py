"""Where the sentences of a text stand in its view, and what is selected of the text."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextLine
from PySide6.QtWidgets import QTextEdit

from arctic_map.desktop.panels.article.document import NOTE, Mark


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


def _pitch(block: QTextBlock, number: int) -> float:
    """From the top of a line to that of the next one in its block, or to its own foot."""
    line, lines = block.layout().lineAt(number), block.layout().lineCount()
    return block.layout().lineAt(number + 1).y() - line.y() if number + 1 < lines else line.height()


def _x(line: QTextLine, at: int) -> float:
    """Where a cursor stands in a line; its interface gives a pair, whatever the types say."""
    return line.cursorToX(at)[0]  # type: ignore[index,no-any-return]
