"""Finds features on disk at a place of the map, topmost first."""

from collections.abc import Iterator

from arctic_map.model.catalog import LayerKind
from arctic_map.model.layer_style import HIDDEN
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.scene import Scene

REACH_PX = 7.0
"""Maximum distance in pixels between a click and a point or line, as in the page."""


def row_at(scene: Scene, drawings: Drawings, x: float, y: float, resolution: float) -> str | None:
    """The id of the topmost feature at projected metres, or None; `resolution` in metres per pixel."""
    return next(rows_at(scene, drawings, x, y, resolution), None)


def rows_at(scene: Scene, drawings: Drawings, x: float, y: float, resolution: float) -> Iterator[str]:
    """Yield ids as `row_at`, for each layer with a feature there."""
    ground = scene.projection.ground
    plane_x, plane_y = ground.inverse(x, y)
    reach = REACH_PX * resolution / ground.scale
    for layer in reversed(scene.layers):
        rows = drawings.files.rows(layer.id) if layer.shown and layer.kind is LayerKind.ROWS else None
        row = rows.hit(scene.projection.family, plane_x, plane_y, reach) if rows else None
        if row is not None and not _is_left_out(drawings, layer.id, row):
            yield f"{layer.id}.{row}"


def _is_left_out(drawings: Drawings, layer_id: str, row: int) -> bool:
    """Whether the style of its layer hides the row."""
    painted_by = drawings.files.classes_now(layer_id)
    return painted_by is not None and painted_by[0][row : row + 1] == bytes([HIDDEN])
