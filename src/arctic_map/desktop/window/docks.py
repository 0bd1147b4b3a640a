"""Which panels are visible around the map, and which close in a small window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from arctic_map.desktop.window import dock_sizes
from arctic_map.desktop.window.dock_sizes import DockSizes
from arctic_map.desktop.window.panel import BELOW, ON_THE_RIGHT, SIDE_PANELS, Panel
from arctic_map.desktop.window.panel_docks import PanelDocks

USUAL = (Panel.LAYERS, Panel.FACTS, Panel.TIMELINE)
"""Panels of a window without a stored layout."""
LAYOUT_VERSION = 7
"""Increased when docks or toolbars change, so that older layouts are not restored."""


class Docks(QObject):
    """Shows, hides, resizes and restores the panels of a window."""

    changed = Signal()
    """A panel was opened or closed, or came to the front."""
    folded = Signal(bool)
    """Emitted with True when only the timeline's strip fits, with False when more does."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window, self.panels = window, PanelDocks(window)
        self._sizes = DockSizes(window, self.panels)
        self._gave_way: list[Panel] = []
        """Closed automatically for lack of space."""
        self._front: QDockWidget | None = None
        """The one of them that was in front."""
        self._requested: Panel | None = None
        """The panel that the user opened last."""
        self._folded_under_rows = True
        """Whether the timeline was folded when the table opened."""
        self._is_folded = True
        self._aside: QByteArray | None = None
        """The layout to restore when nothing keeps the panels hidden."""
        self._map_only = self._in_tour = False
        """The reasons to hide all panels."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.fit)
        self.panels.visibility_changed.connect(self.changed)
        # Contents that need less space than before give it back: cards are recreated when the text changes.
        self.panels.contents_changed.connect(lambda: self._soon.start(0))
        self.panels.timeline_dragged.connect(self._fold_by_height)

    @property
    def map_only(self) -> bool:
        """Whether no panel is shown, for whatever reason."""
        return not self._gave_way and not any(map(self.panels.is_shown, Panel))

    @property
    def in_tour(self) -> bool:
        """Whether the tour keeps the panels hidden."""
        return self._in_tour

    @property
    def timeline_folded(self) -> bool:
        """Whether the timeline is a strip."""
        return self._is_folded

    @property
    def stacked(self) -> bool:
        """Whether Layers is a tab behind Facts."""
        return self._sizes.stacked

    def show(self, panel: Panel, shown: bool) -> None:
        """Show or hide a panel; do nothing during the tour."""
        if self._in_tour:
            return
        if shown and self._map_only:
            self.show_map_only(False)
        dock, given = self.panels.of[panel], self._sizes.are_as_given()
        if shown:
            # The contents first, because their size determines the dock's size.
            self.panels.contents_needed.emit(panel)
        in_front = panel in SIDE_PANELS and self.panels.is_seen(panel)
        # The width that its contents needed was not set by the user either.
        given = given or (in_front and dock.width() == dock.minimumSizeHint().width())
        dock.setVisible(shown)
        if in_front and not shown:
            self.panels.of[Panel.FACTS].raise_()
        with self.panels.moving():
            self.panels.lay_out()
            # A closed panel that needed more width than the others gives it back.
            if given:
                self._sizes.resize_side()
            if panel in BELOW and self._is_folded:
                self._resize_below(folded=True)
        self._gave_way = [each for each in self._gave_way if each is not panel]
        if panel is Panel.TABLE:
            self._make_room_for_rows(shown)
        if shown:
            self._requested = panel
            self._front = dock if panel in SIDE_PANELS else self._front
            dock.raise_()
            if dock.isFloating():
                dock.activateWindow()
            self.fit()

    def _make_room_for_rows(self, requested: bool) -> None:
        """Enlarge the bottom area for a table, or restore it and what was closed for it."""
        if requested:
            self._folded_under_rows = self._is_folded
            self.panels.of[Panel.TABLE].raise_()
            self.panels.lay_out()
            self._resize_below(folded=False)
        elif self._requested is Panel.TABLE:
            self._requested = None
            with self.panels.moving():
                self._resize_below(self._folded_under_rows)
                self.panels.lay_out()
            self.fit()

    def toggle(self, panel: Panel) -> None:
        """Show a panel, hide it, or raise it if it is behind another panel or the window."""
        dock = self.panels.of[panel]
        covered = not (dock.isActiveWindow() if dock.isFloating() else self.panels.is_seen(panel))
        self.show(panel, not self.panels.is_shown(panel) or covered)

    def show_map_only(self, only: bool) -> None:
        """Hide all panels or restore them; show the default ones if they were closed one by one."""
        if not only and self.map_only and self._aside is None:
            self._show_usual()
        else:
            self._keep_hidden(map_only=only, in_tour=self._in_tour)

    def show_for_tour(self, touring: bool) -> None:
        """Hide all panels during the tour and restore them afterwards."""
        self._keep_hidden(map_only=self._map_only, in_tour=touring)

    def _show_usual(self) -> None:
        for panel in USUAL:
            self.panels.of[panel].show()
        self.arrange()

    def _keep_hidden(self, *, map_only: bool, in_tour: bool) -> None:
        hidden = map_only or in_tour
        self._map_only, self._in_tour = map_only, in_tour
        with self.panels.moving():
            if hidden and self._aside is None:
                self._aside = self._window.saveState(LAYOUT_VERSION)
                for dock in self.panels.of.values():
                    dock.hide()
            elif self._aside is not None and not hidden:
                self._window.restoreState(self._aside, LAYOUT_VERSION)
                self._aside = None
        self.fit()
        self.changed.emit()

    def fold_timeline(self, folded: bool) -> None:
        """Fold the timeline to its strip or unfold its lanes; show it if it was hidden."""
        if self._in_tour:
            return
        self.show(Panel.TIMELINE, True)
        with self.panels.moving():
            self._resize_below(folded)
            self.panels.lay_out()
        self.fit()

    def state(self) -> QByteArray:
        """Return the layout to store, even while panels are hidden."""
        return self._aside if self._aside is not None else self._window.saveState(LAYOUT_VERSION)

    def restore(self, state: QByteArray | None, *, stacked: bool, folded: bool) -> None:
        """Restore a stored layout; use the default one if it cannot be read."""
        # Contents must have their stored size first, or the strip does not fit.
        self._set_folded(folded or not state)
        if state and self._window.restoreState(state, LAYOUT_VERSION):
            self._sizes.stacked = stacked
            self.fit()
        else:
            self.arrange()

    def arrange(self) -> None:
        """Give the panels their default sizes, or what their contents need."""
        if self._aside is not None:
            return
        # A window that was never shown is laid out in its minimum size, where the panels would not fit.
        if layout := self._window.layout():
            layout.setGeometry(self._window.rect())
        self._sizes.stack(self._sizes.usual.stacked)
        if self._sizes.stacked and not self._window.isVisible():
            # Facts are in front at the first start.
            self.panels.of[Panel.FACTS].raise_()
        self._resize(folded=self._is_folded)
        self.fit()

    def fit(self) -> None:
        """Shrink or close panels until the map has its part of the window; reopen them when space permits."""
        if self.panels.busy or self._aside is not None:
            return
        with self.panels.moving():
            usual = self._sizes.usual
            if usual.stacked != self._sizes.stacked:
                self._sizes.stack(usual.stacked)
                self._resize(folded=self._is_folded)
            elif self._sizes.are_as_given():
                self._sizes.resize_side()
            for panel in self._gave_way:
                self.panels.of[panel].show()
            if self._front and any(panel in SIDE_PANELS for panel in self._gave_way):
                self._front.raise_()
            self._gave_way = []
            self.panels.lay_out()
            for give_way in self._ways():
                if self._sizes.map_has_room():
                    break
                give_way()
                self.panels.lay_out()
            if self._requested not in BELOW and not self._sizes.map_has_room(dock_sizes.USUAL_MAP):
                self._close(BELOW)
                self.panels.lay_out()

    def _ways(self) -> Iterator[Callable[[], None]]:
        """Yield functions that make space for the map, the least missed first."""
        yield lambda: self._resize(folded=self._is_folded)
        if self._requested is Panel.TABLE:
            # Its rows need their height more than facts that do not concern them.
            yield lambda: self._close(ON_THE_RIGHT)
            yield self._sizes.lessen_rows
            if self._sizes.stacked:
                # Layers is in the place of Facts, with its width.
                yield lambda: self._close(SIDE_PANELS)
                yield self._sizes.lessen_rows
        yield lambda: self._resize(folded=True)
        yield lambda: self._resize_below(folded=True)
        yield self._sizes.squeeze
        first, last = (SIDE_PANELS, BELOW) if self._requested in BELOW else (BELOW, SIDE_PANELS)
        yield lambda: self._close(first)
        yield lambda: self._close(last)

    def _close(self, panels: tuple[Panel, ...]) -> None:
        if panels is not BELOW:
            self._front = self.panels.front_at_side()
        for panel in panels:
            if self.panels.is_shown(panel) and not self.panels.of[panel].isFloating():
                self._gave_way.append(panel)
                self.panels.of[panel].hide()

    def _resize(self, *, folded: bool) -> None:
        self._sizes.resize_side()
        # Problems and rows need the height of the lanes.
        listed = self.panels.is_shown(Panel.PROBLEMS) or self.panels.is_shown(Panel.TABLE)
        self._resize_below(folded and not listed)

    def _resize_below(self, folded: bool) -> None:
        # The contents first, since the lanes would not fit into the strip.
        self._set_folded(folded)
        self.panels.lay_out()
        self._sizes.resize_below(folded=folded)

    def _fold_by_height(self) -> None:
        """Unfold the strip when the user drags it to the height of lanes, and fold it likewise."""
        dock = self.panels.of[Panel.TIMELINE]
        self._set_folded(dock_sizes.is_folded(dock.height(), self._sizes.line) and not dock.isFloating())

    def _set_folded(self, folded: bool) -> None:
        if folded == self._is_folded:
            return
        self._is_folded = folded
        dock = self.panels.of[Panel.TIMELINE]
        bar = dock.titleBarWidget()
        # A strip has no space for a title, and needs none.
        dock.setTitleBarWidget(QWidget() if folded else None)  # type: ignore[arg-type]
        if bar is not None:
            bar.deleteLater()
        self.folded.emit(folded)
        self.changed.emit()

    def map_resized(self) -> None:
        """Check the map's size after the user resized the window or dragged the edge of a panel."""
        if not self.panels.busy and not self._sizes.map_has_room():
            self._soon.start(0)
