"""A drawing of an opened file in the looks of its features' classes."""

from dataclasses import replace

from arctic_map.model.catalog import Layer
from arctic_map.model.drawing import Drawing
from arctic_map.model.layer_style import HIDDEN, class_style
from arctic_map.model.opened import style_id
from arctic_map.scene.opened import hue_of


def class_of(feature: str, classes: bytes) -> int:
    """Of a feature by its id: the number behind its last dot is that in the file."""
    number = int(feature.rpartition(".")[2])
    return classes[number] if number < len(classes) else HIDDEN


def style_of_row(layer: Layer, painted_by: tuple[bytes, bool] | None, row: int, kind: str) -> str:
    """In which a feature that lies on disk is painted: of its class, or of any file."""
    classes, styled = painted_by or (b"", False)
    number = classes[row] if styled and row < len(classes) else HIDDEN
    if number == HIDDEN:
        return style_id(hue_of(layer.file_style), kind)
    return class_style(layer.id, number, kind)


def in_classes(drawing: Drawing, classes: bytes, *, styled: bool) -> Drawing:
    """`classes` has a byte for each feature, by its number in the file; HIDDEN ones are left out.

    Without `styled` the others look as they did.
    """
    found = ((shape, class_of(shape.feature, classes)) for shape in drawing.shapes)
    shapes = (
        replace(shape, style=class_style(drawing.layer, number, shape.kind)) if styled else shape
        for shape, number in found
        if number != HIDDEN
    )
    labels = (label for label in drawing.labels if class_of(label.feature, classes) != HIDDEN)
    return replace(drawing, shapes=tuple(shapes), labels=tuple(labels))
