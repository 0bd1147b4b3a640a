"""The user's copy with a summary of the sentences found and the facts of the highlighted sentence."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from arctic_map.desktop.panels.article.claims import Claims
from arctic_map.desktop.panels.article.text import ArticleText
from arctic_map.desktop.panels.facts.card_labels import MoreButton, words
from arctic_map.desktop.widgets.appearance.widget_text import tip
from arctic_map.model.article_copy import ArticleCopy, Bearing, Matching
from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Fact
from arctic_map.model.tr import tr, tr_count
from arctic_map.scene.words.passages import passage_in_words

SHORT = 3
"""Number of missing sentences that are listed."""


class Reading(QWidget):
    """The view of a copy with its header and its list of facts."""

    facts_requested = Signal(object)
    """Emitted with the ids of the facts of a chosen sentence."""
    sentence_requested = Signal(int, int)
    """Emitted with a range of the copy's text, to make a fact of the sentences it touches."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget) -> None:
        """`actions` apply to the whole copy."""
        super().__init__(parent)
        self._facts: dict[str, Fact] = {}
        self.found = words("", quiet=True)
        self.more = MoreButton(list(actions))
        self.more.setAccessibleName(tr("Open, paste or close the article's text"))
        self.more.setToolTip(tr("Open, paste or close the article's text"))
        self.text = ArticleText()
        self.text.facts_requested.connect(self.facts_requested)
        self.text.sentence_requested.connect(self.sentence_requested)
        self.claims = Claims(self)
        self.claims.fact_requested.connect(lambda id: self.facts_requested.emit((id,)))
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 6)
        head.addWidget(self.found, 1)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addWidget(self.claims)

    def follow(self, before: QWidget) -> None:
        """Set the tab order to follow the widget `before`."""
        self._chain(before, self.more, self.text, *self.claims.claims)

    def show_copy(self, copy: ArticleCopy, name: str, catalog: Catalog) -> None:
        """Show the user's copy; `name` identifies it."""
        self._facts = catalog.fact
        topics = {fact.id: fact.topic for fact in catalog.facts}
        self.text.show_copy(copy, catalog.article, topics, catalog.symbology)
        self.claims.topics = catalog.symbology.topics
        only = not copy.matching.expected and bool(copy.proposals)
        text = _proposed(len(copy.proposals), name) if only else found_in_words(copy.matching, name)
        self.found.setText(text)
        self.found.setToolTip(tip(*map(_bearing_in_words, copy.matching.missing)))

    def highlight(self, chosen: Sequence[str], *, together: bool) -> None:
        """Highlight the sentences of facts; `together` selects all facts of the sentence chosen last."""
        self.text.highlight(chosen)
        facts = [self._facts[id] for id in chosen if id in self._facts]
        listed, selected, where = facts, list(chosen), ""
        if len(facts) == 1:
            marks = self.text.marks
            mark = marks.current if marks.current in marks.highlighted else None
            if mark is not None:
                listed = [self._facts[id] for id in mark.found.bearing.facts if id in self._facts]
            where = _where(facts[0], mark.found.bearing if mark else None)
            selected = [fact.id for fact in listed] if together else selected
        self.claims.show_facts(listed, selected if where else (), where)
        self._chain(self.text, *self.claims.claims)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.claims.fit()

    def _chain(self, *stops: QWidget) -> None:
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)


def _proposed(count: int, name: str) -> str:
    """What the dotted underlines mean."""
    return tr_count(
        count,
        "{name}: {count} possible place, date, figure or person is dotted. It is a proposal, not a fact.",
        "{name}: {count} possible places, dates, figures and people are dotted. They are "
        "proposals, not facts.",
        name=name,
    )


def found_in_words(matching: Matching, name: str) -> str:
    """How many of the sentences with facts a copy has, and which are missing."""
    count = matching.expected
    if not matching.missing:
        return tr_count(
            count,
            "{name}: the {count} sentence with facts was found.",
            "{name}: all {count} sentences with facts were found.",
            name=name,
        )
    first = [_bearing_in_words(bearing) for bearing in matching.missing[:SHORT]]
    if more := len(matching.missing) - len(first):
        first.append(tr_count(more, "and {count} more sentence", "and {count} more sentences"))
    summary = tr(
        "{name}: {found} of {count} sentences with facts were found.",
        name=name,
        found=len(matching.found),
        count=count,
    )
    return tr("{found} Not found: {sentences}.", found=summary, sentences="; ".join(first))


def _bearing_in_words(bearing: Bearing) -> str:
    passage = bearing.passage
    ids = ", ".join(bearing.facts)
    return tr(
        "{ids} (paragraph {paragraph}, sentence {sentence})",
        ids=ids,
        paragraph=passage.paragraph,
        sentence=passage.sentences[0],
    )


def _where(fact: Fact, bearing: Bearing | None) -> str:
    """Which sentence is highlighted, or that it is missing."""
    if bearing is not None:
        text = passage_in_words(bearing.passage)
        return f"{text[:1].upper()}{text[1:]}"
    if fact.passage is None:
        return tr("The atlas does not know where the article says this.")
    return tr("Not found in this copy: {passage}.", passage=passage_in_words(fact.passage))
