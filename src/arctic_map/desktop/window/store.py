"""The one door to what the window shows: each change makes another state, and its scene is shown."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from arctic_map.scene import state as states
from arctic_map.scene.session.history import History, redo, undo
from arctic_map.scene.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from arctic_map.model.catalog import Catalog
    from arctic_map.model.drawing import Label
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.model.opened import OpenedFile
    from arctic_map.model.problem import Problem
    from arctic_map.model.wording import Wording
    from arctic_map.scene.drawings.beside_route import OnRoute
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.drawings.file_protocols import OpenedDrawings
    from arctic_map.scene.routing.plan import Plan
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session.actions import Action
    from arctic_map.scene.session.session import Session
    from arctic_map.tables.attributes.label_ranks import Naming
    from arctic_map.tables.attributes.row_days import Days


class EditedContent(Protocol):
    """Where the versions of a content are that undo comes back to."""

    def catalog(self, edition: int) -> Catalog | None:
        """By the number of its edition; None for one that is lost."""


class Store(QObject):
    scene_changed = Signal(object, object)
    """The scene before and the scene after."""
    file_closed = Signal(str, str)
    """Layer's id and path of a file that is not shown any more."""
    file_wanted = Signal(str)
    """The path of a file that was closed and is to be opened again, since its closing was undone."""

    def __init__(
        self, catalog: Catalog, session: Session, drawings: Drawings, editions: EditedContent | None = None
    ) -> None:
        """`editions` are of a content that can be edited."""
        super().__init__()
        self._editions = editions
        self._state = states.first_state(catalog, session, drawings, _languages)
        self.scene = states.scene_of(self._state)

    @property
    def content(self) -> Catalog:
        """The atlas itself: what is shown without opened files, notes and routes."""
        return self._state.content

    @property
    def catalog(self) -> Catalog:
        return self._state.catalog

    @property
    def session(self) -> Session:
        return self._state.session

    @property
    def drawings(self) -> Drawings:
        return self._state.drawings

    @property
    def plan(self) -> Plan | None:
        """What was found for the route that was asked for last."""
        return self._state.plan

    @property
    def history(self) -> History:
        return self._state.history

    @property
    def files(self) -> tuple[OpenedFile, ...]:
        """What the reader opened, in the order of opening."""
        return tuple(self._state.files.values())

    def apply(self, action: Action, *, undoable: bool = True) -> None:
        """What changes the map can be undone, but for what is changed back by itself, as in the tour."""
        self._show(states.acted(self._state, [action], monotonic() if undoable else None))

    def apply_together(self, actions: Iterable[Action]) -> None:
        """One after the other, as one step that is seen at once and can be undone."""
        self._show(states.acted(self._state, actions, monotonic()))

    def show_edition(self, number: int, content: Catalog, name: str) -> None:
        """Show another version of the content, as a step of this name that can be undone."""
        self._show(states.edited(self._state, number, content, name, monotonic()))

    def undo(self) -> None:
        """Take the last step back; nothing when there is none."""
        self._return_to(*undo(self.history, self.session))

    def redo(self) -> None:
        """Do again what was undone last; nothing when there is none."""
        self._return_to(*redo(self.history, self.session))

    def keep_steps(self, history: History) -> None:
        """Have these steps to undo, in place of those that were made since."""
        self._state = replace(self._state, history=history)

    def _return_to(self, history: History, session: Session) -> None:
        other = session.edition != self.session.edition
        content = self._editions.catalog(session.edition) if other and self._editions else None
        self._show(states.returned(self._state, history, session, content))
        shown = {file.layer.file for file in self.files}
        for path in session.files:
            if path not in shown:
                self.file_wanted.emit(path)

    def _show(self, state: State) -> None:
        """Compose the scene of another state."""
        gone = [file.layer for id, file in self._state.files.items() if id not in state.files]
        self._state = state
        before, self.scene = self.scene, states.scene_of(state)
        self.scene_changed.emit(before, self.scene)
        for layer in gone:
            self.file_closed.emit(layer.id, layer.file)

    def replace_problems(self, problems: tuple[Problem, ...]) -> None:
        """The content's problems, all of them, in place of those that were found at first sight."""
        if problems != self.content.problems:
            self._show(states.with_problems(self._state, problems))

    def open_file(self, file: OpenedFile, opened: OpenedDrawings) -> None:
        """Show a file's layer, in place of the one it had before; `opened` are its drawings."""
        self._show(states.opened(self._state, file, opened, monotonic()))

    def redraw_file(self, layer_id: str) -> None:
        """A file's drawings have come that were not there when the page asked for them."""
        if file := self._state.files.get(layer_id):
            # Another fingerprint gives them another address.
            layer = replace(file.layer, digest=f"+{file.layer.digest}")
            self._show(states.redrawn(self._state, replace(file, layer=layer)))

    def complete_file(self, file: OpenedFile) -> None:
        """A file of which a part was shown is there as a whole."""
        if file.layer.id in self._state.files:
            self._show(states.redrawn(self._state, file))

    @property
    def styles_lacking(self) -> Sequence[tuple[str, LayerStyle]]:
        """Of open files those whose classes are not known yet, by their layers' ids."""
        return [(id, style) for id, style in self._state.styles() if not self._state.layer(id).knows(style)]

    @property
    def names_lacking(self) -> Sequence[tuple[str, LayerStyle]]:
        """Of open files those of which it is not known yet which features are named by a field."""
        return [
            (id, style)
            for id, style in self._state.styles()
            if style.label_key and style.label_key not in self._state.layer(id).namings
        ]

    @property
    def days_lacking(self) -> Sequence[tuple[str, str]]:
        """Of open files with dates those whose days are not known yet, with the column."""
        return [
            (id, style.date_field)
            for id, style in self._state.styles()
            if style.date_field and style.date_field != self._state.layer(id).dated_by
        ]

    def add_classes(self, layer_id: str, key: str, classes: bytes) -> None:
        """The classes of a layer's features by a style, before it is chosen."""
        layer = self._state.layer(layer_id).with_classes(key, classes)
        self._state = states.computed(self._state, layer_id, layer)

    def add_days(self, layer_id: str, column: str, days: Days | None) -> None:
        """It is known now of which days the features of a layer speak."""
        layer = replace(self._state.layer(layer_id), dated_by=column, days=days)
        self._show(states.computed(self._state, layer_id, layer))

    def add_naming(self, layer_id: str, key: str, naming: Naming) -> None:
        """It is known now which features of a layer are named by a field."""
        layer = self._state.layer(layer_id).with_naming(key, naming)
        self._show(states.computed(self._state, layer_id, layer))

    def show_labels(self, layer_id: str, labels: tuple[Label, ...]) -> None:
        """Those of a layer that is labelled by a field have been placed on the present projection."""
        self._show(states.labelled(self._state, layer_id, labels))

    def show_names(self, given: OnRoute, names: Mapping[str, tuple[Label, ...]]) -> None:
        """The names of a map with a route on it have been placed."""
        self._show(states.with_route_names(self._state, given, names))

    def mark_file(self, layer_id: str, outdated: Problem | None) -> None:
        """List why a file's layer is not what the file holds now; None when it is again."""
        file = self._state.files.get(layer_id)
        if file and file.outdated != outdated:
            self._show(states.with_file(self._state, replace(file, outdated=outdated)))

    def close_file(self, layer_id: str) -> None:
        if layer_id in self._state.files:
            self._show(states.closed(self._state, layer_id, monotonic()))

    def refuse_file(self, path: str, layer_id: str, problem: Problem) -> None:
        """List why a file is not shown; what was shown of it before is closed."""
        shown = layer_id in self._state.files
        self._show(states.refused(self._state, path, layer_id, problem))
        if not shown:
            self.file_closed.emit(layer_id, path)

    def pardon_file(self, path: str) -> None:
        """List no more why a file is not shown: it is gone itself."""
        if path in self._state.refused:
            self._show(states.pardoned(self._state, path))

    def show_plan(self, plan: Plan | None) -> None:
        """Show what was found for a route, in place of what was found before."""
        self._show(states.planned(self._state, plan))

    def as_at_start(self) -> Scene:
        """The scene without opened files, notes and route, which a start reads and finds anew."""
        return self.scene if self.catalog is self.content else states.first_scene_of(self._state)


def _languages() -> Sequence[Wording]:
    # The tables of words, which only a route needs.
    from arctic_map.storage.shipped.languages import LANGUAGES, wording

    return [wording(each) for each in LANGUAGES]
