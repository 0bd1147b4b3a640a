"""The tools that work on the map: measuring, and placing notes, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from arctic_map.desktop.dialogs.note import NoteDialog
from arctic_map.geo.position import unproject
from arctic_map.model.note import MEASURED, PREFIX, Note, NoteKind, Place
from arctic_map.model.tr import tr
from arctic_map.page.to_page import ShowSketch, encode
from arctic_map.scene.notes import sketch as making
from arctic_map.scene.notes.sketch import Sketch
from arctic_map.scene.session import actions

if TYPE_CHECKING:
    from arctic_map.desktop.map.sketch_bar import SketchBar
    from arctic_map.desktop.web.view import MapView
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.scene.scene import Scene

SKETCH = "sketch"
"""The page's name for what is drawn over all layers."""


class Sketching(QObject):
    changed = Signal()
    """A tool has begun or has been put away."""
    said = Signal(str)

    def __init__(self, view: MapView, store: Store, window: Window) -> None:
        super().__init__(view)
        self._view, self._store, self._window = view, store, window
        self._sketch: Sketch | None = None
        self._aims = False
        """Whether keys set places, in the middle of the map; the pointer takes over when it moves."""
        self._held: Note | None = None
        """A note that is dragged."""
        self._end = 0
        """The number of the place of it that follows the pointer."""
        self.bar: SketchBar | None = None
        self.dialog: NoteDialog | None = None
        """The last one."""
        self._shortcuts = tuple(self._shortcut(*each) for each in self._keys())
        store.scene_changed.connect(self._follow)

    @property
    def sketch(self) -> Sketch | None:
        return self._sketch

    @property
    def active(self) -> bool:
        return self._sketch is not None

    def begin(self, kind: NoteKind, place: Place | None = None) -> None:
        """Take up a tool, with a first place if there is one; the same measuring tool again puts it away."""
        if place is None and self._sketch and self._sketch.kind is kind and not self._sketch.note:
            self.stop()
            return
        self._take_up(Sketch(kind))
        if place is not None:
            self._place(place)

    def move(self, note_id: str) -> None:
        """Have a note placed anew; its words stay."""
        note = self._note(note_id)
        if note is not None and note.kind not in MEASURED:
            self._take_up(Sketch(note.kind, text=note.text, note=note.id))

    def edit(self, note_id: str) -> None:
        """Ask for a note's words."""
        if note := self._note(note_id):
            self._ask(note, lambda text: self._keep(replace(note, text=text)))

    def delete(self, note_id: str) -> None:
        if self._note(note_id):
            self._store.apply(actions.delete_notes([note_id]))
            self.said.emit(tr("The note was deleted; Undo restores it"))

    def take_place(self, x: float, y: float, ends: bool) -> None:
        """A click, projected metres; a double click ends what is measured."""
        if self._sketch is None:
            return
        self._aims = False
        if ends and self._sketch.kind in MEASURED:
            self.finish()
        elif place := unproject(self._store.scene.projection, x, y):
            self._place(place)
        else:
            self.said.emit(tr("This point of the map is not on the Earth"))

    def point(self, x: float, y: float) -> None:
        """The pointer has moved there, projected metres."""
        if self._held is not None:
            self._show(self._moved(x, y))
        if self._sketch is not None:
            self._aims = False
            self._set(making.pointed(self._sketch, unproject(self._store.scene.projection, x, y)))

    def take(self, note_id: str, x: float, y: float) -> None:
        """A note is dragged from this place on, projected metres; of an arrow the end that is nearer."""
        note, place = self._note(note_id), unproject(self._store.scene.projection, x, y)
        if note is not None and place is not None and note.kind not in MEASURED and not self.active:
            # PROJ and numpy, which a window without a tool does without.
            from arctic_map.geo.measure import nearest

            self._held, self._end = note, nearest(note.places, place)

    def drop(self, x: float, y: float) -> None:
        """What was dragged stays here, projected metres; off the Earth it goes back to where it was."""
        moved, self._held = self._moved(x, y), None
        if moved is not None:
            self._keep(moved)
        self._show()

    def _moved(self, x: float, y: float) -> Note | None:
        place = unproject(self._store.scene.projection, x, y)
        if self._held is None or place is None:
            return None
        places = (place if number == self._end else at for number, at in enumerate(self._held.places))
        return replace(self._held, places=tuple(places))

    def set_place(self) -> None:
        """In the middle of the map."""
        if self._sketch is not None:
            self._aims = True
            if place := self._middle():
                self._place(place)

    def finish(self) -> None:
        if self._sketch is None:
            return
        done = making.ended(self._sketch)
        if done.ended:
            self._set(done)
        elif self._sketch.kind not in MEASURED and self._aims:
            self.set_place()

    def take_back(self) -> None:
        if self._sketch is not None:
            self._set(making.taken_back(self._sketch))

    def stop(self) -> None:
        """Put the tool away, and what was not kept."""
        if self._sketch is None:
            return
        self._sketch = None
        self._show()
        self._turn_keys(False)
        self.changed.emit()

    def switch(self) -> None:
        """From a way to the area within it, or back."""
        if self._sketch is not None and self._sketch.kind in MEASURED:
            other = NoteKind.DISTANCE if self._sketch.kind is NoteKind.AREA else NoteKind.AREA
            turned = replace(self._sketch, kind=other)
            self._set(replace(turned, ended=turned.ended and turned.is_enough))
            self.changed.emit()

    def copy(self) -> None:
        """What was measured, as text."""
        # PROJ and numpy, which a window without a tool does without.
        from arctic_map.scene.notes.figures import copied

        if self._sketch is not None and (note := self._sketch.drawn):
            QGuiApplication.clipboard().setText(copied(note, self._store.scene.preferences))
            self.said.emit(tr("The measurement was copied"))

    def keep(self) -> None:
        """As a mark of a layer of one's own, in all exports."""
        if self._sketch is None or not self._sketch.is_enough or self._sketch.kind not in MEASURED:
            return
        done = replace(self._sketch, ended=True)
        if note := done.drawn:
            self._keep(replace(note, id=self._free_id()))
            self._set(Sketch(done.kind))
            self.said.emit(tr("The measurement is kept in the layer Your measurements"))

    def show_again(self) -> None:
        """To a page that has begun anew."""
        if self._sketch is not None:
            self._show()

    def _take_up(self, sketch: Sketch) -> None:
        begins = self._sketch is None
        self._store.apply(actions.select_nothing)
        self._aims = True
        self._turn_keys(True)
        self._set(sketch)
        self._view.setFocus()
        if begins:
            self._window.statusBar().clearMessage()
        self.changed.emit()

    def _place(self, place: Place) -> None:
        assert self._sketch is not None
        self._set(making.placed(self._sketch, place))
        done = self._sketch
        if done.ended and done.kind not in MEASURED:
            self._place_note(done)

    def _place_note(self, done: Sketch) -> None:
        moved = self._note(done.note)
        self.stop()
        if moved is not None:
            self._keep(replace(moved, places=done.places))
        elif note := done.drawn:
            new = replace(note, id=self._free_id())
            self._ask(new, lambda text: self._keep(replace(new, text=text)))

    def _keep(self, note: Note) -> None:
        self._store.apply(actions.keep_note(note))

    def _ask(self, note: Note, answer: Callable[[str], None]) -> None:
        self.dialog = dialog = NoteDialog(note, self._window)
        dialog.answered.connect(answer)
        dialog.finished.connect(lambda: self._view.setFocus())
        dialog.open()

    def _note(self, note_id: str) -> Note | None:
        return next((note for note in self._store.session.notes if note.id == note_id), None)

    def _free_id(self) -> str:
        numbers = (int(note.id.removeprefix(PREFIX)) for note in self._store.session.notes)
        return f"{PREFIX}{max(numbers, default=0) + 1}"

    def _middle(self) -> Place | None:
        view = self._store.scene.viewport
        return unproject(self._store.scene.projection, view.x, view.y) if view else None

    def _set(self, sketch: Sketch) -> None:
        self._sketch = making.pointed(sketch, self._middle()) if self._aims else sketch
        self._show()

    def _follow(self, before: Scene, after: Scene) -> None:
        if self._sketch is None:
            return
        if before.viewport != after.viewport and self._aims:
            self._sketch = making.pointed(self._sketch, self._middle())
        elif before.projection == after.projection and before.preferences == after.preferences:
            return
        self._show()

    def _show(self, dragged: Note | None = None) -> None:
        """In the page and in the bar, as it is now; without a tool, a note that is dragged."""
        # PROJ and numpy, which a window without a tool does without.
        from arctic_map.scene.notes.drawing import draw_notes

        sketch, scene = self._sketch, self._store.scene
        note = sketch.drawn if sketch else dragged
        drawing = (
            draw_notes(SKETCH, [note], scene.projection, scene.catalog.symbology, scene.preferences)
            if note
            else None
        )
        self._view.bridge.send(encode(ShowSketch(sketch is not None, self.active and self._aims, drawing)))
        if self.bar is None:
            self.bar = self._made_bar()
        self.bar.show_sketch(sketch, scene.preferences)

    def _made_bar(self) -> SketchBar:
        # It needs PROJ and numpy.
        from arctic_map.desktop.map.sketch_bar import SketchBar

        bar = SketchBar(self._window, self._view)
        bar.copy_requested.connect(self.copy)
        bar.keep_requested.connect(self.keep)
        bar.switch_requested.connect(self.switch)
        bar.close_requested.connect(self.stop)
        return bar

    def _keys(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        return (
            ("Space", self.set_place),
            ("Return", self.finish),
            ("Enter", self.finish),
            ("Backspace", self.take_back),
            ("Esc", self.stop),
            ("Ctrl+C", self.copy),
        )

    def _shortcut(self, key: str, do: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self._view, do)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setEnabled(False)
        return shortcut

    def _turn_keys(self, on: bool) -> None:
        """Without a tool these keys are the map's own."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(on)
