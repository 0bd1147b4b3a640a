"""A box to choose from whose first entry is that nothing was chosen yet."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox

NARROW, WIDE = 20, 34
"""Wide letters for which a box has room: at least, and as far as its entries are so long."""


Entry = tuple[str, str] | tuple[str, str, QIcon]
"""Id, words and icon."""


class Choice(QComboBox):
    def __init__(self, nothing: str) -> None:
        super().__init__()
        self._nothing = nothing
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(NARROW)

    def offer(self, entries: Iterable[Entry]) -> None:
        """What was chosen stays so where it is still offered."""
        now = self.chosen
        self.clear()
        self.addItem(self._nothing, "")
        for id, words, *icons in entries:
            self.addItem(words, id)
            if icons:
                self.setItemIcon(self.count() - 1, icons[0])
        letter = self.fontMetrics().horizontalAdvance("X")
        longest = max(self.fontMetrics().horizontalAdvance(self.itemText(at)) for at in range(self.count()))
        # Where the form is too narrow for that, its layout puts the box below its label.
        self.setMinimumContentsLength(min(max(NARROW, -(-longest // letter)), WIDE))
        self.choose(now)

    @property
    def chosen(self) -> str:
        """The id; empty while nothing is chosen."""
        return str(self.currentData() or "")

    def choose(self, id: str) -> None:
        self.setCurrentIndex(max(self.findData(id), 0))
