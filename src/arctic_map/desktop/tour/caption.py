"""The text of the guided tour next to the map, large enough for a lecture hall."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from arctic_map.desktop.panels.facts.card_labels import words
from arctic_map.desktop.tour.caption_parts import CHART, Exhibit, StepDots
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.announcing import announce
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.desktop.widgets.icons import NO_LIMIT
from arctic_map.desktop.widgets.theming import palette
from arctic_map.desktop.widgets.widget_text import caption, tip
from arctic_map.model.tr import tr, tr_content
from arctic_map.scene.map_views import exhibit

if TYPE_CHECKING:
    from collections.abc import Callable

    from arctic_map.model.catalog import Catalog, TourStep
    from arctic_map.model.style import Look

BETWEEN = 8
"""Between the dots and the number of the step, px."""
TITLE, TEXT, SMALL = 20.0, 14.0, 11.0
"""Font sizes in a window of default size, pt."""
PAD, GAP = 20, 12
WIDE, COLUMN, WIDER = 820, 0.32, 0.42
"""Least window width (px) for a caption beside the map; its part of that width, and for enlarged text."""
BELOW = 0.5
"""Greatest part of the window's height for a caption below the map."""
SMALLER = (1.75, 1.5, 1.25, 1.0, 0.85, 0.7)
"""Text scales that are tried if the user's own does not fit."""
WRAPPED = int(Qt.TextFlag.TextWordWrap)


class Caption(QWidget):
    """Title, text, exhibit and buttons of a step."""

    step_requested = Signal(int)
    """1 for the next step, -1 for the previous one."""
    chosen = Signal(int)
    """The number of a step, from 0."""
    end_requested = Signal()

    def __init__(self, catalog: Catalog, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(
            replace(step, title=tr_content(step.title), text=tr_content(step.text)) for step in catalog.tour
        )
        self._catalog, self._look = catalog, look
        self._number, self._scale, self._width, self._most = 0, 1.0, WIDE, WIDE
        self.at_side = True
        """Whether the caption is beside the map, or else below it."""
        self._title, self._text, self._place = words(""), words(""), words("", quiet=True)
        self._place.setWordWrap(False)
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.dots = StepDots(tuple(step.title for step in self._steps))
        self.dots.chosen.connect(self.chosen)
        self.exhibit = Exhibit(catalog)
        self.back = self._button(
            tr("Back"), tr("Previous step"), "Left", lambda: self.step_requested.emit(-1)
        )
        self.next = self._button(tr("Next"), tr("Next step"), "Right", lambda: self.step_requested.emit(1))
        self.end = self._button(tr("End"), tr("End the tour"), "Esc", self.end_requested.emit)
        self.aloud = StoryButton(tr("Read &aloud"))
        self.aloud.setToolTip(tip(tr("Read each step by a voice of the system")))
        self.aloud.setCheckable(True)
        self.list = StoryButton(tr("&Steps"))
        self.list.setToolTip(tip(tr("List all steps")))
        self.list.setMenu(self._menu())
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._lay_out()
        tones.tint_quiet_words(self._place)

    def show_step(self, number: int, look: Look) -> None:
        """Show the step with this number, counted from 0."""
        step, count = self._steps[number], len(self._steps)
        self._number, self._look = number, look
        self._title.setText(step.title)
        self._text.setText(step.text)
        self._place.setText(tr("{number} of {count}", number=number + 1, count=count))
        self.dots.show_step(number)
        self._entries[number].setChecked(True)
        self.setAccessibleName(
            tr(
                "Guided tour, step {number} of {count}: {title}",
                number=number + 1,
                count=count,
                title=step.title,
            )
        )
        self.setAccessibleDescription(step.text)
        announce(self, f"{self.accessibleName()}. {step.text}")
        self.back.setEnabled(number > 0)
        self.next.setEnabled(number + 1 < count)
        # In a step with a theme of its own, the caption must not be brighter than the map.
        self.setPalette(palette(step.theme) if step.theme else QPalette())
        self._show_exhibit()

    @property
    def text(self) -> str:
        """Title and text of the step."""
        step = self._steps[self._number]
        return f"{step.title}. {step.text}"

    def fit(self, window: QSize, scale: float, text: float) -> None:
        """Place the caption beside or below the map; `scale` enlarges for the screen, `text` for the user."""
        self.at_side = window.width() >= WIDE and window.width() > 1.25 * window.height()
        self._most = most = window.height() if self.at_side else round(BELOW * window.height())
        needed = 0
        for each in (text, *(size for size in SMALLER if size < text)):
            self._letter(scale * each)
            part = WIDER if each > 1 else COLUMN
            self._width = max(round(part * window.width()), self._least) if self.at_side else window.width()
            # Enlarged text also takes the space of the exhibit.
            needed = max(self._needed(step, with_exhibit=each <= 1.0) for step in self._steps)
            if needed <= most:
                break
        self._place_parts()
        if self.at_side:
            self.setMinimumHeight(0)
            self.setMaximumHeight(NO_LIMIT)
            self.setFixedWidth(self._width)
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(NO_LIMIT)
            # As high as the longest step needs, so that the map does not move between steps.
            self.setFixedHeight(min(needed, most))
        self._show_exhibit()

    def _letter(self, scale: float) -> None:
        self._scale = scale
        for label, size, bold in (
            (self._title, TITLE, True),
            (self._text, TEXT, False),
            (self._place, SMALL, False),
            (self.dots, SMALL, False),
            (self._steps_menu, SMALL, False),
            *((button, SMALL, False) for button in self._buttons),
        ):
            label.setFont(self._font(size, bold))

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.list, self.back, self.next, self.end, self.aloud

    def _button(self, text: str, what: str, key: str, do: Callable[[], object]) -> StoryButton:
        button = StoryButton(text)
        keys = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(tip(f"{what} ({keys})"))
        button.setAccessibleName(what)
        button.clicked.connect(do)
        return button

    def _menu(self) -> QMenu:
        self._steps_menu = menu = QMenu(self)
        group = QActionGroup(menu)
        self._entries: list[QAction] = []
        for number, step in enumerate(self._steps):
            entry = menu.addAction(caption(f"{number + 1}. {step.title}"))
            entry.setCheckable(True)
            group.addAction(entry)
            entry.triggered.connect(lambda _on, number=number: self.chosen.emit(number))
            self._entries.append(entry)
        return menu

    def _lay_out(self) -> None:
        progress = QHBoxLayout()
        progress.setSpacing(BETWEEN)
        progress.addWidget(self.dots)
        progress.addWidget(self._place)
        progress.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addLayout(progress)
        texts.addWidget(self._title)
        texts.addWidget(self._text)
        self._content = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._content.setSpacing(PAD)
        self._content.addLayout(texts, 1)
        self._content.addWidget(self.exhibit)
        self._flow = FlowLayout(gap=8)
        for button in self._buttons:
            self._flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, GAP, PAD, GAP)
        column.setSpacing(GAP)
        column.addLayout(self._content)
        column.addStretch(1)
        column.addLayout(self._flow)

    def _place_parts(self) -> None:
        way = QBoxLayout.Direction.TopToBottom if self.at_side else QBoxLayout.Direction.LeftToRight
        self._content.setDirection(way)
        self.exhibit.setFixedWidth(self._exhibit_width)

    @property
    def _exhibit_width(self) -> int:
        return self._width - 2 * PAD if self.at_side else min(round(CHART * self._scale), self._width // 3)

    def _show_exhibit(self) -> None:
        """Show the exhibit only if it fits next to the text."""
        step = self._steps[self._number]
        shown = exhibit(step, self._catalog)
        drawn = self.exhibit.height_of(shown, self._look, self._scale, self._exhibit_width)
        height = self._needed(step)
        needed = height + PAD + drawn if self.at_side else max(height, drawn + self._around)
        self.exhibit.show_one(shown if needed <= self._most else None, self._look, self._scale)

    def _needed(self, step: TourStep, *, with_exhibit: bool = True) -> int:
        """Return the height of a step's text and buttons, px."""
        shown = exhibit(step, self._catalog) if with_exhibit and not self.at_side else None
        exhibit_width = self._exhibit_width + PAD if shown is not None else 0
        room = QRect(0, 0, max(self._width - 2 * PAD - exhibit_width, 120), 10_000)
        title = QFontMetrics(self._font(TITLE, True)).boundingRect(room, WRAPPED, step.title).height()
        text = QFontMetrics(self._font(TEXT, False)).boundingRect(room, WRAPPED, step.text).height()
        height = self.dots.sizeHint().height() + title + text + 4 * 4
        return height + self._around

    @property
    def _least(self) -> int:
        """Width of the dots and the step's number, px: in less, a layout would clip the text below."""
        count = len(self._steps)
        number = QFontMetrics(self._font(SMALL, False)).horizontalAdvance(
            tr("{number} of {count}", number=count, count=count)
        )
        return self.dots.minimumSizeHint().width() + BETWEEN + number + 2 * PAD

    @property
    def _around(self) -> int:
        """Height of the buttons and the gaps, px."""
        return self._flow.heightForWidth(self._width - 2 * PAD) + 4 * GAP

    def _font(self, size: float, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(size * self._scale)
        font.setBold(bold)
        return font

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            tones.tint_quiet_words(self._place)


class StoryButton(QPushButton):
    """A button whose keyboard focus is visible from far away."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 3.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
            painter.end()
