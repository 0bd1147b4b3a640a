"""Drawings of opened files: many plain features at once."""

from arctic_map.geo.marks import Marks, marks
from arctic_map.geo.projected_marks import on_projection
from arctic_map.model.catalog import Layer
from arctic_map.model.drawing import Drawing, Shape
from arctic_map.model.opened import style_id
from arctic_map.model.projection import Box, Projection

Part = tuple[float, ...]


def draw_file(layer: Layer, projection: Projection, known: Marks | None = None) -> Drawing:
    """The shapes of a layer without labels; `known` are the marks of its features, if computed."""
    file_marks = known or marks([feature.unpacked() for feature in layer.features]).marks
    hue = int(layer.features[0].style.split("-")[1]) if layer.features else 1
    shapes = tuple(
        Shape(layer.features[owner].id, kind, style_id(hue, kind), tuple(parts), _box(parts))
        for owner, kind, parts in on_projection(projection, file_marks)
    )
    return Drawing(
        layer=layer.id,
        projection=projection.id,
        digest=layer.digest,
        shapes=shapes,
        names={feature.id: feature.name for feature in layer.features},
    )


def box_of(drawing: Drawing) -> Box | None:
    """Bounding box of all shapes of a drawing, projected metres; None without any."""
    if not drawing.shapes:
        return None
    x0, y0, x1, y1 = zip(*(shape.box for shape in drawing.shapes), strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _box(parts: list[Part]) -> Box:
    if len(parts) == 1 and len(parts[0]) == 2:
        x, y = parts[0]
        return x, y, x, y
    xs = [min(part[::2]) for part in parts], [max(part[::2]) for part in parts]
    ys = [min(part[1::2]) for part in parts], [max(part[1::2]) for part in parts]
    return min(xs[0]), min(ys[0]), max(xs[1]), max(ys[1])
