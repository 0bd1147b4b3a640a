"""The list of search results below the search box, in groups, with two lines per result."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from arctic_map.desktop.widgets import tones
from arctic_map.model.tr import tr

Role = QPalette.ColorRole
DETAIL, ASIDE, FOUND = (Qt.ItemDataRole.UserRole + step for step in range(3))
WIDTH, MAX_HEIGHT_SHARE = 440, 0.7
"""Width of the list, px, and its greatest part of the window's height."""
PAD, ROOM = 10, 5
"""Left and right of the text, and above and below it, px."""
LEFT = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight) | int(Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class ResultItem:
    """A search result."""

    kind: str
    """feature, layer, fact, person, place or command."""
    id: str
    title: str
    detail: str = ""
    aside: str = ""
    """Text at the end of the first line: the shortcut of a command."""
    at: tuple[float, float] | None = None
    """Longitude and latitude of a place, degrees."""


class Results(QListWidget):
    """A list without keyboard focus, which stays in the search box."""

    chosen = Signal(object)
    """A ResultItem."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAccessibleName(tr("Search results"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Lines(self))
        self.itemClicked.connect(self._on_chosen)
        self.hide()

    @property
    def current(self) -> ResultItem | None:
        """The current result; None without one."""
        item = self.currentItem()
        result = item.data(FOUND) if item else None
        return result if isinstance(result, ResultItem) else None

    @property
    def found(self) -> tuple[ResultItem, ...]:
        """All results from top to bottom, without headings."""
        lines = (self.item(row).data(FOUND) for row in range(self.count()))
        return tuple(line for line in lines if isinstance(line, ResultItem))

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings and other texts, from top to bottom."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(item.text() for item in items if item.data(FOUND) is None)

    def show_groups(
        self, groups: Iterable[tuple[str, Iterable[ResultItem]]], otherwise: tuple[str, ...]
    ) -> None:
        """Show groups of results and make the first result current; show `otherwise` if there are none."""
        self.clear()
        self.setPalette(tones.only(Role.WindowText, tones.line(self._window.palette(), 0.35)))
        for heading, lines in groups:
            self._add(heading)
            for result in lines:
                self._add(result.title, result)
        if not self.count():
            for line in otherwise:
                self._add(line)
        self.step(1)
        self.scrollToTop()

    def place(self, below: QRect) -> None:
        """Place the list below a rectangle of the window, in the size that it needs and that fits."""
        room = self._window.rect()
        width = min(max(WIDTH, below.width()), room.width() - 16)
        needed = sum(self.sizeHintForRow(row) for row in range(self.count())) + 2 * self.frameWidth()
        top = below.bottom() + 3
        height = min(needed, round(room.height() * MAX_HEIGHT_SHARE), room.height() - top - 8)
        left = max(8, min(below.right() + 1 - width, room.width() - width - 8))
        self.setGeometry(left, top, width, height)

    def step(self, by: int) -> None:
        """Make the next or previous result current, wrapping at the ends."""
        lines = [row for row in range(self.count()) if self.item(row).data(FOUND) is not None]
        if lines:
            at = self.currentRow()
            place = lines.index(at) + by if at in lines else (0 if by > 0 else -1)
            self.setCurrentRow(lines[place % len(lines)])
            if self.currentRow() == lines[0]:
                self.scrollToTop()

    def go_to(self, found: ResultItem) -> None:
        """Make a result current, if it is listed."""
        rows = [row for row in range(self.count()) if self.item(row).data(FOUND) == found]
        if rows:
            self.setCurrentRow(rows[0])

    def choose(self) -> None:
        """Choose the current result."""
        if result := self.current:
            self.chosen.emit(result)

    def _add(self, text: str, found: ResultItem | None = None) -> None:
        item = QListWidgetItem(text, self)
        if found is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            return
        item.setData(FOUND, found)
        item.setData(DETAIL, found.detail)
        item.setData(ASIDE, found.aside)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (found.title, found.detail))))

    def _on_chosen(self, item: QListWidgetItem) -> None:
        if isinstance(result := item.data(FOUND), ResultItem):
            self.chosen.emit(result)


class _Lines(QStyledItemDelegate):
    """Paints a title with its detail below, and headings in a small font."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line, small = QFontMetrics(option.font).height(), QFontMetrics(_small(option.font)).height()
        if index.data(FOUND) is None:
            return QSize(0, small + 2 * ROOM)
        return QSize(0, line + 2 * ROOM + (small if index.data(DETAIL) else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        palette, is_result = QPalette(option.palette), index.data(FOUND) is not None
        # Headings are disabled items, but must be readable.
        palette.setCurrentColorGroup(QPalette.ColorGroup.Active)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_result and chosen:
            painter.fillRect(option.rect, palette.color(Role.Highlight))
        quiet = palette.color(Role.HighlightedText) if chosen else tones.quiet(palette)
        box = option.rect.adjusted(PAD, ROOM, -PAD, -ROOM)
        if is_result:
            self._title(painter, option, index, box, quiet if chosen else palette.color(Role.Text))
            box.setTop(box.top() + QFontMetrics(option.font).height())
        painter.setFont(_small(option.font, bold=not is_result))
        painter.setPen(quiet)
        text = str(index.data(DETAIL if is_result else Qt.ItemDataRole.DisplayRole) or "")
        painter.drawText(box, LEFT, _elided(painter, text, box.width()))
        painter.restore()

    def _title(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        box: QRect,
        colour: object,
    ) -> None:
        line = QRect(box)
        line.setHeight(QFontMetrics(option.font).height())
        painter.setPen(colour)
        painter.setFont(option.font)
        if aside := str(index.data(ASIDE) or ""):
            painter.drawText(line, RIGHT, aside)
            line.setRight(line.right() - painter.fontMetrics().horizontalAdvance(aside) - PAD)
        title = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        painter.drawText(line, LEFT, _elided(painter, title, line.width()))


def _elided(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


def _small(font: QFont, *, bold: bool = False) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.9)
    made.setBold(bold)
    return made
