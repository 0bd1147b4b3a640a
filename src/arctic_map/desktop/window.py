"""The main window: the map in the middle, panels round it, the status bar below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QTabWidget, QToolButton, QWidget
from shiboken6 import isValid

from arctic_map.desktop.panels.panel import Panel

if TYPE_CHECKING:
    from arctic_map.model.preferences import Coordinates
    from arctic_map.scene.scene import Scene

SIZE = QSize(1280, 800)
SMALLEST = QSize(760, 480)
AREAS = {
    Panel.LAYERS: Qt.DockWidgetArea.LeftDockWidgetArea,
    Panel.FACTS: Qt.DockWidgetArea.RightDockWidgetArea,
    Panel.LEDGER: Qt.DockWidgetArea.RightDockWidgetArea,
    Panel.TIMELINE: Qt.DockWidgetArea.BottomDockWidgetArea,
    Panel.PROBLEMS: Qt.DockWidgetArea.BottomDockWidgetArea,
}
EXTENT = {Panel.LAYERS: 272, Panel.FACTS: 320, Panel.LEDGER: 320, Panel.TIMELINE: 184, Panel.PROBLEMS: 184}
"""Widths of the panels at the sides and heights of those below, px."""
SENTENCE_MS = 8000
"""How long a sentence stands in the status bar."""
LAYOUT_VERSION = 3
"""Goes up when docks or toolbars change, so that an older layout is not forced on them."""


class Window(QMainWindow):
    """Starts with empty docks of their final size, so that the map keeps its place when panels are filled."""

    closing = Signal()
    panels_changed = Signal()
    """A panel was opened or closed, or the window entered or left full screen."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        self._problems = 0
        self._coordinates: Coordinates = "minutes"
        self._behind: set[Panel] = set()
        """Not shown, or behind another panel."""
        self._docks = {panel: self._dock(panel) for panel in Panel}
        self.setObjectName("window")
        self.setWindowTitle("Arctic Map")
        self.setMinimumSize(SMALLEST)
        self.setDockNestingEnabled(True)
        # One behind the other, with the tabs above: both need the height.
        self.setTabPosition(AREAS[Panel.FACTS], QTabWidget.TabPosition.North)
        for front, behind in ((Panel.FACTS, Panel.LEDGER), (Panel.TIMELINE, Panel.PROBLEMS)):
            self._docks[behind].hide()
            self.tabifyDockWidget(self._docks[front], self._docks[behind])
            # Laid out at once, or Qt takes the tabs of this pair for the next and leaves a row standing.
            if layout := self.layout():
                layout.activate()
        # Side panels reach down to the status bar: facts need height more than problems need width.
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self._status()

    def set_panel(self, panel: Panel, widget: QWidget) -> None:
        """Put the contents into a dock, which was empty until then."""
        self._docks[panel].setWidget(widget)
        widget.setEnabled(panel not in self._behind)

    def show_scene(self, scene: Scene) -> None:
        if self.windowTitle() != scene.title:
            self.setWindowTitle(scene.title)
        self._projection.setText(scene.projection.label)
        self._projection.setToolTip(scene.projection.name)
        self._warning.setText(scene.warning)
        self._coordinates = scene.preferences.coordinates
        self._show_problems(len(scene.problems))

    def say(self, sentence: str) -> None:
        """Show a sentence in the status bar for a while."""
        self.statusBar().showMessage(sentence, SENTENCE_MS)

    def show_position(self, lon: float | None, lat: float | None) -> None:
        """The pointer's place in degrees; None for both where it is not on the Earth."""
        # The first paint has no such words.
        from arctic_map.scene.words.words import position_in_words

        found = None if lon is None or lat is None else (lon, lat)
        self._position.setText(position_in_words(*found, self._coordinates) if found else "")

    def panel_shown(self, panel: Panel) -> bool:
        return not self._docks[panel].isHidden()

    def show_panel(self, panel: Panel, shown: bool) -> None:
        self._docks[panel].setVisible(shown)
        if shown:
            self._docks[panel].raise_()

    def toggle_panel(self, panel: Panel) -> None:
        """Show, hide, or bring to the front what stands behind another panel."""
        behind = self.panel_shown(panel) and self._docks[panel].visibleRegion().isEmpty()
        self.show_panel(panel, behind or not self.panel_shown(panel))

    def come_forward(self) -> None:
        """To the front of the screen, as far as the system lets a window do that by itself."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def restore(self) -> None:
        """Size, place and panels as they were at the last closing; the usual ones for what cannot be read."""
        geometry = _bytes(self._settings, "window/geometry")
        if not (geometry and self.restoreGeometry(geometry)):
            self.resize(SIZE)
        state = _bytes(self._settings, "window/state")
        if not (state and self.restoreState(state, LAYOUT_VERSION)):
            self.arrange()
        self.show_panel(Panel.PROBLEMS, self._problems > 0)

    def remember(self) -> None:
        now = {"window/geometry": self.saveGeometry(), "window/state": self.saveState(LAYOUT_VERSION)}
        for key, value in now.items():
            if self._settings.value(key) != value:
                self._settings.setValue(key, value)

    def _dock(self, panel: Panel) -> QDockWidget:
        dock = QDockWidget(panel.capitalize())
        dock.setObjectName(panel)
        dock.setAllowedAreas(Qt.DockWidgetArea.AllDockWidgetAreas)
        dock.setWidget(QWidget())
        self.addDockWidget(AREAS[panel], dock)
        dock.visibilityChanged.connect(self.panels_changed)
        dock.visibilityChanged.connect(lambda seen: self._let_in(panel, dock, seen))
        return dock

    def _let_in(self, panel: Panel, dock: QDockWidget, seen: bool) -> None:
        """To Qt a panel behind another is there like any; the Tab key must not lead into what nobody sees."""
        if not isValid(self) or self.isMinimized():
            # At the end there is nothing to let in; from the dock all comes back as it was, the keyboard too.
            return
        self._behind = self._behind - {panel} if seen else self._behind | {panel}
        if content := dock.widget():
            content.setEnabled(seen)

    def arrange(self) -> None:
        """Give the panels their usual sizes, or what their contents need."""
        below = [panel for panel in Panel if AREAS[panel] is Qt.DockWidgetArea.BottomDockWidgetArea]
        beside = [panel for panel in Panel if panel not in below]
        # A window that was never shown still lays out its smallest size, in which the panels would not fit.
        if layout := self.layout():
            layout.setGeometry(self.rect())
        for panels, way in ((beside, Qt.Orientation.Horizontal), (below, Qt.Orientation.Vertical)):
            docks, extents = [self._docks[panel] for panel in panels], [EXTENT[panel] for panel in panels]
            self.resizeDocks(docks, extents, way)

    def _status(self) -> None:
        self._position, self._projection, self._warning = QLabel(), QLabel(), QLabel()
        self._position.setAccessibleName("Position of the pointer")
        self._projection.setAccessibleName("Projection")
        self._warning.setAccessibleName("Warning")
        font = self._warning.font()
        font.setBold(True)
        self._warning.setFont(font)
        self._notice = QToolButton()
        self._notice.setAutoRaise(True)
        self._notice.setToolTip("Show or hide the list of problems")
        self._notice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._notice.clicked.connect(lambda: self.toggle_panel(Panel.PROBLEMS))
        self._notice.hide()
        bar = self.statusBar()
        bar.setContentsMargins(8, 0, 8, 0)
        for label in (self._position, self._projection, self._warning):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setContentsMargins(4, 2, 4, 2)
        bar.addWidget(self._position, 1)
        for widget in (self._notice, self._projection, self._warning):
            bar.addPermanentWidget(widget)

    def _show_problems(self, count: int) -> None:
        if count == self._problems:
            return
        # The first paint has no such words.
        from arctic_map.scene.words.words import counted

        self._problems = count
        self._notice.setText(counted(count, "problem"))
        self._notice.setVisible(count > 0)
        self.show_panel(Panel.PROBLEMS, count > 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self.panels_changed.emit()
        if event.type() is QEvent.Type.FontChange:
            self._letter_docks()

    def _letter_docks(self) -> None:
        """Qt letters a dock's title anew only if its font is its own; this one differs by nothing seen."""
        font = self.font()
        font.setPointSizeF(font.pointSizeF() + 0.01)
        for dock in self._docks.values():
            dock.setFont(font)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.remember()
        self.closing.emit()
        super().closeEvent(event)


def _bytes(settings: QSettings, key: str) -> QByteArray | None:
    value = settings.value(key)
    return value if isinstance(value, QByteArray) else None
