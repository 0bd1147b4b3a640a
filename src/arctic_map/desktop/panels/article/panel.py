"""The article's text beside the map: the sentences of the chosen facts, and the facts of chosen sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QVBoxLayout, QWidget

from arctic_map.desktop.panels.article.empty import Empty
from arctic_map.desktop.panels.article.reading import Reading
from arctic_map.desktop.widgets.appearance import tones
from arctic_map.model.catalog import Catalog
from arctic_map.model.tr import tr
from arctic_map.scene.reading import facts_selected
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.passages import passage_in_words

if TYPE_CHECKING:
    from arctic_map.model.article_copy import Copy

NARROWEST, READING = 260, 304
"""Px, without a text, and with one for lines of some six words."""
USUAL = QSize(380, 520)


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
    sentence_requested = Signal(int, int)
    """A fact is to be made of the sentences that these characters of the copy's text touch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Article"))
        self.setMinimumWidth(NARROWEST)
        self._catalog: Catalog | None = None
        self._chosen: tuple[str, ...] = ()
        """Ids of the facts that are selected."""
        self._together = False
        """Whether the places of all facts of a sentence are highlighted."""
        self._asked = False
        self.reading: Reading | None = None
        """While there is a copy."""
        self.notice = ArticleNotice()
        self.empty = Empty()
        self.empty.open_requested.connect(self.open_requested)
        self.empty.paste_requested.connect(self.paste_requested)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
        tones.tint_quiet_words(self)

    def show_scene(self, scene: Scene) -> None:
        if scene.catalog is not self._catalog:
            self._catalog = scene.catalog
            self.empty.show_title(scene.catalog.article)
        chosen = facts_selected(scene)
        together = scene.selected is not None and bool(scene.selected.compared)
        if (chosen, together) != (self._chosen, self._together):
            self._chosen, self._together = chosen, together
            self._light()

    def show_copy(self, copy: Copy, name: str) -> None:
        """Show the reader's copy; `name` says which it is."""
        if self._catalog is None:
            return
        if self.reading is None:
            self.reading = Reading(self._actions(), self)
            self.reading.facts_requested.connect(self.facts_requested)
            self.reading.sentence_requested.connect(self.sentence_requested)
            self._stack.addWidget(self.reading)
            self.reading.follow(self.empty.paste_button)
        waited = self._has_keyboard
        self._stack.setCurrentWidget(self.reading)
        if waited:
            self.take_focus()
        self.setMinimumWidth(READING)
        self.show_notice("")
        self.reading.show_copy(copy, name, self._catalog)
        self._light()

    def show_reading(self, name: str) -> None:
        """Say that a text of this name is being read."""
        if self._has_keyboard:
            # Its buttons are of no use meanwhile, and would hand it on to whatever comes next in the window.
            self._stack.setFocus()
        self.empty.show_reading(name)
        if self.reading is not None:
            self.notice.say(tr("Reading {name}…", name=name))

    def show_notice(self, sentence: str) -> None:
        """What went wrong; it stands until a text is shown."""
        self.empty.show_reading("")
        if self._stack.hasFocus():
            self.take_focus()
        self.notice.say(sentence)

    def close_copy(self) -> None:
        if self.reading is not None:
            self._stack.removeWidget(self.reading)
            self.reading.deleteLater()
            self.reading = None
            self.setMinimumWidth(NARROWEST)
        self.show_notice("")
        self._light()

    def show_sentence(self, sentence: str) -> None:
        """Select a sentence of the copy, and bring it into view."""
        if self.reading is not None:
            self.reading.text.selection.select_sentence(sentence)

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The characters of the text that are selected, or of the sentence where the keys are."""
        return self.reading.text.chosen if self.reading else None

    def take_focus(self) -> None:
        """To the text, or to what opens one."""
        target = self.reading.text if self.reading else self.empty.open_button
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        return USUAL

    @property
    def _has_keyboard(self) -> bool:
        """And no text yet."""
        holder = QApplication.focusWidget()
        return self.reading is not self._stack.currentWidget() and (
            holder is self._stack or self.empty.isAncestorOf(holder or self)
        )

    def _actions(self) -> tuple[QAction, ...]:
        def action(text: str, act: Callable[[], object]) -> QAction:
            made = QAction(text, self)
            made.triggered.connect(act)
            return made

        return (
            action(tr("Open another text…"), self.open_requested.emit),
            action(tr("Paste the article’s text"), self.paste_requested.emit),
            action(tr("Close the text"), self.close_requested.emit),
        )

    def _light(self) -> None:
        if self.reading is not None:
            self.reading.highlight(self._chosen, together=self._together)
            return
        facts = self._catalog.fact if self._catalog else {}
        fact = facts.get(self._chosen[0]) if len(self._chosen) == 1 else None
        where = passage_in_words(fact.passage) if fact else ""
        self.empty.show_where(
            tr("{id} stands in {where}.", id=fact.id, where=where) if fact and where else ""
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._asked:
            self._asked = True
            self.text_requested.emit()
        if self.reading is not None:
            self.reading.text.show_highlighted()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            tones.tint_quiet_words(self)


class ArticleNotice(QLabel):
    """A sentence above the text about what went wrong with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(16, 8, 12, 8)
        self.hide()

    def say(self, sentence: str) -> None:
        """Nothing hides it."""
        self.setText(sentence)
        self.setVisible(bool(sentence))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(
            self.rect(), tones.blend(self.palette().color(QPalette.ColorRole.Base), tones.DOUBT, 0.2)
        )
        painter.fillRect(0, 0, 4, self.height(), tones.DOUBT)
        painter.end()
        super().paintEvent(event)
