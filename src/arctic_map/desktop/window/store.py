"""The store, which alone changes what the window shows: each change makes a new state and its scene."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.window.opened_files import OpenedFiles
from arctic_map.scene import state as states
from arctic_map.scene.session.history import History, redo, undo
from arctic_map.scene.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from arctic_map.model.catalog import Catalog
    from arctic_map.model.drawing import Label
    from arctic_map.model.opened import OpenedFile
    from arctic_map.model.problem import Problem
    from arctic_map.model.wording import Wording
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.drawings.route_labels import RouteLabelContext
    from arctic_map.scene.routing.plan import Plan
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session.actions import Action
    from arctic_map.scene.session.session import Session


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

    def apply(self, action: Action, *, undoable: bool = True) -> None:
        """Apply an action; `undoable` is False for changes that revert automatically, as by the tour."""
        self.show(states.acted(self.state, [action], monotonic() if undoable else None))

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
        other = session.edition != self.session.edition
        content = self._editions.catalog(session.edition) if other and self._editions else None
        self.show(states.returned(self.state, history, session, content))
        shown = {file.layer.file for file in self.files}
        for path in session.files:
            if path not in shown:
                self.file_requested.emit(path)

    def show(self, state: State) -> None:
        """Compose and show the scene of another state; nothing else changes what the window shows."""
        removed = [file.layer for id, file in self.state.files.items() if id not in state.files]
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
    from arctic_map.storage.shipped.languages import LANGUAGES, wording  # only for routes

    return [wording(each) for each in LANGUAGES]
