"""Opened files in an HTML page: styled and labelled, or an image if there are very many features."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from arctic_map.export.marks.field import Field
from arctic_map.export.marks.rows import MAX_MARKS, RowsDrawing, pixels
from arctic_map.geo.turning import around
from arctic_map.model.catalog import LayerKind
from arctic_map.model.drawing import Drawing, Shape, ShapeKind
from arctic_map.model.layer_style import class_style
from arctic_map.model.projection import Box, Projection
from arctic_map.model.view import ZOOM_RANGE, Viewport
from arctic_map.scene.drawings.field_labels import labels_of

if TYPE_CHECKING:
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.scene import Scene, SceneLayer
    from arctic_map.tables.tiles.tile_view import View

SIDE = 800
"""Longer side of the image in pixels at text scale 1."""


def is_picture(layer: SceneLayer) -> bool:
    """Whether the layer has too many marks for separate ones."""
    return layer.kind is LayerKind.ROWS and layer.count > MAX_MARKS


def labelled(scene: Scene) -> Scene:
    """The scene with layer names that state which are images and which have marks without popups."""
    names = {
        layer.id: scene.wording("{name} (as a picture)", name=layer.name)
        if is_picture(layer)
        else scene.wording("{name} (marks only)", name=layer.name)
        for layer in scene.layers
        if layer.kind is LayerKind.ROWS
    }
    if not names:
        return scene
    return replace(
        scene,
        layers=tuple(replace(each, name=names.get(each.id, each.name)) for each in scene.layers),
        catalog=replace(
            scene.catalog,
            layers=tuple(replace(each, name=names.get(each.id, each.name)) for each in scene.catalog.layers),
        ),
    )


def drawing(layer: SceneLayer, scene: Scene, drawings: Drawings, projection: Projection) -> Drawing:
    """A file's layer in a projection, styled by feature. Rows on disk have no labels."""
    if layer.kind is LayerKind.ROWS:
        shapes = tuple(_shapes(layer, drawings, projection))
        return Drawing(layer.id, projection.id, layer.digest, shapes=shapes)
    projected = drawings.get(layer.id, projection.id)
    if layer.labels is None:
        return projected
    there = replace(scene, projection=projection)
    labelling = scene.preferences.on_paper.labelling
    drawn = {
        each.id: drawings.get(each.id, projection.id)
        for each in scene.layers
        if each.shown and each.kind in (LayerKind.FEATURES, LayerKind.GRATICULE)
    }
    labels = labels_of(there, drawings, layer.id, drawn, labelling, projection.box, 0.0)
    return replace(projected, labels=labels)


def picture(layer: SceneLayer, scene: Scene, drawings: Drawings, projection: Projection) -> dict[str, object]:
    """An image of all marks of a layer: its data URL, and its box in projected metres."""
    box = drawings.box(layer.id, projection.id)
    if box is None:
        return {"href": "", "box": (0.0, 0.0, 0.0, 0.0)}
    x0, y0, x1, y1 = box
    side = max(x1 - x0, y1 - y0, 1000.0)
    # Leave space for marks at the edge.
    resolution = 1.04 * side / SIDE
    width, height = (max(16.0, size / resolution * 1.04 + 16.0) for size in (x1 - x0, y1 - y0))
    view = Viewport((x0 + x1) / 2, (y0 + y1) / 2, resolution, width, height)
    rows = RowsDrawing(
        layer.id,
        projection.id,
        layer.digest,
        rows=drawings.files.rows(layer.id),
        family=projection.family,
        ground=projection.ground,
        styles=layer.items,
        classes=drawings.files.classes_now(layer.id),
        box=box,
    )
    content = pixels(rows, scene.look, Field(view))
    return {"href": f"data:image/png;base64,{b64encode(content).decode()}", "box": view.box}


def _shapes(layer: SceneLayer, drawings: Drawings, projection: Projection) -> Iterator[Shape]:
    rows, box = drawings.files.rows(layer.id), drawings.box(layer.id, projection.id)
    if rows is None or box is None:
        return
    plane = around(box, projection.ground.inverse)
    view = rows.view(projection.family, plane, ZOOM_RANGE[1])
    if view is None:
        return
    usual = {id.rpartition("-")[2]: id for id in layer.items}
    painted_by = drawings.files.classes_now(layer.id)
    if painted_by is None:
        yield from _of_view(view, usual, projection)
        return
    of_rows, styled = painted_by
    for number, part in view.by_class(of_rows).items():
        own = {kind: class_style(layer.id, number, kind) for kind in usual}
        yield from _of_view(part, own if styled else usual, projection)


def _of_view(view: View, styles: dict[str, str], projection: Projection) -> Iterator[Shape]:
    """Points and lines of one style together, but areas separately, so that overlapping ones show."""
    ground = projection.ground
    kinds: tuple[tuple[ShapeKind, bool], ...] = (("area", True), ("line", False))
    for kind, closed in kinds:
        for rings in view.parts(closed=closed) if kind in styles else ():
            parts = tuple(
                tuple(round(each) for at in ring for each in ground(*at)) for ring in rings if len(ring)
            )
            if parts:
                yield Shape("", kind, styles[kind], parts, _box(parts))
    if view.points and "point" in styles:
        places = tuple(tuple(round(each) for each in ground(*at)) for at in view.points)
        yield Shape("", "point", styles["point"], places, _box(places))


def _box(parts: tuple[tuple[float, ...], ...]) -> Box:
    xs, ys = [x for part in parts for x in part[::2]], [y for part in parts for y in part[1::2]]
    return min(xs), min(ys), max(xs), max(ys)
