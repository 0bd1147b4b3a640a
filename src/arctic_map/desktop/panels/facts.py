"""The facts beside the map: all of them by theme, or those of the selected feature."""

from collections import deque
from itertools import groupby, pairwise

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop import tones
from arctic_map.desktop.panels.cards import FactCard, words
from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Fact
from arctic_map.model.view import Selection
from arctic_map.scene.reading import facts_shown
from arctic_map.scene.scene import Scene
from arctic_map.scene.words import counted, theme_name

AT_ONCE = 5
"""Cards made before the panel is first painted; they fill its height."""
PER_TICK = 2
"""Cards made between two looks at the event queue: together well under a frame."""
NO_FACTS = "No fact of the article names this place."
NOTHING = "The facts of the article appear here once the catalogue holds some."


class FactsPanel(QWidget):
    """Cards of facts; a fact that is selected among a feature's facts keeps those in view."""

    fact_wished = Signal(str)
    feature_wished = Signal(str)
    all_facts_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Facts")
        self._catalog: Catalog | None = None
        self._names: dict[str, str] = {}
        self._facts: tuple[Fact, ...] = ()
        self._feature: str | None = None
        self._selected: Selection | None = None
        self._cards: dict[str, FactCard] = {}
        self._headings: dict[str, QWidget] = {}
        self._queue: deque[Fact | str] = deque()
        self._build()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(lambda: self._place(PER_TICK))

    @property
    def cards(self) -> tuple[FactCard, ...]:
        """The cards that are listed and made so far, from top to bottom."""
        return tuple(self._cards[fact.id] for fact in self._facts if self._listed(fact.id))

    def show_scene(self, scene: Scene) -> None:
        """List the facts that the scene asks for; cards are made in small lots between other events."""
        if scene.catalog is not self._catalog:
            self._forget(scene.catalog)
        feature = self._feature_of(scene)
        facts = facts_shown(scene.facts, feature)
        moved, self._selected = scene.selected != self._selected, scene.selected
        if facts != self._facts or feature != self._feature or not self._title.text():
            self._facts, self._feature = facts, feature
            self._list(facts)
            self._head()
        if moved:
            self._mark()

    def focus_card(self, fact_id: str) -> None:
        """Give a listed fact's card the keyboard and bring it into view."""
        self._place_up_to(fact_id)
        if self._listed(fact_id):
            self._cards[fact_id].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll_to(fact_id)

    def _build(self) -> None:
        self._title = words("", bold=True, scale=1.15)
        self._count = words("", quiet=True)
        self._all = QPushButton("Show all")
        self._all.setToolTip("Show all facts (Esc)")
        self._all.clicked.connect(self.all_facts_wished)
        self._all.hide()
        self._empty = words("", quiet=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(16, 24, 16, 24)
        self._empty.hide()

        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._title)
        titles.addWidget(self._count)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.addLayout(titles, 1)
        head.addWidget(self._all, 0, Qt.AlignmentFlag.AlignTop)

        self._content = QWidget()
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        whole = QVBoxLayout(self._content)
        whole.setContentsMargins(8, 0, 8, 8)
        whole.addLayout(self._column)
        whole.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        self._scroll.viewport().setBackgroundRole(QPalette.ColorRole.Window)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self._scroll, 1)
        self._retint()

    def _forget(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._names = {id: feature.name for id, feature in catalog.features.items()}
        self._clear()
        for card in self._cards.values():
            card.deleteLater()
        self._cards, self._facts, self._feature, self._selected = {}, (), None, None
        self._title.clear()

    def _feature_of(self, scene: Scene) -> str | None:
        """The feature whose facts are listed: it stays while one of these facts is selected."""
        if scene.selected is None:
            return None
        if scene.selected.feature is not None:
            return scene.selected.feature
        mine = {fact.id for fact in facts_shown(scene.facts, self._feature)}
        return self._feature if scene.selected.fact in mine else None

    def _head(self) -> None:
        self._title.setText(self._names.get(self._feature, self._feature) if self._feature else "All facts")
        self._count.setText(counted(len(self._facts), "fact"))
        self._all.setVisible(self._feature is not None)
        self._empty.setText(NO_FACTS if self._feature else NOTHING)
        self._empty.setVisible(not self._facts)

    def _list(self, facts: tuple[Fact, ...]) -> None:
        self.setUpdatesEnabled(False)
        self._clear()
        for theme, group in groupby(facts, key=lambda fact: fact.theme):
            self._queue.append(theme)
            self._queue.extend(group)
        self._place(AT_ONCE)
        self._scroll.verticalScrollBar().setValue(0)
        self.setUpdatesEnabled(True)

    def _clear(self) -> None:
        self._queue.clear()
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()

    def _place(self, count: int) -> None:
        """Put that many more cards, and the headings between, below the others."""
        while self._queue and count > 0:
            row = self._queue.popleft()
            widget = self._heading(row) if isinstance(row, str) else self._card(row)
            self._column.addWidget(widget)
            widget.show()
            count -= isinstance(row, Fact)
        if self._queue:
            self._timer.start()
        else:
            self._timer.stop()
            self._chain()

    def _place_up_to(self, fact_id: str) -> None:
        if any(fact.id == fact_id for fact in self._facts):
            while not self._listed(fact_id):
                self._place(1)

    def _listed(self, fact_id: str) -> bool:
        return fact_id in self._cards and self._column.indexOf(self._cards[fact_id]) >= 0

    def _heading(self, theme: str) -> QWidget:
        if theme not in self._headings:
            label = words(theme_name(theme), bold=True)
            label.setContentsMargins(4, 4, 0, 0)
            self._headings[theme] = label
        return self._headings[theme]

    def _card(self, fact: Fact) -> FactCard:
        if fact.id not in self._cards:
            card = FactCard(fact, self._names, self._content)
            card.wished.connect(self.fact_wished)
            card.feature_wished.connect(self.feature_wished)
            card.stepped.connect(self._step)
            self._cards[fact.id] = card
        card = self._cards[fact.id]
        self._mark_card(card)
        return card

    def _chain(self) -> None:
        """Tab goes through the cards in the order in which they stand, not in which they were made."""
        stops = [widget for card in self.cards for widget in (card, *card.chips)]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _step(self, fact_id: str, step: int) -> None:
        ids = [fact.id for fact in self._facts]
        place = ids.index(fact_id) + step
        if 0 <= place < len(ids):
            self.focus_card(ids[place])

    def _mark(self) -> None:
        for card in self._cards.values():
            self._mark_card(card)
        if self._selected and self._selected.fact:
            self._place_up_to(self._selected.fact)
            self._scroll_to(self._selected.fact)

    def _mark_card(self, card: FactCard) -> None:
        card.set_selected(self._selected is not None and card.fact.id == self._selected.fact)
        card.light(self._feature)

    def _scroll_to(self, fact_id: str) -> None:
        """Once the cards have their places: the layout is done when control is back in the event loop."""

        def scroll() -> None:
            if self._listed(fact_id):
                self._scroll.ensureWidgetVisible(self._cards[fact_id], 0, 8)

        QTimer.singleShot(0, self, scroll)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._retint()

    def _retint(self) -> None:
        wanted = tones.quiet(self.palette())
        # Setting a palette brings the next change of palette, so it ends when there is nothing to set.
        if self.palette().color(tones.Role.PlaceholderText) != wanted:
            self.setPalette(tones.only(tones.Role.PlaceholderText, wanted))
