"""The tool that draws and edits points, lines and areas of the atlas on the map, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.map.outline_editing import OutlineDisplay, VertexEditing
from arctic_map.desktop.map.tool_keys import ToolKeys
from arctic_map.model.outline import Outline, OutlineKind, Place
from arctic_map.model.tr import tr
from arctic_map.scene.session import actions
from arctic_map.scene.sketches import drawing_steps
from arctic_map.scene.sketches.drawing_steps import OutlineHistory

if TYPE_CHECKING:
    from arctic_map.desktop.map.tool_bars import OutlineBar
    from arctic_map.desktop.web.web_view import MapView
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.scene.scene import Scene


class Digitising(QObject):
    """Draws or edits one outline at a time, with steps that can be undone."""

    changed = Signal()
    """The tool was started or closed, or its steps have changed."""
    completed = Signal()
    """The drawing was finished; it can still be edited until the tool is closed."""
    stopped = Signal()
    """The user has closed the tool and discarded the drawing."""
    message_emitted = Signal(str)

    def __init__(self, view: MapView, store: Store, window: Window) -> None:
        super().__init__(view)
        self._view, self._store, self._window = view, store, window
        self.steps: OutlineHistory | None = None
        """The steps of the drawing; None while the tool is not active."""
        self._aims = False
        """Whether keys place vertices in the middle of the map, until the pointer moves."""
        self._pointer: Place | None = None
        self.display = OutlineDisplay(view, store, window)
        self.display.bar_made.connect(self._follow_bar)
        self.may_close: Callable[[], bool] = lambda: True
        """Called before the user closes the tool. If it returns False, it has to close the tool later."""
        self.vertices = VertexEditing(view, store, self.display, lambda: self.outline)
        self.vertices.changed.connect(self._set)
        self.vertices.previewed.connect(self._preview)
        self.vertices.message_emitted.connect(self.message_emitted)
        self._keys = ToolKeys(
            view,
            (
                ("Space", self.set_place),
                ("Return", self.finish),
                ("Enter", self.finish),
                ("Backspace", self.remove_last),
                ("Esc", self.cancel),
                ("Tab", lambda: self.vertices.choose(1)),
                ("Shift+Tab", lambda: self.vertices.choose(-1)),
            ),
        )
        store.scene_changed.connect(self._follow)

    @property
    def active(self) -> bool:
        """Whether the tool is in use."""
        return self.steps is not None

    @property
    def outline(self) -> Outline | None:
        """The outline as drawn so far; None while the tool is not active."""
        return self.steps.now if self.steps else None

    def begin(self, kind: OutlineKind, place: Place | None = None) -> None:
        """Start a new drawing, with a first vertex if `place` is given."""
        self._resume(Outline(kind))
        if place is not None:
            self._place(place)

    def edit(self, outline: Outline) -> None:
        """Edit an existing outline."""
        self._resume(replace(outline, ended=True))

    def stop(self) -> None:
        """Close the tool and discard the drawing."""
        if self.steps is None:
            return
        self.steps = None
        self.vertices.let_go()
        self.display.hide()
        self._turn_keys()
        self.changed.emit()

    def cancel(self) -> None:
        """Deselect the selected vertex; without one, close the tool."""
        if self.outline is None:
            return
        if self.outline.chosen is not None:
            self._set(replace(self.outline, chosen=None))
            return
        self.close()

    def close(self) -> None:
        """Close the tool on the user's request and discard the drawing, unless `may_close` refuses."""
        if self.active and self.may_close():
            self.stop()
            self.stopped.emit()

    def undo(self) -> None:
        """Undo the last step of the drawing."""
        if self.steps:
            self._turn(drawing_steps.undone(self.steps))

    def redo(self) -> None:
        """Redo the step of the drawing that was undone last."""
        if self.steps:
            self._turn(drawing_steps.redone(self.steps))

    def finish(self) -> None:
        """Finish the drawing with Enter; a point without a place is placed in the middle of the map."""
        outline = self.outline
        if outline is None or outline.ended:
            return
        if outline.kind is OutlineKind.POINT and self._aims:
            self.set_place()
        elif outline.is_enough:
            self._set(drawing_steps.outline_ended(outline))
            self.completed.emit()

    def remove_last(self) -> None:
        """Remove the last vertex."""
        if self.outline is not None and self.outline.count:
            self._set(drawing_steps.without_last_vertex(self.outline))

    def set_place(self) -> None:
        """Add a vertex in the middle of the map."""
        if self.outline is not None and not self.outline.ended:
            self._aims = True
            self._place(self.display.middle())

    def type_place(self, lon: float, lat: float) -> None:
        """Move the selected vertex to this place in degrees, or else add a vertex there."""
        outline = self.outline
        if outline is None:
            return
        if outline.chosen is not None:
            self._set(drawing_steps.moved(outline, outline.chosen, (lon, lat)))
        elif outline.ended:
            self.message_emitted.emit(tr("Select the vertex to move: click it, or press Tab on the map"))
        else:
            self._place((lon, lat))

    def add_place(self, x: float, y: float, ends: bool) -> None:
        """Handle a click at projected metres; with `ends`, a double click that finishes the drawing."""
        if self.outline is None:
            return
        self._aims = False
        if self.outline.ended:
            self._set(replace(self.outline, chosen=None))
        elif ends:
            self.finish()
        else:
            self._place(self.display.snapped(x, y))

    def point(self, x: float, y: float) -> None:
        """Handle a move of the pointer to projected metres."""
        if self.outline is None:
            return
        self._aims = False
        self._pointer = self.display.snapped(x, y)
        self.vertices.drag(self._pointer)
        self.show_again()

    def show_again(self) -> None:
        """Show the outline in the page and the bar."""
        if self.outline is not None:
            self.display.show(self.outline, pointer=self._pointer, aims=self._aims)

    def _resume(self, outline: Outline) -> None:
        self._store.apply(actions.select_nothing)
        self.steps, self._pointer = OutlineHistory(outline), None
        self.vertices.let_go()
        self._aims = not outline.ended
        self._turn_keys()
        self.show_again()
        self._view.setFocus()
        self._window.statusBar().clearMessage()
        self.changed.emit()

    def _place(self, place: Place | None) -> None:
        if self.outline is None:
            return
        if place is None:
            self.message_emitted.emit(tr("This point of the map is not on the Earth"))
            return
        if not self.vertices.has_room(self.outline):
            return
        grown = drawing_steps.added(self.outline, place)
        self._set(grown)
        if grown.ended:
            self.completed.emit()

    def _set(self, outline: Outline) -> None:
        if self.steps:
            self._turn(drawing_steps.stepped(self.steps, outline))

    def _preview(self, outline: Outline) -> None:
        if self.steps:
            self.steps = replace(self.steps, now=outline)

    def _turn(self, to: OutlineHistory) -> None:
        self.steps = to
        self._turn_keys()
        self.show_again()
        self.changed.emit()

    def _follow(self, before: Scene, after: Scene) -> None:
        if (
            before.viewport != after.viewport
            or before.projection != after.projection
            or before.preferences != after.preferences
        ):
            self.show_again()

    def _follow_bar(self, bar: OutlineBar) -> None:
        bar.typed.connect(self.type_place)
        bar.finish_requested.connect(self.finish)
        bar.close_requested.connect(self.close)

    def _turn_keys(self) -> None:
        """Enable the tool's shortcuts while it is active, and arrow keys while a vertex is selected."""
        self._keys.enable(self.active)
        self.vertices.keys.enable(self.outline is not None and self.outline.chosen is not None)
