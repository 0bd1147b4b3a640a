"""A list of which some entries are checked: facts, or figures of facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

LINES = 5
ID = Qt.ItemDataRole.UserRole
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class CheckedList(QListWidget):
    def __init__(self, entries: Iterable[tuple[str, str]], checked: Sequence[str] = ()) -> None:
        """Ids and words."""
        super().__init__()
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        for id, words in entries:
            self.addItem(_item(id, words, checked=id in checked))

    def offer(self, id: str, words: str, *, checked: bool) -> None:
        """One more entry, above the others."""
        self.insertItem(0, _item(id, words, checked=checked))

    @property
    def checked(self) -> tuple[str, ...]:
        items = (self.item(number) for number in range(self.count()))
        return tuple(str(item.data(ID)) for item in items if item.checkState() is CHECKED)

    def checked_after(self, before: Sequence[str]) -> tuple[str, ...]:
        """Those of before in their order, then the others."""
        checked = self.checked
        kept = tuple(id for id in before if id in checked)
        return (*kept, *(id for id in checked if id not in kept))

    def check(self, id: str, checked: bool = True) -> None:
        for number in range(self.count()):
            if self.item(number).data(ID) == id:
                self.item(number).setCheckState(CHECKED if checked else UNCHECKED)

    def sizeHint(self) -> QSize:
        lines = min(max(self.count(), 2), LINES)
        return QSize(super().sizeHint().width(), lines * (self.fontMetrics().height() + 6) + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _item(id: str, words: str, *, checked: bool) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setData(ID, id)
    item.setToolTip(words)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(CHECKED if checked else UNCHECKED)
    return item
