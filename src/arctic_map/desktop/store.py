"""The one place where the world turns: an action changes the session, and a new scene is composed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.scene.session.actions import Action, close_file, open_file
from arctic_map.scene.session.history import History, recorded, redo, undo

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.opened import OpenedFile
    from arctic_map.model.problem import Problem
    from arctic_map.scene.drawings.drawings import Drawings, OpenedDrawings
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session.session import Session


class Store(QObject):
    scene_changed = Signal(object, object)
    """The scene before and the scene after."""
    file_closed = Signal(str, str)
    """Layer's id and path of a file that is not shown any more."""
    file_wanted = Signal(str)
    """The path of a file that was closed and is to be opened again, since its closing was undone."""

    def __init__(self, catalog: Catalog, session: Session, drawings: Drawings) -> None:
        super().__init__()
        self.catalog, self.session, self.drawings = catalog, session, drawings
        self._content = catalog
        self._files: dict[str, OpenedFile] = {}
        self._refused: dict[str, Problem] = {}
        self.history = History()
        self.scene = self._compose()

    def apply(self, action: Action, *, undoable: bool = True) -> None:
        """What changes the map can be undone, but for what is changed back by itself, as in the tour."""
        before, self.session = self.session, action(self.session)
        if undoable:
            self._record(before)
        self._turn()

    def apply_together(self, actions: Iterable[Action]) -> None:
        """One after the other, as one step that is seen at once and can be undone."""
        before = self.session
        for action in actions:
            self.session = action(self.session)
        self._record(before)
        self._turn()

    def undo(self) -> None:
        """Take the last step back; nothing when there is none."""
        self.history, session = undo(self.history, self.session)
        self._return_to(session)

    def redo(self) -> None:
        """Do again what was undone last; nothing when there is none."""
        self.history, session = redo(self.history, self.session)
        self._return_to(session)

    def _record(self, before: Session) -> None:
        names = {layer.id: layer.name for layer in self.catalog.layers}
        changed = before.features_hidden ^ self.session.features_hidden
        held = self.catalog.features if changed else {}
        names |= {id: held[id].name for id in changed if id in held}
        self.history = recorded(self.history, before, self.session, names, monotonic())

    def _return_to(self, session: Session) -> None:
        gone = [file.layer for file in self.files if file.layer.file not in session.files]
        for layer in gone:
            self._files.pop(layer.id)
        self._join()
        self.session = session
        self._turn()
        for layer in gone:
            self._let_go(layer.id, layer.file)
        shown = {file.layer.file for file in self.files}
        for path in session.files:
            if path not in shown:
                self.file_wanted.emit(path)

    def _turn(self) -> None:
        """Compose the scene of the session as it is now."""
        before, self.scene = self.scene, self._compose()
        self.scene_changed.emit(before, self.scene)

    def replace_problems(self, problems: tuple[Problem, ...]) -> None:
        """The content's problems, all of them, in place of those that were found at first sight."""
        self._content = replace(self._content, problems=problems)
        self._join()
        self._turn()

    @property
    def files(self) -> tuple[OpenedFile, ...]:
        """What the reader opened, in the order of opening."""
        return tuple(self._files.values())

    def open_file(self, file: OpenedFile, opened: OpenedDrawings) -> None:
        """Show a file's layer, in place of the one it had before; `opened` are its drawings."""
        self._files[file.layer.id] = file
        self._refused.pop(file.layer.file, None)
        self.drawings.hold(opened)
        self._join()
        self.apply(open_file(file.layer.file))

    def redraw_file(self, layer_id: str) -> None:
        """A file's drawings have come that were not there when the page asked for them."""
        if file := self._files.get(layer_id):
            self.drawings.forget(layer_id)
            # Another fingerprint gives them another address.
            layer = replace(file.layer, digest=f"+{file.layer.digest}")
            self._files[layer_id] = replace(file, layer=layer)
            self._join()
            self._turn()

    def mark_file(self, layer_id: str, outdated: Problem | None) -> None:
        """List why a file's layer is not what the file holds now; None when it is again."""
        file = self._files.get(layer_id)
        if file and file.outdated != outdated:
            self._files[layer_id] = replace(file, outdated=outdated)
            self._join()
            self._turn()

    def close_file(self, layer_id: str) -> None:
        if file := self._files.pop(layer_id, None):
            self._join()
            self.apply(close_file(file.layer.file, layer_id))
            self._let_go(layer_id, file.layer.file)

    def refuse_file(self, path: str, layer_id: str, problem: Problem) -> None:
        """List why a file is not shown; what was shown of it before is closed."""
        self._files.pop(layer_id, None)
        self._refused[path] = problem
        self._join()
        self.apply(close_file(path, layer_id), undoable=False)
        self._let_go(layer_id, path)

    def pardon_file(self, path: str) -> None:
        """List no more why a file is not shown: it is gone itself."""
        if self._refused.pop(path, None):
            self._join()
            self._turn()

    def without_files(self) -> Scene:
        """The scene as it were had the reader opened nothing."""
        if not self._files and not self._refused:
            return self.scene
        # Composing is loaded with the content, not with the window.
        from arctic_map.model.opened import PREFIX
        from arctic_map.scene.compose import compose

        chosen = self.session.selected
        own = chosen is not None and (chosen.feature or "").startswith(PREFIX)
        session = replace(self.session, selected=None if own else chosen)
        return compose(self._content, session, self.drawings)

    def _let_go(self, layer_id: str, path: str) -> None:
        self.drawings.let_go(layer_id)
        self.file_closed.emit(layer_id, path)

    def _join(self) -> None:
        """The content with the files that are open now, and what was wrong with those that are not."""
        # Composing is loaded with the content, not with the window.
        from arctic_map.scene.opened import with_files

        whole = with_files(self._content, self._files.values())
        self.catalog = replace(whole, problems=(*whole.problems, *self._refused.values()))
        self.session = self._sound(self.session)

    def _sound(self, session: Session) -> Session:
        """Without a selection that a file held before it was read again."""
        feature = session.selected.feature if session.selected else None
        lost = feature is not None and feature not in self.catalog.features
        return replace(session, selected=None) if lost else session

    def _compose(self) -> Scene:
        # Composing is loaded with the content, not with the window.
        from arctic_map.scene.compose import compose

        return compose(self.catalog, self.session, self.drawings)
