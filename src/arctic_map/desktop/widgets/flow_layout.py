"""A layout that places widgets in lines, like words."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Places items side by side and wraps lines at its width; an item wider than a line wraps its text."""

    def __init__(self, parent: QWidget | None = None, gap: int = 4, below: int | None = None) -> None:
        """`gap` is between items, px, and between lines too, unless `below` is given."""
        super().__init__(parent)
        self._below = gap if below is None else below
        self._heights: dict[tuple[int, int], int] = {}
        """By width and height of the text, px."""
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.measure_again()

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # Layouts ask for the same widths again whenever a card changes. Not cleared by `invalidate`, which Qt
        # still calls after Python has ended.
        key = width, self._letters()
        if key not in self._heights:
            self._heights[key] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[key]

    def measure_again(self) -> None:
        """Discard cached heights, because the contents of an item have another width."""
        self._heights.clear()
        self.invalidate()

    def _letters(self) -> int:
        """Return the height of the text, on which the heights of all items depend, px."""
        widget = self._items[0].widget() if self._items else None
        return widget.fontMetrics().height() if widget else 0

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        heights = [item.minimumSize().height() for item in self._items]
        return QSize(0, max(heights, default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Return the height of the items in this width, px; place them there if `move`."""
        y, gap = 0, self.spacing()
        fitting = self._fitting(rect.width())
        for item in self._items if move and len(fitting) < len(self._items) else ():
            if item not in fitting:
                item.setGeometry(QRect(rect.topLeft(), QSize(0, 0)))
        for number, line in enumerate(self._lines(fitting, rect.width())):
            y += self._below if number else 0
            tallest = max(size.height() for _, size in line)
            x = 0
            for item, size in line:
                if move:
                    # Items of different heights are centred on one line.
                    place = rect.topLeft() + QPoint(x, y + (tallest - size.height()) // 2)
                    item.setGeometry(QRect(place, size))
                x += size.width() + gap
            y += tallest
        return y

    def _fitting(self, room: int) -> Sequence[QLayoutItem]:
        """Return the items that are visible in a line of `room` px; subclasses may leave some out."""
        return self._items

    def _lines(self, items: Sequence[QLayoutItem], room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Return the items of each line with their sizes."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for item in items:
            size = item.sizeHint()
            if size.width() > room > 0:
                size = QSize(room, max(size.height(), item.heightForWidth(room)))
            if not lines or x + size.width() > room:
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + self.spacing()
        return lines
