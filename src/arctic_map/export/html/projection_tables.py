"""Data of each projection for an HTML page: messages, legend, positions, and inverse projection."""

import json
from base64 import b64encode
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from math import hypot
from typing import Any

from arctic_map.export.html import own_files
from arctic_map.export.html.offered_views import layers, listed_by_name
from arctic_map.geo.position import project
from arctic_map.model.catalog import LayerKind
from arctic_map.model.decorations import LegendEntry
from arctic_map.model.projection import Box, Projection, Selection
from arctic_map.page.assets import asset_for
from arctic_map.page.to_page import ShowLayer, ShowProjection, ToPage, encode
from arctic_map.page.updates import show_layer, show_projection
from arctic_map.scene import cards
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.legend_in_view import legend_in_view
from arctic_map.scene.scene import Scene, SceneLayer
from arctic_map.scene.session import approach
from arctic_map.scene.session.session import Session
from arctic_map.scene.words.measures import projection_words

LEVELS = 2
"""Levels of detail of the base map in the page. The finest alone is larger than everything else."""
Data = dict[str, Any]


def projection_tables(projection: Projection, scene: Scene, drawings: Drawings, box: Box | None) -> Data:
    """The data of a projection."""
    listed = [
        shown_layer(layer, order, projection, scene)
        for order, layer in enumerate(layers(scene))
        if layer.kind is not LayerKind.IMAGE or has_relief(projection, scene)
    ]
    home = approach.home_of(scene.catalog, projection) or projection.home
    box = box if box is not None and projection.id == scene.projection.id else home
    return {
        "label": projection_words(projection),
        "show": as_json(_show_projection(projection, scene, drawings, box)),
        "layers": [as_json(message) for message in listed],
        "home": home,
        "legend": [asdict(entry) for entry in _first_legend(projection, scene, drawings, box)],
        "boxes": _boxes(projection, scene, drawings),
        "places": _places(projection, scene, drawings),
        "spots": _spots(projection, scene, drawings),
        "goals": _goals(projection, scene, drawings),
        "grid": asdict(grid(projection)),
    }


def shown_layer(layer: SceneLayer, order: int, projection: Projection, scene: Scene) -> ShowLayer:
    """The message for a layer. Rows on disk become marks or one image."""
    as_marks = layer.kind is LayerKind.ROWS and not own_files.is_picture(layer)
    listed = replace(layer, kind=LayerKind.FEATURES) if as_marks else layer
    return show_layer(listed, order, projection, scene.preferences.labelling)


def _show_projection(projection: Projection, scene: Scene, drawings: Drawings, box: Box) -> ShowProjection:
    """The message that shows a projection, with its relief embedded if it has one."""
    shown = show_projection(replace(scene, projection=projection))
    relief = ""
    if has_relief(projection, scene):
        picture = asset_for(shown.relief, scene, drawings)
        relief = f"data:{picture.media_type};base64,{b64encode(picture.body).decode()}"
    return ShowProjection(
        id=shown.id,
        box=shown.box,
        ground=shown.ground,
        outline=shown.outline,
        levels=shown.levels[:LEVELS],
        relief=relief,
        relief_box=shown.relief_box,
        goal=box,
        home=shown.home,
        legend=shown.legend,
    )


def has_relief(projection: Projection, scene: Scene) -> bool:
    """Whether the relief is embedded: only for projections with the base map of the present one."""
    shown = any(layer.kind is LayerKind.IMAGE for layer in layers(scene))
    return shown and projection.family == scene.projection.family


def _first_legend(
    projection: Projection, scene: Scene, drawings: Drawings, box: Box
) -> tuple[LegendEntry, ...]:
    """The legend of the first view, until the page knows what is in view."""
    shown = {layer.id for layer in scene.layers if layer.shown}
    layers = [layer for layer in scene.catalog.layers if layer.id in shown]
    return legend_in_view(
        scene.catalog,
        layers,
        box,
        projection,
        drawings,
        scene.filtered_out.features,
        scene.signs,
        scene.wording,
    )


def _boxes(projection: Projection, scene: Scene, drawings: Drawings) -> dict[str, dict[str, list[Box]]]:
    """Boxes of base map lines that the legend explains, by layer and style, in projected metres.

    Layers that are images have one box, by the name under which the legend lists a layer.
    """
    pictures = {
        layer.id: {f"layer {layer.id}": [box]}
        for layer in layers(scene)
        if own_files.is_picture(layer) and (box := drawings.box(layer.id, projection.id))
    }
    return pictures | {
        layer.id: {
            style: [mark.box for mark in marks]
            for (style, _), marks in drawings.pieces(layer.id, projection.id).items()
        }
        for layer in scene.catalog.layers
        if layer.kind is LayerKind.GROUND and drawings.pieces(layer.id, projection.id)
    }


def _places(projection: Projection, scene: Scene, drawings: Drawings) -> dict[str, tuple[int, ...]]:
    """Anchor and box of each feature's popup in projected metres, without features outside."""
    places: dict[str, tuple[int, ...]] = {}
    for feature in scene.catalog.features:
        session = Session(projection=projection.id, selected=Selection(feature=feature))
        if card := cards.card(scene.catalog, session, drawings):
            places[feature] = tuple(map(round, (card.x, card.y, *card.box)))
    return places


def _goals(projection: Projection, scene: Scene, drawings: Drawings) -> dict[str, tuple[int, ...]]:
    """The box to show for each listed feature and fact in metres, without those outside."""
    boxes: defaultdict[str, list[Box]] = defaultdict(list)
    for layer in (layer for layer in scene.catalog.layers if layer.features):
        drawing, named = (
            drawings.get(layer.id, projection.id),
            {feature.id for feature in listed_by_name(layer)},
        )
        for shape in drawing.shapes:
            if shape.feature in named:
                boxes[shape.feature].append(shape.box)
        for label in drawing.labels:
            if label.feature in named:
                boxes[label.feature].append((label.x, label.y, label.x, label.y))
    for fact in scene.catalog.facts:
        boxes[fact.id] = [box for feature in fact.features for box in boxes.get(feature, ())]
    goals = {id: approach.goal_of(extents) for id, extents in boxes.items()}
    return {id: tuple(map(round, goal)) for id, goal in goals.items() if goal}


def _spots(projection: Projection, scene: Scene, drawings: Drawings) -> dict[str, tuple[float, float]]:
    """Positions of marks that have signs beside them, in projected metres."""
    return {
        feature.id: spots[feature.id]
        for layer in scene.catalog.layers
        if layer.features and (spots := drawings.get(layer.id, projection.id).spots)
        for feature in layer.features
        if feature.id in spots
    }


def as_json(message: ToPage) -> Any:
    """A message as a JSON value."""
    return json.loads(encode(message))[0]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table for the inverse projection, with a row per latitude from the North Pole southwards."""

    pole: tuple[float, float] | None
    down: float
    """The meridian that points down (polar) or is in the middle, in degrees east."""
    rows: tuple[tuple[float, float, float], ...]
    """Latitude in degrees; metres from the pole, or north of the Equator; metres per degree of longitude."""
    centre: tuple[float, float] | None = None
    """Longitude and latitude of the centre, in degrees; then without rows."""


def grid(projection: Projection) -> Grid:
    """The table with a row per degree. Linear interpolation is exact enough for a scale bar."""
    if projection.centre is not None:
        return Grid(None, projection.down, (), projection.centre)
    if projection.pole is None:
        points = ((lat, project(projection, projection.down + 90.0, lat)) for lat in range(90, -91, -1))
        rows = ((float(lat), at[1], at[0] / 90.0) for lat, at in points if at)
    else:
        x, y = projection.pole
        points = ((lat, project(projection, projection.down, lat)) for lat in range(90, -1, -1))
        rows = ((float(lat), hypot(at[0] - x, at[1] - y), 0.0) for lat, at in points if at)
    return Grid(
        projection.pole, projection.down, tuple((lat, round(far), round(step)) for lat, far, step in rows)
    )
