"""The present map as a step of the tour, a named view or an exported page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from arctic_map.model.catalog import BASE, LayerKind
from arctic_map.model.note import TOPIC as YOURS
from arctic_map.model.route_layer import TOPIC as ROUTE
from arctic_map.model.saved_view import SavedView
from arctic_map.model.tour import TourStep
from arctic_map.scene.session.restoring import file_name, saved

ZOOM = 2.0
"""Maximum scale ratio of two maps that count as the same."""
CHOSEN = ("title", "subtitle", "legend", "credit", "left_out", "everything")
"""The fields of a view that belong to its page."""
GUESTS = (YOURS, ROUTE)
"""Topics of layers that belong to the reader's session."""

if TYPE_CHECKING:
    from collections.abc import Mapping

    from arctic_map.model.projection import Box
    from arctic_map.scene.scene import Scene


def step_here(scene: Scene) -> TourStep:
    """A step without texts, with the selected fact and the visible layers, days and extent."""
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
    """The part of the view that belongs to the atlas, without the reader's files, notes, route or colours."""
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


def page_here(scene: Scene, chosen: Mapping[str, Any]) -> SavedView | None:
    """The map with what was typed and chosen for its page, by field of CHOSEN; None without any."""
    return replace(_map(scene), **chosen) if any(chosen.values()) else None


def page_of(scene: Scene, page: SavedView | None) -> SavedView | None:
    """What was typed and chosen for the page, if it shows the same map; else None."""
    if page is None:
        return None
    here = _map(scene)
    same = page_here(scene, {"box": page.box, **{name: getattr(page, name) for name in CHOSEN}})
    return page if page == same and _overlap(here.box, page.box) else None


def _map(scene: Scene) -> SavedView:
    """The properties of the map that its title refers to; opacity is none of them."""
    files = tuple(file_name(layer.file) for layer in scene.layers if layer.shown and layer.file)
    return replace(view_here(scene), files=files, opacity=(), route=saved(scene, _box(scene)).route)


def _overlap(one: Box, other: Box) -> bool:
    """Whether each contains the centre of the other, with a similar size."""
    (wide, high), (width, height) = ((box[2] - box[0], box[3] - box[1]) for box in (one, other))
    across, down = (abs(one[at] + one[at + 2] - other[at] - other[at + 2]) / 2 for at in (0, 1))
    near = across < min(wide, width) / 2 and down < min(high, height) / 2
    return near and 1 / ZOOM <= wide / width <= ZOOM


def _box(scene: Scene) -> Box:
    return scene.viewport.clear if scene.viewport else scene.projection.home


def _own(scene: Scene) -> set[str]:
    """Ids of the atlas's own layers."""
    return {
        layer.id
        for layer in scene.catalog.layers
        if not layer.file and layer.kind is not LayerKind.ROWS and layer.topic not in GUESTS
    }
