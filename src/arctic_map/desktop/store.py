"""The one place where the world turns: an action changes the session, and a new scene is composed."""

from PySide6.QtCore import QObject, Signal

from arctic_map.model.catalog import Catalog
from arctic_map.scene.actions import Action
from arctic_map.scene.compose import compose
from arctic_map.scene.drawings import Drawings
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import Session


class Store(QObject):
    scene_changed = Signal(object, object)
    """The scene before and the scene after."""

    def __init__(self, catalog: Catalog, session: Session, drawings: Drawings) -> None:
        super().__init__()
        self.catalog, self.session, self.drawings = catalog, session, drawings
        self.scene: Scene = compose(catalog, session, drawings)

    def apply(self, action: Action) -> None:
        before, self.session = self.scene, action(self.session)
        self.scene = compose(self.catalog, self.session, self.drawings)
        self.scene_changed.emit(before, self.scene)
