"""The article's text beside the map: the sentences of the chosen facts, and the facts of chosen sentences."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from arctic_map.desktop.appearance import tones
from arctic_map.desktop.appearance.widget_text import tip
from arctic_map.desktop.panels.article.claims import Claims
from arctic_map.desktop.panels.article.empty import Empty
from arctic_map.desktop.panels.article.notice import Notice
from arctic_map.desktop.panels.article.text import ArticleText
from arctic_map.desktop.panels.facts.cards import MoreButton, words
from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Fact
from arctic_map.scene.article.copy import Copy
from arctic_map.scene.article.matching import Bearing, Matching
from arctic_map.scene.reading import facts_selected
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.passages import passage_in_words
from arctic_map.scene.words.words import counted

NARROWEST = 260
"""Px."""
USUAL = QSize(380, 520)
SHORT = 3
"""Sentences that are lacking and are named at once."""


class ArticlePanel(QWidget):
    """Asks for the text when it is first seen."""

    text_requested = Signal()
    """The panel is seen, and has no text yet."""
    open_requested = Signal()
    paste_requested = Signal()
    close_requested = Signal()
    """The text is to be put away, and not to be opened again by itself."""
    facts_requested = Signal(object)
    """Ids of facts that the reader has chosen by their sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Article")
        self.setMinimumWidth(NARROWEST)
        self._catalog: Catalog | None = None
        self._copy: Copy | None = None
        self._chosen: tuple[str, ...] = ()
        """Ids of the facts that are selected."""
        self._together = False
        """Whether the places of all facts of a sentence are highlighted."""
        self._asked = False
        self._build()

    @property
    def copy(self) -> Copy | None:
        return self._copy

    def show_scene(self, scene: Scene) -> None:
        self._catalog = scene.catalog
        self.empty.show_title(scene.catalog.article)
        chosen = facts_selected(scene)
        together = scene.selected is not None and bool(scene.selected.compared)
        if (chosen, together) != (self._chosen, self._together):
            self._chosen, self._together = chosen, together
            self._light()

    def show_copy(self, copy: Copy, name: str) -> None:
        """Show the reader's copy; `name` says which it is."""
        self._copy = copy
        topics = {fact.id: fact.topic for fact in self._catalog.facts} if self._catalog else {}
        self.text.show_copy(copy, self._catalog.article if self._catalog else "", topics)
        self.found_line.setText(found_in_words(copy.matching, name))
        self.found_line.setToolTip(tip(*map(_bearing_in_words, copy.matching.missing)))
        self.show_notice("")
        self._settle()

    def show_reading(self, name: str) -> None:
        self.empty.show_reading(name)
        if self._copy is not None:
            self.show_notice(f"Reading {name}…")

    def show_notice(self, sentence: str) -> None:
        """What went wrong, in a sentence; it stands until a text is shown."""
        self.empty.show_reading("")
        self.notice.say(sentence)

    def close_copy(self) -> None:
        self._copy = None
        self.text.show_copy(None, "", {})
        self.show_notice("")
        self._settle()

    def take_focus(self) -> None:
        """To the text, or to what opens one."""
        target = self.text if self._copy is not None else self.empty.open_button
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        return USUAL

    def _build(self) -> None:
        self.found_line = words("", quiet=True)
        again = QAction("Open another text…", self)
        again.triggered.connect(self.open_requested)
        paste = QAction("Paste the article’s text", self)
        paste.triggered.connect(self.paste_requested)
        close = QAction("Close the text", self)
        close.triggered.connect(self.close_requested)
        self._more = MoreButton([again, paste, close])
        self._more.setAccessibleName("Open, paste or close the article's text")
        self._more.setToolTip("Open, paste or close the article's text")
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(12, 6, 8, 6)
        head.addWidget(self.found_line, 1)
        head.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        self.notice = Notice()
        self.empty = Empty()
        self.empty.open_requested.connect(self.open_requested)
        self.empty.paste_requested.connect(self.paste_requested)
        self.text = ArticleText()
        self.text.facts_requested.connect(self.facts_requested)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.text)
        self.claims = Claims(self)
        self.claims.fact_requested.connect(lambda id: self.facts_requested.emit((id,)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._head, self.notice):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        column.addWidget(self.claims)
        self.show_notice("")
        self._retint()
        self._settle()

    def _settle(self) -> None:
        """Show what there is to show."""
        self._head.setVisible(self._copy is not None)
        self._stack.setCurrentWidget(self.empty if self._copy is None else self.text)
        self._light()

    def _light(self) -> None:
        facts = self._catalog.fact if self._catalog else {}
        chosen = [facts[id] for id in self._chosen if id in facts]
        if self._copy is None:
            self.empty.show_where(stands_in_words(chosen[0]) if len(chosen) == 1 else "")
            self.claims.show_facts((), (), "")
            return
        self.text.light(self._chosen)
        mark = self.text.current if self.text.current in self.text.lit else None
        ids: tuple[str, ...] = self._chosen
        if len(chosen) == 1 and mark is not None:
            ids = mark.found.bearing.facts
        where = _where(chosen[0], mark.found.bearing if mark else None) if len(chosen) == 1 else ""
        selected = ids if self._together else self._chosen if len(chosen) == 1 else ()
        self.claims.show_facts([facts[id] for id in ids if id in facts], selected, where)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._asked:
            self._asked = True
            self.text_requested.emit()
        self.text.show_lit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.claims.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._retint()

    def _retint(self) -> None:
        wanted = tones.quiet(self.palette())
        # Setting a palette brings the next change of palette, so it ends when there is nothing to set.
        if self.palette().color(tones.Role.PlaceholderText) != wanted:
            self.setPalette(tones.only(tones.Role.PlaceholderText, wanted))


def found_in_words(matching: Matching, name: str) -> str:
    """How many of the sentences that bear facts a copy has, and which are lacking."""
    count = matching.wanted
    if not matching.missing:
        return f"{name}: all {count} sentences that bear facts were found."
    first = [_bearing_in_words(bearing) for bearing in matching.missing[:SHORT]]
    if more := len(matching.missing) - len(first):
        first.append(f"and {counted(more, 'more sentence')}")
    found = f"{name}: {len(matching.found)} of {count} sentences that bear facts were found."
    return f"{found} Not found: {'; '.join(first)}."


def stands_in_words(fact: Fact) -> str:
    """Where a reader finds a fact in a copy of their own."""
    if fact.passage is None:
        return ""
    return f"{fact.id} stands in {passage_in_words(fact.passage)}."


def _bearing_in_words(bearing: Bearing) -> str:
    passage = bearing.passage
    ids = ", ".join(bearing.facts)
    return f"{ids} (paragraph {passage.paragraph}, sentence {passage.sentences[0]})"


def _where(fact: Fact, bearing: Bearing | None) -> str:
    """Which sentence is lit, or that it is lacking."""
    if bearing is not None:
        said = passage_in_words(bearing.passage)
        return f"{said[:1].upper()}{said[1:]}"
    if fact.passage is None:
        return "The atlas does not know where the article says so."
    return f"Not found in this copy: {passage_in_words(fact.passage)}."
