"""The form of a fact: own words, kind, date, figures and places, with a warning for borrowed words."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QWidget

from arctic_map.article.passage_search import words_borrowed
from arctic_map.content.passages import passage_row
from arctic_map.content.people import named
from arctic_map.content.vocabulary import when_problem
from arctic_map.desktop.editing.entry_form import ANY, EntryForm, hint, words_in
from arctic_map.desktop.editing.form_fields import FigureList
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.desktop.widgets.widget_text import caption
from arctic_map.model.article_copy import Proposal, Sort
from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Fact, Kind, Passage
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.words.fact_texts import as_period, passage_in_words, proposal_in_words
from arctic_map.scene.words.words import capitalised, topic_name, when_in_words
from arctic_map.storage.sanitized import sanitized

MAX_TEXT_LENGTH = 2000
"""Maximum length of a text."""
LINES = 4
KINDS = {
    Kind.REPORTED: tr_later("Reported: the article states it as a fact"),
    Kind.ATTRIBUTED: tr_later("Attributed: somebody says so"),
    Kind.FORECAST: tr_later("Forecast: it is expected"),
    Kind.JUDGEMENT: tr_later("Judgement: the author’s opinion"),
}
UNWRITTEN = Fact(id="", topic="", text="", kind=Kind.REPORTED)
"""The empty fact of a new form; its kind is never guessed."""
KEYED = 9
"""Number of proposals with a shortcut, Alt+1 to Alt+9."""


class FactForm(EntryForm):
    """Form for all attributes of a fact; clicking a proposal of its sentence fills in a field."""

    place_requested = Signal(object)
    """Emitted with the Proposal of a place that the atlas lacks."""
    person_requested = Signal()
    """Emitted to add or edit the speaker as a person of the atlas."""
    passage_requested = Signal()
    """Emitted to link the fact to the sentence selected in the article."""

    def __init__(
        self,
        fact: Fact | None,
        catalog: Catalog,
        parent: QWidget,
        *,
        passage: Passage | None = None,
        article: str = "",
        proposals: Sequence[Proposal] = (),
    ) -> None:
        """`fact` is an existing fact; a new one gets `passage` of the text `article`, and `proposals`."""
        super().__init__(tr("Fact {id}", id=fact.id) if fact else tr("New fact"), parent)
        self._fact, self._catalog, self._article = fact, catalog, article
        self.passage = fact.passage if fact else passage
        self.status = hint()
        self.passage_button = QPushButton(tr("Use the selected &sentence"))
        self.passage_button.setAutoDefault(False)
        self.passage_button.clicked.connect(self.passage_requested)
        self.borrowed = hint()
        self.borrowed.setForegroundRole(self.foregroundRole())
        self.person_button = QPushButton()
        self.person_button.setAutoDefault(False)
        self.person_button.clicked.connect(self.person_requested)
        self.read_when = hint()
        self.figures = FigureList()
        self.proposals: tuple[QPushButton, ...] = ()
        self.put_buttons: tuple[QPushButton, ...] = ()
        """Buttons that put a place mentioned by the fact on the map."""
        self._awaited: set[str] = set()
        """Casefolded names of places being put on the map for this fact."""
        self._put: dict[str, QPushButton] = {}
        """The button for each casefolded place name, until the place exists."""
        self._arrange(fact or UNWRITTEN, proposals)
        self.text.textChanged.connect(self._compare)
        self.kind.currentIndexChanged.connect(self._fit)
        self.when.textChanged.connect(self._read)
        self.speaker.textChanged.connect(self._name_person)
        self._fit()
        self._read()
        self._compare()
        self._offer_people()
        self.text.setFocus()

    @property
    def row(self) -> dict[str, Any]:
        """The entry as a row of a facts file; a new fact has no id."""
        attributed = self.kind.chosen == Kind.ATTRIBUTED
        values = {
            "id": self._fact.id if self._fact else None,
            "text": sanitized(self.text.toPlainText(), ANY),
            "headline": _words(self.headline),
            "when": _words(self.when),
            "where": _words(self.where),
            "kind": self.kind.chosen,
            "attributed_to": _words(self.speaker) if attributed else None,
            "figures": list(self.figures.rows),
            "features": list(self._features),
            "inferred": _words(self.inferred),
            "inferred_when": _words(self.inferred_when) if _words(self.when) else None,
            "question": _words(self.question),
            "note": _words(self.note),
            "passage": passage_row(self.passage) if self.passage else None,
            "keywords": list(self.keywords.entries),
        }
        return {key: value for key, value in values.items() if value not in (None, [])}

    @property
    def has_same_passage(self) -> bool:
        """Whether the passage of an existing fact is unchanged."""
        return self._fact is not None and self.passage == self._fact.passage

    @property
    def _features(self) -> tuple[str, ...]:
        """The places of the fact, those that the form of a place has added meanwhile included."""
        fact = self._fact or UNWRITTEN
        return self.features.checked_after(fact.features, self._catalog.fact.get(fact.id, fact).features)

    @property
    def lacks(self) -> list[tuple[str, str]]:
        """What must be filled in before the fact can be kept: field names and messages."""
        row = self.row
        gaps = self.too_long
        if not row.get("text"):
            gaps.append(("text", tr("Describe the fact in your own words.")))
        if not self.topic.chosen:
            gaps.append(("topic", tr("Choose a topic.")))
        if not row["kind"]:
            gaps.append(("kind", tr("Choose the kind of fact; the atlas does not guess it.")))
        if row["kind"] == Kind.ATTRIBUTED and not row.get("attributed_to"):
            gaps.append(("attributed_to", tr("Name who says so.")))
        if (when := row.get("when")) and when_problem(when):
            gaps.append(
                ("when", tr("Write the date as 2024, 2024-11 or 2024-11-30, a period as 2022-02/2025-05."))
            )
        if lacking := self.figures.lacking:
            gaps.append(("figures", lacking))
        return gaps

    def accept_proposal(self, proposal: Proposal) -> None:
        """Fill in the field of a proposal."""
        match proposal.kind:
            case Sort.DATE:
                self.when.setText(as_period(proposal.when))
                if proposal.is_inferred:
                    self.inferred_when.setText(tr("The text gives no year here; it is the one named before."))
            case Sort.FIGURE:
                self.figures.add(proposal.value or 0, proposal.unit, "")
            case Sort.PERSON:
                self.speaker.setText(proposal.text)
            case Sort.PLACE:
                self._accept_place(proposal)

    def follow(self, catalog: Catalog) -> None:
        """Update the lists after a change of the atlas, and check the places that were requested."""
        new = [each for each in catalog.features.values() if each.id not in self._catalog.features]
        self._catalog = catalog
        self._offer_people()
        for feature in new:
            name = feature.name.casefold()
            self.features.offer(feature.id, feature.name, checked=name in self._awaited)
            if button := self._put.get(name):
                self._remove_place(button)

    def _remove_place(self, button: QPushButton) -> None:
        """Remove the button of a place that is on the map now."""
        self._put = {name: each for name, each in self._put.items() if each is not button}
        self.put_buttons = tuple(each for each in self.put_buttons if each is not button)
        if self.focusWidget() is button:
            self.features.setFocus()
        self.rows.removeRow(button)

    def show_passage(self, passage: Passage | None) -> None:
        """Link the fact to a passage and show its words or position at the top of the form."""
        self.passage = passage
        quoted = " ".join(passage.exact.split()) if passage else ""
        where = tr("The fact has no sentence of the article yet.")
        if passage:
            where = f"“{quoted}”" if quoted else capitalised(passage_in_words(passage))
        self.status.setText(where)

    def focus_field(self, name: str) -> None:
        """Focus a field; for figures, the incomplete cell."""
        super().focus_field(name)
        if name == "figures":
            self.figures.go_to_lack()

    def go_to(self, field: str) -> None:
        """Focus a field by its name in the row."""
        self.show_problems(())
        self.focus_field(field)

    def _accept_place(self, proposal: Proposal) -> None:
        names = {proposal.text.casefold(), *(each.name.casefold() for each in proposal.candidates)}
        for feature in self._catalog.features.values():
            if names & {each.casefold() for each in (feature.name, *feature.aliases)}:
                self.features.check(feature.id)
                break
        else:
            self._offer_place(proposal, names)
        before = self.where.text()
        if proposal.text not in before:
            self.where.setText(f"{before}, {proposal.text}" if before else proposal.text)

    def _offer_place(self, proposal: Proposal, names: set[str]) -> None:
        if not proposal.candidates or names <= self._awaited:
            return
        self._awaited |= names
        button = QPushButton(tr("Put {name} on the map…", name=caption(proposal.candidates[0].name)))
        button.setAutoDefault(False)
        button.setToolTip(proposal_in_words(proposal))
        button.clicked.connect(lambda: self.place_requested.emit(proposal))
        # PySide returns row and role, unlike its type stubs.
        row = self.rows.getWidgetPosition(self.features)[0]  # type: ignore[index]
        self.rows.insertRow(row + 1, "", button)
        QWidget.setTabOrder(self.features, button)
        self.put_buttons = (*self.put_buttons, button)
        self._put |= dict.fromkeys(names, button)

    def _arrange(self, fact: Fact, proposals: Sequence[Proposal]) -> None:
        self.rows.addRow(self.status)
        self.show_passage(self.passage)
        if proposals:
            self.rows.addRow(self._buttons(proposals))
        tip = tr("What the sentence claims, in your own words")
        self.text = self.add_paragraph("text", tr("&Own words"), fact.text, tip, longest=MAX_TEXT_LENGTH)
        self.text.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + 12)
        self.rows.addRow("", self.borrowed)
        topics = [(id, topic_name(id, self._catalog.topic)) for id in self._catalog.topic]
        self.topic = self.add_choice("topic", tr("&Topic"), topics, fact.topic)
        kinds = [(kind, tr(words)) for kind, words in KINDS.items()]
        self.kind = self.add_choice("kind", tr("K&ind"), kinds, fact.kind if self._fact else "")
        self._arrange_when_and_who(fact)
        self.add("figures", tr("&Figures"), self.figures)
        for figure in fact.figures:
            self.figures.add(figure.value, figure.unit, figure.what)
        self._arrange_places(fact)
        tip = tr("The claim in a few words, for exported pages")
        self.headline = self._line("headline", tr("&Headline"), fact.headline, tip)
        tip = tr("Both versions, where accounts disagree")
        self.question = self.add_line("question", tr("Open &question"), fact.question, tip)
        self.note = self.add_line("note", tr("&Note"), fact.note)
        tip = tr("Separated by commas, in any language")
        self.keywords = self.add_entries("keywords", tr("Sea&rch terms"), fact.keywords, tip)

    def _arrange_when_and_who(self, fact: Fact) -> None:
        tip = tr("As in the article; people of the atlas are suggested while you type")
        self.speaker = self._line("attributed_to", tr("&Who says so"), fact.attributed_to, tip)
        self.rows.addRow("", self.person_button)
        tip = tr("2024, 2024-11, 2024-11-30; a period: 2022-02/2025-05, 2025/..")
        self.when = self._line("when", tr("D&ate"), fact.when, tip)
        self.rows.addRow("", self.read_when)
        label = tr("Reason for an inferred date")
        self.inferred_when = self._line("inferred_when", label, fact.inferred_when)

    def _arrange_places(self, fact: Fact) -> None:
        self.where = self._line("where", tr("&Places in words"), fact.where)
        known = [(feature.id, feature.name) for feature in self._catalog.features.values()]
        known.sort(key=lambda each: (each[0] not in fact.features, each[1].casefold()))
        self.features = self.add_checks("features", tr("Places on the &map"), known, fact.features)
        tip = tr("Select it in the article beside this form")
        self.add("passage", tr("Passage"), self.passage_button, tip)
        self.inferred = self._line("inferred", tr("Reason for an inferred place"), fact.inferred)

    def _line(self, name: str, label: str, text: str | None, tip: str = "") -> QLineEdit:
        return self.add_line(name, label, text or "", tip, longest=MAX_TEXT_LENGTH)

    def _buttons(self, proposals: Sequence[Proposal]) -> QWidget:
        box, flow = QWidget(), FlowLayout(gap=4)
        box.setLayout(flow)
        made = []
        for number, proposal in enumerate(proposals, 1):
            button = QPushButton(f"+ {caption(proposal.text)}")
            button.setAutoDefault(False)
            keyed = f" (Alt+{number})" if number <= KEYED else ""
            button.setToolTip(f"{proposal_in_words(proposal)}{keyed}")
            button.setAccessibleName(proposal_in_words(proposal))
            button.clicked.connect(lambda _=False, proposal=proposal: self.accept_proposal(proposal))
            if keyed:
                QShortcut(QKeySequence(f"Alt+{number}"), self, button.click)
            flow.addWidget(button)
            made.append(button)
        self.proposals = tuple(made)
        return box

    def _fit(self) -> None:
        attributed = self.kind.chosen == Kind.ATTRIBUTED
        self.show_field("attributed_to", attributed)
        self.rows.setRowVisible(self.person_button, attributed)

    def _offer_people(self) -> None:
        """Complete the names of known people."""
        offered = QCompleter([person.name for person in self._catalog.people], self.speaker)
        offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        offered.setFilterMode(Qt.MatchFlag.MatchContains)
        self.speaker.setCompleter(offered)
        self._name_person()

    def _name_person(self) -> None:
        """Update the button for the person named."""
        known = named(self._catalog.people, self.speaker.text())
        self.person_button.setText(tr("Edit this p&erson…") if known else tr("Add as a p&erson…"))
        self.person_button.setToolTip(
            tr("Add the name, the office and names in other scripts, so that the search finds the facts")
        )
        self.person_button.setEnabled(bool(self.speaker.text().strip()))

    def _read(self) -> None:
        """Show how the date is understood."""
        when = self.when.text().strip()
        if not when:
            hint = ""
        elif when_problem(when):
            hint = tr("Write the date as 2024, 2024-11 or 2024-11-30, a period as 2022-02/2025-05.")
        else:
            hint = when_in_words(when)
        self.read_when.setText(hint)
        self.rows.setRowVisible(self.read_when, bool(hint))
        self.show_field("inferred_when", bool(when))

    def _compare(self) -> None:
        """Warn if the words are copied from the article."""
        borrowed = words_borrowed(self.text.toPlainText(), self._article) if self._article else ""
        warning = (
            tr("These nine words are the same in the article: “{words}”", words=borrowed) if borrowed else ""
        )
        self.borrowed.setText(warning)
        self.rows.setRowVisible(self.borrowed, bool(warning))


def proposals_in(proposals: Sequence[Proposal], start: int, end: int) -> tuple[Proposal, ...]:
    """The proposals within a range of the text, without duplicates."""
    distinct: dict[tuple[Sort, str], Proposal] = {}
    for each in proposals:
        if start <= each.start and each.end <= end:
            distinct.setdefault((each.kind, each.text), each)
    return tuple(distinct.values())


def _words(line: QLineEdit) -> str | None:
    return words_in(line) or None
