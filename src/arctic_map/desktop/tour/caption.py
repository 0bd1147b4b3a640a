"""The words of the guided tour below the map, large enough for a lecture room."""

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from arctic_map.desktop.appearance import tones
from arctic_map.desktop.appearance.widget_text import tip
from arctic_map.desktop.panels.facts.cards import words
from arctic_map.model.tour import TourStep

TITLE, TEXT, SMALL = 20.0, 14.0, 11.0
"""Sizes of type in a window of usual size, pt."""
PAD = 20
WRAPPED = int(Qt.TextFlag.TextWordWrap)


class Caption(QWidget):
    """Title, text and number of a step, with buttons; as high as the longest step needs, so the map stays."""

    step_requested = Signal(int)
    """1 for the next step, -1 for the one before."""
    end_requested = Signal()

    def __init__(self, steps: tuple[TourStep, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps, self._scale = steps, 1.0
        self._title, self._text, self._place = words(""), words(""), words("", quiet=True)
        self._place.setWordWrap(False)
        self._place.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.back = self._button("Back", "Step back", "Left", lambda: self.step_requested.emit(-1))
        self.next = self._button("Next", "Next step", "Right", lambda: self.step_requested.emit(1))
        self.end = self._button("End", "End the tour", "Esc", self.end_requested.emit)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._lay_out()
        self._retint()

    def show_step(self, number: int) -> None:
        """Show the step with this number, counted from 0."""
        step, count = self._steps[number], len(self._steps)
        self._title.setText(step.title)
        self._text.setText(step.text)
        self._place.setText(f"{number + 1} of {count}")
        self.setAccessibleName(f"Guided tour, step {number + 1} of {count}: {step.title}")
        self.setAccessibleDescription(step.text)
        self.back.setEnabled(number > 0)
        self.next.setEnabled(number + 1 < count)

    def set_scale(self, scale: float) -> None:
        """How much larger than usual all type is."""
        self._scale = scale
        for label, size, bold in (
            (self._title, TITLE, True),
            (self._text, TEXT, False),
            (self._place, SMALL, False),
            *((button, SMALL, False) for button in (self.back, self.next, self.end)),
        ):
            label.setFont(self._font(size, bold))
        self._fit()

    def _button(self, text: str, what: str, key: str, do: object) -> QPushButton:
        button = QPushButton(text)
        keys = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(tip(f"{what} ({keys})"))
        button.setAccessibleName(what)
        button.clicked.connect(do)
        return button

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addWidget(self._title)
        said.addWidget(self._text, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.back, self.next, self.end):
            buttons.addWidget(button)
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(self._place)
        side.addStretch(1)
        side.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(PAD, 12, PAD, 12)
        row.setSpacing(2 * PAD)
        row.addLayout(said, 1)
        row.addLayout(side)

    def _fit(self) -> None:
        """Take the height of the longest step at this width."""
        side = sum(button.sizeHint().width() + 8 for button in (self.back, self.next, self.end))
        room = QRect(0, 0, max(self.width() - side - 4 * PAD, 200), 10_000)
        tallest = max((self._height(step, room) for step in self._steps), default=0)
        if self.minimumHeight() != tallest:
            self.setFixedHeight(tallest)

    def _height(self, step: TourStep, room: QRect) -> int:
        title = QFontMetrics(self._font(TITLE, True)).boundingRect(room, WRAPPED, step.title).height()
        text = QFontMetrics(self._font(TEXT, False)).boundingRect(room, WRAPPED, step.text).height()
        return title + text + 4 + 2 * 12 + 4

    def _font(self, size: float, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(size * self._scale)
        font.setBold(bold)
        return font

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # A height that is set while the width is still being taken would not reach the layout.
            QTimer.singleShot(0, self, self._fit)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._retint()

    def _retint(self) -> None:
        wanted = tones.quiet(self.palette())
        if self._place.palette().color(tones.Role.PlaceholderText) != wanted:
            self._place.setPalette(tones.only(tones.Role.PlaceholderText, wanted))
