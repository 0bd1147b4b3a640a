"""The docks round the map: which panel stands where, and how they give way to the map in a small window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTabBar, QTabWidget, QWidget
from shiboken6 import isValid

from arctic_map.desktop.window import arrangement
from arctic_map.desktop.window.arrangement import Arrangement
from arctic_map.desktop.window.panel import TITLES, Panel
from arctic_map.model.tr import tr

Area, Policy = Qt.DockWidgetArea, Qt.FocusPolicy
AREAS = {
    Panel.LAYERS: Area.LeftDockWidgetArea,
    Panel.FACTS: Area.RightDockWidgetArea,
    Panel.LEDGER: Area.RightDockWidgetArea,
    Panel.ARTICLE: Area.RightDockWidgetArea,
    Panel.ROUTE: Area.RightDockWidgetArea,
    Panel.ICE: Area.RightDockWidgetArea,
    Panel.TIMELINE: Area.BottomDockWidgetArea,
    Panel.PROBLEMS: Area.BottomDockWidgetArea,
    Panel.TABLE: Area.BottomDockWidgetArea,
}
BEHIND = (
    (Panel.FACTS, Panel.LEDGER),
    (Panel.LEDGER, Panel.ARTICLE),
    (Panel.ARTICLE, Panel.ROUTE),
    (Panel.ROUTE, Panel.ICE),
    (Panel.TIMELINE, Panel.PROBLEMS),
    (Panel.PROBLEMS, Panel.TABLE),
)
"""Pairs of panels in one place, the one in front first."""
BELOW = tuple(panel for panel in Panel if AREAS[panel] is Area.BottomDockWidgetArea)
BESIDE = tuple(panel for panel in Panel if panel not in BELOW)
TOLD = tuple(panel for panel in BESIDE if panel is not Panel.LAYERS)
USUAL = (Panel.LAYERS, Panel.FACTS, Panel.TIMELINE)
"""Those of a window that was never arranged."""
LAYOUT_VERSION = 7
"""Goes up when docks or toolbars change, so that an older layout is not forced on them."""


class Docks(QObject):
    """Starts with empty docks of their final size, so that the map keeps its place when panels are filled."""

    changed = Signal()
    """A panel was opened or closed, or came to the front."""
    folded = Signal(bool)
    """The timeline has room for its strip only, or for more again."""
    wanted = Signal(str)
    """A panel is about to be seen, by its name, and has to have its contents."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._behind: set[Panel] = set()
        """Not shown, or behind another panel."""
        self._gave_way: list[Panel] = []
        """Closed by itself, for want of room."""
        self._front: QDockWidget | None = None
        """Which of them was before the others."""
        self._asked: Panel | None = None
        """What the reader opened last."""
        self._stacked = self._busy = False
        self._folded_under_rows = True
        """Whether the timeline was folded when the table came before it."""
        self._is_folded = True
        self._given: dict[Panel, int] = {}
        """Widths that panels were given, px: who still has them goes on to the usual ones."""
        self._least: dict[Panel, int] = {}
        """Widths below which their contents would be cut, px."""
        self._aside: QByteArray | None = None
        """The layout to restore when nothing keeps the panels hidden any more."""
        self._map_only = self._in_tour = False
        """What keeps all panels hidden."""
        self.of = {panel: self._dock(panel) for panel in Panel}
        window.setDockNestingEnabled(True)
        # One behind the other, with the tabs above: both need the height.
        window.setTabPosition(Area.RightDockWidgetArea, QTabWidget.TabPosition.North)
        for front, behind in BEHIND:
            self.of[behind].hide()
            window.tabifyDockWidget(self.of[front], self.of[behind])
            # Laid out at once, or Qt takes the tabs of this pair for the next and leaves a row standing.
            self._lay_out()
        # Side panels reach down to the status bar: facts need height more than problems need width.
        window.setCorner(Qt.Corner.BottomLeftCorner, Area.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Area.RightDockWidgetArea)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.fit)

    @property
    def map_only(self) -> bool:
        """Whether no panel is shown, whoever hid them."""
        return not self._gave_way and not any(map(self.is_shown, Panel))

    @property
    def in_tour(self) -> bool:
        return self._in_tour

    @property
    def timeline_folded(self) -> bool:
        return self._is_folded

    def set_panel(self, panel: Panel, widget: QWidget) -> None:
        """Put the contents into a dock, which was empty until then."""
        self.of[panel].setWidget(widget)
        widget.setEnabled(panel not in self._behind)
        # In a dock that is there already Qt leaves what comes later out of sight.
        widget.show()

    def is_shown(self, panel: Panel) -> bool:
        return not self.of[panel].isHidden()

    def is_in_front(self, panel: Panel) -> bool:
        """Whether it will be seen as soon as the window is: shown, and not known to be behind another."""
        return self.is_shown(panel) and panel not in self._behind

    def is_seen(self, panel: Panel) -> bool:
        """Not hidden, and not behind another panel."""
        return self.is_shown(panel) and not self.of[panel].visibleRegion().isEmpty()

    def show(self, panel: Panel, shown: bool) -> None:
        """Show or hide a panel; during the tour nothing is shown or hidden."""
        if self._in_tour:
            return
        if shown and self._map_only:
            self.show_map_only(False)
        dock, given = self.of[panel], self._are_as_given()
        if shown:
            # First its contents, by whose size it gets its room.
            self.wanted.emit(panel)
        dock.setVisible(shown)
        with self._unseen():
            self._lay_out()
            # One that needed more room than the others gives it back.
            if given:
                self._resize_beside()
            if panel in BELOW and self._is_folded:
                self._resize_below(folded=True)
        self._gave_way = [each for each in self._gave_way if each is not panel]
        if panel is Panel.TABLE:
            self._make_room_for_rows(shown)
        if shown:
            self._asked = panel
            self._front = dock if panel in BESIDE else self._front
            dock.raise_()
            if dock.isFloating():
                dock.activateWindow()
            self.fit()

    def _make_room_for_rows(self, wanted: bool) -> None:
        """A table takes more height than a timeline, and gives it back with what had to go for it."""
        if wanted:
            self._folded_under_rows = self._is_folded
            self.of[Panel.TABLE].raise_()
            self._lay_out()
            self._resize_below(folded=False)
        elif self._asked is Panel.TABLE:
            self._asked = None
            with self._unseen():
                self._resize_below(self._folded_under_rows)
                self._lay_out()
            self.fit()

    def toggle(self, panel: Panel) -> None:
        """Show, hide, or bring to the front what stands behind another panel or behind the window."""
        dock = self.of[panel]
        covered = not (dock.isActiveWindow() if dock.isFloating() else self.is_seen(panel))
        self.show(panel, not self.is_shown(panel) or covered)

    def show_map_only(self, only: bool) -> None:
        """Hide all panels, or show them as they were; the usual ones where they were closed one by one."""
        if not only and self.map_only and self._aside is None:
            self._show_usual()
        else:
            self._keep_hidden(map_only=only, in_tour=self._in_tour)

    def show_for_tour(self, touring: bool) -> None:
        """Hide all panels while the tour runs; afterwards they are as they were."""
        self._keep_hidden(map_only=self._map_only, in_tour=touring)

    def _show_usual(self) -> None:
        for panel in USUAL:
            self.of[panel].show()
        self.arrange()

    def _keep_hidden(self, *, map_only: bool, in_tour: bool) -> None:
        hidden = map_only or in_tour
        self._map_only, self._in_tour = map_only, in_tour
        with self._unseen():
            if hidden and self._aside is None:
                self._aside = self._window.saveState(LAYOUT_VERSION)
                for dock in self.of.values():
                    dock.hide()
            elif self._aside is not None and not hidden:
                self._window.restoreState(self._aside, LAYOUT_VERSION)
                self._aside = None
        self.fit()
        self.changed.emit()

    def fold_timeline(self, folded: bool) -> None:
        """To its strip of marks, or to its lanes; it is shown if it was not."""
        if self._in_tour:
            return
        self.show(Panel.TIMELINE, True)
        with self._unseen():
            self._resize_below(folded)
            self._lay_out()
        self.fit()

    def state(self) -> QByteArray:
        return self._aside if self._aside is not None else self._window.saveState(LAYOUT_VERSION)

    def restore(self, state: QByteArray | None, *, stacked: bool, folded: bool) -> None:
        """The layout as it was kept; the usual one where it cannot be read."""
        # Its contents must be as small as they were, or the strip is not.
        self._set_folded(folded or not state)
        if state and self._window.restoreState(state, LAYOUT_VERSION):
            self._stacked = stacked
            self.fit()
        else:
            self.arrange()

    @property
    def stacked(self) -> bool:
        return self._stacked

    def arrange(self) -> None:
        """Give the panels their usual sizes, or what their contents need."""
        if self._aside is not None:
            return
        # A window that was never shown still lays out its smallest size, in which the panels would not fit.
        if layout := self._window.layout():
            layout.setGeometry(self._window.rect())
        self._stack(self._usual().stacked)
        if self._stacked and not self._window.isVisible():
            # Who sees it first is to see facts.
            self.of[Panel.FACTS].raise_()
        self._resize(folded=self._is_folded)
        self.fit()

    def fit(self) -> None:
        """Let panels give way until the map has its part of the window, and come back where there is room."""
        if self._busy or self._aside is not None:
            return
        with self._unseen():
            usual = self._usual()
            if usual.stacked != self._stacked:
                self._stack(usual.stacked)
                self._resize(folded=self._is_folded)
            elif self._are_as_given():
                self._resize_beside()
            for panel in self._gave_way:
                self.of[panel].show()
            if self._front and any(panel in BESIDE for panel in self._gave_way):
                self._front.raise_()
            self._gave_way = []
            self._lay_out()
            for give_way in self._ways():
                if self._map_has_room():
                    break
                give_way()
                self._lay_out()

    def _ways(self) -> Iterator[Callable[[], None]]:
        """How room is made for the map, from what is missed least on."""
        yield lambda: self._resize(folded=self._is_folded)
        if self._asked is Panel.TABLE:
            # Its rows need their height more than facts do that say nothing of them.
            yield lambda: self._close(TOLD)
            yield self._lessen_rows
            if self._stacked:
                # Layers stand in the place of the facts, and take its width.
                yield lambda: self._close(BESIDE)
                yield self._lessen_rows
        yield lambda: self._resize(folded=True)
        yield lambda: self._resize_below(folded=True)
        yield self._squeeze
        first, last = (BESIDE, BELOW) if self._asked in BELOW else (BELOW, BESIDE)
        yield lambda: self._close(first)
        yield self._narrow_layers
        yield lambda: self._close(last)

    def _lessen_rows(self) -> None:
        """By what the map lacks, as far as a few of them are still seen."""
        middle, window, usual = self._window.centralWidget(), self._window, self._usual()
        if middle is None or not self.is_seen(Panel.TABLE):
            return
        least = arrangement.least_height(middle.width(), (window.width(), window.height()))
        height = usual.rows - max(0, least - middle.height())
        if height >= usual.few_rows:
            self._resize_docks(dict.fromkeys(BELOW, height), Qt.Orientation.Vertical)

    def _squeeze(self) -> None:
        """Contents that ask for more than there is are scrolled sideways."""
        most = round(arrangement.PART * self._window.width())
        for panel in BESIDE:
            if (content := self.of[panel].widget()) and content.minimumWidth() > most:
                content.setMinimumWidth(most)
        self._lay_out()
        self._resize_beside()

    def _narrow_layers(self) -> None:
        """To less than is usual, where that is enough: better than nothing beside the map."""
        middle, window, layers = self._window.centralWidget(), self._window, self.of[Panel.LAYERS]
        beside = not self._stacked and self.is_seen(Panel.LAYERS) and self._is_docked(Panel.LAYERS)
        if middle is None or not beside:
            return
        least = arrangement.least_width(middle.height(), (window.width(), window.height()))
        width = layers.width() + middle.width() - least
        if width >= layers.minimumSizeHint().width():
            self._resize_docks({Panel.LAYERS: width}, Qt.Orientation.Horizontal)
            self._given[Panel.LAYERS] = width

    def _close(self, panels: tuple[Panel, ...]) -> None:
        if panels is not BELOW:
            self._front = self._front_beside()
        for panel in panels:
            if self.is_shown(panel) and not self.of[panel].isFloating():
                self._gave_way.append(panel)
                self.of[panel].hide()

    def _map_has_room(self) -> bool:
        middle, window = self._window.centralWidget(), self._window
        return middle is None or arrangement.has_room(
            middle.width(), middle.height(), (window.width(), window.height())
        )

    def _usual(self) -> Arrangement:
        return arrangement.arrangement(self._window.width(), self._line)

    @property
    def _line(self) -> int:
        return self._window.fontMetrics().height()

    def _are_as_given(self) -> bool:
        seen = {panel: width for panel, width in self._given.items() if self.is_seen(panel)}
        return bool(seen) and all(abs(self.of[panel].width() - width) <= 1 for panel, width in seen.items())

    def _resize_beside(self) -> None:
        usual = self._usual()
        self._given = {panel: usual.beside for panel in BESIDE if panel is not Panel.LAYERS}
        if not usual.stacked:
            self._given[Panel.LAYERS] = usual.layers
        self._resize_docks(self._given, Qt.Orientation.Horizontal)
        self._lay_out()
        # What their contents need may be more. Before the window is seen none of them is.
        self._given = {panel: self.of[panel].width() for panel in self._given if self.is_in_front(panel)}

    def _resize(self, *, folded: bool) -> None:
        self._resize_beside()
        # Problems and rows need the height of the lanes.
        listed = self.is_shown(Panel.PROBLEMS) or self.is_shown(Panel.TABLE)
        self._resize_below(folded and not listed)

    def _resize_below(self, folded: bool) -> None:
        usual = self._usual()
        # First its contents, whose lanes would not fit into the strip.
        self._set_folded(folded)
        self._lay_out()
        height = usual.folded if folded else usual.unfolded
        if self.is_seen(Panel.TABLE) and not folded:
            height = usual.rows
        self._resize_docks(dict.fromkeys(BELOW, height), Qt.Orientation.Vertical)

    def _resize_docks(self, lengths: Mapping[Panel, int], way: Qt.Orientation) -> None:
        """Panels that float, alone or as tabs of one window, have their sizes from the reader."""
        there = {self.of[panel]: length for panel, length in lengths.items() if self._is_docked(panel)}
        self._window.resizeDocks([*there], [*there.values()], way)

    def _is_docked(self, panel: Panel) -> bool:
        dock = self.of[panel]
        return not dock.isFloating() and self._window.dockWidgetArea(dock) is not Area.NoDockWidgetArea

    def _stack(self, stacked: bool) -> None:
        """Layers behind the facts, or on their own side; where the reader put them elsewhere they stay."""
        layers, facts = self.of[Panel.LAYERS], self.of[Panel.FACTS]
        home = AREAS[Panel.FACTS if self._stacked else Panel.LAYERS]
        moves = stacked != self._stacked and not layers.isFloating()
        self._stacked = stacked
        if not moves or self._window.dockWidgetArea(layers) is not home:
            return
        hidden, front = layers.isHidden(), self._front_beside()
        if stacked:
            self._window.tabifyDockWidget(facts, layers)
        else:
            self._window.addDockWidget(AREAS[Panel.LAYERS], layers)
        layers.setHidden(hidden)
        if front is not None:
            front.raise_()
        self._lay_out()

    def _front_beside(self) -> QDockWidget | None:
        """The one that is seen of those on the right; None before the window is."""
        beside = (Panel.FACTS, Panel.LEDGER, Panel.ARTICLE, Panel.ROUTE, Panel.ICE)
        seen = (panel for panel in beside if not self.of[panel].visibleRegion().isEmpty())
        front = next(seen, None if not self._window.isVisible() else Panel.FACTS)
        return self.of[front] if front else None

    def _lay_out(self) -> None:
        for widget in (self.of[Panel.TIMELINE].widget(), self.of[Panel.TIMELINE], self._window):
            # From within: each asks its contents how small they can be.
            if layout := widget.layout():
                layout.activate()
        self._name_tabs()

    def _name_tabs(self) -> None:
        """Qt keeps bars that it does not need out of sight, where the Tab key must not lead."""
        for bar in self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            bar.setAccessibleName(tr("Panels in one place"))
            bar.setFocusPolicy(Policy.TabFocus if bar.count() > 1 and bar.y() >= 0 else Policy.NoFocus)

    @contextmanager
    def _unseen(self) -> Iterator[None]:
        """While docks are moved, what their moving brings about is not answered."""
        was, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = was

    def _dock(self, panel: Panel) -> QDockWidget:
        dock = QDockWidget(tr(TITLES[panel]))
        dock.setObjectName(panel)
        dock.setAllowedAreas(Area.AllDockWidgetAreas)
        dock.setWidget(QWidget())
        self._window.addDockWidget(AREAS[panel], dock)
        dock.visibilityChanged.connect(self.changed)
        dock.visibilityChanged.connect(lambda seen: self._let_in(panel, dock, seen))
        if panel is Panel.TIMELINE:
            dock.setTitleBarWidget(QWidget())
        dock.installEventFilter(self)
        return dock

    def _let_in(self, panel: Panel, dock: QDockWidget, seen: bool) -> None:
        """To Qt a panel behind another is there like any; the Tab key must not lead into what nobody sees."""
        if not isValid(self._window) or self._window.isMinimized():
            # At the end there is nothing to let in; from the dock all comes back as it was, the keyboard too.
            return
        self._behind = self._behind - {panel} if seen else self._behind | {panel}
        if seen:
            self.wanted.emit(panel)
        if content := dock.widget():
            content.setEnabled(seen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isValid(self) or self._busy:
            return False
        if event.type() is QEvent.Type.LayoutRequest:
            self._heed_contents()
        # By hand: while text or window change, heights say nothing of what is wanted.
        held = QApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if event.type() is QEvent.Type.Resize and held and watched is self.of[Panel.TIMELINE]:
            self._fold_by_height()
        return False

    def _heed_contents(self) -> None:
        """Contents that need less room than they did give it back: cards are made anew for other text."""
        least = {panel: dock.minimumSizeHint().width() for panel, dock in self.of.items()}
        if least != self._least:
            self._least = least
            self._soon.start(0)

    def _fold_by_height(self) -> None:
        """A strip that is dragged to the height of lanes shows lanes."""
        dock = self.of[Panel.TIMELINE]
        self._set_folded(arrangement.is_folded(dock.height(), self._line) and not dock.isFloating())

    def _set_folded(self, folded: bool) -> None:
        if folded == self._is_folded:
            return
        self._is_folded = folded
        dock = self.of[Panel.TIMELINE]
        bar = dock.titleBarWidget()
        # A strip has no room for a title; it says by itself what it is.
        dock.setTitleBarWidget(QWidget() if folded else None)  # type: ignore[arg-type]
        if bar is not None:
            bar.deleteLater()
        self.folded.emit(folded)
        self.changed.emit()

    def letter(self) -> None:
        """Qt letters a dock's title anew only if its font is its own; this one differs by nothing seen."""
        font = self._window.font()
        font.setPointSizeF(font.pointSizeF() + 0.01)
        for dock in self.of.values():
            dock.setFont(font)

    def map_resized(self) -> None:
        """By the window or by hand, which moves the edge of a panel."""
        if not self._busy and not self._map_has_room():
            self._soon.start(0)
