"""Projections and saved views that an HTML page offers."""

from dataclasses import replace
from typing import Any

from arctic_map.export.html.days import chosen_days, hidden_by_time
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.geo.turning import base_id, moved, rotation
from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.feature import Feature
from arctic_map.model.projection import Box, Projection
from arctic_map.model.saved_view import SavedView
from arctic_map.model.tr import tr
from arctic_map.scene.scene import Scene, SceneLayer
from arctic_map.scene.session.restoring import restored

MAX_FILE_FEATURES = 1000
"""Maximum features of an opened file that are listed by name."""


def views(scene: Scene, box: Box | None = None) -> list[dict[str, Any]]:
    """The initial view and saved ones, or none without these. Boxes, also `box`, are projected metres."""
    named = [{"id": each.id, "name": each.name, **_view(each.view, scene)} for each in scene.catalog.views]
    return [_opened(scene, box), *named] if named else []


def _opened(scene: Scene, box: Box | None) -> dict[str, Any]:
    return {
        "id": "",
        "name": tr("As the page opened"),
        "projection": scene.projection.id,
        "box": scene.projection.home if box is None else box,
        "hidden": [layer.id for layer in scene.layers if not layer.shown],
        "opacity": {},
        "days": chosen_days(scene.when, scene.catalog),
        "month": scene.month or 0,
        "features": [],
        "facts": [],
    }


def _view(view: SavedView, scene: Scene) -> dict[str, Any]:
    session = restored(view, scene.catalog)
    hidden_by_days = hidden_by_time(scene.catalog, replace(session, when=None))
    projection, box = placed(view.projection, view.box, scene)
    opacity = dict(session.opacity)
    return {
        "projection": projection,
        "box": box,
        "hidden": sorted(session.hidden),
        "opacity": {layer.id: opacity.get(layer.id, 1.0) for layer in scene.layers},
        "days": chosen_days(session.when, scene.catalog),
        "month": session.month or 0,
        "features": sorted(hidden_by_days.features),
        "facts": sorted(hidden_by_days.facts),
    }


def placed(projection: str, box: Box, scene: Scene) -> tuple[str, Box]:
    """A projection among those of the page, and a box in it, moved if the map is turned differently."""
    there = next(each for each in offered(scene) if base_id(each.id) == base_id(projection))
    if there.id == projection:
        return there.id, box
    return there.id, moved(box, rotation(projection_named(projection), there.down))


def offered(scene: Scene) -> tuple[Projection, ...]:
    """All projections, the present one with its meridian."""
    now = scene.projection
    return tuple(now if each.id == base_id(now.id) else each for each in PROJECTIONS)


def layers(scene: Scene) -> tuple[SceneLayer, ...]:
    """The layers of the page in drawing order. Images are included only if visible, because of their size."""
    return tuple(layer for layer in scene.layers if layer.shown or layer.kind is not LayerKind.IMAGE)


def listed_by_name(layer: Layer) -> tuple[Feature, ...]:
    """The features listed by name, for readers who cannot point at the map."""
    return layer.features[:MAX_FILE_FEATURES] if layer.file else layer.features
