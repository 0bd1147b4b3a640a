"""The visible features that an area drawn on the map touches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import shapely

from arctic_map.geo.position import surround
from arctic_map.model.catalog import BASE, LayerKind
from arctic_map.model.layer_style import HIDDEN

if TYPE_CHECKING:
    from arctic_map.model.drawing import Shape
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.scene import Scene


def features_in(scene: Scene, drawings: Drawings, corners: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    """Ids of the features, those of the topmost layer first, without the base map.

    The corners are in projected metres. Where the area crosses itself, all that it encloses counts.
    """
    if len(corners) < 3:
        return ()
    area = shapely.make_valid(shapely.Polygon(corners))
    shapely.prepare(area)
    found: dict[str, None] = {}
    for layer in reversed(scene.layers):
        if not layer.shown or layer.topic == BASE:
            continue
        if layer.kind is LayerKind.ROWS:
            found.update((f"{layer.id}.{row}", None) for row in _rows_in(scene, drawings, layer.id, area))
        elif layer.kind is LayerKind.FEATURES:
            for shape in drawings.get(layer.id, scene.projection.id).shapes:
                id = shape.feature
                if id in found or id not in scene.catalog.features or id in scene.filtered_out.features:
                    continue
                if _touches(area, shape):
                    found[id] = None
    return tuple(found)


def _touches(area: shapely.Geometry, shape: Shape) -> bool:
    if shape.kind == "point":
        places = [place for part in shape.parts for place in zip(part[::2], part[1::2], strict=True)]
        return bool(area.intersects(shapely.MultiPoint(places)))
    closing = 2 if shape.kind == "area" else 0
    parts = (part + part[:closing] for part in shape.parts if len(part) > 2)
    outlines = [[*zip(part[::2], part[1::2], strict=True)] for part in parts]
    if outlines and area.intersects(shapely.MultiLineString(outlines)):
        return True
    # The whole outline may be around the area.
    place = area.representative_point()
    return shape.kind == "area" and surround(shape.parts, place.x, place.y)


def _rows_in(scene: Scene, drawings: Drawings, layer_id: str, area: shapely.Geometry) -> Iterator[int]:
    """Yield the rows on disk, in file order, without those that the style of the layer hides."""
    rows, ground = drawings.files.rows(layer_id), scene.projection.ground
    if rows is None:
        return
    corners = shapely.transform(area, lambda xy: [ground.inverse(x, y) for x, y in xy.tolist()])
    painted_by = drawings.files.classes_now(layer_id)
    for row in rows.within(scene.projection.family, corners):
        if painted_by is None or painted_by[0][row : row + 1] != bytes([HIDDEN]):
            yield row
