"""The scrolling list of fact cards, which are created as far as the reader has scrolled."""

from collections import deque
from collections.abc import Callable, Mapping
from itertools import groupby

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from arctic_map.desktop.panels.facts.card_labels import words
from arctic_map.desktop.panels.facts.fact_card import FactCard
from arctic_map.model.catalog import Topic
from arctic_map.model.fact import Fact
from arctic_map.scene.words.words import topic_name

BATCH_SIZE = 5
"""Cards created before the panel is first painted; they fill its height."""
PER_TICK = 4
"""Cards created per batch, which takes much less than a frame."""
READY_FOR_NEW = 5
"""Number of existing cards that take as long to place as creating one."""
PAUSE_MS = 10
"""Delay between batches."""
STOP, PASSED = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
MARGIN = 8
"""Space above and below a card that is scrolled to, px."""
AHEAD = 2
"""Cards are created down to this multiple of the view's height below its top."""


class CardList(QScrollArea):
    """List that is never narrower than its cards, which cannot scroll sideways."""

    def __init__(self, make: Callable[[Fact, QWidget], FactCard]) -> None:
        """`make` creates the card of a fact with a parent widget."""
        super().__init__()
        self._make = make
        self._facts: tuple[Fact, ...] = ()
        self._cards: dict[str, FactCard] = {}
        self._selected, self._feature = "", ""
        """Ids of the selected fact and feature; empty for none."""
        self._stop = ""
        """Id of the fact whose card Tab leads to."""
        self._headings: dict[str, QWidget] = {}
        self.topics: Mapping[str, Topic] = {}
        self._queue: deque[Fact | str] = deque()
        self._content = _Column()
        self._content.painted.connect(self._continue)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self._whole = QVBoxLayout(self._content)
        self._whole.addLayout(self._column)
        self._whole.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._content)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(lambda: self._place(PER_TICK))

    @property
    def listed(self) -> tuple[FactCard, ...]:
        """The visible cards created so far, from top to bottom."""
        return tuple(self._cards[fact.id] for fact in self._facts if self._is_listed(fact.id))

    @property
    def made(self) -> tuple[FactCard, ...]:
        """All cards created so far, visible or not."""
        return tuple(self._cards.values())

    def forget(self) -> None:
        """Delete all cards, so that they are created again."""
        self._clear()
        for card in self._cards.values():
            card.deleteLater()
        for heading in self._headings.values():
            heading.deleteLater()
        self._cards, self._headings, self._facts = {}, {}, ()
        self._selected = self._feature = ""

    def focus_card(self, fact_id: str) -> None:
        """Focus the card of a listed fact and scroll to it."""
        self._place_up_to(fact_id)
        if self._is_listed(fact_id):
            self._set_stop(fact_id)
            self._cards[fact_id].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll_to(fact_id)

    def show_facts(self, facts: tuple[Fact, ...], fact_id: str, feature_id: str) -> None:
        """List the cards of facts under the headings of their topics; the other arguments are ids to mark."""
        self._facts, self._selected, self._feature = facts, fact_id, feature_id
        self.setUpdatesEnabled(False)
        self._clear()
        for topic, group in groupby(facts, key=lambda fact: fact.topic):
            self._queue.append(topic)
            self._queue.extend(group)
        self._place(BATCH_SIZE)
        self._set_stop(fact_id)
        self.verticalScrollBar().setValue(0)
        self.setUpdatesEnabled(True)

    def show_selected(self, fact_id: str, feature_id: str) -> None:
        """Mark the card of a fact and the chips of a feature; empty ids for none."""
        self._selected, self._feature = fact_id, feature_id
        focused = self._focused()
        for card in self._cards.values():
            self._mark_card(card)
        if self._selected:
            self._place_up_to(self._selected)
            self._set_stop(self._selected)
            self._scroll_to(self._selected)
        elif focused:
            # Cards above that expand or collapse would move it out of view.
            self._scroll_to(focused.fact.id)

    def _focused(self) -> FactCard | None:
        """The visible card with the keyboard focus, or None."""
        return next(
            (card for card in self.listed if card.hasFocus() and not card.visibleRegion().isEmpty()), None
        )

    def _mark_card(self, card: FactCard) -> None:
        card.set_selected(card.fact.id == self._selected)
        card.highlight(self._feature or None)

    def _scroll_to(self, fact_id: str) -> None:
        """Scroll to a card after the layout is done, when control has returned to the event loop."""

        def scroll() -> None:
            if self._is_listed(fact_id):
                card, room = self._cards[fact_id], self.viewport().height() - 2 * MARGIN
                # Show the beginning of a card higher than the view.
                begin = QRect(card.geometry().topLeft(), card.size().boundedTo(QSize(card.width(), room)))
                for corner in (begin.bottomLeft(), begin.topLeft()):
                    self.ensureVisible(corner.x(), corner.y(), 0, MARGIN)

        QTimer.singleShot(0, self, scroll)

    @property
    def stop(self) -> FactCard | None:
        """The card that Tab leads to: the one that had the keyboard last, or is selected; else the first."""
        known = (self._stop, *(fact.id for fact in self._facts[:1]))
        return next((self._cards[id] for id in known if self._is_listed(id)), None)

    def _set_stop(self, fact_id: str) -> None:
        """Let Tab lead to this card; the arrow keys lead from there to the others."""
        self._stop = fact_id
        stop = self.stop
        for card in self._cards.values():
            card.setFocusPolicy(STOP if card is stop else PASSED)

    def _step(self, fact_id: str, step: int) -> None:
        ids = [fact.id for fact in self._facts]
        place = min(max(ids.index(fact_id) + step, 0), len(ids) - 1)
        if ids[place] != fact_id:
            self.focus_card(ids[place])

    def _clear(self) -> None:
        self._queue.clear()
        while item := self._column.itemAt(0):
            if widget := item.widget():
                # An item that is only taken out stays alive and receives size updates meant for the next one.
                self._column.removeWidget(widget)
                widget.hide()

    def _place(self, count: int) -> None:
        """Place up to `count` new cards, or more existing ones, with headings, below the others."""
        # Otherwise each shown card triggers a layout of all others.
        self._whole.setEnabled(False)
        parts = count * READY_FOR_NEW
        while self._queue and parts > 0:
            row = self._queue.popleft()
            if isinstance(row, Fact):
                parts -= 1 if row.id in self._cards else READY_FOR_NEW
            widget = self._heading(row) if isinstance(row, str) else self._card(row)
            self._column.addWidget(widget)
            widget.show()
        self._whole.setEnabled(True)
        self._grow()
        if self._is_filled():
            self._timer.stop()

    def _is_filled(self) -> bool:
        """Whether the cards reach below the view; a screen reader lists all of them."""
        if QAccessible.isActive():
            return not self._queue
        end = self.verticalScrollBar().value() + AHEAD * self.viewport().height()
        return not self._queue or self._column.geometry().bottom() > end

    def _place_up_to(self, fact_id: str) -> None:
        if any(fact.id == fact_id for fact in self._facts):
            while not self._is_listed(fact_id):
                self._place(1)

    def _is_listed(self, fact_id: str) -> bool:
        return fact_id in self._cards and self._column.indexOf(self._cards[fact_id]) >= 0

    def _card(self, fact: Fact) -> FactCard:
        if fact.id not in self._cards:
            card = self._make(fact, self._content)
            card.stepped.connect(self._step)
            card.focused.connect(self._set_stop)
            self._cards[fact.id] = card
        card = self._cards[fact.id]
        self._mark_card(card)
        return card

    def topic_name(self, topic: str) -> str:
        """The name of a topic in the atlas of the cards."""
        return topic_name(topic, self.topics)

    def _heading(self, topic: str) -> QWidget:
        if topic not in self._headings:
            label = words(self.topic_name(topic), bold=True)
            label.setContentsMargins(4, 0, 0, 0)
            self._headings[topic] = label
        return self._headings[topic]

    def _grow(self) -> None:
        """Give new cards their height at once; Qt does it later and squeezes them until then."""
        room, rows = self.viewport().size(), max(1, self._column.count())
        # The scroll bar shows the length of the whole list.
        rest = self._column.heightForWidth(room.width()) * len(self._queue) // rows
        self._whole.setContentsMargins(6, 0, 2, 8 + rest)
        if self.isVisible():
            height = self._content.heightForWidth(room.width())
            self._content.resize(room.width(), max(height, room.height()))
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        if content := self.widget():
            bar = self.verticalScrollBar().sizeHint().width()
            size.setWidth(content.minimumSizeHint().width() + bar)
        return size

    def _continue(self) -> None:
        """Create more cards once the first ones were painted, and when the reader has scrolled."""
        if not self._timer.isActive() and not self._is_filled():
            self._timer.start()


class _Column(QWidget):
    painted = Signal()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted.emit()
