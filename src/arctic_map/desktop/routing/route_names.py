"""Places the names of a map with a route on it, beside the window, and gives them to the store."""

from __future__ import annotations

from threading import Lock, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from arctic_map.desktop.store import Store
    from arctic_map.model.drawing import Label
    from arctic_map.scene.drawings.beside_route import OnRoute
    from arctic_map.scene.scene import Scene


class RouteNames(QObject):
    """Only for the newest route; until they have come it has none, and those of the atlas stay."""

    _placed = Signal(object, object)

    def __init__(self, store: Store, parent: QObject, expecting: Callable[[], bool]) -> None:
        """Nothing is placed while `expecting` says that another route is about to come."""
        super().__init__(parent)
        self._store, self._expecting = store, expecting
        self._waits = False
        self._asked: OnRoute | None = None
        self._one_by_one, self._telling = Lock(), Lock()
        self._placed.connect(self._show)

    @property
    def busy(self) -> bool:
        """Whether names are on their way."""
        return self._waits or self._asked is not None

    def show_scene(self, scene: Scene) -> None:
        """Ask anew where the map has another route, projection, size or language of names."""
        lacking = self._store.drawings.names_lacking(scene.projection.id, scene.preferences.labelling)
        self._waits = lacking is not None and self._expecting()
        if lacking is None or self._waits:
            self._asked = None
        elif lacking != self._asked:
            self._asked = lacking
            Thread(target=self._find, args=(lacking,), daemon=True).start()

    def close(self) -> None:
        """What still comes finds nobody any more."""
        with self._telling:
            self._asked, self._waits = None, False

    def _find(self, given: OnRoute) -> None:
        with self._one_by_one:
            if given is self._asked:
                names = given.names()
                with self._telling:
                    if given is self._asked:
                        self._placed.emit(given, names)

    def _show(self, given: OnRoute, names: Mapping[str, tuple[Label, ...]]) -> None:
        if given is self._asked:
            self._asked = None
            self._store.show_names(given, names)
