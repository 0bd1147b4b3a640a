"""Shapes of highlighted features on disk, which are few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from arctic_map.model.catalog import Layer
from arctic_map.model.drawing import Shape
from arctic_map.model.projection import Projection
from arctic_map.scene.drawings.classed import style_of_row
from arctic_map.scene.drawings.painting import box_round

if TYPE_CHECKING:
    from arctic_map.tables.tiles.top_rows import RowMark


def highlighted_rows(
    layer: Layer, marks: Sequence[RowMark], projection: Projection, painted_by: tuple[bytes, bool] | None
) -> tuple[Shape, ...]:
    """Shapes of marks in the projection, in their present styles."""
    return tuple(
        Shape(
            f"{layer.id}.{mark.row}",
            mark.kind,
            style_of_row(layer, painted_by, mark.row, mark.kind),
            parts,
            box_round(parts),
        )
        for mark in marks
        if (parts := tuple(projected(part, projection) for part in mark.parts if part))
    )


def projected(part: Sequence[float], projection: Projection) -> tuple[float, ...]:
    """Transform metres of the family's plane to projected metres."""
    places = zip(part[::2], part[1::2], strict=True)
    return tuple(each for at in places for each in projection.ground(*at))
