"""The store, which alone changes what the window shows: each change makes a new state and its scene."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from arctic_map.model.opened import layer_id as layer_id_of
from arctic_map.model.tr import use_atlas
from arctic_map.scene import state as states
from arctic_map.scene.session.actions import close_file
from arctic_map.scene.session.history import History, redo, undo
from arctic_map.scene.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from arctic_map.model.catalog import Catalog
    from arctic_map.model.drawing import Label
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.model.opened import OpenedFile
    from arctic_map.model.problem import Problem
    from arctic_map.model.tr import Wording
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.drawings.file_layers import OpenedDrawings
    from arctic_map.scene.drawings.route_labels import RouteLabelContext
    from arctic_map.scene.routing.routes import Plan
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session.actions import Action
    from arctic_map.scene.session.session import Session
    from arctic_map.tables.attributes.row_values import LabelColumn, RowDays


class StateHolder(Protocol):
    """The part of the store that its files use."""

    state: State

    def show(self, state: State) -> None:
        """Compose the scene of another state."""


class OpenedFiles(QObject):
    """Adds, updates and removes opened files."""

    closed = Signal(str, str)
    """Layer id and path of a file that was closed."""

    def __init__(self, store: StateHolder, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store

    def open(self, file: OpenedFile, opened: OpenedDrawings) -> None:
        """Show a file's layer, in place of its earlier one; `opened` are its drawings."""
        self._store.show(states.opened(self._store.state, file, opened, monotonic()))

    def redraw(self, layer_id: str) -> None:
        """Show drawings of a file that were not ready when the page requested them."""
        if file := self._store.state.files.get(layer_id):
            # Another digest gives the drawings another address.
            layer = replace(file.layer, digest=f"+{file.layer.digest}")
            self._store.show(states.redrawn(self._store.state, replace(file, layer=layer)))

    def complete(self, file: OpenedFile) -> None:
        """Replace the layer of a partly read file by the complete one."""
        if file.layer.id in self._store.state.files:
            self._store.show(states.redrawn(self._store.state, file))

    @property
    def missing(self) -> Sequence[str]:
        """Paths of the session that could not be opened, because there is no such file at present."""
        return [path for path in self._store.state.session.files if path in self._store.state.refused]

    @property
    def unshown(self) -> Sequence[str]:
        """Paths of the session that are missing or were not read yet."""
        shown = {file.layer.file for file in self._store.state.files.values()}
        return [path for path in self._store.state.session.files if path not in shown]

    @property
    def styles_lacking(self) -> Sequence[tuple[str, LayerStyle]]:
        """Layer ids and styles of open files whose classes are not computed yet."""
        return [
            (id, style)
            for id, style in self._store.state.styles()
            if not self._store.state.layer(id).knows(style)
        ]

    @property
    def names_lacking(self) -> Sequence[tuple[str, LayerStyle]]:
        """Layer ids and styles of open files whose labels by a field are not computed yet."""
        return [
            (id, style)
            for id, style in self._store.state.styles()
            if style.label_key and style.label_key not in self._store.state.layer(id).namings
        ]

    @property
    def days_lacking(self) -> Sequence[tuple[str, str]]:
        """Layer ids and date columns of open files whose days are not computed yet."""
        return [
            (id, style.date_field)
            for id, style in self._store.state.styles()
            if style.date_field and style.date_field != self._store.state.layer(id).dated_by
        ]

    def add_classes(self, layer_id: str, key: str, classes: bytes) -> None:
        """Add the classes of a layer's features for a style, before that style is chosen."""
        layer = self._store.state.layer(layer_id).with_classes(key, classes)
        self._store.state = states.computed(self._store.state, layer_id, layer)

    def reduce(self, layer_id: str, style: LayerStyle, shown: LayerStyle) -> None:
        """Show only a part of a layer's style, whose classes were added; the style itself is not changed."""
        layer = replace(self._store.state.layer(layer_id), reduced=(style, shown))
        self._store.show(states.computed(self._store.state, layer_id, layer))

    def add_days(self, layer_id: str, column: str, days: RowDays | None) -> None:
        """Add the days of a layer's features in a column."""
        layer = replace(self._store.state.layer(layer_id), dated_by=column, days=days)
        self._store.show(states.computed(self._store.state, layer_id, layer))

    def add_naming(self, layer_id: str, key: str, naming: LabelColumn) -> None:
        """Add the names of a layer's features by a field."""
        layer = self._store.state.layer(layer_id).with_naming(key, naming)
        self._store.show(states.computed(self._store.state, layer_id, layer))

    def show_labels(self, layer_id: str, labels: tuple[Label, ...]) -> None:
        """Show the labels of a layer, placed on the present projection."""
        self._store.show(states.labelled(self._store.state, layer_id, labels))

    def mark(self, layer_id: str, outdated: Problem | None) -> None:
        """List why a layer differs from the present file; None removes the problem."""
        file = self._store.state.files.get(layer_id)
        if file and file.outdated != outdated:
            self._store.show(states.with_file(self._store.state, replace(file, outdated=outdated)))

    def close(self, layer_id: str) -> None:
        """Close a file."""
        if layer_id in self._store.state.files:
            self._store.show(states.closed(self._store.state, layer_id, monotonic()))

    def close_unshown(self, paths: Iterable[str]) -> None:
        """Close files of the session that are missing or were not read yet."""
        ids = {path: layer_id_of(path) for path in paths}
        if ids:
            actions = [close_file(path, id) for path, id in ids.items()]
            self._store.show(states.acted(self._store.state, actions, monotonic()))
        for path, id in ids.items():
            self.pardon(path)
            self.closed.emit(id, path)

    def refuse(self, path: str, layer_id: str, problem: Problem, *, missing: bool) -> None:
        """List why a file is not shown, and close it; keep the settings of a missing one."""
        shown = layer_id in self._store.state.files
        self._store.show(states.refused(self._store.state, path, layer_id, problem, missing=missing))
        if not shown:
            self.closed.emit(layer_id, path)

    def pardon(self, path: str) -> None:
        """Remove the problem of a refused file, because the file itself is gone or was closed."""
        if path in self._store.state.refused:
            self._store.show(states.pardoned(self._store.state, path))


class EditedContent(Protocol):
    """The versions of an edited content, to which undo returns."""

    def catalog(self, edition: int) -> Catalog | None:
        """Return the content of an edition by its number; None if it is lost."""


class Store(QObject):
    """Owns the state of the window and its scene."""

    scene_changed = Signal(object, object)
    """The scene before and the scene after."""
    file_requested = Signal(str)
    """The path of a closed file to open again, because its closing was undone."""

    def __init__(
        self, catalog: Catalog, session: Session, drawings: Drawings, editions: EditedContent | None = None
    ) -> None:
        """`editions` are given for a content that can be edited."""
        super().__init__()
        self._editions = editions
        use_atlas(catalog.words)
        self.opened = OpenedFiles(self, self)
        self.state = states.first_state(catalog, session, drawings, _languages)
        self.scene = states.scene_of(self.state)

    @property
    def content(self) -> Catalog:
        """The atlas itself: the catalogue without opened files, notes and routes."""
        return self.state.content

    @property
    def catalog(self) -> Catalog:
        """The catalogue with opened files, notes and routes."""
        return self.state.catalog

    @property
    def session(self) -> Session:
        """The present session."""
        return self.state.session

    @property
    def drawings(self) -> Drawings:
        """The drawings of all layers."""
        return self.state.drawings

    @property
    def plan(self) -> Plan | None:
        """The plan found for the latest route request."""
        return self.state.plan

    @property
    def history(self) -> History:
        """The steps that can be undone and redone."""
        return self.state.history

    @property
    def files(self) -> tuple[OpenedFile, ...]:
        """The opened files, in the order of opening."""
        return tuple(self.state.files.values())

    def apply(self, action: Action, *, undoable: bool = True, continues: bool = False) -> None:
        """Apply an action; `undoable` is False for changes that revert automatically, as by the tour.

        With `continues` it belongs to the last step, if that is a change of the same kind, however long ago.
        """
        done = self.history.done
        now = done[-1].at if continues and done else monotonic()
        self.show(states.acted(self.state, [action], now if undoable else None))

    def apply_together(self, actions: Iterable[Action]) -> None:
        """Apply actions in order, as one step that is shown at once and can be undone."""
        self.show(states.acted(self.state, actions, monotonic()))

    def show_edition(self, number: int, content: Catalog, name: str) -> None:
        """Show another version of the content, as a step of this name that can be undone."""
        self.show(states.edited(self.state, number, content, name, monotonic()))

    def undo(self) -> None:
        """Undo the last step, if there is one."""
        self._return_to(*undo(self.history, self.session))

    def redo(self) -> None:
        """Redo the step undone last, if there is one."""
        self._return_to(*redo(self.history, self.session))

    def keep_steps(self, history: History) -> None:
        """Replace the steps to undo."""
        self.state = replace(self.state, history=history)

    def _return_to(self, history: History, session: Session) -> None:
        other, before = session.edition != self.session.edition, self.session.files
        content = self._editions.catalog(session.edition) if other and self._editions else None
        self.show(states.returned(self.state, history, session, content))
        # A file that was open before is shown, still being read, or missing.
        for path in session.files:
            if path not in before:
                self.file_requested.emit(path)

    def show(self, state: State) -> None:
        """Compose and show the scene of another state; nothing else changes what the window shows."""
        removed = [file.layer for id, file in self.state.files.items() if id not in state.files]
        if state.content.words is not self.content.words:
            use_atlas(state.content.words)
        self.state = state
        before, self.scene = self.scene, states.scene_of(state)
        self.scene_changed.emit(before, self.scene)
        for layer in removed:
            self.opened.closed.emit(layer.id, layer.file)

    def replace_problems(self, problems: tuple[Problem, ...]) -> None:
        """Replace all problems of the content by those of a complete check."""
        if problems != self.content.problems:
            self.show(states.with_problems(self.state, problems))

    def show_names(self, given: RouteLabelContext, names: Mapping[str, tuple[Label, ...]]) -> None:
        """Show the names of a map with a route, which were placed for `given`."""
        self.show(states.with_route_names(self.state, given, names))

    def show_plan(self, plan: Plan | None) -> None:
        """Show what was found for a route; None removes it."""
        self.show(states.planned(self.state, plan))

    def as_at_start(self) -> Scene:
        """Return the scene without opened files, notes and route, which the next start reads again."""
        return self.scene if self.catalog is self.content else states.first_scene_of(self.state)


def _languages() -> Sequence[Wording]:
    from arctic_map.storage.languages import LANGUAGES, wording  # only for routes

    return [wording(each) for each in LANGUAGES]
