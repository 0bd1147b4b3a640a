"""A drawing on a projection that is turned about its pole: shapes are turned, never projected again."""

from dataclasses import replace
from math import atan2, degrees

import numpy as np

from arctic_map.model.drawing import Chevrons, Drawing, Shape
from arctic_map.model.projection import Affine


def turned_drawing(drawing: Drawing, projection_id: str, turn: Affine) -> Drawing:
    """With its labels at their turned places; whoever wants them clear of each other decides them anew."""
    angle = degrees(atan2(turn.d, turn.a))
    return replace(
        drawing,
        projection=projection_id,
        shapes=tuple(_shape(shape, turn) for shape in drawing.shapes),
        chevrons=tuple(
            Chevrons(
                each.feature,
                each.style,
                tuple((*turn(x, y), direction + angle, zoom) for x, y, direction, zoom in each.marks),
            )
            for each in drawing.chevrons
        ),
        labels=tuple(
            replace(label, x=x, y=y) for label in drawing.labels for x, y in (turn(label.x, label.y),)
        ),
        spots={id: turn(*spot) for id, spot in drawing.spots.items()} if drawing.spots else drawing.spots,
    )


def _shape(shape: Shape, turn: Affine) -> Shape:
    matrix = np.array([[turn.a, turn.d], [turn.b, turn.e]])
    moved = [np.rint(np.reshape(part, (-1, 2)) @ matrix + (turn.c, turn.f)) for part in shape.parts]
    low = np.min([part.min(axis=0) for part in moved], axis=0)
    high = np.max([part.max(axis=0) for part in moved], axis=0)
    return replace(
        shape,
        parts=tuple(tuple(part.ravel().tolist()) for part in moved),
        box=(float(low[0]), float(low[1]), float(high[0]), float(high[1])),
    )
