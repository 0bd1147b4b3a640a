"""Geometry of sentences in the view of a text, its margins, and what is painted in them."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock, QTextCursor, QTextLine
from PySide6.QtWidgets import QTextEdit

from arctic_map.desktop.panels.article.article_marks import MarkedSentence
from arctic_map.desktop.panels.article.document import ParagraphNumber
from arctic_map.desktop.widgets.appearance import tones

MEASURE = 33
"""Maximum line width, in widths of the letter M."""
SIZE = 1.06
"""Font size, as a multiple of that of the window."""
SIDE, FOOT = 8, 24
"""Minimum margins at the sides and below the text, px."""


def rects(view: QTextEdit, mark: MarkedSentence) -> Iterator[QRectF]:
    """The rectangles of the lines of a sentence in the viewport; their height is the line pitch."""
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


def bounds(view: QTextEdit, mark: MarkedSentence) -> QRectF:
    """The bounding rectangle of a sentence in the viewport."""
    whole = QRectF()
    for rect in rects(view, mark):
        whole = whole.united(rect)
    return whole


def mark_at(view: QTextEdit, marks: Iterable[MarkedSentence], place: QPoint) -> MarkedSentence | None:
    """The sentence at a point of the viewport, or None."""
    place = place + QPoint(0, view.verticalScrollBar().value())
    at = view.document().documentLayout().hitTest(place, Qt.HitTestAccuracy.ExactHit)
    return next((mark for mark in marks if mark.start <= at < mark.end), None)


def cursor_of(view: QTextEdit, mark: MarkedSentence) -> QTextCursor:
    """A cursor that selects a sentence."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(mark.start)
    cursor.setPosition(mark.end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def is_seen(view: QTextEdit, mark: MarkedSentence) -> bool:
    """Whether a sentence is visible, completely or as far as the view is high."""
    place, seen = bounds(view, mark), QRectF(view.viewport().rect())
    return place.intersected(seen).height() >= min(place.height(), seen.height()) - 1


def proposed_at(view: QTextEdit, place: QPoint) -> str:
    """The meaning proposed for the dotted word at a point of the viewport; empty elsewhere."""
    cursor = view.cursorForPosition(place)
    # A cursor has the format of the character before it, and the mouse may be on the first one.
    cursor.movePosition(QTextCursor.MoveOperation.Right)
    return cursor.charFormat().toolTip()


def set_margins(view: QTextEdit) -> None:
    """Set margins for a readable line length, with space for the paragraph numbers at the left."""
    em = view.fontMetrics().horizontalAdvance("M") * SIZE
    numbers = view.fontMetrics().horizontalAdvance("00") + SIDE
    width = view.viewport().width()
    left = max(SIDE + numbers, (width - MEASURE * em) / 2)
    right = max(SIDE + 4, width - left - MEASURE * em)
    frame = view.document().rootFrame()
    shape = frame.frameFormat()
    if (shape.leftMargin(), shape.rightMargin()) != (left, right):
        shape.setLeftMargin(left)
        shape.setRightMargin(right)
        shape.setTopMargin(SIDE)
        shape.setBottomMargin(FOOT)
        frame.setFrameFormat(shape)


def paint_numbers(view: QTextEdit, painter: QPainter, seen: QRectF) -> None:
    """Paint the paragraph numbers of the article in the left margin."""
    layout, offset = view.document().documentLayout(), view.verticalScrollBar().value()
    painter.setPen(tones.quiet(view.palette()))
    block = view.document().begin()
    while block.isValid():
        place = layout.blockBoundingRect(block).translated(0, -offset)
        if place.top() > seen.bottom():
            break
        numbered = block.userData()
        if place.bottom() >= seen.top() and isinstance(numbered, ParagraphNumber) and numbered.number:
            line = block.layout().lineAt(0)
            baseline = place.top() + line.y() + line.ascent()
            text = str(numbered.number)
            right = place.left() + line.x() - SIDE
            painter.drawText(round(right - view.fontMetrics().horizontalAdvance(text)), round(baseline), text)
        block = block.next()


def _pitch(block: QTextBlock, number: int) -> float:
    """Distance from the top of a line to that of the next one in its block, or its own height."""
    line, lines = block.layout().lineAt(number), block.layout().lineCount()
    return block.layout().lineAt(number + 1).y() - line.y() if number + 1 < lines else line.height()


def _x(line: QTextLine, at: int) -> float:
    """The x of a cursor position in a line; PySide returns a pair, unlike its type stubs."""
    return line.cursorToX(at)[0]  # type: ignore[index,no-any-return]
