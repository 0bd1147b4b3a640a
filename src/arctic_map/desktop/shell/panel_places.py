"""Panels in their docks, those of every window and those that are created when first visible."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from arctic_map.desktop.shell.commands import tab_order
from arctic_map.desktop.widgets.appearance import qt_buttons
from arctic_map.desktop.window.panel import Panel

if TYPE_CHECKING:
    from arctic_map.desktop.window.docks import Docks
    from arctic_map.scene.scene import Scene

Show = Callable[["Scene"], None]


class PanelPlaces:
    """Fills docks with panels, and passes each new scene to them."""

    def __init__(
        self, docks: Docks, toolbar: QWidget, view: QWidget, late: Mapping[Panel, Callable[[], object]]
    ) -> None:
        """`late` creates each of the panels that are hidden at first."""
        self._docks, self._toolbar, self._view, self._late = docks, toolbar, view, late
        self._made: dict[Panel, QWidget] = {}
        self._shows: list[Show] = []
        self._stops: dict[Panel, Callable[[], Sequence[QWidget]]] = {}

    def put(
        self,
        panel: Panel,
        widget: QWidget,
        show_scene: Show,
        scene: Scene,
        stops: Callable[[], Sequence[QWidget]] | None = None,
    ) -> None:
        """Put a panel into its dock; `stops` returns its tab stops, if it has a special order."""
        show_scene(scene)
        self._made[panel] = widget
        self._shows.append(show_scene)
        if stops:
            self._stops[panel] = stops
        self._docks.panels.set_panel(panel, widget)

    def put_late[Late: QWidget](self, panel: Panel, widget: Late, show_scene: Show, scene: Scene) -> Late:
        """Put a panel that is created late into its dock."""
        self.put(panel, widget, show_scene, scene)
        self._order_tabs()
        qt_buttons.name_them(widget)
        return widget

    def begin(self) -> None:
        """Create further panels when they become visible; call this after the first ones were put."""
        self._docks.panels.contents_needed.connect(self.make)
        for panel in self._late:
            if self._docks.panels.is_in_front(panel):
                self.make(panel)
        self._order_tabs()

    def is_made(self, panel: Panel) -> bool:
        """Return whether a panel was created."""
        return panel in self._made

    def make(self, panel: Panel) -> None:
        """Create a panel, if it was not."""
        if panel in self._late:
            self._late[panel]()

    def show_scene(self, scene: Scene) -> None:
        """Show a scene in all panels that were created."""
        for show_scene in self._shows:
            show_scene(scene)

    def _order_tabs(self) -> None:
        """Set the tab order as one reads: layers, map, other panels."""
        first, *others = Panel
        before = (self._toolbar, self._docks.panels.of[first].widget(), self._view)
        tab_order.arrange(
            (
                *(stop for region in before for stop in tab_order.stops(region)),
                *(stop for panel in others for stop in self._stops_in(panel)),
            )
        )

    def _stops_in(self, panel: Panel) -> Sequence[QWidget]:
        if stops := self._stops.get(panel):
            return stops()
        return tab_order.stops(self._docks.panels.of[panel].widget())
