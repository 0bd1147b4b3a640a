"""The one door to what the window shows: each change makes another state, and its scene is shown."""

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
    from arctic_map.scene.drawings.beside_route import OnRoute
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.routing.plan import Plan
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session.actions import Action
    from arctic_map.scene.session.session import Session


class EditedContent(Protocol):
    """Where the versions of a content are that undo comes back to."""

    def catalog(self, edition: int) -> Catalog | None:
        """By the number of its edition; None for one that is lost."""


class Store(QObject):
    scene_changed = Signal(object, object)
    """The scene before and the scene after."""
    file_wanted = Signal(str)
    """The path of a file that was closed and is to be opened again, since its closing was undone."""

    def __init__(
        self, catalog: Catalog, session: Session, drawings: Drawings, editions: EditedContent | None = None
    ) -> None:
        """`editions` are of a content that can be edited."""
        super().__init__()
        self._editions = editions
        self.opened = OpenedFiles(self, self)
        self.state = states.first_state(catalog, session, drawings, _languages)
        self.scene = states.scene_of(self.state)

    @property
    def content(self) -> Catalog:
        """The atlas itself: what is shown without opened files, notes and routes."""
        return self.state.content

    @property
    def catalog(self) -> Catalog:
        return self.state.catalog

    @property
    def session(self) -> Session:
        return self.state.session

    @property
    def drawings(self) -> Drawings:
        return self.state.drawings

    @property
    def plan(self) -> Plan | None:
        """What was found for the route that was asked for last."""
        return self.state.plan

    @property
    def history(self) -> History:
        return self.state.history

    @property
    def files(self) -> tuple[OpenedFile, ...]:
        """What the reader opened, in the order of opening."""
        return tuple(self.state.files.values())

    def apply(self, action: Action, *, undoable: bool = True) -> None:
        """What changes the map can be undone, but for what is changed back by itself, as in the tour."""
        self.show(states.acted(self.state, [action], monotonic() if undoable else None))

    def apply_together(self, actions: Iterable[Action]) -> None:
        """One after the other, as one step that is seen at once and can be undone."""
        self.show(states.acted(self.state, actions, monotonic()))

    def show_edition(self, number: int, content: Catalog, name: str) -> None:
        """Show another version of the content, as a step of this name that can be undone."""
        self.show(states.edited(self.state, number, content, name, monotonic()))

    def undo(self) -> None:
        """Take the last step back; nothing when there is none."""
        self._return_to(*undo(self.history, self.session))

    def redo(self) -> None:
        """Do again what was undone last; nothing when there is none."""
        self._return_to(*redo(self.history, self.session))

    def keep_steps(self, history: History) -> None:
        """Have these steps to undo, in place of those that were made since."""
        self.state = replace(self.state, history=history)

    def _return_to(self, history: History, session: Session) -> None:
        other = session.edition != self.session.edition
        content = self._editions.catalog(session.edition) if other and self._editions else None
        self.show(states.returned(self.state, history, session, content))
        shown = {file.layer.file for file in self.files}
        for path in session.files:
            if path not in shown:
                self.file_wanted.emit(path)

    def show(self, state: State) -> None:
        """Compose the scene of another state, the only way to change what the window shows."""
        gone = [file.layer for id, file in self.state.files.items() if id not in state.files]
        self.state = state
        before, self.scene = self.scene, states.scene_of(state)
        self.scene_changed.emit(before, self.scene)
        for layer in gone:
            self.opened.closed.emit(layer.id, layer.file)

    def replace_problems(self, problems: tuple[Problem, ...]) -> None:
        """The content's problems, all of them, in place of those that were found at first sight."""
        if problems != self.content.problems:
            self.show(states.with_problems(self.state, problems))

    def show_names(self, given: OnRoute, names: Mapping[str, tuple[Label, ...]]) -> None:
        """The names of a map with a route on it have been placed."""
        self.show(states.with_route_names(self.state, given, names))

    def show_plan(self, plan: Plan | None) -> None:
        """Show what was found for a route, in place of what was found before."""
        self.show(states.planned(self.state, plan))

    def as_at_start(self) -> Scene:
        """The scene without opened files, notes and route, which a start reads and finds anew."""
        return self.scene if self.catalog is self.content else states.first_scene_of(self.state)


def _languages() -> Sequence[Wording]:
    # The tables of words, which only a route needs.
    from arctic_map.storage.shipped.languages import LANGUAGES, wording

    return [wording(each) for each in LANGUAGES]
