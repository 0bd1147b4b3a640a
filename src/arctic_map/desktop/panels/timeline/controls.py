"""The controls of the timeline and its text, laid out as a strip or above the lanes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from arctic_map.desktop.panels.timeline.canvas import TimelineCanvas
from arctic_map.desktop.widgets.buttons import LetterBox, PlayButton, small_button
from arctic_map.desktop.widgets.widget_text import ElidedLabel, shortcut_text, tip
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.words.words import when_in_words

SPEEDS = (("½×", 2800), ("1×", 1400), ("2×", 700), ("4×", 350))
"""Milliseconds between events."""
NORMAL = 1
FOLD_KEYS = "Ctrl+Shift+T"
WIDEST = "2000/2090"
"""A period of maximum length, for the width of the strip's text."""
SLACK = 1.04
"""Tolerance, since glyphs have fractional widths."""
NOTHING = tr_later("There are no facts or features with a date yet.")


class TimelineControls(QGridLayout):
    """Layout of the canvas and its controls, or a message if there are no marks."""

    step_requested = Signal(int)
    all_requested = Signal()
    fold_requested = Signal(bool)
    """Emitted with whether to fold the timeline into a strip."""

    def __init__(self, panel: QWidget, canvas: TimelineCanvas) -> None:
        super().__init__(panel)
        self._panel, self._canvas = panel, canvas
        self._folded = self._filled = False
        self._period = self._readout = ""
        self._build()
        self._empty = QLabel(tr(NOTHING))
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setContentsMargins(4, 0, 4, 0)
        self.setHorizontalSpacing(8)
        self.setVerticalSpacing(0)
        self._arrange()

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """The controls in tab order."""
        return (self.back, self.player, self.forth, self.speed, self._all, *self._zooms, self.fold)

    def set_filled(self, filled: bool) -> None:
        """Set whether there are marks to show."""
        self._filled = filled
        self._arrange()

    def set_folded(self, folded: bool) -> None:
        """Show a strip with the essential buttons, or lanes with all of them."""
        if folded != self._folded:
            self._folded = folded
            self._canvas.set_folded(folded)
            self._arrange()
            self._say()

    def show_readout(self, period: str, hidden: str, *, all_dates: bool) -> None:
        """Show the visible period and what it hides."""
        self._period, self._readout = period, period + hidden
        self._all.setEnabled(not all_dates)
        self._say()

    def fit_words(self) -> None:
        """Reserve a column for the period in the strip."""
        words = tr("All dates, {period}", period=when_in_words(WIDEST))
        advance = self._panel.fontMetrics().horizontalAdvance(words)
        self.setColumnMinimumWidth(0, round(advance * SLACK) if self._folded else 0)

    def _say(self) -> None:
        """Show only the period in the strip, and the rest as its tooltip."""
        self._words.say(self._readout)
        if self._folded:
            self._words.setText(self._period)

    def _build(self) -> None:
        canvas, step = self._canvas, self.step_requested
        self.back = small_button("previous", tr("Previous event"), "Ctrl+Left", lambda: step.emit(-1))
        self.player = PlayButton(tr("Play"), "Ctrl+Space", SPEEDS[NORMAL][1])
        self.forth = small_button("next", tr("Next event"), "Ctrl+Right", lambda: step.emit(1))
        self.speed = LetterBox()
        self.speed.setAccessibleName(tr("Playback speed"))
        slower, faster = shortcut_text("Ctrl+["), shortcut_text("Ctrl+]")
        self.speed.setToolTip(tip(tr("Playback speed ({slower} and {faster})", slower=slower, faster=faster)))
        self.speed.addItems([name for name, _ in SPEEDS])
        self.speed.setCurrentIndex(NORMAL)
        self.speed.currentIndexChanged.connect(lambda at: self.player.set_interval(SPEEDS[at][1]))
        self._words = ElidedLabel()
        self._all = small_button("", tr("All dates"), "", self.all_requested.emit)
        self._all.setText(tr("All"))
        self._all.setToolTip(tr("Show the facts of all dates"))
        farther = small_button("zoom-out", tr("Zoom out of the time axis"), "-", lambda: canvas.zoom(-1))
        nearer = small_button("zoom-in", tr("Zoom into the time axis"), "+", lambda: canvas.zoom(1))
        self._zooms = (farther, nearer)
        self.fold = small_button("fold", tr("Fold the timeline"), FOLD_KEYS, self._request_fold)
        self._left = _row(self.back, self.player, self.forth, self.speed)
        self._right = _row(self._all, *self._zooms)

    def _request_fold(self) -> None:
        self.fold_requested.emit(not self._folded)

    def _arrange(self) -> None:
        folded, filled = self._folded, self._filled
        parts = (self._left, self._words, self._right, self.fold, self._canvas, self._empty)
        for widget in parts:
            self.removeWidget(widget)
            widget.setParent(self._panel)
        for column in range(4):
            self.setColumnStretch(column, 0)
        for row in range(2):
            self.setRowStretch(row, 0)
        if not filled:
            self.addWidget(self._empty, 0, 0)
            self.setRowStretch(0, 1)
        elif folded:
            self.addWidget(self._left, 0, 0)
            self.addWidget(self._words, 1, 0)
            self.addWidget(self._canvas, 0, 1, 2, 1)
            self.addWidget(self.fold, 0, 2, 2, 1)
            self.setColumnStretch(1, 1)
        else:
            self.addWidget(self._left, 0, 0)
            self.addWidget(self._words, 0, 1)
            self.addWidget(self._right, 0, 2)
            self.addWidget(self.fold, 0, 3)
            self.addWidget(self._canvas, 1, 0, 1, 4)
            self.setColumnStretch(1, 1)
            self.setRowStretch(1, 1)
        shown = (filled, filled, filled and not folded, filled, filled, not filled)
        for widget, seen in zip(parts, shown, strict=True):
            widget.setVisible(seen)
        self.speed.setVisible(not folded)
        self._turn_fold()
        self.fit_words()

    def _turn_fold(self) -> None:
        name = tr("Unfold the timeline") if self._folded else tr("Fold the timeline")
        self.fold.setAccessibleName(name)
        self.fold.setToolTip(tip(f"{name} ({shortcut_text(FOLD_KEYS)})"))
        self.fold.set_drawing("unfold" if self._folded else "fold")


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder
