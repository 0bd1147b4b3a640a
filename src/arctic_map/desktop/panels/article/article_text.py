"""The view of the article's text, in which sentences with facts can be stepped through and chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
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
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from arctic_map.desktop.panels.article.copy_document import (
    AFTER,
    BEFORE,
    FACT,
    ArticleMarks,
    MarkedSentence,
    Setting,
    write,
)
from arctic_map.desktop.panels.article.sentence_places import (
    SIZE,
    CopySelection,
    bounds,
    cursor_of,
    is_seen,
    mark_at,
    paint_numbers,
    proposed_at,
    rects,
    set_margins,
    words_in,
)
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.announcing import announce
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.article_copy import ArticleCopy
from arctic_map.model.symbology import Symbology
from arctic_map.model.tr import tr
from arctic_map.scene.symbology.looks import look
from arctic_map.scene.words.words import enumerated

HALO_SHARES = (0.55, 0.26)
"""Opacity of the selection colour over the background, light and dark."""
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
SENTENCES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
"""With Ctrl: steps through all sentences."""
CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
CLICK = 4
"""Maximum movement of the mouse during a click, px."""


class ArticleText(QTextEdit):
    """Read-only text view that requests the facts of sentences; it never changes the selection of facts."""

    facts_requested = Signal(object)
    """Emitted with the ids of the facts of a chosen sentence."""
    sentence_requested = Signal(int, int)
    """Emitted with a range of the copy's text, to make a fact of the sentences it touches."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copy: ArticleCopy | None = None
        self._title = ""
        self._topics: Mapping[str, str] = {}
        self._colours: tones.Topics = {}
        self._halo = QColor()
        self._opened = {BEFORE: False, AFTER: False}
        self.marks = ArticleMarks()
        self.selection = CopySelection(self)
        self._pressed: QPoint | None = None
        self.setAccessibleName(tr("The article's text"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Links are handled here, since Qt would select the clicked text.
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)

    def words_of(self, mark: MarkedSentence) -> str:
        """A sentence exactly as in the copy."""
        return self._copy.text[mark.found.start : mark.found.end] if self._copy else ""

    def show_copy(
        self, copy: ArticleCopy, title: str, topics: Mapping[str, str], symbology: Symbology
    ) -> None:
        """Show a copy with the article's title, the topics of facts by id and the map's symbology."""
        same = self._copy is not None and self._copy.text == copy.text
        at = self.verticalScrollBar().value() if same else 0
        self.selection.show_copy(copy)
        self._copy, self._title, self._topics = copy, title, topics
        self._colours = symbology.topics
        self._halo = QColor(look(symbology, "light").palette.halo)
        if not same:
            self._opened = {BEFORE: False, AFTER: False}
        self.marks = ArticleMarks()
        self._write()
        self.verticalScrollBar().setValue(at)

    def highlight(self, facts: Iterable[str]) -> None:
        """Highlight the sentences of these facts and scroll to the first one."""
        self.marks = self.marks.with_highlighted(facts)
        self._tint()
        # The layout is done only when control returns to the event loop.
        QTimer.singleShot(0, self, self.show_highlighted)

    def step(self, step: int) -> bool:
        """Go to the next or previous sentence with facts; return whether there is one."""
        mark = self.marks.next(step, partial(is_seen, self))
        if mark is not None:
            self._go(mark)
        return mark is not None

    def _go(self, mark: MarkedSentence) -> None:
        self.marks = replace(self.marks, current=mark)
        self._scroll_to(mark)
        self.setAccessibleDescription(mark.in_words)
        announce(self, f"{mark.in_words}. {self.words_of(mark)}")
        self.viewport().update()

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
        marks = write(self.document(), self._copy, setting)
        # Inserting text moved the cursor to the end, and the view would follow.
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.marks = self.marks.moved(marks)
        set_margins(self)
        self._tint()

    def _tint(self) -> None:
        base, text = (
            self.palette().color(role) for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Text)
        )
        ground = QTextCharFormat()
        ground.setBackground(tones.blend(base, self._halo, HALO_SHARES[base.lightness() < text.lightness()]))
        shown = []
        for mark in self.marks.highlighted:
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = cursor_of(self, mark), ground
            shown.append(selection)
        self.setExtraSelections(shown)
        self.viewport().update()

    def show_highlighted(self) -> None:
        """Scroll to a highlighted sentence unless one is visible."""
        mark = self.marks.current_highlighted
        if mark and not any(is_seen(self, each) for each in self.marks.highlighted):
            self._scroll_to(mark)

    def _scroll_to(self, mark: MarkedSentence) -> None:
        """Scroll the sentence to a third of the height, unless it is completely visible."""
        if is_seen(self, mark):
            return
        place, height, bar = bounds(self, mark), self.viewport().height(), self.verticalScrollBar()
        above = max(0.0, min(height / 3, height - place.height()))
        bar.setValue(bar.value() + round(place.top() - above))

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The selected range of the copy's text, or that of the current sentence; None if there is none."""
        current = self.marks.current
        return self.selection.span or ((current.found.start, current.found.end) if current else None)

    def _choose(self, mark: MarkedSentence) -> None:
        self.marks = replace(self.marks, current=mark)
        self.viewport().update()
        self.facts_requested.emit(mark.found.bearing.facts)

    def _follow(self, link: str) -> None:
        if link in self._opened:
            self._opened[link] = not self._opened[link]
            self._write()
        else:
            scheme, _, id = link.partition(":")
            if scheme == FACT:
                self.marks = replace(self.marks, current=self.marks.of_fact(id) or self.marks.current)
                self.facts_requested.emit((id,))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and key in SENTENCES:
            self.selection.select_next(SENTENCES[Qt.Key(key)])
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in STEPS:
            self.step(STEPS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.marks.all:
            self._go(self.marks.all[0 if key == Qt.Key.Key_Home else -1])
        elif key in CHOOSE and self.marks.current is not None:
            self._choose(self.marks.current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is when the focus arrives by key."""
        super().focusInEvent(event)
        if self.marks.current is None and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.step(-1 if event.reason() is Qt.FocusReason.BacktabFocusReason else 1)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab steps through the sentences like links of a page, and leaves the view after the last one."""
        if self.hasFocus() and self.step(1 if following else -1):
            return True
        return super().focusNextPrevChild(following)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.selection.forget()
        is_left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if is_left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place, pressed = event.position().toPoint(), self._pressed
        self._pressed = None
        if pressed is None or (place - pressed).manhattanLength() > CLICK or self.textCursor().hasSelection():
            return
        if link := self.anchorAt(place):
            self._follow(link)
        elif mark := mark_at(self, self.marks.all, place):
            self._choose(mark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        over = bool(self.anchorAt(place)) or mark_at(self, self.marks.all, place) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            if mark := mark_at(self, self.marks.all, event.pos()):
                QToolTip.showText(
                    event.globalPos(), tip(mark.in_words, tr("Click to show it on the map")), self
                )
            elif text := proposed_at(self, event.pos()):
                QToolTip.showText(event.globalPos(), tip(text), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(words_in(self.textCursor()))
        return data

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu for the sentence under the mouse, or the current one if opened by key."""
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        mark = self.marks.current if by_keys else mark_at(self, self.marks.all, event.pos())
        menu = self.createStandardContextMenu()
        if mark is not None:
            show = QAction(tr("Show {facts} on the map", facts=enumerated(mark.found.bearing.facts)), menu)
            show.triggered.connect(lambda: self._choose(mark))
            first = menu.actions()[0]
            menu.insertAction(first, show)
            menu.insertSeparator(first)
        place = bounds(self, mark).center().toPoint() if by_keys and mark else event.pos()
        if span := self.selection.span_at(self.cursorForPosition(event.pos()).position()):
            fact = QAction(tr("Make a fact of this sentence\tF"), menu)
            fact.triggered.connect(lambda: self.sentence_requested.emit(*span))
            menu.addSeparator()
            menu.addAction(fact)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_numbers(self, painter, QRectF(event.rect()))
        if self.marks.current is not None and self.hasFocus():
            path = QPainterPath()
            for rect in rects(self, self.marks.current):
                path.addRect(rect.adjusted(-1, 0, 1, 0))
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1.5))
            painter.drawPath(path.simplified())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        set_margins(self)
        seen = QRectF(self.viewport().rect())
        visible = next((mark for mark in self.marks.highlighted if bounds(self, mark).intersects(seen)), None)
        if visible is not None:
            self._scroll_to(visible)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._copy is not None:
            at = self.verticalScrollBar().value()
            self._write()
            self.verticalScrollBar().setValue(at)
