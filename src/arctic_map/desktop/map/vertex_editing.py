"""Editing the vertices of an outline: selecting, dragging, moving by keys, inserting and removing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.map.tool_keys import ToolKeys
from arctic_map.geo.position import project, unproject
from arctic_map.model.outline import Outline, Place, Vertex
from arctic_map.model.tr import tr
from arctic_map.scene.digitising import outlining

if TYPE_CHECKING:
    from arctic_map.desktop.map.outline_display import OutlineDisplay
    from arctic_map.desktop.web.view import MapView
    from arctic_map.desktop.window.store import Store
    from arctic_map.scene.digitising.drawing import Handle

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
        if (outline := self._outline()) and (handle := self._display.handle(number)):
            self.changed.emit(_with_handle(outline, handle))

    def start_drag(self, number: int) -> None:
        """Start dragging a handle."""
        if (outline := self._outline()) and (handle := self._display.handle(number)):
            self._dragged = handle.at, outline
            self.previewed.emit(_with_handle(outline, handle))

    def drag(self, place: Place | None) -> None:
        """Move the dragged vertex to the pointer."""
        if self._dragged and place and (outline := self._outline()):
            self.previewed.emit(outlining.moved(outline, self._dragged[0], place))

    def drop(self, x: float, y: float) -> None:
        """End the drag at projected metres; a place off the Earth restores the vertex."""
        now, place = self._outline(), self._display.snapped(x, y)
        if self._dragged is None or now is None:
            return
        (at, before), self._dragged = self._dragged, None
        self.previewed.emit(before)
        self.changed.emit(before if place is None else outlining.moved(now, at, place))

    def let_go(self) -> None:
        """Forget the dragged vertex, because another outline is drawn, or none."""
        self._dragged = None

    def choose(self, step: int) -> None:
        """Select the next vertex, or for -1 the previous one."""
        if outline := self._outline():
            self.changed.emit(outlining.chosen(outline, step))

    def remove(self) -> None:
        """Remove the selected vertex."""
        outline = self._outline()
        if outline is None or outline.chosen is None:
            return
        remaining = outlining.removed(outline, outline.chosen)
        if remaining == outline:
            self.message_emitted.emit(tr("No vertex can be removed; delete the whole place instead"))
        self.changed.emit(remaining)

    def insert(self) -> None:
        """Insert a vertex in the middle of the segment after the selected one."""
        outline = self._outline()
        if outline is None or outline.chosen is None:
            return
        from arctic_map.geo.measure import midway  # loads PROJ and numpy

        part, number = outline.chosen
        for at, start, end in outline.segments:
            if at == (part, number + 1):
                self.changed.emit(outlining.inserted(outline, at, midway(start, end)[1]))

    def _move(self, across: int, up: int) -> None:
        """Move the selected vertex by a step on the map."""
        outline, scene = self._outline(), self._store.scene
        if outline is None or outline.chosen is None or scene.viewport is None:
            return
        if point := project(scene.projection, *outline.place(outline.chosen)):
            by = STEP * scene.viewport.resolution
            if place := unproject(scene.projection, point[0] + across * by, point[1] + up * by):
                self.changed.emit(outlining.moved(outline, outline.chosen, place))


def _with_handle(outline: Outline, handle: Handle) -> Outline:
    if handle.inserts:
        return outlining.inserted(outline, handle.at, handle.place)
    return replace(outline, chosen=handle.at)
