"""The same scene on its projection turned about the pole: another meridian points down."""

from dataclasses import replace

from arctic_map.geo.projections import projection_named
from arctic_map.geo.turning import base_id, moved, rotation, turned
from arctic_map.model.view import Goal
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.drawings.signs import signs
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.projections import projection_words


def turned_scene(scene: Scene, drawings: Drawings, down: int | None) -> Scene:
    """What is in the middle stays there; itself where nothing turns, as on the world."""
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
