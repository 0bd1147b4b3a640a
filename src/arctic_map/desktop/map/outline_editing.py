"""The outline that is drawn: its display in page and bar, snapping, and editing of its vertices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.map.tool_keys import ToolKeys
from arctic_map.geo.position import project, unproject
from arctic_map.model.outline import MAX_VERTICES, Outline, OutlineKind, Place, Vertex
from arctic_map.model.tr import digits, tr
from arctic_map.page.to_page import ShowSketch, encode
from arctic_map.scene.sketches import drawing_steps

if TYPE_CHECKING:
    from arctic_map.desktop.map.snap_targets import SnapTargets
    from arctic_map.desktop.map.tool_bars import OutlineBar
    from arctic_map.desktop.web.web_view import MapView
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.scene.sketches.outline_drawing import Handle


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
        from arctic_map.scene.sketches.outline_drawing import draw_outline, handles

        scene, aims = self._store.scene, aims and not outline.ended
        resolution = scene.viewport.resolution if scene.viewport else 1.0
        self._handles = handles(outline, scene.projection, resolution)
        shown = _to_place(outline, self.middle() if aims else pointer)
        drawing = draw_outline(shown, self._handles, scene.projection, scene.catalog.symbology, SKETCH)
        places = tuple((each.x, each.y) for each in self._handles)
        self._view.bridge.send(encode(ShowSketch(True, aims, drawing, places)))
        if self.bar is None:
            from arctic_map.desktop.map.tool_bars import OutlineBar

            self.bar = OutlineBar(self._window, self._view)
            self.bar.snap_requested.connect(self._snap)
            self.bar_made.emit(self.bar)
        self.bar.show_outline(outline, scene.projection, scene.preferences, snaps=self.snaps)

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
    return drawing_steps.added(outline, place)


STEP = 3
"""Pixels by which one press of an arrow key moves a vertex."""
WAYS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, 1), "Down": (0, -1)}


class VertexEditing(QObject):
    """Edits the outline of the drawing tool."""

    changed = Signal(object)
    """The Outline after a step that can be undone."""
    previewed = Signal(object)
    """The Outline while a vertex is dragged."""
    message_emitted = Signal(str)

    def __init__(
        self, view: MapView, store: Store, display: OutlineDisplay, outline: Callable[[], Outline | None]
    ) -> None:
        super().__init__(view)
        self._store, self._display, self._outline = store, display, outline
        self._dragged: tuple[Vertex, Outline] | None = None
        """The dragged vertex, and the outline before the drag."""
        # Without a selected vertex the arrow keys move the map.
        self.keys = ToolKeys(
            view,
            (
                *((key, lambda way=way: self._move(*way)) for key, way in WAYS.items()),
                ("Delete", self.remove),
                ("Ins", self.insert),
            ),
        )

    def click(self, number: int) -> None:
        """Select a vertex, or insert one if the handle is the middle of a segment."""
        outline, handle = self._outline(), self._display.handle(number)
        if outline and handle and (not handle.inserts or self.has_room(outline)):
            self.changed.emit(_with_handle(outline, handle))

    def start_drag(self, number: int) -> None:
        """Start dragging a handle."""
        outline, handle = self._outline(), self._display.handle(number)
        if outline and handle and (not handle.inserts or self.has_room(outline)):
            self._dragged = handle.at, outline
            self.previewed.emit(_with_handle(outline, handle))

    def drag(self, place: Place | None) -> None:
        """Move the dragged vertex to the pointer."""
        if self._dragged and place and (outline := self._outline()):
            self.previewed.emit(drawing_steps.moved(outline, self._dragged[0], place))

    def drop(self, x: float, y: float) -> None:
        """End the drag at projected metres; a place off the Earth restores the vertex."""
        now, place = self._outline(), self._display.snapped(x, y)
        if self._dragged is None or now is None:
            return
        (at, before), self._dragged = self._dragged, None
        self.previewed.emit(before)
        if place is None:
            self.message_emitted.emit(tr("This point of the map is not on the Earth"))
        self.changed.emit(before if place is None else drawing_steps.moved(now, at, place))

    def let_go(self) -> None:
        """Forget the dragged vertex, because another outline is drawn, or none."""
        self._dragged = None

    def choose(self, step: int) -> None:
        """Select the next vertex, or for -1 the previous one."""
        if outline := self._outline():
            self.changed.emit(drawing_steps.chosen(outline, step))

    def remove(self) -> None:
        """Remove the selected vertex."""
        outline = self._outline()
        if outline is None or outline.chosen is None:
            return
        remaining = drawing_steps.removed(outline, outline.chosen)
        if remaining == outline:
            self.message_emitted.emit(tr("No vertex can be removed; delete the whole place instead"))
        self.changed.emit(remaining)

    def has_room(self, outline: Outline) -> bool:
        """Return whether another vertex can be added; if not, a message says so."""
        if outline.count < MAX_VERTICES:
            return True
        most = digits(f"{MAX_VERTICES:,}")
        self.message_emitted.emit(tr("A drawing has at most {most} vertices", most=most))
        return False

    def insert(self) -> None:
        """Insert a vertex in the middle of the segment after the selected one."""
        outline = self._outline()
        if outline is None or outline.chosen is None or not self.has_room(outline):
            return
        from arctic_map.geo.measure import midway  # loads PROJ and numpy

        part, number = outline.chosen
        for at, start, end in outline.segments:
            if at == (part, number + 1):
                self.changed.emit(drawing_steps.inserted(outline, at, midway(start, end)[1]))

    def _move(self, across: int, up: int) -> None:
        """Move the selected vertex by a step on the map."""
        outline, scene = self._outline(), self._store.scene
        if outline is None or outline.chosen is None or scene.viewport is None:
            return
        if point := project(scene.projection, *outline.place(outline.chosen)):
            by = STEP * scene.viewport.resolution
            if place := unproject(scene.projection, point[0] + across * by, point[1] + up * by):
                self.changed.emit(drawing_steps.moved(outline, outline.chosen, place))


def _with_handle(outline: Outline, handle: Handle) -> Outline:
    if handle.inserts:
        return drawing_steps.inserted(outline, handle.at, handle.place)
    return replace(outline, chosen=handle.at)
