"""The main window: the map in the middle, panels around it, the status bar below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QToolBar, QToolButton, QWidget

from arctic_map.desktop.widgets.announcing import announce
from arctic_map.desktop.widgets.widget_text import ElidedLabel, StatusBar, tip
from arctic_map.desktop.window.docks import Docks
from arctic_map.desktop.window.panel import Panel
from arctic_map.desktop.window.panel_docks import TitleButtons
from arctic_map.model.tr import tr, tr_count

if TYPE_CHECKING:
    from arctic_map.desktop.widgets.notice import Notice
    from arctic_map.desktop.widgets.notice_stack import Notices
    from arctic_map.model.preferences import Coordinates
    from arctic_map.scene.scene import Scene

SIZE = QSize(1280, 800)
MIN_SIZE = QSize(760, 480)
GEOMETRY, STATE, SHAPE = "window/geometry", "window/state", "window/shape"
STACKED, FOLDED, OPEN = "stacked", "folded", "open"
"""Flags of the stored shape: Layers behind Facts, the timeline folded, or neither."""
CHANGED = "[*]"
"""Qt's placeholder for the mark of an unsaved document."""
SENTENCE_MS = 8000
"""How long a message stays in the status bar, ms."""
NO_TEXT = " "
"""The text of a label without one: a label that is empty keeps the height of its former font."""
NARROW = 45
"""Width of a window, in line heights, up to which the status bar leaves out the projection."""
FRAME = QSize(16, 48)
"""Greatest size of a system's window frame, px."""


class Window(QMainWindow):
    """The main window without its contents."""

    about_to_close = Signal()
    """Emitted before the session is stored for the last time."""
    closing = Signal()
    panels_changed = Signal()
    """A panel was opened or closed, or the window entered or left full screen."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        self._hint: QWidget | None = None
        self._problems = 0
        self._coordinates: Coordinates = "minutes"
        self._pointer: tuple[float | None, float | None] = None, None
        self.may_close: Callable[[], bool] = lambda: True
        """Called before the window closes. If it returns False, it has to close the window later."""
        self._editable = False
        self.notices: Notices | None = None
        """Created with the first notice."""
        self.setObjectName("window")
        self.setWindowTitle("Arctic Map")
        self.setMinimumSize(MIN_SIZE)
        self.docks = Docks(self)
        self.docks.changed.connect(self.panels_changed)
        TitleButtons(self, self.docks.panels.of.values())
        self._status()

    def show_scene(self, scene: Scene) -> None:
        """Show what title and status bar say of a scene."""
        self._show_title(scene.title)
        self._content.say(" · ".join(filter(None, (scene.title, scene.period))))
        self._content.setToolTip(tip(scene.subtitle, scene.source_line))
        self._projection.setText(scene.projection.label)
        self._projection.setToolTip(scene.projection.name)
        self._warning.setText(scene.warning)
        if scene.preferences.coordinates != self._coordinates:
            self._coordinates = scene.preferences.coordinates
            self.show_position(*self._pointer)
        self._show_problems(len(scene.problems))

    def show_draft(self, *, editable: bool, dirty: bool) -> None:
        """Mark the title, as the system does, while edits are not saved."""
        title = self._title
        self._editable = editable
        self._show_title(title)
        self.setWindowModified(editable and dirty)

    @property
    def _title(self) -> str:
        return self.windowTitle().removesuffix(CHANGED)

    def _show_title(self, title: str) -> None:
        marked = f"{title}{CHANGED}" if self._editable else title
        if self.windowTitle() != marked:
            self.setWindowTitle(marked)

    def say(self, sentence: str) -> None:
        """Show a message in the status bar for a while, and let screen readers read it."""
        self.statusBar().showMessage(sentence, SENTENCE_MS)
        announce(self.statusBar(), sentence)

    def show_hint(self, hint: QWidget | None) -> None:
        """Show a line in the status bar in place of the map's title; None shows the title again."""
        if hint is not None:
            self._leading.addWidget(hint)
        elif (focused := self.focusWidget()) and self.statusBar().isAncestorOf(focused):
            # Qt would pass the focus of a hidden button to any widget.
            (self.centralWidget() or self).setFocus()
        if self._hint is not None:
            self._hint.hide()
        if hint is not None:
            hint.show()
        self._hint = hint
        self._content.setVisible(hint is None)

    def notify(self, notice: Notice) -> None:
        """Show a notice on the map: a warning until it is dismissed, any other for a while."""
        if self.notices is None:
            from arctic_map.desktop.widgets.notice_stack import Notices  # most starts have none

            self.notices = Notices(self, self.centralWidget() or self)
        self.notices.show_notice(notice)

    def withdraw(self, key: str) -> None:
        """Withdraw a notice, because its cause has ended."""
        if self.notices is not None:
            self.notices.withdraw(key)

    def show_position(self, lon: float | None, lat: float | None) -> None:
        """Show the pointer's position in degrees; None for both where it is not on the Earth."""
        from arctic_map.scene.words.words import position_in_words  # not in the first paint

        self._pointer = lon, lat
        place = None if lon is None or lat is None else (lon, lat)
        self._position.setText(position_in_words(*place, self._coordinates) if place else NO_TEXT)

    def panel_shown(self, panel: Panel) -> bool:
        """Return whether a panel is open."""
        return self.docks.panels.is_shown(panel)

    def panel_in_front(self, panel: Panel) -> bool:
        """Return whether a panel is visible: shown, and not behind another panel."""
        return self.docks.panels.is_seen(panel)

    def show_panel(self, panel: Panel, shown: bool) -> None:
        """Show or hide a panel."""
        self.docks.show(panel, shown)

    def toggle_panel(self, panel: Panel) -> None:
        """Show a panel, hide it, or raise it if it is behind another panel or the window."""
        self.docks.toggle(panel)

    def come_forward(self) -> None:
        """Raise the window, as far as the system permits."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def toggle_full_screen(self) -> None:
        """Enter or leave full screen."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def restore(self, *, fresh: bool = False) -> None:
        """Restore size, position and panels of the last session; use defaults if `fresh` or unreadable."""
        geometry = None if fresh else _bytes(self._settings, GEOMETRY)
        if not (geometry and self.restoreGeometry(geometry)):
            self.resize(first_size(self.screen().availableSize()))
        stored = [FOLDED] if fresh else str(self._settings.value(SHAPE) or FOLDED).split()
        state = None if fresh else _bytes(self._settings, STATE)
        self.docks.restore(state, stacked=STACKED in stored, folded=FOLDED in stored)
        for bar in self.findChildren(QToolBar):
            bar.show()
        self.show_panel(Panel.PROBLEMS, self._problems > 0)

    def remember(self) -> None:
        """Store size, position and panels for the next start, except during the tour."""
        if self.docks.in_tour:
            return
        states = {STACKED: self.docks.stacked, FOLDED: self.docks.timeline_folded}
        shape = " ".join(each for each, holds in states.items() if holds) or OPEN
        now = {GEOMETRY: self.saveGeometry(), STATE: self.docks.state(), SHAPE: shape}
        for key, value in now.items():
            if self._settings.value(key) != value:
                self._settings.setValue(key, value)

    def _status(self) -> None:
        self._content, self._position = ElidedLabel(), QLabel(NO_TEXT)
        self._projection, self._warning = QLabel(), QLabel()
        self._content.setAccessibleName(tr("Content of the map"))
        self._position.setAccessibleName(tr("Position of the pointer"))
        self._projection.setAccessibleName(tr("Projection"))
        self._warning.setAccessibleName(tr("Warning"))
        font = self._warning.font()
        font.setBold(True)
        self._warning.setFont(font)
        self._notice = QToolButton()
        self._notice.setAutoRaise(True)
        self._notice.setToolTip(tr("Show or hide the list of problems"))
        self._notice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._notice.clicked.connect(lambda: self.toggle_panel(Panel.PROBLEMS))
        self._notice.hide()
        bar = StatusBar(self)
        self.setStatusBar(bar)
        bar.setContentsMargins(8, 0, 8, 0)
        for label in (self._position, self._projection, self._warning):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setContentsMargins(4, 0, 4, 0)
        self._content.setContentsMargins(4, 0, 4, 0)
        # One item, which the bar hides while it shows a message.
        leading = QWidget()
        self._leading = QHBoxLayout(leading)
        self._leading.setContentsMargins(0, 0, 0, 0)
        self._leading.addWidget(self._content)
        bar.addWidget(leading, 1)
        bar.addWidget(self._position)
        for widget in (self._notice, self._projection, self._warning):
            bar.addPermanentWidget(widget)

    def _show_problems(self, count: int) -> None:
        if count == self._problems:
            return

        self._problems = count
        self._notice.setText(tr_count(count, "{count} problem", "{count} problems"))
        self._notice.setVisible(count > 0)
        reads_table = self.panel_in_front(Panel.TABLE)
        self.show_panel(Panel.PROBLEMS, count > 0)
        if reads_table:
            self.docks.panels.of[Panel.TABLE].raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.docks.fit()
        self._projection.setVisible(self.width() > NARROW * self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self.panels_changed.emit()
        if event.type() is QEvent.Type.FontChange:
            self.docks.panels.letter()
            self._projection.setVisible(self.width() > NARROW * self.fontMetrics().height())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.remember()
        self.about_to_close.emit()
        self.closing.emit()
        super().closeEvent(event)


def first_size(available: QSize) -> QSize:
    """Return the size of a window at the first start, within the screen's available size."""
    return SIZE.boundedTo(available - FRAME).expandedTo(MIN_SIZE)


def _bytes(settings: QSettings, key: str) -> QByteArray | None:
    value = settings.value(key)
    return value if isinstance(value, QByteArray) else None
