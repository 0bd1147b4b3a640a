"""Opened files in the catalogue, and their drawings in the style of their classes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from arctic_map.model.catalog import BASE, DRAWN, Catalog, Layer, Source
from arctic_map.model.drawing import Drawing
from arctic_map.model.layer_style import HIDDEN, class_style
from arctic_map.model.opened import HUES, OpenedFile, style_id
from arctic_map.model.problem import Problem
from arctic_map.model.tr import tr
from arctic_map.scene.raster_pictures import with_ramp, with_ramps


def with_files(
    content: Catalog, files: Iterable[OpenedFile], names: Mapping[str, str] | None = None
) -> Catalog:
    """The content with the files' layers, in their order; `names` are changed names by layer id.

    Rasters are below the lines of the base map, areas below the subject layers, so that they hide no lanes
    and ports; others are on top.
    """
    files = tuple(_called(file, (names or {}).get(file.layer.id, "")) for file in files)
    if not files:
        return content
    layers = [with_ramp(file.layer) for file in files]
    rasters = [layer for layer in layers if layer.raster]
    areas = [layer for layer in layers if layer.file_style.endswith("-area") and not layer.raster]
    others = [layer for layer in layers if layer not in (*rasters, *areas)]
    drawn = _first(content.layers, lambda layer: layer.kind in DRAWN)
    subject = max(drawn, _first(content.layers, lambda layer: layer.topic != BASE))
    return replace(
        content,
        symbology=with_ramps(content.symbology, rasters),
        layers=(
            *content.layers[:drawn],
            *rasters,
            *content.layers[drawn:subject],
            *areas,
            *content.layers[subject:],
            *others,
        ),
        sources=(
            *content.sources,
            *(
                Source(
                    file.layer.id,
                    tr("{name} (the reader's own file, not checked by the atlas)", name=file.layer.name),
                )
                for file in files
            ),
        ),
        problems=(*content.problems, *(problem for file in files for problem in _problems(file))),
    )


def _first(layers: Sequence[Layer], matches: Callable[[Layer], bool]) -> int:
    """The position of the first layer that matches; the number of layers if there is none."""
    return next((at for at, layer in enumerate(layers) if matches(layer)), len(layers))


def _called(file: OpenedFile, name: str) -> OpenedFile:
    return replace(file, layer=replace(file.layer, name=name)) if name else file


def _problems(file: OpenedFile) -> Iterable[Problem]:
    return (file.outdated, *file.problems) if file.outdated else file.problems


def hue_of(style: str) -> int:
    """The colour number of an opened file, from 1, by the style of one of its features."""
    return int(style.split("-")[1])


def free_hue(used: Iterable[str]) -> int:
    """The colour number, from 1, that the fewest of these styles have."""
    hues = [hue_of(style) for style in used]
    return min(range(1, HUES + 1), key=hues.count)


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
