"""The facts panel: all facts by topic, or those of the selected feature or person."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from arctic_map.desktop.panels.facts.card_charts import Artist, ChartView
from arctic_map.desktop.panels.facts.card_labels import bold_font, words
from arctic_map.desktop.panels.facts.card_list import CardList
from arctic_map.desktop.panels.facts.fact_card import UNMARKED, FactCard
from arctic_map.desktop.panels.facts.facts_filter import FiltersButton
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.symbol_icons import kind_mark
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart
from arctic_map.model.fact import Fact
from arctic_map.model.preferences import DEFAULT
from arctic_map.model.projection import Selection
from arctic_map.model.style import Look
from arctic_map.model.tr import interface, tr, tr_count, tr_later
from arctic_map.scene.chart_values import charts_of
from arctic_map.scene.reading import facts_about
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.words import name_of

TITLE = 1.15
"""Font size of the title, as a multiple of that of the window."""
SHOWN_PARTS = ("version", "title", "article", "topics", "facts", "people", "charts", "symbology")
"""The parts of a catalogue that cards and charts show, besides features."""
NO_FACTS = tr_later("No fact of the article names this place.")
NO_WORDS = tr_later("No fact that is shown names this person.")
ALL_HIDDEN = tr_later("All facts here are hidden by dates or filters.")
NOTHING = tr_later("There are no facts yet.")


class FactsPanel(QWidget):
    """Panel of cards; selecting a fact in the list of a feature or person keeps that list."""

    fact_requested = Signal(str)
    feature_requested = Signal(str)
    article_requested = Signal(str)
    """Emitted with the id of a fact whose sentence to show."""
    edit_requested = Signal(str)
    all_facts_requested = Signal()
    copy_requested = Signal(str, str)
    """Emitted with the id of a fact and what to copy: link, plain or bibtex."""
    chart_requested = Signal(object)
    """Emitted with a chart to open in a large window."""
    chart_export_requested = Signal(object)
    """Emitted with a chart to export."""
    no_filter_requested = Signal()
    """Emitted to clear the filters and the date range."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Facts"))
        self.editable = False
        """Whether cards offer to edit their facts."""
        self._catalog: Catalog | None = None
        self._preferences = DEFAULT
        self._names: dict[str, str] = {}
        """Names of features by id, in the chosen language."""
        self._called: dict[str, tuple[str, ...]] = {}
        """Names of features by id, as in the text of the facts."""
        self._people: dict[str, str] = {}
        self._facts: tuple[Fact, ...] = ()
        self._subject: Selection | None = None
        """The feature or person whose facts are listed; None for all facts."""
        self._selected: Selection | None = None
        self._charts: dict[str, tuple[Chart, ...]] = {}
        self._artist: Artist | None = None
        self._look: Look | None = None
        self._story, self._scrolled = False, 0
        """Whether a tour is running, and the scroll position before it."""
        self._build()

    @property
    def cards(self) -> tuple[FactCard, ...]:
        """The visible cards created so far, from top to bottom."""
        return self.card_list.listed

    @property
    def entry(self) -> FactCard | None:
        """The card that gets the keyboard focus; None without cards."""
        return self.card_list.stop

    @property
    def charts(self) -> tuple[ChartView, ...]:
        """The charts of all cards created so far."""
        return tuple(chart for card in self.card_list.made for chart in card.charts)

    def show_scene(self, scene: Scene) -> None:
        """List the facts of the scene; cards are created in small batches between events."""
        catalog_changed = scene.catalog is not self._catalog
        if scene.preferences != self._preferences or not _is_unchanged(self._catalog, scene.catalog):
            self._preferences = scene.preferences
            self._title.setFont(bold_font(TITLE))
            self._forget(scene.catalog)
        elif catalog_changed:
            self._use_catalog(scene.catalog)
        if scene.look is not self._look:
            self._look = scene.look
            for chart in self.charts:
                chart.set_look(scene.look)
        if scene.story and not self._story:
            self._scrolled = self.card_list.verticalScrollBar().value()
        subject = self._subject_of(scene)
        facts = facts_about(scene, subject)
        self.filters.show_scene(scene)
        moved, self._selected = scene.selected != self._selected, scene.selected
        fact, feature = scene.selected and scene.selected.fact, subject and subject.feature
        marked = (fact or "", feature or "")
        listed = facts != self._facts or subject != self._subject or not self._title.text()
        if listed:
            self._facts, self._subject = facts, subject
            self.card_list.show_facts(facts, *marked)
            moved = True
        if listed or catalog_changed:
            self._head(_hidden(scene, subject))
        if moved:
            self.card_list.show_selected(*marked)
        if self._story and not scene.story:
            # Restore it after the steps have scrolled the list, when control returns to the event loop.
            QTimer.singleShot(0, self, lambda: self.card_list.verticalScrollBar().setValue(self._scrolled))
        self._story = scene.story

    def focus_card(self, fact_id: str) -> None:
        """Focus the card of a listed fact and scroll to it."""
        self.card_list.focus_card(fact_id)

    def _build(self) -> None:
        self._title = words("", bold=True, scale=TITLE)
        # A name in an opened file may be one long word and must not widen the panel.
        self._title.setMinimumWidth(1)
        self._count = words("", quiet=True)
        self._count.setWordWrap(False)
        self._all = QPushButton(tr("Show all"))
        self._all.setToolTip(tr("Show all facts (Esc)"))
        self._all.clicked.connect(self.all_facts_requested)
        self._all.hide()
        self.filters = FiltersButton()
        self.filters.nothing_requested.connect(self.no_filter_requested)
        self._hidden = words("", quiet=True)
        self.unhide = QToolButton()
        self.unhide.setText(tr("Show all"))
        self.unhide.setAccessibleName(tr("Show all facts, whatever their date and kind"))
        self.unhide.setToolTip(tr("Show all dates, kinds and places"))
        self.unhide.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.unhide.clicked.connect(self.no_filter_requested)
        self._empty = words("", quiet=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(16, 24, 16, 24)
        self._empty.hide()

        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 8, 2)
        head.setSpacing(4)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._title, 1)
        self._title_row = QHBoxLayout()
        self._title_row.addWidget(self._count)
        first.addLayout(self._title_row)
        first.addWidget(self.filters)
        self._below_title = QHBoxLayout()
        self._below_title.addWidget(self._all, 1)
        head.addLayout(first)
        head.addLayout(self._below_title)
        self._hiding = QWidget()
        hiding = QHBoxLayout(self._hiding)
        hiding.setContentsMargins(12, 0, 12, 8)
        hiding.addWidget(self._hidden, 1)
        hiding.addWidget(self.unhide)
        self._hiding.hide()

        self.card_list = CardList(self._make_card)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._hiding)
        column.addWidget(self._empty)
        column.addWidget(self.card_list, 1)
        tones.tint_quiet_words(self)

    def _use_catalog(self, catalog: Catalog) -> None:
        """Keep the cards with a catalogue that has the same facts."""
        self._catalog = catalog
        self.card_list.topics = catalog.topic
        self._people = {person.id: person.name for person in catalog.people}
        called = self._preferences.names
        language = interface().language
        self._called = {
            id: tuple(dict.fromkeys((feature.names.get(language, feature.name), feature.name)))
            for id, feature in catalog.features.items()
        }
        self._names = {id: name_of(feature, called) for id, feature in catalog.features.items()}
        if self._artist is not None:
            self._artist.catalog = catalog

    def _forget(self, catalog: Catalog) -> None:
        self._use_catalog(catalog)
        self.card_list.forget()
        if self._artist is not None:
            self._artist.dismiss()
            self._artist.deleteLater()
        self._artist = Artist(catalog, self, self._preferences.units)
        self._charts = charts_of(catalog)
        self._facts, self._subject, self._selected = (), None, None
        self._title.clear()

    def _subject_of(self, scene: Scene) -> Selection | None:
        """The features or person whose facts are listed; they stay while one of these facts is selected."""
        selected = scene.selected
        if selected is None:
            return None
        if selected.compared and selected.fact is None and facts_about(scene, selected):
            return selected
        if selected.feature is not None or selected.person is not None:
            return selected
        ids = {fact.id for fact in facts_about(scene, self._subject)}
        return self._subject if selected.fact in ids else None

    def _head(self, hidden: int) -> None:
        subject = self._subject
        id = (subject.feature or subject.person or "") if subject else ""
        names = self._people if subject and subject.person else self._names
        title = names.get(id, id) if subject else tr("All facts")
        if subject and subject.compared:
            title = tr_count(len(subject.compared), "{count} selected feature", "{count} selected features")
        self._title.setText(title)
        self._count.setText(tr_count(len(self._facts), "{count} fact", "{count} facts"))
        self._all.setVisible(subject is not None)
        # A name takes the whole line: a long word would be cut off otherwise.
        (self._below_title if subject else self._title_row).insertWidget(0, self._count)
        self._hidden.setText(
            tr_count(
                hidden, "{count} fact hidden by dates or filters", "{count} facts hidden by dates or filters"
            )
        )
        self._hiding.setVisible(hidden > 0)
        nothing = (tr(NO_FACTS) if subject.feature else tr(NO_WORDS)) if subject else tr(NOTHING)
        self._empty.setText(tr(ALL_HIDDEN) if hidden else nothing)
        self._empty.setVisible(not self._facts)

    def _make_card(self, fact: Fact, parent: QWidget) -> FactCard:
        symbology = self._catalog.symbology if self._catalog else None
        mark = kind_mark(symbology, fact.kind) if symbology else UNMARKED
        topics = symbology.topics if symbology else None
        topic = self.card_list.topic_name(fact.topic)
        card = FactCard(fact, self._names, mark, parent, topics, topic, self._called)
        card.requested.connect(self.fact_requested)
        card.feature_requested.connect(self.feature_requested)
        card.copy_requested.connect(self.copy_requested)
        card.article_requested.connect(self.article_requested)
        card.edit_requested.connect(self.edit_requested)
        card.edit.setVisible(self.editable)
        self._add_charts(card)
        return card

    def _add_charts(self, card: FactCard) -> None:
        for chart in self._charts.get(card.fact.id, ()):
            if self._artist is not None and self._look is not None:
                view = ChartView(chart, self._artist, self._look, card)
                view.open_requested.connect(self.chart_requested)
                view.export_requested.connect(self.chart_export_requested)
                card.add_chart(view)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Widgets created or changed while hidden have not reported their height.
        for card in self.cards:
            card.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            tones.tint_quiet_words(self)


def _is_unchanged(before: Catalog | None, after: Catalog) -> bool:
    """Whether cards and charts stay valid, as when files, notes or routes are added or removed."""
    if before is None or before is after:
        return before is after
    if any(getattr(before, part) != getattr(after, part) for part in SHOWN_PARTS):
        return False
    shown = {id for fact in after.facts for id in fact.features}
    shown |= {item.drawn for chart in after.charts for item in chart.items}
    return all(before.features.get(id) == after.features.get(id) for id in shown)


def _hidden(scene: Scene, subject: Selection | None) -> int:
    """How many more facts would be listed without filters and date range."""
    filtered_out = tuple(fact for fact in scene.catalog.facts if fact.id in scene.filtered_out.facts)
    return len(facts_about(replace(scene, facts=filtered_out), subject))
