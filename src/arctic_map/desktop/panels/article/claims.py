"""The facts of the highlighted sentence, for comparison with the text above."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from arctic_map.desktop.panels.facts.card_labels import words
from arctic_map.desktop.widgets.appearance import tones
from arctic_map.desktop.widgets.appearance.painted_button import PaintedButton
from arctic_map.desktop.widgets.appearance.widget_text import tip
from arctic_map.model.fact import Fact
from arctic_map.model.tr import tr
from arctic_map.scene.words.remarks import dated
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
        self.setAccessibleName(tr("Fact {id}: {text}", id=fact.id, text=fact.text))
        self.setToolTip(tip(tr("Show the places of {id} on the map", id=fact.id)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 12, 8)
        column.setSpacing(2)
        head = words(f"{fact.id} · {dated(fact)} · {kind_in_words(fact)}", quiet=True)
        for label in (head, words(fact.text)):
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
