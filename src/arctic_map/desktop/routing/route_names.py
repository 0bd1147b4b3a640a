"""Places the names of a map with a route in the background and passes them to the store."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from arctic_map.desktop.widgets.tasks import TaskQueue

if TYPE_CHECKING:
    from collections.abc import Callable

    from arctic_map.desktop.window.store import Store
    from arctic_map.scene.drawings.route_labels import RouteLabelContext
    from arctic_map.scene.scene import Scene


class RouteNames(QObject):
    """Places names for the latest route only; until then the route has none, and those of the atlas stay."""

    def __init__(self, store: Store, parent: QObject, expecting: Callable[[], bool]) -> None:
        """Nothing is placed while `expecting` returns True, because another plan will follow."""
        super().__init__(parent)
        self._store, self._expecting = store, expecting
        self._waits = False
        self._requested: RouteLabelContext | None = None
        """The latest request, kept even if its names could not be placed: it is not repeated."""
        self._tasks = TaskQueue(self)

    @property
    def busy(self) -> bool:
        """Whether names are still to be placed."""
        return self._waits or self._tasks.busy

    def show_scene(self, scene: Scene) -> None:
        """Place names if the map has another route, projection, text size or language."""
        lacking = self._store.drawings.names_lacking(scene.projection.id, scene.preferences.labelling)
        self._waits = lacking is not None and self._expecting()
        if lacking is None or self._waits:
            self._cancel()
        elif lacking != self._requested:
            self._cancel()
            self._requested = lacking
            self._tasks.submit(lacking.names, done=partial(self._store.show_names, lacking))

    def close(self) -> None:
        """Cancel the running request."""
        self._cancel()
        self._waits = False

    def _cancel(self) -> None:
        self._tasks.cancel()
        self._requested = None
