"""What a click on the map means: an end of a route, a vertex of a drawing, or what is to be selected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from arctic_map.desktop.panels.panel import Panel

if TYPE_CHECKING:
    from arctic_map.desktop.map.map_page import MapPage
    from arctic_map.desktop.store import Store
    from arctic_map.desktop.web.view import MapView
    from arctic_map.desktop.workspace import Workspace


class MapClicks(QObject):
    """Positions are projected metres."""

    def __init__(
        self,
        page: MapPage,
        view: MapView,
        store: Callable[[], Store],
        ready: Callable[[], Workspace | None],
        workspace: Callable[[], Workspace],
    ) -> None:
        """`ready` is what acts on a click if it is there already; `workspace` makes it where it is not."""
        super().__init__(view)
        self._view, self._store, self._ready, self._workspace = view, store, ready, workspace
        page.feature_clicked.connect(self._feature_clicked)
        page.map_clicked.connect(self._map_clicked)
        page.rows_clicked.connect(self._rows_clicked)
        page.fact_clicked.connect(self._fact_clicked)
        page.menu_requested.connect(self._menu_requested)
        page.came_up.connect(self._came_up)
        page.article_requested.connect(lambda: workspace().show_in_article())
        page.way_dragged.connect(lambda *dragged: workspace().routing.drag(*dragged))
        page.here_requested.connect(lambda x, y: workspace().tools.identifying.show(x, y))
        page.place_clicked.connect(lambda x, y, ends: workspace().tools.current.take_place(x, y, ends))
        page.note_taken.connect(lambda id, x, y: workspace().tools.sketching.take(id, x, y))
        page.note_dropped.connect(lambda x, y: workspace().tools.sketching.drop(x, y))
        page.handle_clicked.connect(lambda number: workspace().tools.digitising.click_handle(number))
        page.handle_taken.connect(lambda number: workspace().tools.digitising.take_handle(number))
        page.handle_dropped.connect(lambda x, y: workspace().tools.digitising.drop_handle(x, y))

    def _feature_clicked(self, feature_id: str, x: float, y: float) -> None:
        if not self._ends_route(x, y, feature_id) and feature_id in self._store().scene.catalog.features:
            self._select(feature_id)

    def _map_clicked(self, x: float, y: float) -> None:
        if not self._ends_route(x, y):
            self._select()

    def _rows_clicked(self, x: float, y: float, resolution: float, feature: str = "") -> None:
        if self._ends_route(x, y, feature):
            return
        # Only where a file of very many features is open.
        from arctic_map.scene.drawings.hits import row_at

        store = self._store()
        found = row_at(store.scene, store.drawings, x, y, resolution)
        if found or not feature or feature in store.scene.catalog.features:
            self._select(found or feature)

    def _fact_clicked(self, fact_id: str) -> None:
        if fact_id in self._store().scene.catalog.fact:
            self._workspace().navigator.read_fact(fact_id)

    def _menu_requested(self, feature: str, x: float, y: float, left: float, top: float) -> None:
        zoom = self._view.zoomFactor()
        at = QPoint(round(left * zoom), round(top * zoom))
        self._workspace().map_menu.open(feature, x, y, at)

    def _came_up(self) -> None:
        if workspace := self._ready():
            workspace.tools.current.show_again()

    def _ends_route(self, x: float, y: float, feature_id: str = "") -> bool:
        """Whether the planner takes a click, maybe on a feature, as an end of its route."""
        workspace = self._ready()
        return (
            workspace is not None
            and workspace.panels.is_made(Panel.ROUTE)
            and workspace.routing.takes_click(x, y, feature_id)
        )

    def _select(self, feature_id: str = "") -> None:
        """A feature, or nothing."""
        # What acts on the content comes with it, after the first paint.
        from arctic_map.scene.session import actions

        self._store().apply(actions.select_feature(feature_id) if feature_id else actions.select_nothing)
