"""The name of a place as a button, outlined or inline in text, and the lines of such names below a card."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLayoutItem, QMenu, QSizePolicy, QWidget

from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.buttons import PaintedButton
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.desktop.widgets.widget_text import caption, tip
from arctic_map.model.tr import labelled, tr, tr_count

Role = QPalette.ColorRole
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
PAD, INLINE, WARNING = 10, 2, 5
"""Padding left and right of the text, px: outlined, inline, and inline with a warning."""
WRAPPED = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)


class Chip(PaintedButton):
    """Button that shows a place on the map."""

    def __init__(
        self, feature_id: str, name: str, *, inline: bool = False, tail: str = "", loud: bool = False
    ) -> None:
        """`tail` is punctuation after the name, such as a comma. A `loud` chip warns."""
        super().__init__()
        self.feature_id = feature_id
        self.highlighted = False
        self._tail, self._inline, self._loud = tail, inline, loud
        self._pad, self._above = (WARNING if loud else INLINE, 1) if inline else (PAD, 4)
        self.setText(name)
        self.setAccessibleName(tr("Show {name} on the map", name=name))
        self.setToolTip(tip(tr("Show {name} on the map", name=name)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return self.size_of(self.text() + self._tail)

    def size_of(self, text: str) -> QSize:
        """The size of a chip with this text on one line, px."""
        metrics = self.fontMetrics()
        # The face that writes Chinese is taller.
        height = max(metrics.height(), metrics.boundingRect(text).height())
        return QSize(metrics.horizontalAdvance(text) + 2 * self._pad + 2, height + 2 * self._above)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, width - 2 * self._pad, 10_000)
        words = self.fontMetrics().boundingRect(room, WRAPPED, self.text() + self._tail)
        return words.height() + 2 * self._above

    def set_highlighted(self, highlighted: bool) -> None:
        """Mark the chip as that of the selected feature."""
        if highlighted != self.highlighted:
            self.highlighted = highlighted
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        highlight = palette.color(Role.Highlight)
        base = palette.color(Role.Base)
        if self._loud:
            base = tones.blend(base, tones.DOUBT, 0.35)
        share = 0.4 if self.isDown() else 0.28 if self.highlighted else 0.14 if self.underMouse() else 0.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = highlight if self.hasFocus() or self.highlighted else tones.line(palette)
        outlined = not self._inline or self._loud or self.hasFocus() or self.highlighted
        painter.setPen(QPen(edge, 2.0 if self.hasFocus() else 1.0) if outlined else Qt.PenStyle.NoPen)
        if share or self._loud or not self._inline:
            painter.setBrush(tones.blend(base, highlight, share))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = 4.0 if self._inline else self.minimumSizeHint().height() / 2 - 1
        painter.drawRoundedRect(frame, radius, radius)
        room = self.rect().adjusted(self._pad, 0, -self._pad, 0)
        painter.setPen(tones.link(palette) if self._inline and not self._loud else palette.color(Role.Text))
        painter.drawText(room, WRAPPED, self.text())
        if self._tail:
            painter.setPen(tones.quiet(palette))
            room.setLeft(room.left() + self.fontMetrics().horizontalAdvance(self.text()))
            painter.drawText(room, WRAPPED, self._tail)
        painter.end()


class MoreChip(Chip):
    """A chip for several places, listed in its menu."""

    def __init__(
        self, places: Mapping[str, str], requested: Callable[[str], None], *, after_chips: bool
    ) -> None:
        """`places` are names by id; `requested` is called with the chosen id."""
        super().__init__("", "", inline=True)
        self._places, self._requested = places, requested
        self.feature_ids: tuple[str, ...] = ()
        self.list_places(tuple(places), after_chips=after_chips)
        self._texts = {self.text(), *(_count(number, after_chips=True) for number in range(1, len(places)))}
        self.clicked.connect(lambda: self.menu().popup(self.mapToGlobal(self.rect().bottomLeft())))

    def menu(self) -> QMenu:
        """A menu of the places, made when it is needed: there are as many chips as cards."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for id in self.feature_ids:
            action = menu.addAction(caption(self._places[id]))
            action.triggered.connect(lambda _=False, id=id: self._requested(id))
        return menu

    def list_places(self, ids: tuple[str, ...], *, after_chips: bool) -> None:
        """List only these places; `after_chips` tells whether others are named before them.

        The width does not change, so a layout may call this.
        """
        if ids == self.feature_ids:
            return
        self.feature_ids, names = ids, [self._places[id] for id in ids]
        text = _count(len(ids), after_chips=after_chips)
        self.setText(text)
        self.setAccessibleName(labelled(text, tr(", ").join(names)))
        self.setToolTip(tip(*names))

    def sizeHint(self) -> QSize:
        return max((self.size_of(text) for text in self._texts), key=QSize.width)


def _count(count: int, *, after_chips: bool) -> str:
    if after_chips:
        return tr_count(count, "{count} more", "{count} more")
    return tr_count(count, "{count} place", "{count} places")


def ids_of(chip: Chip) -> tuple[str, ...]:
    """Ids of the features that a chip shows on the map."""
    return chip.feature_ids if isinstance(chip, MoreChip) else (chip.feature_id,)


SPACING = 8
"""Gap between items at the right of a line, px."""


class CardFooter(FlowLayout):
    """Layout that is one line when collapsed: the places that fit, and the ending at the right."""

    def __init__(self, places: Sequence[QWidget], others: MoreChip | None, ending: Sequence[QWidget]) -> None:
        """`others` lists the places that do not fit; the first item of `ending` expands them."""
        super().__init__(gap=2, below=0)
        for widget in (*places, *((others,) if others else ()), *ending):
            self.addWidget(widget)
        self._places, self._ending = self._items[: len(places)], self._items[-len(ending) :]
        self._others = self._items[len(places)] if others else None
        self._chips = sum(isinstance(place, Chip) for place in places)
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
        fitting = self._fitting(rect.width())
        if self._others in fitting:
            self._list_others([item for item in self._places if item not in fitting])
        right = rect.right()
        for item in reversed([item for item in fitting if item in self._ending]):
            place = item.geometry()
            if place.right() > right:
                return
            place.moveRight(right)
            item.setGeometry(place)
            right = place.left() - SPACING

    def _list_others(self, items: Iterable[QLayoutItem]) -> None:
        chips = [chip for item in items if isinstance(chip := item.widget(), Chip)]
        others = self._others.widget() if self._others else None
        if isinstance(others, MoreChip):
            ids = dict.fromkeys(id for chip in chips for id in ids_of(chip))
            others.list_places(tuple(ids), after_chips=len(chips) < self._chips)

    def _fitting(self, room: int) -> Sequence[QLayoutItem]:
        ending = self._ending if self._something else self._ending[1:]
        if not self._folded or self._fit(self._places, ending, room):
            return [*self._places, *ending]
        for count in range(len(self._places) - 1, 0, -1):
            # Do not end with a word that introduces the next place.
            if not isinstance(self._places[count - 1].widget(), Chip):
                continue
            more = any(isinstance(item.widget(), Chip) for item in self._places[count:])
            shown = [*self._places[:count], *((self._others,) if more and self._others else ())]
            if self._fit(shown, self._ending, room):
                return [*shown, *self._ending]
        alone = [self._others] if self._others else []
        return [*alone, *self._ending] if self._fit(alone, self._ending, room) else self._ending

    def _fit(self, items: Sequence[QLayoutItem], ending: Sequence[QLayoutItem], room: int) -> bool:
        wide = sum(item.sizeHint().width() for item in (*items, *ending))
        return wide + self.spacing() * len(items) + SPACING * len(ending) <= room
