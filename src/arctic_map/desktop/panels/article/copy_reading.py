"""The user's copy with a summary of the sentences found and the facts of the highlighted sentence."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from arctic_map.desktop.panels.article.article_text import ArticleText
from arctic_map.desktop.panels.facts.card_labels import MoreButton, words
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.buttons import PaintedButton
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.article_copy import ArticleCopy, Bearing, Matching
from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Fact
from arctic_map.model.tr import tr, tr_content, tr_count
from arctic_map.scene.words.fact_texts import dated, passage_in_words
from arctic_map.scene.words.words import kind_in_words

MAX_SHARE = 0.33
"""Maximum share of the panel's height."""
MIN_LINES, TEXT_LINES = 3, 12
"""Minimum number of visible lines of the facts, and of lines left for the text above."""
Role = QPalette.ColorRole


class Claim(PaintedButton):
    """A fact in the words of the atlas; clicking it shows its places on the map."""

    def __init__(self, fact: Fact, topics: tones.Topics) -> None:
        super().__init__()
        self.fact, self._topics = fact, topics
        self.selected = False
        self.setText(fact.id)
        self.setAccessibleName(tr("Fact {id}: {text}", id=fact.id, text=tr_content(fact.text)))
        self.setToolTip(tip(tr("Show the places of {id} on the map", id=fact.id)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 12, 8)
        column.setSpacing(2)
        head = words(f"{fact.id} · {dated(fact)} · {kind_in_words(fact)}", quiet=True)
        for label in (head, words(tr_content(fact.text))):
            # Mouse events go to the button.
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)

    def set_selected(self, selected: bool) -> None:
        """Mark the fact as selected."""
        if selected != self.selected:
            self.selected = selected
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        base, highlight = palette.color(Role.Base), palette.color(Role.Highlight)
        share = 0.16 if self.selected else 0.08 if self.underMouse() else 0.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(highlight, 2.0) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(tones.blend(base, highlight, share))
        painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tones.accent(self.fact.topic, palette, self._topics))
        painter.drawRoundedRect(QRectF(4, 6, 4, self.height() - 12), 2, 2)
        painter.end()


class Claims(QFrame):
    """List of facts as high as its content, up to a share of the panel; beyond that it scrolls."""

    fact_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Facts of the sentence"))
        self.setBackgroundRole(Role.Base)
        self.setAutoFillBackground(True)
        self.claims: tuple[Claim, ...] = ()
        self.topics: tones.Topics = {}
        self._where = words("", quiet=True)
        self._where.setContentsMargins(8, 6, 8, 0)
        self._content = QWidget()
        self._content.setBackgroundRole(Role.Base)
        whole = QVBoxLayout(self._content)
        whole.setContentsMargins(4, 2, 4, 6)
        whole.setSpacing(2)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        whole.addWidget(self._where)
        whole.addLayout(self._column)
        whole.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll)
        self.hide()

    @property
    def where(self) -> QLabel:
        """The label that names the sentence."""
        return self._where

    def show_facts(self, facts: Sequence[Fact], selected: Sequence[str], where: str) -> None:
        """Show facts, or hide the widget without any; `where` names the sentence."""
        if tuple(facts) != tuple(claim.fact for claim in self.claims):
            self._fill(facts)
        for claim in self.claims:
            claim.set_selected(claim.fact.id in selected)
        self._where.setText(where)
        self._where.setVisible(bool(where))
        self.setVisible(bool(facts))
        self.fit()
        self._show_selected()

    def fit(self) -> None:
        """Set the height that the facts need, as far as there is space."""
        panel = self.parentWidget()
        if panel is None or not self.claims:
            return
        layout, line = self._content.layout(), self.fontMetrics().lineSpacing()
        height = layout.heightForWidth(self.width()) if layout else 0
        room = min(round(panel.height() * MAX_SHARE), panel.height() - TEXT_LINES * line)
        self._scroll.setFixedHeight(min(height, max(MIN_LINES * line, room)))

    def _show_selected(self) -> None:
        """Scroll to the selected fact of several, after the layout is done."""
        selected = [claim for claim in self.claims if claim.selected]
        if len(selected) == 1 and len(self.claims) > 1:
            QTimer.singleShot(0, selected[0], lambda: self._scroll.ensureWidgetVisible(selected[0], 0, 4))

    def _fill(self, facts: Sequence[Fact]) -> None:
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.claims = tuple(Claim(fact, self.topics) for fact in facts)
        for claim in self.claims:
            claim.clicked.connect(lambda _=False, id=claim.fact.id: self.fact_requested.emit(id))
            self._column.addWidget(claim)
            # Qt would show it later, and hidden widgets have no height.
            claim.show()
        self._scroll.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, tones.line(self.palette()))
        painter.end()


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
    ids = tr(", ").join(bearing.facts)
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
