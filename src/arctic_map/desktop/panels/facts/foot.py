"""The last lines of a card: its places, how sure it is, and where its claim stands."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLayoutItem, QWidget

from arctic_map.desktop.panels.facts.chip import Chip
from arctic_map.desktop.widgets.flow_layout import FlowLayout

APART = 8
"""Between what stands on the right of a line, px."""


class Foot(FlowLayout):
    """Folded it keeps to one line: of the places those for which there is room, on its right the ending."""

    def __init__(self, places: Sequence[QWidget], dots: QWidget, ending: Sequence[QWidget]) -> None:
        """Dots stand for places without room; what begins the ending unfolds them."""
        super().__init__(gap=2, below=0)
        for widget in (*places, dots, *ending):
            self.addWidget(widget)
        self._places, self._dots = self._items[: len(places)], self._items[len(places)]
        self._ending = self._items[len(places) + 1 :]
        self._folded = self._something = True

    def fold(self, folded: bool, *, something: bool) -> None:
        """`something` says whether there is more to unfold than places."""
        self._folded, self._something = folded, something
        self._heights.clear()
        self.invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        if not self._folded:
            return
        right = rect.right()
        for item in reversed([item for item in self._kept(rect.width()) if item in self._ending]):
            place = item.geometry()
            if place.right() > right:
                return
            place.moveRight(right)
            item.setGeometry(place)
            right = place.left() - APART

    def _kept(self, room: int) -> Sequence[QLayoutItem]:
        ending = self._ending if self._something else self._ending[1:]
        if not self._folded or self._fit(self._places, ending, room):
            return [*self._places, *ending]
        for kept in range(len(self._places) - 1, 0, -1):
            # A word that leads to the next place does not stand without it.
            shown = [*self._places[:kept], self._dots]
            if isinstance(shown[-2].widget(), Chip) and self._fit(shown, self._ending, room):
                return [*shown, *self._ending]
        return self._ending

    def _fit(self, items: Sequence[QLayoutItem], ending: Sequence[QLayoutItem], room: int) -> bool:
        wide = sum(item.sizeHint().width() for item in (*items, *ending))
        return wide + self.spacing() * len(items) + APART * len(ending) <= room
