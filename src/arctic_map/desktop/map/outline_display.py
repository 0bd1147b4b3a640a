"""An outline that is drawn: how page and bar show it, and where its next vertex may be."""

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
"""The page's name for what is drawn over all layers."""


class OutlineDisplay(QObject):
    bar_made = Signal(object)
    """An OutlineBar, when it is first shown."""

    def __init__(self, view: MapView, store: Store, window: Window) -> None:
        super().__init__(view)
        self._view, self._store, self._window = view, store, window
        self._handles: tuple[Handle, ...] = ()
        self._targets: SnapTargets | None = None
        self.snaps = True
        """Whether a place near another vertex becomes that vertex."""
        self.bar: OutlineBar | None = None

    def show(self, outline: Outline, *, pointer: Place | None, aims: bool) -> None:
        """The outline as it is now; to the pointer, or to the middle of the map, while it goes on."""
        # PROJ and numpy, which a window without a tool does without.
        from arctic_map.scene.digitising.drawing import draw_outline, handles

        scene, aims = self._store.scene, aims and not outline.ended
        resolution = scene.viewport.resolution if scene.viewport else 1.0
        self._handles = handles(outline, scene.projection, resolution)
        shown = _to_place(outline, self.middle() if aims else pointer)
        drawing = draw_outline(shown, self._handles, scene.projection, scene.catalog.symbology, SKETCH)
        places = tuple((each.x, each.y) for each in self._handles)
        self._view.bridge.send(encode(ShowSketch(True, aims, drawing, places)))
        if self.bar is None:
            # It needs PROJ and numpy.
            from arctic_map.desktop.map.outline_bar import OutlineBar

            self.bar = OutlineBar(self._window, self._view)
            self.bar.snap_requested.connect(self._snap)
            self.bar_made.emit(self.bar)
        self.bar.show_outline(outline, scene.preferences, snaps=self.snaps)

    def hide(self) -> None:
        self._handles = ()
        self._view.bridge.send(encode(ShowSketch(active=False, aim=False, drawing=None)))
        if self.bar is not None:
            self.bar.hide()

    def handle(self, number: int) -> Handle | None:
        """A vertex, or the middle of a segment, by its number on the page."""
        return self._handles[number] if number < len(self._handles) else None

    def middle(self) -> Place | None:
        """The place in the middle of the map; None off the Earth."""
        view = self._store.scene.viewport
        return unproject(self._store.scene.projection, view.x, view.y) if view else None

    def snapped(self, x: float, y: float) -> Place | None:
        """The place at projected metres, or on what is near; None off the Earth."""
        scene = self._store.scene
        if self.snaps and scene.viewport:
            if self._targets is None:
                # shapely, which a window without a tool does without.
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
