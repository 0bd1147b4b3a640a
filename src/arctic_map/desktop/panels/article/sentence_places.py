"""Places of sentences in the view of a text, what is painted at them, and selecting sentences."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock, QTextCursor, QTextDocument, QTextLine
from PySide6.QtWidgets import QTextEdit

from arctic_map.article.sentences import sentences
from arctic_map.desktop.panels.article.copy_document import NOTE, MarkedSentence, ParagraphNumber
from arctic_map.desktop.widgets import tones
from arctic_map.model.article_copy import ArticleCopy, BlockKind

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


class CopySelection:
    """Selects sentences in a view, with or without facts."""

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self._copy: ArticleCopy | None = None
        self._last_span: tuple[int, int] | None = None
        """The last selection, while nothing is selected."""

    def show_copy(self, copy: ArticleCopy) -> None:
        """Set the copy before the view shows it; a selection in the same text is kept."""
        same = self._copy is not None and self._copy.text == copy.text
        self._last_span = (self.span or self._last_span) if same else None
        self._copy = copy

    def forget(self) -> None:
        """Forget the last selection after a click."""
        self._last_span = None

    @property
    def span(self) -> tuple[int, int] | None:
        """The start and end of the selection; None if empty or outside of the article."""
        cursor, document = self._view.textCursor(), self._view.document()
        if not cursor.hasSelection():
            return None
        start = copy_place(document, cursor.selectionStart())
        end = copy_place(document, cursor.selectionEnd())
        return (start, end) if start is not None and end is not None else None

    def span_at(self, position: int) -> tuple[int, int] | None:
        """The selection, or an empty range at a cursor position; None outside of the article."""
        at = copy_place(self._view.document(), position)
        return self.span or (None if at is None else (at, at))

    def select_sentence(self, sentence: str) -> None:
        """Select a sentence like a user with the mouse."""
        # The document joins the lines of a paragraph with spaces.
        cursor = self._view.document().find(" ".join(sentence.split()))
        if not cursor.isNull():
            self._view.setTextCursor(cursor)
            self._view.ensureCursorVisible()

    def select_next(self, step: int) -> None:
        """Select the next or previous sentence of the text, with or without facts."""
        if self._copy is None:
            return
        spans = [
            (each.start, each.end)
            for block in self._copy.blocks
            if block.kind is BlockKind.PARAGRAPH
            for each in sentences(self._copy.text, block.start, block.end)
        ]
        now = self.span or self._last_span
        if now is None:
            at = 0 if step > 0 else len(spans) - 1
        else:
            before = sum(start < now[0] for start, _ in spans)
            on = before < len(spans) and spans[before][0] <= now[0]
            at = before + (step if on else min(step, 0))
        if 0 <= at < len(spans):
            self._select(*spans[at])

    def _select(self, start: int, end: int) -> None:
        document = self._view.document()
        first, last = cursor_place(document, start), cursor_place(document, end)
        if first is None or last is None:
            return
        cursor = QTextCursor(document)
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self._view.setTextCursor(cursor)
        self._view.ensureCursorVisible()


def words_in(selection: QTextCursor) -> str:
    """The article's words in a selection, without annotations of the atlas."""
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
    """The character of the copy's text at a cursor position; None outside of the article."""
    block = document.findBlock(position)
    begins = block.userData()
    if not isinstance(begins, ParagraphNumber):
        return None
    at = begins.start
    for text, start, note in _parts(block):
        if position < start + len(text):
            return at + (0 if note else max(0, position - start))
        at += 0 if note else len(text)
    return at


def cursor_place(document: QTextDocument, at: int) -> int | None:
    """The cursor position of a character of the copy's text; None if it is collapsed."""
    best: QTextBlock | None = None
    block = document.begin()
    while block.isValid():
        begins = block.userData()
        if isinstance(begins, ParagraphNumber) and begins.start <= at:
            best = block
        block = block.next()
    if best is None:
        return None
    begins = best.userData()
    offset = at - begins.start if isinstance(begins, ParagraphNumber) else 0
    for text, start, note in _parts(best):
        if note:
            continue
        if offset <= len(text):
            return start + offset
        offset -= len(text)
    return None


def _parts(block: QTextBlock) -> Iterator[tuple[str, int, bool]]:
    """For each fragment of a block: text, cursor position before it, whether it is an annotation."""
    walk = block.begin()
    while not walk.atEnd():
        part = walk.fragment()
        yield part.text(), part.position(), part.charFormat().property(NOTE) is not None
        walk += 1
