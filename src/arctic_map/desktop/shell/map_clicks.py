"""Clicks on the map: they set an end of a route, place a vertex, or select."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from arctic_map.desktop.window.panel import Panel

if TYPE_CHECKING:
    from arctic_map.desktop.map.map_page import MapPage
    from arctic_map.desktop.shell.workspace import Workspace
    from arctic_map.desktop.web.web_view import MapView
    from arctic_map.desktop.window.store import Store
    from arctic_map.page.from_page import FromPage


class MapClicks(QObject):
    """Dispatches messages of the page about clicks; positions are projected metres, and imports are late."""

    def __init__(
        self,
        page: MapPage,
        view: MapView,
        store: Callable[[], Store],
        ready: Callable[[], Workspace | None],
        workspace: Callable[[], Workspace],
    ) -> None:
        """`ready` returns the workspace if it exists; `workspace` creates it."""
        super().__init__(view)
        self._view, self._store, self._ready, self._workspace = view, store, ready, workspace
        page.message_received.connect(self._on_message)
        page.ready.connect(self._on_ready)

    def _on_message(self, message: FromPage) -> None:
        from arctic_map.page import from_page

        match message:
            case from_page.FeatureClicked(_, feature, x, y):
                self._feature_clicked(feature, x, y)
            case from_page.MapClicked(x, y):
                self._map_clicked(x, y)
            case from_page.RowsClicked(x, y, resolution, feature):
                self._rows_clicked(x, y, resolution, feature)
            case from_page.FactClicked(fact):
                self._fact_clicked(fact)
            case from_page.MenuRequested(feature, x, y, left, top):
                self._menu_requested(feature, x, y, left, top)
            case from_page.ArticleRequested():
                self._workspace().show_in_article()
            case from_page.WayDragged(feature, from_x, from_y, x, y):
                self._workspace().routing.drag(feature, from_x, from_y, x, y)
            case from_page.HereRequested(x, y):
                self._workspace().tools.identifying.show(x, y)
            case from_page.PlaceClicked(x, y, ends):
                self._workspace().tools.current.add_place(x, y, ends)
            case from_page.AreaDrawn(corners):
                self._workspace().tools.select_in(corners)
            case from_page.NoteDragStarted(feature, x, y):
                if not (sketching := self._workspace().tools.sketching).active:
                    sketching.notes.start_drag(feature, x, y)
            case from_page.NoteDropped(x, y):
                self._workspace().tools.sketching.notes.drop(x, y)
            case from_page.HandleClicked(number):
                self._workspace().tools.digitising.vertices.click(number)
            case from_page.HandleDragStarted(number):
                self._workspace().tools.digitising.vertices.start_drag(number)
            case from_page.HandleDropped(x, y):
                self._workspace().tools.digitising.vertices.drop(x, y)

    def _feature_clicked(self, feature_id: str, x: float, y: float) -> None:
        if not self._ends_route(x, y, feature_id) and feature_id in self._store().scene.catalog.features:
            self._select(feature_id)

    def _map_clicked(self, x: float, y: float) -> None:
        if not self._ends_route(x, y):
            self._select()

    def _rows_clicked(self, x: float, y: float, resolution: float, feature: str = "") -> None:
        if self._ends_route(x, y, feature):
            return
        from arctic_map.scene.identify import row_at

        store = self._store()
        row = row_at(store.scene, store.drawings, x, y, resolution)
        if row or not feature or feature in store.scene.catalog.features:
            self._select(row or feature)

    def _fact_clicked(self, fact_id: str) -> None:
        if fact_id in self._store().scene.catalog.fact:
            self._workspace().navigator.go_to_fact(fact_id, stays=True)

    def _menu_requested(self, feature: str, x: float, y: float, left: float, top: float) -> None:
        zoom = self._view.zoomFactor()
        at = QPoint(round(left * zoom), round(top * zoom))
        self._workspace().map_menu.open(feature, x, y, at)

    def _on_ready(self) -> None:
        if workspace := self._ready():
            workspace.tools.current.show_again()

    def _ends_route(self, x: float, y: float, feature_id: str = "") -> bool:
        """Return whether a click, maybe on a feature, has set an end of the route."""
        workspace = self._ready()
        return (
            workspace is not None
            and workspace.panels.is_made(Panel.ROUTE)
            and workspace.routing.takes_click(x, y, feature_id)
        )

    def _select(self, feature_id: str = "") -> None:
        """Select a feature, or nothing."""
        from arctic_map.scene.session import actions

        self._store().apply(actions.select_feature(feature_id) if feature_id else actions.select_nothing)
