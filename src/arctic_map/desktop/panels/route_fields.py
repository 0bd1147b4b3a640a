"""Fields of the route panel: the ends of a route, and check boxes that close passages and straits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)

from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.buttons import ToolButton
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.desktop.widgets.widget_text import caption
from arctic_map.model.itinerary import Stop
from arctic_map.model.strait import RouteVariant, Strait
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.routing.ends import Candidate

STOP = Qt.ItemDataRole.UserRole
STAYING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Why a field loses the keyboard for a moment only."""
Find = Callable[[str], tuple[Candidate, ...]]


class EndField(QWidget):
    """A line edit with suggestions, and a button to pick the place on the map."""

    stop_requested = Signal(object)
    """Emitted with a Stop, or None when the field was cleared."""
    pick_requested = Signal(bool)
    """Emitted with whether the next click on the map sets this end."""
    nothing_found = Signal(str)
    """Emitted with text that matches no place."""

    def __init__(self, name: str, find: Find) -> None:
        super().__init__()
        self._find = find
        self._stop: Stop | None = None
        self.box = QLineEdit()
        self.box.setAccessibleName(name)
        self.box.setPlaceholderText(tr("Port, code, place or position"))
        self.box.setClearButtonEnabled(True)
        self.box.setMaxLength(80)
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self.popup.clicked.connect(self._chosen)
        self._completer.setWidget(self.box)
        self.pick = ToolButton("pick")
        self.pick.setCheckable(True)
        self.pick.setAccessibleName(tr("{name}: click it on the map", name=name))
        self.pick.setToolTip(tr("Click the place on the map"))
        self.pick.clicked.connect(self.pick_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.box, 1)
        row.addWidget(self.pick)
        self.setFocusProxy(self.box)
        self.box.textEdited.connect(self._typed)
        # The open list has the keyboard focus and forwards Enter past all event filters.
        self.box.returnPressed.connect(self._entered)
        self.box.installEventFilter(self)
        self._retint()

    def show_stop(self, stop: Stop | None, name: str) -> None:
        """Show the requested stop by name; text that is not accepted yet stays."""
        if stop != self._stop or not (self.box.hasFocus() or self.box.isModified()):
            self.box.setText(name)
            # Show the beginning of a long name.
            self.box.setCursorPosition(0)
        self._stop = stop

    @property
    def popup(self) -> QAbstractItemView:
        """The list of candidates."""
        popup = self._completer.popup()
        assert popup is not None  # created on first access
        return popup

    def accept(self, text: str) -> None:
        """Request the best match of a text, or emit `nothing_found`; an empty text is ignored."""
        matches = self._find(text)
        if matches:
            self._request(matches[0].stop)
        elif text.strip():
            self.nothing_found.emit(text.strip())

    def _typed(self, text: str) -> None:
        if not text.strip():
            self.popup.hide()
            if self._stop is not None:
                self._request(None)
            return
        self._model.clear()
        for candidate in self._find(text):
            item = QStandardItem(f"{candidate.title}  ·  {candidate.detail}")
            item.setData(candidate.stop, STOP)
            self._model.appendRow(item)
        if self._model.rowCount():
            self.popup.setMinimumWidth(self.popup.sizeHintForColumn(0) + 2 * self.popup.frameWidth())
            self._completer.complete()
        else:
            self.popup.hide()

    def _chosen(self, index: QModelIndex) -> None:
        stop = index.data(STOP)
        if isinstance(stop, Stop):
            self._request(stop)

    def _entered(self) -> None:
        """Request the entry selected in the list, or else the best match."""
        chosen = self.popup.currentIndex() if self.popup.isVisible() else QModelIndex()
        if chosen.isValid():
            self._chosen(chosen)
        else:
            self.accept(self.box.text())

    def _on_focus_left(self) -> None:
        """Text left without a choice counts as entered, also while the list is open."""
        if self.box.isModified():
            self._entered()

    def _request(self, stop: Stop | None) -> None:
        self.popup.hide()
        self.box.setModified(False)
        self.stop_requested.emit(stop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.PaletteChange:
            self._retint()
        elif isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in STAYING:
            # The open list would keep this from the field, whose `editingFinished` does not come then.
            self._on_focus_left()
        return False

    def _retint(self) -> None:
        """Styles make the placeholder too faint to read."""
        colour = tones.quiet(self.box.palette())
        if self.box.palette().color(tones.Role.PlaceholderText) != colour:
            self.box.setPalette(tones.only(tones.Role.PlaceholderText, colour))


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
        names = {strait.id: tr(strait.name) for strait in self._straits}
        for id, name in sorted(names.items(), key=lambda each: each[1].removeprefix("the ").casefold()):
            action = self.menu.addAction(caption(f"{name[:1].upper()}{name[1:]}"))
            action.setCheckable(True)
            action.triggered.connect(lambda on, id=id: self._close(frozenset({id}), on))
            self._actions[id] = action

    def _close(self, ids: frozenset[str], on: bool) -> None:
        closed = self._closed | ids if on else self._closed - ids
        self.closed_requested.emit(tuple(sorted(closed)))
