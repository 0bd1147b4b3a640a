"""The name of a place as a button, outlined or inline in text, and the lines of such names below a card."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLayoutItem, QMenu, QSizePolicy, QWidget

from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.buttons import PaintedButton
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.desktop.widgets.widget_text import caption, tip
from arctic_map.model.tr import tr

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
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self.text() + self._tail)
        return QSize(words + 2 * self._pad + 2, metrics.height() + 2 * self._above)

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
        self, text: str, places: Sequence[tuple[str, str]], requested: Callable[[str], None]
    ) -> None:
        """`places` are ids and names; `requested` is called with the chosen id."""
        super().__init__("", text, inline=True)
        self.feature_ids = tuple(id for id, _ in places)
        named = ", ".join(name for _, name in places)
        self.setAccessibleName(f"{text}: {named}")
        self.setToolTip(tip(*(name for _, name in places)))
        self._menu = QMenu(self)
        for id, name in places:
            self._menu.addAction(caption(name)).triggered.connect(lambda _=False, id=id: requested(id))
        self.clicked.connect(lambda: self._menu.popup(self.mapToGlobal(self.rect().bottomLeft())))

    @property
    def menu(self) -> QMenu:
        """The menu of places."""
        return self._menu


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
