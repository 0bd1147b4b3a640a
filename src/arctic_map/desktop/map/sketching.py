"""The tools that measure and place notes on the map, by mouse and keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from arctic_map.desktop.map.note_editing import NoteEditing
from arctic_map.desktop.map.tool_keys import ToolKeys
from arctic_map.geo.position import project, unproject
from arctic_map.model.note import MAX_PLACES, MEASURED, Note, NoteKind, Place
from arctic_map.model.tr import tr
from arctic_map.page.to_page import ShowSketch, encode
from arctic_map.scene.session import actions
from arctic_map.scene.sketches import drawing_steps as making
from arctic_map.scene.sketches.drawing_steps import Sketch

if TYPE_CHECKING:
    from arctic_map.desktop.map.tool_bars import SketchBar
    from arctic_map.desktop.web.web_view import MapView
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.scene.scene import Scene

SKETCH = "sketch"
"""The page's id for the drawing above all layers."""
MIN_DISCARDED = 3
"""Points from which on a closed measurement can be brought back."""


class Sketching(QObject):
    """Draws one measurement or note at a time. PROJ and numpy are loaded with the first one."""

    changed = Signal()
    """A tool was started or closed, or there is or is no longer a point to undo."""
    message_emitted = Signal(str)
    area_drawn = Signal(object)
    """The corners of an area whose features are to be selected, in projected metres."""

    def __init__(self, view: MapView, store: Store, window: Window) -> None:
        super().__init__(view)
        self._view, self._store, self._window = view, store, window
        self._sketch: Sketch | None = None
        self._discarded: Sketch | None = None
        """The last measurement that was closed without being kept."""
        self._aims = False
        """Whether keys place points in the middle of the map, until the pointer moves."""
        self.bar: SketchBar | None = None
        self.notes = NoteEditing(view, store, window)
        self.notes.message_emitted.connect(self.message_emitted)
        self.notes.dragged.connect(self._show)
        self._keys = ToolKeys(
            view,
            (
                ("Space", self.set_place),
                ("Return", self.finish),
                ("Enter", self.finish),
                ("Backspace", self.remove_last),
                ("Esc", self.stop),
                ("Ctrl+C", self.copy),
            ),
        )
        store.scene_changed.connect(self._follow)
        window.about_to_close.connect(self.keep)

    @property
    def sketch(self) -> Sketch | None:
        """What is being drawn; None without an active tool."""
        return self._sketch

    @property
    def active(self) -> bool:
        """Whether a tool is in use."""
        return self._sketch is not None

    def begin(self, kind: NoteKind, place: Place | None = None, *, selects: bool = False) -> None:
        """Start a tool, with a first place if given; the active measuring tool again closes it."""
        now = self._sketch
        if place is None and now and now.kind is kind and not now.note and now.selects == selects:
            self.stop()
            return
        self._resume(Sketch(kind, selects=selects))
        if place is not None:
            self._place(place)

    def move(self, note_id: str) -> None:
        """Place a note again; its text stays."""
        note = self.notes.note(note_id)
        if note is not None and note.kind not in MEASURED:
            self._resume(Sketch(note.kind, text=note.text, note=note.id))

    def add_place(self, x: float, y: float, ends: bool) -> None:
        """Handle a click at projected metres; with `ends`, a double click that finishes a measurement."""
        if self._sketch is None:
            return
        self._aims = False
        if ends and self._sketch.kind in MEASURED:
            self.finish()
        else:
            self._place(unproject(self._store.scene.projection, x, y))

    def point(self, x: float, y: float) -> None:
        """Handle a move of the pointer to projected metres."""
        self.notes.drag(x, y)
        if self._sketch is not None:
            self._aims = False
            self._set(making.pointed(self._sketch, unproject(self._store.scene.projection, x, y)))

    def set_place(self) -> None:
        """Place a point in the middle of the map."""
        if self._sketch is not None:
            self._aims = True
            self._place(self._middle())

    def finish(self) -> None:
        """Finish a measurement, or place a note in the middle of the map."""
        if self._sketch is None:
            return
        done = making.ended(self._sketch)
        if done.ended and done.selects:
            there = (project(self._store.scene.projection, *place) for place in done.places)
            self.area_drawn.emit([corner for corner in there if corner])
        elif done.ended:
            self._set(done)
        elif self._sketch.kind not in MEASURED and self._aims:
            self.set_place()

    def remove_last(self) -> None:
        """Remove the last point; without points, bring back the measurement that was discarded last."""
        if self._sketch is None:
            return
        if self._sketch.measures and not self._sketch.places and self._discarded:
            again, self._discarded = self._discarded, None
            self._set(again)
            self.changed.emit()
        else:
            self._set(making.without_last(self._sketch))

    def stop(self) -> None:
        """Close the tool and discard what was not kept."""
        if self._sketch is None:
            return
        self._discard()
        self._sketch = None
        self._show()
        self._keys.enable(False)
        self.changed.emit()

    def switch(self) -> None:
        """Switch between measuring a distance and the area within the same points."""
        if self._sketch is not None and self._sketch.measures:
            other = NoteKind.DISTANCE if self._sketch.kind is NoteKind.AREA else NoteKind.AREA
            turned = replace(self._sketch, kind=other)
            self._set(replace(turned, ended=turned.ended and turned.is_enough))
            self.changed.emit()

    def copy(self) -> None:
        """Copy the measurement as text."""
        from arctic_map.scene.sketches.drawn_sizes import copied

        if self._sketch is not None and (note := self._sketch.measurement):
            QGuiApplication.clipboard().setText(copied(note, self._store.scene.preferences))
            self.message_emitted.emit(tr("The measurement was copied"))

    def keep(self) -> None:
        """Keep the measurement as a note, which exports include."""
        if self._sketch is not None and (note := self._sketch.measurement) and self.notes.has_room():
            self.notes.keep(replace(note, id=self.notes.free_id()))
            self._set(Sketch(note.kind))
            self.message_emitted.emit(tr("The measurement is kept in the layer Your measurements"))

    def show_again(self) -> None:
        """Show the sketch in a page that was loaded again."""
        if self._sketch is not None:
            self._show()

    def _discard(self) -> None:
        """Remember a measurement of some work before it is closed."""
        if self._sketch and self._sketch.measures and len(self._sketch.places) >= MIN_DISCARDED:
            self._discarded = self._sketch
            self.message_emitted.emit(
                tr("The measurement was not kept; to bring it back, measure again and press Backspace")
            )

    def _resume(self, sketch: Sketch) -> None:
        begins = self._sketch is None
        self._discard()
        self._store.apply(actions.select_nothing)
        self._aims = True
        self._keys.enable(True)
        self._set(sketch)
        self._view.setFocus()
        if begins:
            self._window.statusBar().clearMessage()
        self.changed.emit()

    def _place(self, place: Place | None) -> None:
        assert self._sketch is not None
        if place is None:
            self.message_emitted.emit(tr("This point of the map is not on the Earth"))
            return
        if self._sketch.is_full:
            self.message_emitted.emit(tr("A measurement has at most {most} points", most=MAX_PLACES))
            return
        if self._sketch.measures and self._sketch.places:
            self._discarded = None
        self._set(making.placed(self._sketch, place))
        done = self._sketch
        if done.ended and done.kind not in MEASURED:
            self._place_note(done)

    def _place_note(self, done: Sketch) -> None:
        moved = self.notes.note(done.note)
        self.stop()
        if moved is not None:
            self.notes.keep(replace(moved, places=done.places))
        elif (note := done.drawn) and self.notes.has_room():
            new = replace(note, id=self.notes.free_id())
            self.notes.ask(new, lambda text: self.notes.keep(replace(new, text=text)))

    def _middle(self) -> Place | None:
        view = self._store.scene.viewport
        return unproject(self._store.scene.projection, view.x, view.y) if view else None

    def _set(self, sketch: Sketch) -> None:
        had_places = self._sketch is not None and bool(self._sketch.places)
        self._sketch = making.pointed(sketch, self._middle()) if self._aims else sketch
        self._show()
        if bool(sketch.places) != had_places:
            self.changed.emit()

    def _forget_pointer(self) -> None:
        """Show the placed points alone while the pointer is on the bar."""
        if self._sketch is not None:
            self._set(making.pointed(self._sketch, None))

    def _follow(self, before: Scene, after: Scene) -> None:
        if self._sketch is None:
            return
        if before.viewport != after.viewport and self._aims:
            self._sketch = making.pointed(self._sketch, self._middle())
        elif before.projection == after.projection and before.preferences == after.preferences:
            return
        self._show()

    def _show(self, dragged: Note | None = None) -> None:
        """Show the sketch in page and bar; without a tool, the note that is dragged."""
        from arctic_map.scene.sketches.notes import draw_notes

        sketch, scene = self._sketch, self._store.scene
        note = sketch.drawn if sketch else dragged
        drawing = (
            draw_notes(SKETCH, [note], scene.projection, scene.catalog.symbology, scene.preferences)
            if note
            else None
        )
        encloses = sketch is not None and sketch.selects
        aims = self.active and self._aims
        self._view.bridge.send(encode(ShowSketch(self.active, aims, drawing, encloses=encloses)))
        if self.bar is None:
            self.bar = self._made_bar()
        self.bar.show_sketch(sketch, scene.preferences)

    def _made_bar(self) -> SketchBar:
        from arctic_map.desktop.map.tool_bars import SketchBar

        bar = SketchBar(self._window, self._view)
        bar.copy_requested.connect(self.copy)
        bar.keep_requested.connect(self.keep)
        bar.switch_requested.connect(self.switch)
        bar.close_requested.connect(self.stop)
        bar.pointer_entered.connect(self._forget_pointer)
        return bar
