"""A field for an end of a route: typed, and answered with ports and places, or clicked on the map."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QHBoxLayout, QLineEdit, QWidget

from arctic_map.desktop.widgets.appearance import tones
from arctic_map.desktop.widgets.appearance.tool_button import ToolButton
from arctic_map.model.itinerary import Stop
from arctic_map.model.tr import tr
from arctic_map.scene.routing.ends import Candidate

STOP = Qt.ItemDataRole.UserRole
Find = Callable[[str], tuple[Candidate, ...]]


class EndField(QWidget):
    stop_requested = Signal(object)
    """A Stop, or None when the field was emptied."""
    pick_requested = Signal(bool)
    """Whether the next click on the map is to be this end."""
    nothing_found = Signal(str)
    """What was typed and is no place."""

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
        # While the list is open it has the keyboard, and hands Enter on past all event filters.
        self.box.returnPressed.connect(self._entered)
        self.box.editingFinished.connect(self._left)
        self.box.installEventFilter(self)
        self._retint()

    def show_stop(self, stop: Stop | None, name: str) -> None:
        """What is asked for, by this name."""
        if stop != self._stop or not self.box.hasFocus():
            self.box.setText(name)
            # Where there is no room for all of it, its beginning says most.
            self.box.setCursorPosition(0)
        self._stop = stop

    @property
    def popup(self) -> QAbstractItemView:
        popup = self._completer.popup()
        assert popup is not None  # made when it is first asked for
        return popup

    def take(self, text: str) -> None:
        """As typed and entered: the best that fits; nothing is said of an empty one."""
        found = self._find(text)
        if found:
            self._request(found[0].stop)
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
        """What is chosen in the list, or else the best that fits what is typed."""
        chosen = self.popup.currentIndex() if self.popup.isVisible() else QModelIndex()
        if chosen.isValid():
            self._chosen(chosen)
        else:
            self.box.setModified(False)
            self.take(self.box.text())

    def _left(self) -> None:
        """With something typed that was not chosen: it is as if it had been entered."""
        if self.box.isModified() and not self.popup.isVisible():
            self.box.setModified(False)
            self.take(self.box.text())

    def _request(self, stop: Stop | None) -> None:
        self.popup.hide()
        self.box.setModified(False)
        self.stop_requested.emit(stop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.PaletteChange:
            self._retint()
        return False

    def _retint(self) -> None:
        """Styles make a placeholder too faint to be read."""
        wanted = tones.quiet(self.box.palette())
        if self.box.palette().color(tones.Role.PlaceholderText) != wanted:
            self.box.setPalette(tones.only(tones.Role.PlaceholderText, wanted))
