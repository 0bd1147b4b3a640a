"""The article panel: highlights sentences of the selected facts, selects facts of sentences, or is empty."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.panels.article.copy_reading import Reading
from arctic_map.desktop.panels.facts.card_labels import words
from arctic_map.desktop.widgets import tones
from arctic_map.model.article_copy import ArticleCopy
from arctic_map.model.catalog import Catalog
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.reading import facts_selected
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.fact_texts import passage_in_words

NARROWEST, READING = 260, 304
"""Minimum width in px without a text, and with a text, for lines of about six words."""
USUAL = QSize(380, 520)


class ArticlePanel(QWidget):
    """Panel that requests the text when it is first shown."""

    text_requested = Signal()
    """Emitted when the panel is first shown and has no text."""
    open_requested = Signal()
    paste_requested = Signal()
    close_requested = Signal()
    """Emitted to close the text and not to reopen it automatically."""
    facts_requested = Signal(object)
    """Emitted with the ids of the facts of a chosen sentence."""
    sentence_requested = Signal(int, int)
    """Emitted with a range of the copy's text, to make a fact of the sentences it touches."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Article"))
        self.setMinimumWidth(NARROWEST)
        self._catalog: Catalog | None = None
        self._chosen: tuple[str, ...] = ()
        self._together = False
        """Whether the places of all facts of a sentence are highlighted."""
        self._requested = False
        self.reading: Reading | None = None
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
        """Highlight the sentences of the facts selected in the scene."""
        if scene.catalog is not self._catalog:
            self._catalog = scene.catalog
            self.empty.show_title(scene.catalog.article)
        chosen = facts_selected(scene)
        together = scene.selected is not None and bool(scene.selected.compared)
        if (chosen, together) != (self._chosen, self._together):
            self._chosen, self._together = chosen, together
            self._light()

    def show_copy(self, copy: ArticleCopy, name: str) -> None:
        """Show the user's copy; `name` identifies it."""
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
            self.focus_first()
        self.setMinimumWidth(READING)
        self.show_notice("")
        self.reading.show_copy(copy, name, self._catalog)
        self._light()

    def show_reading(self, name: str) -> None:
        """Show that a text with this name is being read."""
        if self._has_keyboard:
            # Its buttons are disabled meanwhile and would pass the focus on to another widget.
            self._stack.setFocus()
        self.empty.show_reading(name)
        if self.reading is not None:
            self.notice.say(tr("Reading {name}…", name=name))

    def show_notice(self, sentence: str) -> None:
        """Show an error until a text is shown; an empty sentence hides it."""
        self.empty.show_reading("")
        if self._stack.hasFocus():
            self.focus_first()
        self.notice.say(sentence)

    def close_copy(self) -> None:
        """Remove the text and show the placeholder."""
        if self.reading is not None:
            self._stack.removeWidget(self.reading)
            self.reading.deleteLater()
            self.reading = None
            self.setMinimumWidth(NARROWEST)
        self.show_notice("")
        self._light()

    def show_sentence(self, sentence: str) -> None:
        """Select a sentence of the copy and scroll to it."""
        if self.reading is not None:
            self.reading.text.selection.select_sentence(sentence)

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The selected range of the text, or that of the current sentence; None if there is none."""
        return self.reading.text.chosen if self.reading else None

    def focus_first(self) -> None:
        """Focus the text, or the button that opens one."""
        target = self.reading.text if self.reading else self.empty.open_button
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        return USUAL

    @property
    def _has_keyboard(self) -> bool:
        """Whether the placeholder has the keyboard focus."""
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
        if not self._requested:
            self._requested = True
            self.text_requested.emit()
        if self.reading is not None:
            self.reading.text.show_highlighted()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            tones.tint_quiet_words(self)


class ArticleNotice(QLabel):
    """A message above the text about what went wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(16, 8, 12, 8)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one hides the message."""
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


WHAT = tr_later(
    "Open or paste your own copy of the article. Select a fact to highlight its "
    "sentence, or a sentence to show its places on the map."
)
PRIVATE = tr_later(
    "The text stays on this computer. It is only read, never copied into the atlas and never sent anywhere."
)
WIDEST = 420
"""Maximum width of lines, px."""


class Empty(QScrollArea):
    """Placeholder with buttons to open or paste the text."""

    open_requested = Signal()
    paste_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._where = words("", bold=True)
        self._reading = words("", quiet=True)
        self._title = words("", quiet=True)
        self.open_button = QPushButton(tr("&Open the article’s text…"))
        self.open_button.clicked.connect(self.open_requested)
        self.paste_button = QPushButton(tr("&Paste the article’s text"))
        self.paste_button.clicked.connect(self.paste_requested)
        content = QWidget()
        content.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addStretch(1)
        private = words(tr(PRIVATE), quiet=True)
        for widget in (
            self._where,
            words(tr(WHAT)),
            self._title,
            self.open_button,
            self.paste_button,
            self._reading,
            private,
        ):
            widget.setMaximumWidth(WIDEST)
            column.addWidget(widget)
        column.addStretch(2)
        self.setWidget(content)
        self.show_where("")
        self.show_reading("")

    def show_title(self, title: str) -> None:
        """Show which article the atlas is based on."""
        self._title.setText(tr("The article is “{title}”.", title=title))

    @property
    def where(self) -> str:
        """The visible position of the selected fact."""
        return self._where.text()

    def show_where(self, sentence: str) -> None:
        """Show where the selected fact is in the article, for readers of a copy on paper."""
        self._where.setText(sentence)
        self._where.setVisible(bool(sentence))

    def show_reading(self, name: str) -> None:
        """Show that a text is being read; an empty name ends that."""
        self._reading.setText(tr("Reading {name}…", name=name) if name else "")
        self._reading.setVisible(bool(name))
        for button in (self.open_button, self.paste_button):
            button.setEnabled(not name)
