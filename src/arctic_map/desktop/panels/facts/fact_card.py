"""The card of a fact: claim, date, source, figures and places."""

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from arctic_map.desktop.panels.facts.card_charts import ChartView
from arctic_map.desktop.panels.facts.card_labels import (
    KindLabel,
    Line,
    MoreButton,
    bold_font,
    figures_layout,
    word,
    words,
)
from arctic_map.desktop.panels.facts.chip import STEPS, CardFooter, Chip, MoreChip, ids_of
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.buttons import add_entry
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.desktop.widgets.icons import LINE
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.fact import Fact
from arctic_map.model.style import Style
from arctic_map.model.tr import labelled, tr, tr_content, tr_count, tr_later
from arctic_map.scene.words.fact_texts import dated, places, readings, remarks, short_source_of, source_of
from arctic_map.scene.words.words import figure_text, kind_in_words, when_in_words

Role = QPalette.ColorRole
ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
FEW = 1
"""Maximum number of further places that are named; more share a menu."""
COPIES = {
    "link": tr_later("Copy link"),
    "plain": tr_later("Copy citation"),
    "bibtex": tr_later("Copy citation for BibTeX"),
}
"""What can be copied of a fact besides its text."""
ENDS = {Qt.Key.Key_Home: -1_000_000, Qt.Key.Key_End: 1_000_000}
ARROWS = (*STEPS, *ACROSS)
CLICK, NO_KEYS = Qt.FocusPolicy.ClickFocus, Qt.KeyboardModifier.NoModifier
UNMARKED = Style()
CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class FactCard(QFrame):
    """A fact; click or Enter requests it, a chip its place; arrow keys move inside and to the next card."""

    requested = Signal(str)
    feature_requested = Signal(str)
    stepped = Signal(str, int)
    focused = Signal(str)
    """Emitted with the fact's id when the card gets the keyboard."""
    copy_requested = Signal(str, str)
    """Emitted with the id and what to copy: link, plain or bibtex."""
    article_requested = Signal(str)
    edit_requested = Signal(str)

    def __init__(
        self,
        fact: Fact,
        names: Mapping[str, str],
        mark: Style = UNMARKED,
        parent: QWidget | None = None,
        topics: tones.Topics | None = None,
        topic: str = "",
        called: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """`names` are features' names by id, `called` those in its text; `mark` is its kind's style.

        `topics` are the colours of topics, and `topic` is the name of its own.
        """
        super().__init__(parent)
        self.fact, self._mark, self._topics = fact, mark, topics or {}
        self.selected = False
        self.chips: list[Chip] = []
        self.others: MoreChip | None = None
        """Chip that lists the places for which a folded card has no room."""
        self.passage: Chip | None = None
        """Chip that leads to the fact's sentence in the article."""
        self.unfold = Chip("", "", inline=True, loud=bool(fact.question))
        """Chip that summarises doubts and details; clicking it, or selecting the card, expands them."""
        self.more_shown = False
        self._names, self._called = names, called or {id: (name,) for id, name in names.items()}
        self.charts: list[ChartView] = []
        self.setFocusPolicy(CLICK)
        self.setAccessibleName(tr("Fact {id}, {topic_name}", id=fact.id, topic_name=topic))
        self.setAccessibleDescription(as_text(fact))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._offer_copies()
        self._lay_out()
        for part in (self.more, *self.chips, self.others, self.unfold, self.passage):
            if part is not None:
                self._watch_arrows(part)

    def _offer_copies(self) -> None:
        """Create the actions of the context menu and the menu button."""
        id = self.fact.id
        self.edit = add_entry(self, tr("Edit…"), lambda: self.edit_requested.emit(id))
        self.edit.setVisible(False)
        add_entry(self, tr("Show in the article"), lambda: self.article_requested.emit(id))
        add_entry(
            self,
            tr("Copy fact"),
            lambda: QGuiApplication.clipboard().setText(as_text(self.fact)),
            QKeySequence.StandardKey.Copy,
        )
        for what, text in COPIES.items():
            add_entry(self, tr(text), lambda _=False, what=what: self.copy_requested.emit(id, what))
        self.more = MoreButton(self.actions())
        self.more.setAccessibleName(
            tr("Show fact {id} in the article, copy it, its link or its citation", id=self.fact.id)
        )
        self.more.setToolTip(tr("Show the fact in the article, copy it, its link or its citation"))

    def set_selected(self, selected: bool) -> None:
        """Mark the card as selected and expand it."""
        if selected != self.selected:
            self.selected = selected
            self.show_more(selected)
            self.update()

    def add_chart(self, chart: ChartView) -> None:
        """Add a chart below the figures."""
        self.charts.append(chart)
        self._charts.addWidget(chart)
        self._watch_arrows(chart)
        self.show_more(self.more_shown)

    def _watch_arrows(self, part: QWidget) -> None:
        part.setFocusPolicy(CLICK)
        part.installEventFilter(self)

    def highlight(self, feature_id: str | None) -> None:
        """Mark the chip of the selected feature."""
        for chip in (*self.chips, *((self.others,) if self.others else ())):
            chip.set_highlighted(feature_id in ids_of(chip))

    def _lay_out(self) -> None:
        fact, column = self.fact, QVBoxLayout(self)
        column.setContentsMargins(14, 4, 5, 4)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addLayout(self._heading(), 1)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(words(tr_content(fact.text)))
        self._more_of_it = QWidget()
        below = QVBoxLayout(self._more_of_it)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(4)
        if fact.figures:
            below.addLayout(figures_layout(fact.figures))
        self._charts = QVBoxLayout()
        self._charts.setSpacing(12)
        below.addLayout(self._charts)
        for heading, text in remarks(fact):
            below.addWidget(words(labelled(heading, text), quiet=True))
        # Places, doubts and the passage share a line, so that more cards are visible.
        self.unfold.clicked.connect(lambda: self.show_more(not self.more_shown))
        ending = [self.unfold]
        if fact.passage:
            self.passage = self._passage()
            ending.append(self.passage)
        shown = self._places()
        if len(self.chips) > 1:
            ids = dict.fromkeys(id for chip in self.chips for id in ids_of(chip))
            named = {id: self._names[id] for id in ids}
            self.others = MoreChip(named, self.feature_requested.emit, after_chips=False)
        self._foot = CardFooter(shown, self.others, ending)
        column.addLayout(self._foot)
        column.addWidget(self._more_of_it)
        self.show_more(False)

    def show_more(self, shown: bool) -> None:
        """Expand figures, charts, reasons of inferred places and dates, open questions and notes."""
        self.more_shown = shown
        self._more_of_it.setVisible(shown)
        charts, doubts = len(self.charts), readings(self.fact)
        details = [
            *doubts,
            *([tr("Note")] if self.fact.note else ()),
            *([tr("Figures")] if self.fact.figures else ()),
            *([tr_count(charts, "Chart", "{count} charts")] if charts else ()),
        ]
        # Collapsed, it names all doubts, or else the first detail.
        brief = [re.split("[:：]", each)[0] for each in doubts or details[:1]]
        summary = " · ".join(details if shown else brief) or "…"
        self.unfold.setText(summary)
        if self.passage:
            self.passage.setText(short_source_of(self.fact, section=shown))
        self._foot.fold(not shown, something=bool(details))
        why = (labelled(heading, text) for heading, text in remarks(self.fact))
        self.unfold.setToolTip("" if shown else tip(*why, tr("Click to unfold")))
        name = tr("Fold {fact}", fact=self.fact.id) if shown else tr("Unfold {fact}", fact=self.fact.id)
        self.unfold.setAccessibleName(labelled(name, summary))
        self.updateGeometry()

    def _heading(self) -> FlowLayout:
        flow = FlowLayout(gap=8, below=0)
        id, when = Line(self.fact.id), Line(when_in_words(self.fact.when))
        id.setFont(bold_font())
        when.setForegroundRole(Role.PlaceholderText)
        for label in (id, when):
            flow.addWidget(label)
        flow.addWidget(KindLabel(kind_in_words(self.fact), self._mark))
        return flow

    def _places(self) -> list[QWidget]:
        """Text about places with their names as buttons, then the places that the text does not name."""
        names = self._names
        wording = places(
            tr_content(self.fact.where or ""), [id for id in self.fact.features if id in names], self._called
        )
        parts: list[QWidget] = []
        for part in wording.parts:
            if part.feature:
                same = names[part.feature] in self._called[part.feature]
                text = part.text if same else names[part.feature].partition(",")[0]
                chip = Chip(part.feature, text, inline=True, tail=part.tail)
                chip.clicked.connect(lambda _=False, id=part.feature: self.feature_requested.emit(id))
                self.chips.append(chip)
                parts.append(chip)
            else:
                parts.append(word(part.text))
        more = self._more(wording.more, after_chips=bool(self.chips))
        self.chips += more
        return [*parts, *more]

    def _passage(self) -> Chip:
        """A chip with the passage of the article, which leads there."""
        chip = Chip("", short_source_of(self.fact, section=False), inline=True)
        chip.setAccessibleName(
            tr("Show {id} in the article: {where}", id=self.fact.id, where=source_of(self.fact))
        )
        chip.setToolTip(
            tip(source_of(self.fact), tr("Show the sentence in the article; without a copy, where to look"))
        )
        chip.clicked.connect(lambda: self.article_requested.emit(self.fact.id))
        return chip

    def _more(self, features: Sequence[str], *, after_chips: bool) -> list[Chip]:
        """Chips for further places; `after_chips` tells whether others are named before them."""
        if len(features) > FEW:
            named = {id: self._names[id] for id in features}
            return [MoreChip(named, self.feature_requested.emit, after_chips=after_chips)]
        chips = [Chip(id, self._names[id], inline=True) for id in features]
        for chip in chips:
            chip.clicked.connect(lambda _=False, id=chip.feature_id: self.feature_requested.emit(id))
        return chips

    @property
    def inside(self) -> list[QWidget]:
        """The child widgets that the arrow keys reach, in reading order."""
        parts = [
            part
            for part in self.findChildren(QWidget)
            if part.focusPolicy() & CLICK and part.isVisible() and not part.size().isEmpty()
        ]

        def place(part: QWidget) -> tuple[int, int]:
            corner = part.mapTo(self, QPoint(0, 0))
            return corner.y() // LINE, corner.x()

        return sorted(parts, key=place)

    def _go(self, step: int) -> None:
        """Move the focus to another part; the card itself is the first."""
        stops: list[QWidget] = [self, *self.inside]
        at = next((number for number, part in enumerate(stops) if part.hasFocus()), 0)
        stops[min(max(at + step, 0), len(stops) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self.fact.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in CHOOSE:
            self.requested.emit(self.fact.id)
        elif event.key() in STEPS:
            self.stepped.emit(self.fact.id, STEPS[Qt.Key(event.key())])
        elif event.key() in ACROSS:
            self._go(ACROSS[Qt.Key(event.key())])
        elif event.key() in ENDS:
            self.stepped.emit(self.fact.id, ENDS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle arrow keys of child widgets, since the card is a single tab stop."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() not in ARROWS or event.modifiers() != NO_KEYS:
            return False
        self.keyPressEvent(event)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.requested.emit(self.fact.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        highlight, base = palette.color(Role.Highlight), palette.color(Role.Base)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = highlight if self.selected or self.hasFocus() else tones.line(palette)
        painter.setPen(QPen(edge, 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(tones.blend(base, highlight, 0.16 if self.selected else 0.0))
        painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tones.accent(self.fact.topic, palette, self._topics))
        painter.drawRoundedRect(QRectF(4, 6, 4, self.height() - 12), 2, 2)
        painter.end()


def as_text(fact: Fact) -> str:
    """The whole card as plain text, for copying and screen readers."""
    figures = (
        tr("{figure} {what}", figure=figure_text(figure), what=tr_content(figure.what))
        for figure in fact.figures
    )
    notes = [labelled(heading, text) for heading, text in remarks(fact)]
    where = [each for each in (tr_content(fact.where or ""), source_of(fact)) if each]
    head = f"{fact.id} · {dated(fact)} · {kind_in_words(fact)}"
    return "\n".join((head, tr_content(fact.text), *figures, *notes, *where))
