"""The drawing: the map as one SVG document, from which pictures and prints are made."""

from collections.abc import Iterator, Mapping

from arctic_map.export import ground, lettering, shapes
from arctic_map.export.field import Field
from arctic_map.export.frame import Rect, arrange
from arctic_map.export.ground import BaseMap
from arctic_map.export.margin import margin
from arctic_map.export.markup import group, number, tag, title
from arctic_map.model.drawing import Drawing
from arctic_map.model.plane import Box
from arctic_map.model.view import Viewport
from arctic_map.scene.filtering import without
from arctic_map.scene.furniture import furniture
from arctic_map.scene.scene import Scene, SceneLayer

BLEED = 40.0
"""How far a map that fills its picture is painted beyond the edge, px."""
WHOLE = 0.96
"""A whole plane keeps clear of the frame."""


def drawing(
    scene: Scene,
    drawings: Mapping[str, Drawing],
    base: BaseMap,
    width: float,
    height: float,
    *,
    box: Box | None = None,
) -> str:
    """A page of `width` x `height` pixels with the map in its frame and all that belongs round it.

    `drawings` by layer id, at least of all shown layers. The map shows `box` (plane metres), by default
    what the window shows, or the whole route.
    """
    wanted = box or shown_box(scene)
    layout = arrange(width, height, wanted, [entry.text for entry in scene.legend])
    view = fitted(wanted, layout.map, WHOLE if wanted == scene.plane.box else 1.0)
    graticule = drawings.get("graticule") if _is_shown(scene, "graticule") else None
    around = margin(scene, furniture(view, scene.plane, graticule), layout)
    field = Field(view, layout.map.x, layout.map.y)
    return _document(scene, width, height, layout.page, _map(scene, drawings, base, field), around)


def map_only(scene: Scene, drawings: Mapping[str, Drawing], base: BaseMap, viewport: Viewport) -> str:
    """The map of a viewport alone, edge to edge, as the window paints it."""
    page = Rect(0, 0, viewport.width, viewport.height)
    field = Field(viewport, bleed=BLEED)
    return _document(scene, page.width, page.height, page, _map(scene, drawings, base, field))


def shown_box(scene: Scene) -> Box:
    """What the scene shows: where it is asked to go, else where it is, else the whole route."""
    if scene.goal is not None:
        return scene.goal.box
    return scene.viewport.box if scene.viewport else scene.plane.home


def fitted(box: Box, map: Rect, share: float = 1.0) -> Viewport:
    """The view in which a box (plane metres) takes this share of the room that this part of the page has."""
    x0, y0, x1, y1 = box
    resolution = max((x1 - x0) / map.width, (y1 - y0) / map.height) / share
    return Viewport((x0 + x1) / 2, (y0 + y1) / 2, resolution, map.width, map.height)


def _document(scene: Scene, width: float, height: float, page: Rect, *content: str) -> str:
    paper = tag("rect", width=page.width, height=page.height, fill=scene.look.palette.paper)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tag(
        "svg",
        title(scene.title),
        paper,
        *content,
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {number(page.width)} {number(page.height)}",
    )


def _map(scene: Scene, drawings: Mapping[str, Drawing], base: BaseMap, field: Field) -> str:
    level = ground.level(scene, base, field)
    shown = [
        (layer, without(drawings[layer.id], scene.left_out.features))
        for layer in scene.layers
        if layer.shown and layer.id in drawings
    ]
    return group(
        ground.sea(scene, base, field),
        ground.fills(scene, level, field),
        ground.relief(scene, base, field),
        ground.lines(scene, level, field),
        ground.edge(scene, base, field),
        *(_layer(scene, layer, drawn, field) for layer, drawn in shown),
        group(*_labels(scene, shown, field), id="labels"),
        id="map",
    )


def _layer(scene: Scene, layer: SceneLayer, drawn: Drawing, field: Field) -> str:
    marks = shapes.layer(drawn, scene.look, field, scene.lit)
    return group(marks, id=f"layer-{layer.id}", named=layer.name, opacity=_opacity(layer))


def _labels(scene: Scene, shown: list[tuple[SceneLayer, Drawing]], field: Field) -> Iterator[str]:
    lettered = lettering.labels((drawn for _, drawn in shown), scene.look, field)
    for (layer, _), labels in zip(shown, lettered, strict=True):
        yield group(labels, id=f"labels-{layer.id}", named=layer.name, opacity=_opacity(layer))


def _opacity(layer: SceneLayer) -> float | None:
    return layer.opacity if layer.opacity < 1 else None


def _is_shown(scene: Scene, layer_id: str) -> bool:
    return any(layer.shown for layer in scene.layers if layer.id == layer_id)
