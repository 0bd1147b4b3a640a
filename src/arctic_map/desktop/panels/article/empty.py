"""The placeholder while no text is open: what the panel is for and how to open a text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from arctic_map.desktop.panels.facts.card_labels import words
from arctic_map.model.tr import tr, tr_later

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
