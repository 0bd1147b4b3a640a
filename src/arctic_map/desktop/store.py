"""The one place where the world turns: an action changes the session, and a new scene is composed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.problem import Problem
    from arctic_map.scene.actions import Action
    from arctic_map.scene.drawings import Drawings
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session import Session


class Store(QObject):
    scene_changed = Signal(object, object)
    """The scene before and the scene after."""

    def __init__(self, catalog: Catalog, session: Session, drawings: Drawings) -> None:
        super().__init__()
        self.catalog, self.session, self.drawings = catalog, session, drawings
        self.scene = self._compose()

    def apply(self, action: Action) -> None:
        before, self.session = self.scene, action(self.session)
        self.scene = self._compose()
        self.scene_changed.emit(before, self.scene)

    def replace_problems(self, problems: tuple[Problem, ...]) -> None:
        """The content's flaws, all of them, in place of those that were found at first sight."""
        self.catalog = replace(self.catalog, problems=problems)
        self.apply(lambda session: session)

    def _compose(self) -> Scene:
        # Composing is loaded with the content, not with the window.
        from arctic_map.scene.compose import compose

        return compose(self.catalog, self.session, self.drawings)
