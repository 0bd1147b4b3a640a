"""The legend of a page, for the content of its map and insets."""

from collections.abc import Iterable
from dataclasses import replace

from arctic_map.export.marks import ground
from arctic_map.export.marks.field import Field
from arctic_map.export.marks.ground import BaseMap
from arctic_map.export.marks.rows import RowsDrawing, is_picture
from arctic_map.geo.in_box import meet
from arctic_map.model.catalog import Layer
from arctic_map.model.drawing import Drawing
from arctic_map.model.legend_entry import LegendEntry
from arctic_map.model.projection import Box
from arctic_map.scene.drawings.in_view import in_view, pieces
from arctic_map.scene.legend_in_view import styles_of_signs
from arctic_map.scene.scene import Scene
from arctic_map.scene.symbology import legend


def seen(
    scene: Scene, drawings: Iterable[Drawing], elsewhere: Iterable[Drawing], base: BaseMap, field: Field
) -> tuple[LegendEntry, ...]:
    """The legend lines for marks on the map, or on an inset with the drawings of `elsewhere`."""
    box, drawings = field.view.box, tuple(drawings)
    catalog = scene.catalog
    symbology = catalog.symbology
    files = {layer.id: layer for layer in catalog.layers if layer.file}
    found = in_view(
        (pieces(drawing, symbology, catalog.features) for drawing in drawings if drawing.layer not in files),
        box,
    )
    styles = {
        *found.styles,
        *(symbology.whole(shape.style) for drawing in elsewhere for shape in drawing.shapes),
        *_items(scene, base, field),
    }
    in_box = [
        _named(files[drawing.layer], drawing, scene, field)
        for drawing in drawings
        if drawing.layer in files and any(meet(each, box) for each in _boxes(drawing))
    ]
    return legend.entries(
        symbology, styles, found.precisions, in_box, styles_of_signs(scene.signs, box), scene.wording
    )


def _boxes(drawing: Drawing) -> Iterable[Box]:
    if isinstance(drawing, RowsDrawing):
        return (drawing.box,) if drawing.box else ()
    return (shape.box for shape in drawing.shapes)


def _named(layer: Layer, drawing: Drawing, scene: Scene, field: Field) -> Layer:
    """The layer, with a name that says so if its marks are drawn as an image."""
    if not isinstance(drawing, RowsDrawing) or not is_picture(drawing, field):
        return layer
    return replace(layer, name=scene.wording("{name} (as a picture)", name=layer.name))


def _items(scene: Scene, base: BaseMap, field: Field) -> set[str]:
    """The base map lines on the map that the legend explains."""
    level = ground.level(scene, base, field)
    told = legend.words(scene.catalog.symbology)
    shown = {item for layer in scene.layers if layer.shown for item in layer.items}
    wanted = shown & {*ground.line_items(scene)} & told.keys()
    return {name for name in wanted if ground.shows(scene, level, field, name)}
