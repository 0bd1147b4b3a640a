"""A scene in another language, or with its projection rotated about the pole."""

from dataclasses import replace

from arctic_map.geo.projections import projection_named
from arctic_map.geo.turning import base_id, moved, rotation, turned
from arctic_map.model.view import Goal
from arctic_map.model.wording import Wording
from arctic_map.scene.compose import WARNING
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.drawings.signs import signs
from arctic_map.scene.scene import Scene
from arctic_map.scene.timeline import period_in_words
from arctic_map.scene.titles import titles
from arctic_map.scene.words.projections import projection_words
from arctic_map.scene.words.sources import source_line


def turned_scene(scene: Scene, drawings: Drawings, down: int | None) -> Scene:
    """The scene rotated around the centre of the map; unchanged if `down` is None or it cannot be rotated."""
    if down is None or not scene.projection.turns:
        return scene
    projection = turned(projection_named(base_id(scene.projection.id)), down)
    if projection.id == scene.projection.id:
        return scene
    goal = scene.goal.box if scene.goal else scene.viewport.clear if scene.viewport else None
    turn = rotation(scene.projection, projection.down)
    shown = {layer.id for layer in scene.layers if layer.shown and not layer.file}
    return replace(
        scene,
        projection=replace(projection, label=projection_words(projection, scene.wording)),
        goal=Goal(moved(goal, turn), smooth=False, exact=True) if goal else None,
        viewport=None,
        signs=signs(
            scene.catalog.symbology,
            (layer for layer in scene.catalog.layers if layer.id in shown),
            scene.facts,
            scene.filtered_out,
            lambda layer_id: drawings.get(layer_id, projection.id).spots or {},
        ),
    )


def with_wording(scene: Scene, wording: Wording) -> Scene:
    """The scene with texts in a language; place names follow the preferences, facts stay as written."""
    by_id = {layer.id: layer for layer in scene.catalog.layers}
    shown = [by_id[layer.id] for layer in scene.layers if layer.shown and layer.id in by_id]
    filtered_out = scene.filtered_out.features
    title, subtitle = titles(scene, wording)
    return replace(
        scene,
        wording=wording,
        title=title,
        subtitle=subtitle,
        period=period_in_words(scene.when, wording),
        source_line=source_line(scene.catalog, shown, filtered_out, wording, with_terms=True),
        warning=wording(WARNING),
        projection=replace(scene.projection, label=projection_words(scene.projection, wording)),
        layers=tuple(
            replace(layer, name=layer.name if layer.file else wording(by_id[layer.id].name))
            for layer in scene.layers
        ),
    )
