"""Panels in their docks: those that every window has, and those that are made when they are first seen."""

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
    def __init__(
        self, docks: Docks, toolbar: QWidget, view: QWidget, late: Mapping[Panel, Callable[[], object]]
    ) -> None:
        """`late` makes each of the panels that stand behind others, or that nobody has opened."""
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
        """Into its dock, to be told of each new scene; `stops` are those of the Tab key, if not all parts."""
        show_scene(scene)
        self._made[panel] = widget
        self._shows.append(show_scene)
        if stops:
            self._stops[panel] = stops
        self._docks.panels.set_panel(panel, widget)

    def put_late[Late: QWidget](self, panel: Panel, widget: Late, show_scene: Show, scene: Scene) -> Late:
        """The same, of one that comes after the others."""
        self.put(panel, widget, show_scene, scene)
        self._order_tabs()
        qt_buttons.name_them(widget)
        return widget

    def begin(self) -> None:
        """When those that every window has are there: others come when they are first seen."""
        self._docks.panels.contents_needed.connect(self.make)
        for panel in self._late:
            if self._docks.panels.is_in_front(panel):
                self.make(panel)
        self._order_tabs()

    def is_made(self, panel: Panel) -> bool:
        return panel in self._made

    def make(self, panel: Panel) -> None:
        if panel in self._late:
            self._late[panel]()

    def show_scene(self, scene: Scene) -> None:
        for show_scene in self._shows:
            show_scene(scene)

    def _order_tabs(self) -> None:
        """As one reads the window: the map stands between the layers and what is told of it."""
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
