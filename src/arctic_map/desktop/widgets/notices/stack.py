"""The notices in the corner of the map, which users, time or the end of their cause remove."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from arctic_map.desktop.widgets.notices.card import NoticeCard
from arctic_map.desktop.widgets.notices.notice import Notice, Severity
from arctic_map.model.tr import tr

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
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(card, card.accessibleName()))

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
