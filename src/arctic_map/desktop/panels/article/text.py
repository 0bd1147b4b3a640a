"""Shows the article's text; sentences that bear facts are gone through by keys and chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit, QToolTip, QWidget

from arctic_map.desktop.panels.article.document import (
    AFTER,
    BEFORE,
    FACT,
    Mark,
    Numbered,
    Setting,
    write,
)
from arctic_map.desktop.panels.article.places import (
    bounds,
    copy_place,
    cursor_place,
    mark_at,
    rects,
    words_in,
)
from arctic_map.desktop.widgets.appearance import tones
from arctic_map.desktop.widgets.appearance.widget_text import tip
from arctic_map.model.article_copy import BlockKind, Copy
from arctic_map.model.symbology import Symbology
from arctic_map.model.tr import tr
from arctic_map.scene.article.sentences import sentences
from arctic_map.scene.symbology.looks import look
from arctic_map.scene.words.passages import passage_in_words

HALO_SHARES = (0.55, 0.26)
"""Of the halo of what is selected on the map, over the ground of the text, light and dark."""
MEASURE = 33
"""Most of the width of lines, times the width of the letter M."""
SIZE = 1.06
"""Of the letters, times that of all text."""
SIDE, FOOT = 8, 24
"""Least room beside and below the text, px."""
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}
SENTENCES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
"""With Ctrl: through all sentences."""
CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
CLICK = 4
"""Px that the mouse may move in a click."""


class ArticleText(QTextEdit):
    """Knows sentences by the facts that they bear; requests these, never selects them."""

    facts_requested = Signal(object)
    """Ids of the facts of a sentence that was chosen."""
    sentence_requested = Signal(int, int)
    """A fact is to be made of the sentences that these characters of the copy's text touch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copy: Copy | None = None
        self._title = ""
        self._topics: Mapping[str, str] = {}
        self._colours: tones.Topics = {}
        self._halo = QColor()
        self._opened = {BEFORE: False, AFTER: False}
        self._marks: tuple[Mark, ...] = ()
        self._highlighted: tuple[Mark, ...] = ()
        self._current: Mark | None = None
        """Where the keys are."""
        self._left: tuple[int, int] | None = None
        """The characters of the copy's text that were selected last, while nothing is."""
        self._pressed: QPoint | None = None
        self.setAccessibleName(tr("The article's text"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Links are followed here, for Qt would select what is clicked.
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The sentences that bear facts, from top to bottom."""
        return self._marks

    @property
    def highlighted(self) -> tuple[Mark, ...]:
        return self._highlighted

    @property
    def current(self) -> Mark | None:
        return self._current

    def words_of(self, mark: Mark) -> str:
        """A sentence as it stands in the copy."""
        return self._copy.text[mark.found.start : mark.found.end] if self._copy else ""

    def show_copy(self, copy: Copy, title: str, topics: Mapping[str, str], symbology: Symbology) -> None:
        """Takes the article's title, the topics of facts by their ids, and how the map looks."""
        same = self._copy is not None and self._copy.text == copy.text
        at = self.verticalScrollBar().value() if same else 0
        self._left = self._selected() or self._left
        self._copy, self._title, self._topics = copy, title, topics
        self._colours = symbology.topics
        self._halo = QColor(look(symbology, "light").palette.halo)
        if not same:
            self._opened = {BEFORE: False, AFTER: False}
            self._left = None
        self._highlighted, self._current = (), None
        self._write()
        self.verticalScrollBar().setValue(at)

    def highlight(self, facts: Iterable[str]) -> None:
        """Highlight the sentences of these facts, and bring the first one into view."""
        chosen = set(facts)
        self._highlighted = tuple(
            mark for mark in self._marks if chosen.intersection(mark.found.bearing.facts)
        )
        if self._highlighted and self._current not in self._highlighted:
            self._current = self._highlighted[0]
        self._tint()
        # When the text has its place: the layout is done when control is back in the event loop.
        QTimer.singleShot(0, self, self.show_highlighted)

    def step(self, step: int) -> bool:
        """To the next sentence that bears facts or the one before; says whether there is one."""
        at = self._next(step)
        if at is None:
            return False
        self._go(self._marks[at])
        return True

    def _next(self, step: int) -> int | None:
        if self._current in self._marks:
            at = self._marks.index(self._current) + step
            return at if 0 <= at < len(self._marks) else None
        seen = [at for at, mark in enumerate(self._marks) if self.is_seen(mark)]
        if not self._marks:
            return None
        return (seen or [0])[0] if step > 0 else (seen or [len(self._marks) - 1])[-1]

    def _go(self, mark: Mark) -> None:
        self._current = mark
        self._scroll_to(mark)
        bearing = mark.found.bearing
        said = f"{', '.join(bearing.facts)}: {passage_in_words(bearing.passage)}"
        self.setAccessibleDescription(said)
        if QAccessible.isActive():
            heard = QAccessibleAnnouncementEvent(self, f"{said}. {self.words_of(mark)}")
            QAccessible.updateAccessibility(heard)
        self.viewport().update()

    # Writing

    def _write(self) -> None:
        if self._copy is None:
            return
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * SIZE)
        setting = Setting(
            title=self._title,
            topics=self._topics,
            colours=self._colours,
            palette=self.palette(),
            font=font,
            before=self._opened[BEFORE],
            after=self._opened[AFTER],
        )
        self._marks = write(self.document(), self._copy, setting)
        # What was written has pushed it to the end, where the view would follow it.
        self.moveCursor(QTextCursor.MoveOperation.Start)
        again = {mark.found: mark for mark in self._marks}
        self._highlighted = tuple(again[mark.found] for mark in self._highlighted if mark.found in again)
        self._current = again.get(self._current.found) if self._current else None
        self._make_room()
        self._tint()

    def _make_room(self) -> None:
        """Lines of a length that the eye can follow, with the paragraphs' numbers at their left."""
        em = self.fontMetrics().horizontalAdvance("M") * SIZE
        numbers = self.fontMetrics().horizontalAdvance("00") + SIDE
        width = self.viewport().width()
        left = max(SIDE + numbers, (width - MEASURE * em) / 2)
        right = max(SIDE + 4, width - left - MEASURE * em)
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        if (shape.leftMargin(), shape.rightMargin()) != (left, right):
            shape.setLeftMargin(left)
            shape.setRightMargin(right)
            shape.setTopMargin(SIDE)
            shape.setBottomMargin(FOOT)
            frame.setFrameFormat(shape)

    def _tint(self) -> None:
        base, text = (
            self.palette().color(role) for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Text)
        )
        ground = QTextCharFormat()
        ground.setBackground(tones.blend(base, self._halo, HALO_SHARES[base.lightness() < text.lightness()]))
        shown = []
        for mark in self._highlighted:
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = self._cursor_of(mark), ground
            shown.append(selection)
        self.setExtraSelections(shown)
        self.viewport().update()

    def _cursor_of(self, mark: Mark) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(mark.start)
        cursor.setPosition(mark.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # Going there

    def is_seen(self, mark: Mark) -> bool:
        """Whether a sentence is in view, whole or as far as the view is high."""
        place, view = bounds(self, mark), QRectF(self.viewport().rect())
        return place.intersected(view).height() >= min(place.height(), view.height()) - 1

    def show_highlighted(self) -> None:
        """Bring a sentence that is highlighted into view, if none is there."""
        if self._highlighted and not any(map(self.is_seen, self._highlighted)):
            self._scroll_to(self._current if self._current in self._highlighted else self._highlighted[0])

    def _scroll_to(self, mark: Mark) -> None:
        """A third of the way down, where it is not seen whole already."""
        if self.is_seen(mark):
            return
        place, height, bar = bounds(self, mark), self.viewport().height(), self.verticalScrollBar()
        above = max(0.0, min(height / 3, height - place.height()))
        bar.setValue(bar.value() + round(place.top() - above))

    def select_sentence(self, sentence: str) -> None:
        """As a reader would by the mouse; one that bears facts is highlighted instead."""
        # In the document a paragraph has its lines joined by blanks.
        found = self.document().find(" ".join(sentence.split()))
        if not found.isNull():
            self.setTextCursor(found)
            self.ensureCursorVisible()

    def select_next(self, step: int) -> None:
        """Select the next sentence of the text, whether it bears facts or not, or the one before."""
        if self._copy is None:
            return
        spans = [
            (each.start, each.end)
            for block in self._copy.blocks
            if block.kind is BlockKind.PARAGRAPH
            for each in sentences(self._copy.text, block.start, block.end)
        ]
        now = self._selected() or self._left
        if now is None:
            at = 0 if step > 0 else len(spans) - 1
        else:
            before = sum(start < now[0] for start, _ in spans)
            on = before < len(spans) and spans[before][0] <= now[0]
            at = before + (step if on else min(step, 0))
        if 0 <= at < len(spans):
            self._select(*spans[at])

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The characters of the copy's text that are selected, or of the sentence where the keys are."""
        if (span := self._selected()) is not None:
            return span
        return (self._current.found.start, self._current.found.end) if self._current else None

    def _selected(self) -> tuple[int, int] | None:
        """The characters of the copy's text that are selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start = copy_place(self.document(), cursor.selectionStart())
        end = copy_place(self.document(), cursor.selectionEnd())
        return (start, end) if start is not None and end is not None else None

    def _select(self, start: int, end: int) -> None:
        first, last = cursor_place(self.document(), start), cursor_place(self.document(), end)
        if first is None or last is None:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # Choosing

    def _choose(self, mark: Mark) -> None:
        self._current = mark
        self.viewport().update()
        self.facts_requested.emit(mark.found.bearing.facts)

    def _follow(self, link: str) -> None:
        if link in self._opened:
            self._opened[link] = not self._opened[link]
            self._write()
        else:
            scheme, _, id = link.partition(":")
            if scheme == FACT:
                self._current = next(
                    (mark for mark in self._marks if id in mark.found.bearing.facts), self._current
                )
                self.facts_requested.emit((id,))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and key in SENTENCES:
            self.select_next(SENTENCES[Qt.Key(key)])
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in STEPS:
            self.step(STEPS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._marks:
            self._go(self._marks[0 if key == Qt.Key.Key_Home else -1])
        elif key in CHOOSE and self._current is not None:
            self._choose(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keys sees where they are."""
        super().focusInEvent(event)
        if self._current is None and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.step(-1 if event.reason() is Qt.FocusReason.BacktabFocusReason else 1)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes from sentence to sentence as through the links of a page, and out behind the last one."""
        if self.hasFocus() and self.step(1 if following else -1):
            return True
        return super().focusNextPrevChild(following)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._left = None
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place, pressed = event.position().toPoint(), self._pressed
        self._pressed = None
        if pressed is None or (place - pressed).manhattanLength() > CLICK or self.textCursor().hasSelection():
            return
        if link := self.anchorAt(place):
            self._follow(link)
        elif mark := mark_at(self, self._marks, place):
            self._choose(mark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        over = bool(self.anchorAt(place)) or mark_at(self, self._marks, place) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            if mark := mark_at(self, self._marks, event.pos()):
                bearing = mark.found.bearing
                said = f"{', '.join(bearing.facts)}: {passage_in_words(bearing.passage)}"
                QToolTip.showText(event.globalPos(), tip(said, tr("Click to show it on the map")), self)
            elif said := self._proposed_at(event.pos()):
                QToolTip.showText(event.globalPos(), tip(said), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _proposed_at(self, place: QPoint) -> str:
        """What the dotted word at a place of the view may mean; empty elsewhere."""
        cursor = self.cursorForPosition(place)
        # A cursor knows the letters before it, and the mouse may be on the first one.
        cursor.movePosition(QTextCursor.MoveOperation.Right)
        return cursor.charFormat().toolTip()

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(words_in(self.textCursor()))
        return data

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the sentence under the mouse, or with the one where the keys are."""
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        mark = self._current if by_keys else mark_at(self, self._marks, event.pos())
        menu = self.createStandardContextMenu()
        if mark is not None:
            show = QAction(tr("Show {facts} on the map", facts=" and ".join(mark.found.bearing.facts)), menu)
            show.triggered.connect(lambda: self._choose(mark))
            first = menu.actions()[0]
            menu.insertAction(first, show)
            menu.insertSeparator(first)
        place = bounds(self, mark).center().toPoint() if by_keys and mark else event.pos()
        self._offer_fact(menu, self.cursorForPosition(event.pos()).position())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place))

    def _offer_fact(self, menu: QMenu, position: int) -> None:
        at = copy_place(self.document(), position)
        span = self._selected() or (None if at is None else (at, at))
        if span is not None:
            fact = QAction(tr("Make a fact of this sentence\tF"), menu)
            fact.triggered.connect(lambda: self.sentence_requested.emit(*span))
            menu.addSeparator()
            menu.addAction(fact)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_numbers(painter, QRectF(event.rect()))
        if self._current is not None and self.hasFocus():
            path = QPainterPath()
            for rect in rects(self, self._current):
                path.addRect(rect.adjusted(-1, 0, 1, 0))
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1.5))
            painter.drawPath(path.simplified())
        painter.end()

    def _paint_numbers(self, painter: QPainter, seen: QRectF) -> None:
        layout, offset = self.document().documentLayout(), self.verticalScrollBar().value()
        painter.setPen(tones.quiet(self.palette()))
        block = self.document().begin()
        while block.isValid():
            place = layout.blockBoundingRect(block).translated(0, -offset)
            if place.top() > seen.bottom():
                break
            numbered = block.userData()
            if place.bottom() >= seen.top() and isinstance(numbered, Numbered) and numbered.number:
                line = block.layout().lineAt(0)
                baseline = place.top() + line.y() + line.ascent()
                text = str(numbered.number)
                right = place.left() + line.x() - SIDE
                painter.drawText(
                    round(right - self.fontMetrics().horizontalAdvance(text)), round(baseline), text
                )
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        seen = QRectF(self.viewport().rect())
        kept = next((mark for mark in self._highlighted if bounds(self, mark).intersects(seen)), None)
        if kept is not None:
            self._scroll_to(kept)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._copy is not None:
            at = self.verticalScrollBar().value()
            self._write()
            self.verticalScrollBar().setValue(at)
