"""The notices in the corner of the map, which users, time or the end of their cause remove."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.announcing import announce
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.desktop.widgets.notice import Notice, Severity
from arctic_map.model.tr import labelled, tr

COLOURS = {Severity.INFO: "#0072B2", Severity.DONE: "#008760", Severity.WARNING: "#C24E00"}
"""White text on them has a contrast of at least 4.5:1."""
SIGNS = {Severity.INFO: "i", Severity.DONE: "✓", Severity.WARNING: "!"}
PAD, CARD_GAP = 10, 8
STAYS_MS = 12_000
"""How long a notice that is no warning stays while the pointer is not on it, ms."""


class NoticeCard(QFrame):
    """The widget of a notice."""

    dismissed = Signal()

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        self.notice = notice
        self.setAccessibleName(labelled(tr(notice.severity.value), notice.text))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._label = QLabel(notice.text)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.buttons = tuple(self._button(action.text, action.do) for action in notice.actions)
        self._flow = FlowLayout(gap=CARD_GAP)
        self.close_button = QToolButton()
        self.close_button.setText("✕")
        self.close_button.setAutoRaise(True)
        self.close_button.setAccessibleName(tr("Dismiss"))
        self.close_button.setToolTip(tr("Dismiss this notice (Esc)"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_button.clicked.connect(self.dismissed)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self._expire)
        if notice.severity is not Severity.WARNING and not notice.stays:
            self._timer.start()

    @property
    def text(self) -> str:
        """The text of the notice."""
        return self._label.text()

    def _button(self, text: str, do: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(True)
        button.clicked.connect(do)
        # The action is done, so the notice is no longer needed.
        button.clicked.connect(self.dismissed)
        return button

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(CARD_GAP)
        texts.addWidget(self._label, 1)
        if self.buttons:
            for button in self.buttons:
                self._flow.addWidget(button)
            texts.addLayout(self._flow)
        across = QHBoxLayout(self)
        across.setSpacing(CARD_GAP)
        across.addSpacing(self._sign_size() + CARD_GAP)
        across.addLayout(texts, 1)
        across.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        across.setContentsMargins(PAD, PAD, PAD, PAD)

    def _sign_size(self) -> int:
        return round(self.fontMetrics().height() * 1.15)

    def _expire(self) -> None:
        focus = self.focusWidget()
        if self.underMouse() or (focus is not None and focus.hasFocus()):
            self._timer.start()
        else:
            self.dismissed.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if self._timer.isActive():
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Esc before shortcuts get it."""
        # Outside of a notice, Esc clears the selection.
        overrides = event.type() is QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def height_at(self, width: int) -> int:
        """Return the height that text and buttons need at this width, px."""
        words = width - self._sign_size() - self.close_button.sizeHint().width() - 2 * PAD - 2 * CARD_GAP
        buttons = self._flow.heightForWidth(words) + CARD_GAP if self.buttons else 0
        return 2 * PAD + max(self._label.heightForWidth(words), self._sign_size()) + buttons

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(tones.line(self.palette(), 0.4), 1))
        painter.setBrush(self.palette().base())
        painter.drawRoundedRect(box, 4, 4)
        size = self._sign_size()
        sign = QRectF(PAD, PAD, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(COLOURS[self.notice.severity]))
        painter.drawEllipse(sign)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor("white"))
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, SIGNS[self.notice.severity])


MAX_CARDS = 3
"""Most notices at the same time; older ones are removed first, warnings last."""
WIDTH = 30
"""Width of a notice, in line heights."""
GAP, EDGE = 8, 12
"""Distances between notices, and from the edges of the map, px."""


class Notices(QWidget):
    """A widget that covers a part of `place`, another widget of the window, at its upper right corner."""

    def __init__(self, window: QWidget, place: QWidget) -> None:
        super().__init__(window)
        self._place = place
        self.setAccessibleName(tr("Notices"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._cards: list[NoticeCard] = []
        """The newest first."""
        place.installEventFilter(self)
        self.hide()

    @property
    def cards(self) -> tuple[NoticeCard, ...]:
        """The widgets of the notices, the newest first."""
        return tuple(self._cards)

    def show_notice(self, notice: Notice) -> None:
        """Show and announce a notice on top, or in place of one with the same key."""
        at, old = 0, self._with_key(notice.key) if notice.key else None
        had_focus = False
        if old:
            if old.notice == notice:
                return
            at = self._cards.index(old)
            had_focus = old.isAncestorOf(self.window().focusWidget() or self)
            self._remove(old)
        card = NoticeCard(notice)
        card.dismissed.connect(lambda: self._dismiss(card))
        self._cards.insert(at, card)
        self._column.insertWidget(at, card)
        # A layout gives no space to a hidden widget.
        card.show()
        while len(self._cards) > MAX_CARDS:
            passing = [each for each in self._cards[1:] if each.notice.severity is not Severity.WARNING]
            self._remove((passing or self._cards)[-1])
        self._fit()
        self.show()
        self.raise_()
        if had_focus:
            (card.buttons[0] if card.buttons else card.close_button).setFocus()
        # A notice that updates itself is announced once.
        if old is None or notice.severity is not Severity.INFO:
            announce(card, card.accessibleName())

    def withdraw(self, key: str) -> None:
        """Remove the notice with this key, because its cause has ended."""
        if old := self._with_key(key):
            self._remove(old)
            self._fit()

    def focus_newest(self) -> None:
        """Give the newest notice the keyboard focus, if there is one."""
        if self._cards:
            card = self._cards[0]
            (card.buttons[0] if card.buttons else card.close_button).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._fit()
        elif event.type() is QEvent.Type.ZOrderChange:
            # When a panel opens for the first time, Qt raises the map above the notices.
            self.raise_()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            # The labels inside get their new font after this event.
            QTimer.singleShot(0, self, self._fit)

    def _with_key(self, key: str) -> NoticeCard | None:
        return next((card for card in self._cards if card.notice.key == key), None)

    def _dismiss(self, card: NoticeCard) -> None:
        if card not in self._cards:
            return
        had_focus = card.isAncestorOf(self.window().focusWidget() or self)
        self._remove(card)
        self._fit()
        if had_focus:
            if self._cards:
                self.focus_newest()
            else:
                self._place.setFocus()

    def _remove(self, card: NoticeCard) -> None:
        self._cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _fit(self) -> None:
        """Resize to a readable width and to the height that the cards need there."""
        if not self._cards:
            self.hide()
            return
        room = self._place.size()
        width = min(WIDTH * self.fontMetrics().height(), room.width() - 2 * EDGE)
        for card in self._cards:
            card.setFixedHeight(card.height_at(width))
        height = sum(card.height() for card in self._cards) + GAP * (len(self._cards) - 1)
        corner = self._place.mapTo(self.window(), QPoint(room.width() - width - EDGE, EDGE))
        self.setGeometry(corner.x(), corner.y(), width, height)
