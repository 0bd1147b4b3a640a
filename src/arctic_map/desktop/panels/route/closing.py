"""Check boxes that close the passages between the oceans, and a menu of all straits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QMenu, QToolButton, QWidget

from arctic_map.desktop.widgets.appearance.widget_text import caption
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.model.strait import RouteVariant, Strait
from arctic_map.model.tr import tr, tr_later

BOXES: tuple[tuple[str, tuple[RouteVariant, ...], str], ...] = (
    (tr_later("Suez"), ("suez",), tr_later("No routes through the Suez Canal")),
    (tr_later("Panama"), ("panama",), tr_later("No routes through the Panama Canal")),
    (
        tr_later("Arctic"),
        ("nsr", "nwp", "pole"),
        tr_later(
            "The season is over: no routes through the Northern Sea Route, the Northwest Passage "
            "or across the pole"
        ),
    ),
)


class StraitClosures(QWidget):
    closed_requested = Signal(tuple)
    """Emitted with the sorted ids of all straits to close."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Closed canals and straits"))
        self._straits: tuple[Strait, ...] = ()
        self._closed: frozenset[str] = frozenset()
        self._actions: dict[str, QAction] = {}
        row = FlowLayout(self, gap=8, below=2)
        self.boxes: list[QCheckBox] = []
        for text, ways, tip in BOXES:
            box = QCheckBox(tr(text))
            box.setToolTip(tr(tip))
            box.clicked.connect(lambda on, ways=ways: self._close(self._of(ways), on))
            self.boxes.append(box)
            row.addWidget(box)
        self.more = QToolButton()
        self.more.setText(tr("More"))
        self.more.setToolTip(tr("Close any other strait or canal"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        row.addWidget(self.more)

    def show_closed(self, straits: Sequence[Strait], closed: Sequence[str]) -> None:
        """Check the closed straits."""
        if tuple(straits) != self._straits:
            self._straits = tuple(straits)
            self._list()
        self._closed = frozenset(closed)
        for box, (_, ways, _tip) in zip(self.boxes, BOXES, strict=True):
            box.setChecked(bool(self._of(ways)) and self._of(ways) <= self._closed)
        for id, action in self._actions.items():
            action.setChecked(id in self._closed)
        shut = len(self._closed)
        self.more.setText(tr("More ({count})", count=shut) if shut else tr("More"))

    def _of(self, ways: Sequence[RouteVariant]) -> frozenset[str]:
        return frozenset(each.id for each in self._straits if each.way in ways)

    def _list(self) -> None:
        self.menu.clear()
        self._actions.clear()
        for strait in sorted(self._straits, key=lambda each: each.name.removeprefix("the ").casefold()):
            action = self.menu.addAction(caption(strait.name))
            action.setCheckable(True)
            action.triggered.connect(lambda on, id=strait.id: self._close(frozenset({id}), on))
            self._actions[strait.id] = action

    def _close(self, ids: frozenset[str], on: bool) -> None:
        closed = self._closed | ids if on else self._closed - ids
        self.closed_requested.emit(tuple(sorted(closed)))
