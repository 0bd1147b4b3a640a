"""One dock per panel: first position, contents, whether it is visible, and the buttons of its title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain, pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDockWidget,
    QMainWindow,
    QTabBar,
    QTabWidget,
    QWidget,
)
from shiboken6 import isValid

from arctic_map.desktop.widgets.icons import menu_icon
from arctic_map.desktop.window.panel import BELOW, ON_THE_RIGHT, PANELS, Area, Panel
from arctic_map.model.tr import tr

DockArea, Policy = Qt.DockWidgetArea, Qt.FocusPolicy
AREAS = {
    Area.LEFT: DockArea.LeftDockWidgetArea,
    Area.RIGHT: DockArea.RightDockWidgetArea,
    Area.BOTTOM: DockArea.BottomDockWidgetArea,
}


class PanelDocks(QObject):
    """Empty docks of their final size, so that the map does not move when panels are filled."""

    visibility_changed = Signal()
    """A panel was opened or closed, or came to the front."""
    contents_needed = Signal(str)
    """Emitted with the name of a panel that is about to be visible and needs its contents."""
    contents_changed = Signal()
    """The contents of a panel need another width."""
    timeline_dragged = Signal()
    """The user has dragged the timeline to another height."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._behind: set[Panel] = set()
        """Not shown, or behind another panel."""
        self._least: dict[Panel, int] = {}
        """Minimum widths of the docks, px."""
        self.busy = False
        """While True, events caused by moving docks are ignored."""
        self.of = {panel: self._dock(panel) for panel in Panel}
        window.setDockNestingEnabled(True)
        # Tabs at the top: Facts and Ledger both need the height.
        window.setTabPosition(DockArea.RightDockWidgetArea, QTabWidget.TabPosition.North)
        for front, behind in chain(pairwise(ON_THE_RIGHT), pairwise(BELOW)):
            self.of[behind].hide()
            window.tabifyDockWidget(self.of[front], self.of[behind])
            # Laid out at once, or Qt reuses the tabs of this pair for the next and leaves an empty row.
            self.lay_out()
        # Side panels reach down to the status bar: facts need height more than problems need width.
        window.setCorner(Qt.Corner.BottomLeftCorner, DockArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, DockArea.RightDockWidgetArea)

    def set_panel(self, panel: Panel, widget: QWidget) -> None:
        """Fill a dock, which was empty until then."""
        self.of[panel].setWidget(widget)
        widget.setEnabled(panel not in self._behind)
        # Qt keeps widgets hidden that are added to a visible dock.
        widget.show()

    def is_shown(self, panel: Panel) -> bool:
        """Return whether a panel is open, visible or not."""
        return not self.of[panel].isHidden()

    def is_in_front(self, panel: Panel) -> bool:
        """Return whether a panel is visible as soon as the window is: shown and not behind another."""
        return self.is_shown(panel) and panel not in self._behind

    def is_seen(self, panel: Panel) -> bool:
        """Return whether a panel is neither hidden nor behind another panel."""
        return self.is_shown(panel) and not self.of[panel].visibleRegion().isEmpty()

    def is_docked(self, panel: Panel) -> bool:
        """Return whether a panel does not float, alone or as a tab of a floating window."""
        dock = self.of[panel]
        return not dock.isFloating() and self._window.dockWidgetArea(dock) is not DockArea.NoDockWidgetArea

    def front_at_side(self) -> QDockWidget | None:
        """Return the visible dock on the right; None before the window is visible."""
        seen = (panel for panel in ON_THE_RIGHT if not self.of[panel].visibleRegion().isEmpty())
        front = next(seen, None if not self._window.isVisible() else Panel.FACTS)
        return self.of[front] if front else None

    def lay_out(self) -> None:
        """Apply pending changes of the layout at once."""
        for widget in (self.of[Panel.TIMELINE].widget(), self.of[Panel.TIMELINE], self._window):
            # From the inside out: each asks its contents for their minimum size.
            if layout := widget.layout():
                layout.activate()
        self._name_tabs()

    def _name_tabs(self) -> None:
        """Name tab bars and keep the Tab key out of those that Qt hides off-screen."""
        for bar in self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            bar.setAccessibleName(tr("Panels in one place"))
            bar.setFocusPolicy(Policy.TabFocus if bar.count() > 1 and bar.y() >= 0 else Policy.NoFocus)

    def letter(self) -> None:
        """Redraw dock titles in a new size, for which Qt needs a font of their own, here hardly different."""
        font = self._window.font()
        font.setPointSizeF(font.pointSizeF() + 0.01)
        for dock in self.of.values():
            dock.setFont(font)

    @contextmanager
    def moving(self) -> Iterator[None]:
        """Ignore events that moving docks causes."""
        was, self.busy = self.busy, True
        try:
            yield
        finally:
            self.busy = was

    def _dock(self, panel: Panel) -> QDockWidget:
        dock = QDockWidget(tr(PANELS[panel].title))
        dock.setObjectName(panel)
        dock.setAllowedAreas(DockArea.AllDockWidgetAreas)
        dock.setWidget(QWidget())
        self._window.addDockWidget(AREAS[PANELS[panel].area], dock)
        dock.visibilityChanged.connect(self.visibility_changed)
        dock.visibilityChanged.connect(lambda seen: self._let_in(panel, dock, seen))
        if panel is Panel.TIMELINE:
            dock.setTitleBarWidget(QWidget())
        dock.installEventFilter(self)
        return dock

    def _let_in(self, panel: Panel, dock: QDockWidget, seen: bool) -> None:
        """Disable panels behind others: Qt takes them for visible, but the Tab key must not lead there."""
        if not isValid(self._window) or self._window.isMinimized():
            # At shutdown nothing matters; after minimizing, all is restored as it was, including the focus.
            return
        self._behind = self._behind - {panel} if seen else self._behind | {panel}
        if seen:
            self.contents_needed.emit(panel)
        if content := dock.widget():
            content.setEnabled(seen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isValid(self) or self.busy:
            return False
        if event.type() is QEvent.Type.LayoutRequest:
            self._compare_widths()
        # By hand only: when text or window change, heights do not show what the user wants.
        pressed = QApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if event.type() is QEvent.Type.Resize and pressed and watched is self.of[Panel.TIMELINE]:
            self.timeline_dragged.emit()
        return False

    def _compare_widths(self) -> None:
        least = {panel: dock.minimumSizeHint().width() for panel, dock in self.of.items()}
        if least != self._least:
            self._least = least
            self.contents_changed.emit()


ICONS = {"qt_dockwidget_floatbutton": "float", "qt_dockwidget_closebutton": "clear"}
"""Our icons, by Qt's names of the buttons."""
REPAINTED = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)


class TitleButtons(QObject):
    """Replaces Qt's grey icons, hardly visible on a dark background, also whenever a panel floats."""

    def __init__(self, window: QWidget, docks: Iterable[QDockWidget]) -> None:
        super().__init__(window)
        self._window, self._docks = window, tuple(docks)
        self._icons: dict[str, QIcon] = {}
        for dock in self._docks:
            paint = partial(self._paint, dock)
            dock.topLevelChanged.connect(paint)
            dock.visibilityChanged.connect(paint)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in REPAINTED and watched is self._window:
            self._icons.clear()
            for dock in self._docks:
                self._paint(dock)
        return False

    def _paint(self, dock: QDockWidget, *_: bool) -> None:
        if not dock.isVisible():
            return
        if not self._icons:
            palette = self._window.palette()
            self._icons = {button: menu_icon(icon, palette) for button, icon in ICONS.items()}
        for name, icon in self._icons.items():
            if button := dock.findChild(QAbstractButton, name):
                button.setIcon(icon)
