"""The notices at a corner of the map: dismissed by hand, by time, or when their cause has gone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from arctic_map.desktop.widgets.notices.card import NoticeCard
from arctic_map.desktop.widgets.notices.notice import Notice, Severity
from arctic_map.model.tr import tr

MOST = 3
"""Notices that stand at the same time; older ones give way, warnings last."""
WIDTH = 30
"""Of a notice, in heights of a line."""
GAP, EDGE = 8, 12
"""Between notices, and from the edges of the map, px."""


class Notices(QWidget):
    """Stands over `place`, a widget of the same window, at its upper right corner."""

    dismissed = Signal(str)
    """The key of a notice that the reader has done with."""

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
        return tuple(self._cards)

    def show_notice(self, notice: Notice) -> None:
        """In the place of the one with the same key, else on top; it is read out."""
        at, old = 0, self._with_key(notice.key) if notice.key else None
        had_focus = False
        if old:
            if old.notice == notice:
                return
            at = self._cards.index(old)
            had_focus = old.isAncestorOf(self.window().focusWidget() or self)
            self._take(old)
        card = NoticeCard(notice)
        card.dismissed.connect(lambda: self._dismiss(card))
        self._cards.insert(at, card)
        self._column.insertWidget(at, card)
        # A layout has no room for what is not shown yet.
        card.show()
        while len(self._cards) > MOST:
            passing = [each for each in self._cards[1:] if each.notice.severity is not Severity.WARNING]
            self._take((passing or self._cards)[-1])
        self._fit()
        self.show()
        self.raise_()
        if had_focus:
            (card.buttons[0] if card.buttons else card.close_button).setFocus()
        # What changes by itself is read out once.
        if old is None or notice.severity is not Severity.INFO:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(card, card.accessibleName()))

    def withdraw(self, key: str) -> None:
        """Take back what was said under this key: its cause has gone."""
        if old := self._with_key(key):
            self._take(old)
            self._fit()

    def focus_newest(self) -> None:
        """Give the newest notice the keyboard; nothing without one."""
        if self._cards:
            card = self._cards[0]
            (card.buttons[0] if card.buttons else card.close_button).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._fit()
        elif event.type() is QEvent.Type.ZOrderChange:
            # A panel that comes for the first time has the map raised over all that stands on it.
            self.raise_()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            # When the words within have their new size.
            QTimer.singleShot(0, self, self._fit)

    def _with_key(self, key: str) -> NoticeCard | None:
        return next((card for card in self._cards if card.notice.key == key), None)

    def _dismiss(self, card: NoticeCard) -> None:
        if card not in self._cards:
            return
        had_focus = card.isAncestorOf(self.window().focusWidget() or self)
        self._take(card)
        self._fit()
        if had_focus:
            if self._cards:
                self.focus_newest()
            else:
                self._place.setFocus()
        self.dismissed.emit(card.notice.key)

    def _take(self, card: NoticeCard) -> None:
        self._cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _fit(self) -> None:
        """As wide as its words are read well, and as high as they need."""
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
