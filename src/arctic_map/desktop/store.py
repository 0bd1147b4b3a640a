"""The one place where the world turns: an action changes the session, and a new scene is composed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.opened import OpenedFile
    from arctic_map.model.problem import Problem
    from arctic_map.scene.drawings.drawings import Drawings, Held
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session.actions import Action
    from arctic_map.scene.session.session import Session


class Store(QObject):
    scene_changed = Signal(object, object)
    """The scene before and the scene after."""

    def __init__(self, catalog: Catalog, session: Session, drawings: Drawings) -> None:
        super().__init__()
        self.catalog, self.session, self.drawings = catalog, session, drawings
        self._content = catalog
        self._files: dict[str, OpenedFile] = {}
        self._refused: dict[str, Problem] = {}
        self.scene = self._compose()

    def apply(self, action: Action) -> None:
        before, self.session = self.scene, action(self.session)
        self.scene = self._compose()
        self.scene_changed.emit(before, self.scene)

    def replace_problems(self, problems: tuple[Problem, ...]) -> None:
        """The content's problems, all of them, in place of those that were found at first sight."""
        self._content = replace(self._content, problems=problems)
        self._joined(lambda session: session)

    @property
    def files(self) -> tuple[OpenedFile, ...]:
        """What the reader opened, in the order of opening."""
        return tuple(self._files.values())

    def open_file(self, file: OpenedFile, held: Held) -> None:
        """Show a file's layer, in place of the one it had before; `held` are its drawings."""
        from arctic_map.scene.session.actions import open_file

        self._files[file.layer.id] = file
        self._refused.pop(file.layer.file, None)
        self.drawings.hold(held)
        self._joined(open_file(file.layer.file))

    def redraw_file(self, layer_id: str) -> None:
        """A file's drawings have come that were not there when the page asked for them."""
        if file := self._files.get(layer_id):
            self.drawings.forget(layer_id)
            # Another fingerprint gives them another address.
            layer = replace(file.layer, digest=f"+{file.layer.digest}")
            self._files[layer_id] = replace(file, layer=layer)
            self._joined(lambda session: session)

    def mark_file(self, layer_id: str, outdated: Problem | None) -> None:
        """List why a file's layer is not what the file holds now; None when it is again."""
        file = self._files.get(layer_id)
        if file and file.outdated != outdated:
            self._files[layer_id] = replace(file, outdated=outdated)
            self._joined(lambda session: session)

    def close_file(self, layer_id: str) -> None:
        from arctic_map.scene.session.actions import close_file

        if file := self._files.pop(layer_id, None):
            self._joined(close_file(file.layer.file, layer_id))
            self.drawings.let_go(layer_id)

    def refuse_file(self, path: str, layer_id: str, problem: Problem) -> None:
        """List why a file is not shown; what was shown of it before is closed."""
        from arctic_map.scene.session.actions import close_file

        self._files.pop(layer_id, None)
        self._refused[path] = problem
        self._joined(close_file(path, layer_id))
        self.drawings.let_go(layer_id)

    def without_files(self) -> Scene:
        """The scene as it were had the reader opened nothing."""
        if not self._files and not self._refused:
            return self.scene
        from arctic_map.model.opened import PREFIX
        from arctic_map.scene.compose import compose

        chosen = self.session.selected
        own = chosen is not None and (chosen.feature or "").startswith(PREFIX)
        session = replace(self.session, selected=None if own else chosen)
        return compose(self._content, session, self.drawings)

    def _joined(self, action: Action) -> None:
        from arctic_map.scene.opened import with_files

        whole = with_files(self._content, self._files.values())
        self.catalog = replace(whole, problems=(*whole.problems, *self._refused.values()))
        self.apply(lambda session: self._held(action(session)))

    def _held(self, session: Session) -> Session:
        """Without a selection that a file held before it was read again."""
        feature = session.selected.feature if session.selected else None
        lost = feature is not None and feature not in self.catalog.features
        return replace(session, selected=None) if lost else session

    def _compose(self) -> Scene:
        # Composing is loaded with the content, not with the window.
        from arctic_map.scene.compose import compose

        return compose(self.catalog, self.session, self.drawings)
