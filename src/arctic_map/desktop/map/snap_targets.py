"""What the drawing tool can snap to in the view: marks of visible layers, and the coast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from arctic_map.errors import ContentError
from arctic_map.geo.position import meet
from arctic_map.model.catalog import LayerKind
from arctic_map.scene.sketches.outline_drawing import REACH, SnapIndex, snapped, targets
from arctic_map.storage.base_map import FINEST, ground_lines

if TYPE_CHECKING:
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.drawing import Shape

NEAR = 1_500.0
"""Resolution in metres per pixel below which the map shows the finest coast."""
COARSER = 1


class SnapTargets:
    """Finds the nearest target for a place."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: tuple[object, SnapIndex] | None = None
        """The key of the cached targets, and the targets."""

    def snapped(self, x: float, y: float) -> tuple[float, float] | None:
        """Return the nearest target in projected metres; None if none is within REACH pixels."""
        view = self._store.scene.viewport
        return snapped(self._targets(), x, y, REACH * view.resolution) if view else None

    def _targets(self) -> SnapIndex:
        scene = self._store.scene
        of = scene.projection.id, scene.viewport, scene.layers
        if self._known is None or self._known[0] != of:
            self._known = of, targets(self._marks(), self._coast())
        return self._known[1]

    def _marks(self) -> Iterator[Shape]:
        scene = self._store.scene
        assert scene.viewport is not None
        kinds = {layer.id: layer.kind for layer in scene.catalog.layers}
        for layer in scene.layers:
            if layer.shown and kinds.get(layer.id) is LayerKind.FEATURES:
                for shape in self._store.drawings.get(layer.id, scene.projection.id).shapes:
                    if meet(shape.box, scene.viewport.box):
                        yield shape

    def _coast(self) -> Iterator[tuple[float, ...]]:
        scene = self._store.scene
        assert scene.viewport is not None
        level = FINEST if scene.viewport.resolution < NEAR else COARSER
        try:
            for shape in ground_lines(scene.projection, "coast", level, scene.viewport.box):
                yield from shape.parts
        except ContentError:
            # Without a base map there is no coast to snap to; the map reports the error itself.
            return
