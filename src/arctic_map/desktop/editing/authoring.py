"""The editors of an atlas: facts, people, places, ledger, charts, tour, views and review."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.dialogs.review_window import ReviewWindow
from arctic_map.desktop.editing.chart_form import ChartEditing
from arctic_map.desktop.editing.entry_form import EntryForm
from arctic_map.desktop.editing.fact_editing import FactEditing
from arctic_map.desktop.editing.ledger_form import LedgerEditing
from arctic_map.desktop.editing.person_form import PeopleEditing
from arctic_map.desktop.editing.place_form import PlaceEditing
from arctic_map.desktop.editing.row_editing import RowEditing
from arctic_map.desktop.editing.topic_form import TopicEditing
from arctic_map.desktop.editing.view_forms import StepEditing, ViewEditing
from arctic_map.desktop.window.panel import Panel
from arctic_map.model.tr import tr
from arctic_map.scene.editorial_review import review
from arctic_map.storage.languages import program_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.map.digitising import Digitising
    from arctic_map.desktop.tour.guide import TourGuide
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.navigator import Navigator
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.article_copy import ArticleCopy
    from arctic_map.model.chart import Chart


class Authoring(QObject):
    """Creates each editor on first use, since most windows are only read."""

    message_emitted = Signal(str)
    noticed = Signal(object)
    """Emitted with a Notice."""
    sentence_requested = Signal(str)
    """Emitted with a sentence to show in the article."""

    def __init__(
        self,
        store: Store,
        draft: Draft,
        window: Window,
        tool: Digitising,
        navigator: Navigator,
        tour: TourGuide,
        open_chart: Callable[[Chart], None],
        copy: Callable[[], ArticleCopy | None],
        chosen: Callable[[], tuple[int, int] | None],
    ) -> None:
        """`copy` returns the visible article text; `chosen` returns the start and end of its selection."""
        super().__init__(window)
        self._store, self._draft, self._window = store, draft, window
        self._tool, self._navigator, self._tour, self._open_chart = tool, navigator, tour, open_chart
        self._copy, self._chosen = copy, chosen
        self.review: ReviewWindow | None = None
        self._may_close, window.may_close = window.may_close, self._may_close_window
        draft.changed.connect(self._review_again)

    @cached_property
    def facts(self) -> FactEditing:
        """The editor of facts."""
        facts = FactEditing(self._store, self._draft, self._copy, self._chosen, self._window)
        facts.message_emitted.connect(self.message_emitted)
        facts.noticed.connect(self.noticed)
        facts.place_requested.connect(self._offer_place)
        facts.person_requested.connect(lambda name, fact: self.people.offer(name, fact))
        return facts

    @cached_property
    def people(self) -> PeopleEditing:
        """The editor of people."""
        people = PeopleEditing(self._store, self._draft, self._window, self._navigator.go_to_person)
        people.named.connect(self.facts.set_speaker)
        return self._listened_to(people)

    @cached_property
    def topics(self) -> TopicEditing:
        """The editor of topics."""
        return self._listened_to(TopicEditing(self._store, self._draft, self._window))

    @cached_property
    def places(self) -> PlaceEditing:
        """The editor of places."""
        places = PlaceEditing(self._store, self._tool, self._draft, self._window)
        places.message_emitted.connect(self.message_emitted)
        return places

    @cached_property
    def steps(self) -> StepEditing:
        """The editor of tour steps."""
        return self._listened_to(StepEditing(self._store, self._draft, self._window, self._tour.start))

    @cached_property
    def views(self) -> ViewEditing:
        """The editor of saved views."""
        return self._listened_to(
            ViewEditing(self._store, self._draft, self._window, self._navigator.show_view)
        )

    @cached_property
    def charts(self) -> ChartEditing:
        """The editor of charts."""
        return self._listened_to(ChartEditing(self._store, self._draft, self._window, self._open_chart))

    @cached_property
    def ledger(self) -> LedgerEditing:
        """The editor of ledger rows."""
        return self._listened_to(
            LedgerEditing(
                self._store, self._draft, self._window, lambda: self._window.show_panel(Panel.LEDGER, True)
            )
        )

    def make_fact(self) -> None:
        """Open a form for a new fact, based on the sentence selected in the article if there is one."""
        self.facts.add(*(self._chosen() or ()))

    def show_review(self) -> None:
        """Show the review: open questions on facts and on sentences of the article."""
        if self.review is None:
            self.review = ReviewWindow(self._window)
            self.review.fact_requested.connect(partial(self._navigator.go_to_fact, stays=True))
            self.review.sentence_requested.connect(self.sentence_requested)
            self.review.mending_requested.connect(self.facts.mend)
        self._fill(self.review)
        self.review.show()
        self.review.raise_()
        self.review.activateWindow()

    def may_leave_forms(self, then: Callable[[], object]) -> bool:
        """Whether no form has unsaved text; otherwise ask, and call `then` if the reader discards it."""
        return all(form.may_leave(then) for form in self._window.findChildren(EntryForm))

    def _may_close_window(self) -> bool:
        return self.may_leave_forms(self._window.close) and self._may_close()

    def _review_again(self) -> None:
        """Update the open review after a change."""
        if self.review is not None and self.review.isVisible():
            self._fill(self.review)

    def _fill(self, window: ReviewWindow) -> None:
        copy, catalog = self._copy(), self._store.catalog
        program = program_texts() if catalog.words else ()
        window.show_remarks(review(catalog, copy, program), copy.text if copy else "")

    def _offer_place(self, name: str, lon: float, lat: float, source: str) -> None:
        """Offer a gazetteer place that a fact mentions; the user states how certain its position is."""
        point = {"type": "Point", "coordinates": [lon, lat]}
        self.places.offer(name, point, note=tr("Position from {source}.", source=source))

    def _listened_to[Part: RowEditing[Any, Any]](self, part: Part) -> Part:
        part.message_emitted.connect(self.message_emitted)
        return part
