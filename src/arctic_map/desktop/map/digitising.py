"""The tool that draws and changes points, lines and areas of the atlas on the map, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from arctic_map.geo.position import project, unproject
from arctic_map.model.outline import Outline, OutlineKind, Place, Vertex
from arctic_map.model.tr import tr
from arctic_map.page.to_page import ShowSketch, encode
from arctic_map.scene.digitising import outlining
from arctic_map.scene.digitising.outlining import Steps
from arctic_map.scene.session import actions

if TYPE_CHECKING:
    from arctic_map.desktop.map.outline_bar import OutlineBar
    from arctic_map.desktop.map.snap_targets import SnapTargets
    from arctic_map.desktop.web.view import MapView
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.scene.digitising.drawing import Handle
    from arctic_map.scene.scene import Scene

SKETCH = "outline"
"""The page's name for what is drawn over all layers."""
STEP = 3
"""Pixels by which a key moves a vertex; held down it goes on, and nearer it is finer."""
WAYS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, 1), "Down": (0, -1)}


class Digitising(QObject):
    changed = Signal()
    """The tool has begun or has been put away, or its steps have changed."""
    completed = Signal()
    """What was drawn has ended; it can still be changed until the tool is put away."""
    stopped = Signal()
    """The tool was put away by its reader, and what was drawn with it."""
    said = Signal(str)

    def __init__(self, view: MapView, store: Store, window: Window) -> None:
        super().__init__(view)
        self._view, self._store, self._window = view, store, window
        self._steps: Steps | None = None
        self._aims = False
        """Whether keys set places, in the middle of the map; the pointer takes over when it moves."""
        self._pointer: Place | None = None
        self._handles: tuple[Handle, ...] = ()
        self._held: tuple[Vertex, Outline] | None = None
        """A vertex that is dragged, and the outline as it was before."""
        self.snaps = True
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before its reader puts it away; whoever answers no closes it once that is answered."""
        self._targets: SnapTargets | None = None
        self.bar: OutlineBar | None = None
        self._keys = tuple(self._shortcut(*each) for each in self._always())
        self._arrows = tuple(self._shortcut(*each) for each in self._moving())
        store.scene_changed.connect(self._follow)

    @property
    def outline(self) -> Outline | None:
        return self._steps.now if self._steps else None

    @property
    def active(self) -> bool:
        return self._steps is not None

    @property
    def steps(self) -> Steps | None:
        return self._steps

    def begin(self, kind: OutlineKind, place: Place | None = None) -> None:
        """Draw anew, with a first vertex if there is one."""
        self._take_up(Outline(kind))
        if place is not None:
            self._place(place)

    def edit(self, outline: Outline) -> None:
        """Change what was drawn before."""
        self._take_up(replace(outline, ended=True))

    def stop(self) -> None:
        """Put the tool away, and what was drawn with it."""
        if self._steps is None:
            return
        self._steps, self._held, self._handles = None, None, ()
        self._view.bridge.send(encode(ShowSketch(active=False, aim=False, drawing=None)))
        if self.bar is not None:
            self.bar.hide()
        self._turn_keys()
        self.changed.emit()

    def cancel(self) -> None:
        """Let go of the chosen vertex; without one, put the tool away."""
        if self.outline is None:
            return
        if self.outline.chosen is not None:
            self._set(replace(self.outline, chosen=None))
            return
        self.close()

    def close(self) -> None:
        """As its reader wants it: what was drawn is gone."""
        if self.active and self.may_close():
            self.stop()
            self.stopped.emit()

    def undo(self) -> None:
        if self._steps:
            self._turn(outlining.undone(self._steps))

    def redo(self) -> None:
        if self._steps:
            self._turn(outlining.redone(self._steps))

    def finish(self) -> None:
        """By Enter: end the drawing; a point without a place is set in the middle of the map."""
        outline = self.outline
        if outline is None or outline.ended:
            return
        if outline.kind is OutlineKind.POINT and self._aims:
            self.set_place()
        elif outline.is_enough:
            self._set(outlining.ended(outline))
            self.completed.emit()

    def take_back(self) -> None:
        if self.outline is not None and self.outline.count:
            self._set(outlining.taken_back(self.outline))

    def set_place(self) -> None:
        """A vertex in the middle of the map."""
        if self.outline is not None and not self.outline.ended:
            self._aims = True
            if place := self._middle():
                self._place(place)

    def type_place(self, lon: float, lat: float) -> None:
        """Set the chosen vertex, or the next one, to this place in degrees."""
        outline = self.outline
        if outline is None:
            return
        if outline.chosen is not None:
            self._set(outlining.moved(outline, outline.chosen, (lon, lat)))
        elif outline.ended:
            self.said.emit(tr("Select the vertex to move: click it, or press Tab on the map"))
        else:
            self._place((lon, lat))

    def take_place(self, x: float, y: float, ends: bool) -> None:
        """A click, projected metres; a double click ends the drawing."""
        if self.outline is None:
            return
        self._aims = False
        if self.outline.ended:
            self._set(replace(self.outline, chosen=None))
        elif ends:
            self.finish()
        elif place := self._snapped(x, y):
            self._place(place)
        else:
            self.said.emit(tr("This point of the map is not on the Earth"))

    def point(self, x: float, y: float) -> None:
        """The pointer has moved there, projected metres."""
        if self.outline is None:
            return
        self._aims = False
        self._pointer = self._snapped(x, y)
        if self._held is not None and self._pointer is not None:
            self._steps = replace(self._now, now=outlining.moved(self._now.now, self._held[0], self._pointer))
        self._show()

    def click_handle(self, number: int) -> None:
        """Choose a vertex; on the middle of a segment, put one in."""
        if self.outline is not None and (handle := self._handle(number)):
            self._set(self._at(handle))

    def take_handle(self, number: int) -> None:
        """It is dragged until it is dropped."""
        if self.outline is not None and (handle := self._handle(number)):
            self._held = handle.at, self.outline
            self._steps = replace(self._now, now=self._at(handle))

    def drop_handle(self, x: float, y: float) -> None:
        """It stays here, projected metres; off the Earth it goes back to where it was."""
        if self._held is None or self._steps is None:
            return
        (at, before), self._held = self._held, None
        now, place = self._steps.now, self._snapped(x, y)
        self._steps = replace(self._steps, now=before)
        self._set(before if place is None else outlining.moved(now, at, place))

    def choose(self, step: int) -> None:
        """The next vertex, or for -1 the one before."""
        if self.outline is not None:
            self._set(outlining.chosen(self.outline, step))

    def remove(self) -> None:
        """The chosen vertex."""
        outline = self.outline
        if outline is None or outline.chosen is None:
            return
        left = outlining.removed(outline, outline.chosen)
        if left == outline:
            self.said.emit(tr("No vertex can be removed; delete the whole place instead"))
        self._set(left)

    def insert(self) -> None:
        """A vertex in the middle of the segment behind the chosen one."""
        outline = self.outline
        if outline is None or outline.chosen is None:
            return
        # PROJ and numpy, which a window without a tool does without.
        from arctic_map.geo.measure import midway

        part, number = outline.chosen
        for at, start, end in outline.segments:
            if at == (part, number + 1):
                self._set(outlining.inserted(outline, at, midway(start, end)[1]))

    def move(self, across: int, up: int) -> None:
        """The chosen vertex by a step on the map."""
        outline, view, projection = self.outline, self._store.scene.viewport, self._store.scene.projection
        if outline is None or outline.chosen is None or view is None:
            return
        if found := project(projection, *outline.place(outline.chosen)):
            by = STEP * view.resolution
            if place := unproject(projection, found[0] + across * by, found[1] + up * by):
                self._set(outlining.moved(outline, outline.chosen, place))

    def snap(self, on: bool) -> None:
        self.snaps = on

    def show_again(self) -> None:
        """To a page that has begun anew."""
        if self._steps is not None:
            self._show()

    @property
    def _now(self) -> Steps:
        assert self._steps is not None
        return self._steps

    def _take_up(self, outline: Outline) -> None:
        self._store.apply(actions.select_nothing)
        self._steps, self._held, self._pointer = Steps(outline), None, None
        self._aims = not outline.ended
        self._turn_keys()
        self._show()
        self._view.setFocus()
        self._window.statusBar().clearMessage()
        self.changed.emit()

    def _place(self, place: Place) -> None:
        self._set(outlining.added(self._now.now, place))
        if self._now.now.ended:
            self.completed.emit()

    def _at(self, handle: Handle) -> Outline:
        outline = self._now.now
        if handle.inserts:
            return outlining.inserted(outline, handle.at, handle.place)
        return replace(outline, chosen=handle.at)

    def _handle(self, number: int) -> Handle | None:
        return self._handles[number] if number < len(self._handles) else None

    def _set(self, outline: Outline) -> None:
        self._turn(outlining.stepped(self._now, outline))

    def _turn(self, to: Steps) -> None:
        self._steps = to
        self._turn_keys()
        self._show()
        self.changed.emit()

    def _middle(self) -> Place | None:
        view = self._store.scene.viewport
        return unproject(self._store.scene.projection, view.x, view.y) if view else None

    def _snapped(self, x: float, y: float) -> Place | None:
        """The place there, or on what is near."""
        scene = self._store.scene
        if self.snaps and scene.viewport:
            if self._targets is None:
                # shapely, which a window without a tool does without.
                from arctic_map.desktop.map.snap_targets import SnapTargets

                self._targets = SnapTargets(self._store)
            x, y = self._targets.snapped(x, y) or (x, y)
        return unproject(scene.projection, x, y)

    def _follow(self, before: Scene, after: Scene) -> None:
        if self._steps is not None and (
            before.viewport != after.viewport
            or before.projection != after.projection
            or before.preferences != after.preferences
        ):
            self._show()

    def _show(self) -> None:
        """In the page and in the bar, as it is now; to the pointer while it goes on."""
        # PROJ and numpy, which a window without a tool does without.
        from arctic_map.scene.digitising.drawing import draw_outline, handles

        scene, outline = self._store.scene, self._now.now
        self._handles = handles(
            outline, scene.projection, scene.viewport.resolution if scene.viewport else 1.0
        )
        drawing = draw_outline(
            self._to_pointer(outline), self._handles, scene.projection, scene.catalog.symbology, SKETCH
        )
        places = tuple((each.x, each.y) for each in self._handles)
        aims = self._aims and not outline.ended
        self._view.bridge.send(encode(ShowSketch(True, aims, drawing, places)))
        if self.bar is None:
            self.bar = self._made_bar()
        self.bar.show_outline(outline, scene.preferences, snaps=self.snaps)

    def _to_pointer(self, outline: Outline) -> Outline:
        place = self._middle() if self._aims else self._pointer
        if outline.ended or outline.kind is OutlineKind.POINT or not outline.count or place is None:
            return outline
        return outlining.added(outline, place)

    def _made_bar(self) -> OutlineBar:
        # It needs PROJ and numpy.
        from arctic_map.desktop.map.outline_bar import OutlineBar

        bar = OutlineBar(self._window, self._view)
        bar.typed.connect(self.type_place)
        bar.snap_requested.connect(self.snap)
        bar.finish_requested.connect(self.finish)
        bar.close_requested.connect(self.close)
        return bar

    def _always(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        return (
            ("Space", self.set_place),
            ("Return", self.finish),
            ("Enter", self.finish),
            ("Backspace", self.take_back),
            ("Esc", self.cancel),
            ("Tab", lambda: self.choose(1)),
            ("Shift+Tab", lambda: self.choose(-1)),
        )

    def _moving(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        def move(across: int, up: int) -> Callable[[], None]:
            return lambda: self.move(across, up)

        return (
            *((key, move(*way)) for key, way in WAYS.items()),
            ("Delete", self.remove),
            ("Ins", self.insert),
        )

    def _shortcut(self, key: str, do: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self._view, do)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setEnabled(False)
        return shortcut

    def _turn_keys(self) -> None:
        """Without the tool these keys are the map's own; without a chosen vertex arrows move the map."""
        for shortcut in self._keys:
            shortcut.setEnabled(self.active)
        for shortcut in self._arrows:
            shortcut.setEnabled(self.outline is not None and self.outline.chosen is not None)
