"""The map as it is seen now, as a step of the tour or a view with a name keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.model.catalog import LayerKind
from arctic_map.model.note import TOPIC as YOURS
from arctic_map.model.route_layer import TOPIC as ROUTE
from arctic_map.model.saved_view import SavedView
from arctic_map.model.tour import TourStep
from arctic_map.scene.reading import BASE
from arctic_map.scene.session.restoring import saved

GUESTS = (YOURS, ROUTE)
"""Topics of layers that come and go with the reader."""

if TYPE_CHECKING:
    from arctic_map.model.projection import Box
    from arctic_map.scene.scene import Scene


def step_here(scene: Scene) -> TourStep:
    """Without words yet; with the selected fact, and what layers, days and box of the map are shown."""
    view = saved(scene, _box(scene))
    own = {layer.id for layer in scene.catalog.layers if layer.topic != BASE} & _own(scene)
    fact = scene.selected.fact if scene.selected else None
    return TourStep(
        id="",
        title="",
        text="",
        projection=view.projection,
        box=view.box,
        layers=tuple(id for id in view.layers if id in own),
        when="/".join(view.when) if view.when else "",
        facts=(fact,) if fact else (),
    )


def view_here(scene: Scene) -> SavedView:
    """What of it belongs to the atlas: not the reader's files, notes, route and colours."""
    view = saved(scene, _box(scene))
    own = _own(scene)
    return SavedView(
        projection=view.projection,
        box=view.box,
        layers=tuple(id for id in view.layers if id in own),
        features_hidden=view.features_hidden,
        opacity=tuple((id, share) for id, share in view.opacity if id in own),
        when=view.when,
        month=view.month,
        kinds_hidden=view.kinds_hidden,
        precisions_hidden=view.precisions_hidden,
    )


def _box(scene: Scene) -> Box:
    return scene.viewport.clear if scene.viewport else scene.projection.home


def _own(scene: Scene) -> set[str]:
    """Layers of the atlas itself."""
    return {
        layer.id
        for layer in scene.catalog.layers
        if not layer.file and layer.kind is not LayerKind.ROWS and layer.topic not in GUESTS
    }
