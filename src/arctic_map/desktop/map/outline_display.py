"""The display of an outline that is drawn, in page and bar, and snapping of its vertices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.geo.position import unproject
from arctic_map.model.outline import Outline, OutlineKind, Place
from arctic_map.page.to_page import ShowSketch, encode
from arctic_map.scene.digitising import outlining

if TYPE_CHECKING:
    from arctic_map.desktop.map.outline_bar import OutlineBar
    from arctic_map.desktop.map.snap_targets import SnapTargets
    from arctic_map.desktop.web.view import MapView
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.scene.digitising.drawing import Handle

SKETCH = "outline"
"""The page's id for the drawing above all layers."""


class OutlineDisplay(QObject):
    """Shows the outline and its handles; PROJ, numpy and shapely are loaded when first needed."""

    bar_made = Signal(object)
    """The OutlineBar, when it is first shown."""

    def __init__(self, view: MapView, store: Store, window: Window) -> None:
        super().__init__(view)
        self._view, self._store, self._window = view, store, window
        self._handles: tuple[Handle, ...] = ()
        self._targets: SnapTargets | None = None
        self.snaps = True
        """Whether a place near another vertex becomes that vertex."""
        self.bar: OutlineBar | None = None

    def show(self, outline: Outline, *, pointer: Place | None, aims: bool) -> None:
        """Show an outline; while it is drawn, it leads to the pointer, or with `aims` to the map's middle."""
        from arctic_map.scene.digitising.drawing import draw_outline, handles

        scene, aims = self._store.scene, aims and not outline.ended
        resolution = scene.viewport.resolution if scene.viewport else 1.0
        self._handles = handles(outline, scene.projection, resolution)
        shown = _to_place(outline, self.middle() if aims else pointer)
        drawing = draw_outline(shown, self._handles, scene.projection, scene.catalog.symbology, SKETCH)
        places = tuple((each.x, each.y) for each in self._handles)
        self._view.bridge.send(encode(ShowSketch(True, aims, drawing, places)))
        if self.bar is None:
            from arctic_map.desktop.map.outline_bar import OutlineBar

            self.bar = OutlineBar(self._window, self._view)
            self.bar.snap_requested.connect(self._snap)
            self.bar_made.emit(self.bar)
        self.bar.show_outline(outline, scene.preferences, snaps=self.snaps)

    def hide(self) -> None:
        """Remove the outline from page and bar."""
        self._handles = ()
        self._view.bridge.send(encode(ShowSketch(active=False, aim=False, drawing=None)))
        if self.bar is not None:
            self.bar.hide()

    def handle(self, number: int) -> Handle | None:
        """Return a handle by its number on the page: a vertex, or the middle of a segment."""
        return self._handles[number] if number < len(self._handles) else None

    def middle(self) -> Place | None:
        """Return the place in the middle of the map; None off the Earth."""
        view = self._store.scene.viewport
        return unproject(self._store.scene.projection, view.x, view.y) if view else None

    def snapped(self, x: float, y: float) -> Place | None:
        """Return the place at projected metres, snapped to something near; None off the Earth."""
        scene = self._store.scene
        if self.snaps and scene.viewport:
            if self._targets is None:
                from arctic_map.desktop.map.snap_targets import SnapTargets

                self._targets = SnapTargets(self._store)
            x, y = self._targets.snapped(x, y) or (x, y)
        return unproject(scene.projection, x, y)

    def _snap(self, on: bool) -> None:
        self.snaps = on


def _to_place(outline: Outline, place: Place | None) -> Outline:
    if outline.ended or outline.kind is OutlineKind.POINT or not outline.count or place is None:
        return outline
    return outlining.added(outline, place)
