"""The last lines of a card: its places, its doubts, and the passage."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLayoutItem, QWidget

from arctic_map.desktop.panels.facts.chip import Chip
from arctic_map.desktop.widgets.flow_layout import FlowLayout

SPACING = 8
"""Gap between items at the right of a line, px."""


class CardFooter(FlowLayout):
    """Layout that is one line when collapsed: the places that fit, and the ending at the right."""

    def __init__(self, places: Sequence[QWidget], dots: QWidget, ending: Sequence[QWidget]) -> None:
        """`dots` replace places that do not fit; the first item of `ending` expands them."""
        super().__init__(gap=2, below=0)
        for widget in (*places, dots, *ending):
            self.addWidget(widget)
        self._places, self._dots = self._items[: len(places)], self._items[len(places)]
        self._ending = self._items[len(places) + 1 :]
        self._folded = self._something = True

    def fold(self, folded: bool, *, something: bool) -> None:
        """Collapse or expand; `something` tells whether there is more to show than places."""
        self._folded, self._something = folded, something
        self._heights.clear()
        self.invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        if not self._folded:
            return
        right = rect.right()
        for item in reversed([item for item in self._fitting(rect.width()) if item in self._ending]):
            place = item.geometry()
            if place.right() > right:
                return
            place.moveRight(right)
            item.setGeometry(place)
            right = place.left() - SPACING

    def _fitting(self, room: int) -> Sequence[QLayoutItem]:
        ending = self._ending if self._something else self._ending[1:]
        if not self._folded or self._fit(self._places, ending, room):
            return [*self._places, *ending]
        for count in range(len(self._places) - 1, 0, -1):
            # Do not end with a word that introduces the next place.
            shown = [*self._places[:count], self._dots]
            if isinstance(shown[-2].widget(), Chip) and self._fit(shown, self._ending, room):
                return [*shown, *self._ending]
        return self._ending

    def _fit(self, items: Sequence[QLayoutItem], ending: Sequence[QLayoutItem], room: int) -> bool:
        wide = sum(item.sizeHint().width() for item in (*items, *ending))
        return wide + self.spacing() * len(items) + SPACING * len(ending) <= room
