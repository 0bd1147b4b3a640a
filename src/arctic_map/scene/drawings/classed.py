"""Drawings of an opened file in the style of its classes."""

from dataclasses import replace

from arctic_map.model.catalog import Layer
from arctic_map.model.drawing import Drawing
from arctic_map.model.layer_style import HIDDEN, class_style
from arctic_map.model.opened import style_id
from arctic_map.scene.opened import hue_of


def class_of(feature: str, classes: bytes) -> int:
    """The class of a feature; the number after the last dot of its id is its index in the file."""
    number = int(feature.rpartition(".")[2])
    return classes[number] if number < len(classes) else HIDDEN


def style_of_row(layer: Layer, painted_by: tuple[bytes, bool] | None, row: int, kind: str) -> str:
    """The style of a feature on disk: that of its class, or the default of opened files."""
    classes, styled = painted_by or (b"", False)
    number = classes[row] if styled and row < len(classes) else HIDDEN
    if number == HIDDEN:
        return style_id(hue_of(layer.file_style), kind)
    return class_style(layer.id, number, kind)


def in_classes(drawing: Drawing, classes: bytes, *, styled: bool) -> Drawing:
    """Apply a class byte per feature in file order: hide HIDDEN ones, change styles only if `styled`."""
    pairs = ((shape, class_of(shape.feature, classes)) for shape in drawing.shapes)
    shapes = (
        replace(shape, style=class_style(drawing.layer, number, shape.kind)) if styled else shape
        for shape, number in pairs
        if number != HIDDEN
    )
    labels = (label for label in drawing.labels if class_of(label.feature, classes) != HIDDEN)
    return replace(drawing, shapes=tuple(shapes), labels=tuple(labels))
