"""Which lines of the legend speak of something that is on the page."""

from collections.abc import Collection, Iterable, Sequence

from arctic_map.export.marks import clip, ground
from arctic_map.export.marks.field import Field
from arctic_map.export.marks.ground import BaseMap
from arctic_map.model.drawing import Drawing, Shape
from arctic_map.model.legend_entry import LegendEntry
from arctic_map.model.projection import Box
from arctic_map.model.symbology import Symbology
from arctic_map.scene.scene import Scene
from arctic_map.scene.symbology.legend import kind_style


def seen(
    scene: Scene, drawings: Iterable[Drawing], elsewhere: Iterable[Drawing], base: BaseMap, field: Field
) -> tuple[LegendEntry, ...]:
    """The lines whose marks are on the map, or on an inset that shows the drawings of `elsewhere`."""
    box, drawings = field.view.box, tuple(drawings)
    symbology = scene.catalog.symbology
    told = {entry.style for entry in scene.legend}
    styles = {
        *_styles(drawings, box, told, symbology),
        *(symbology.whole(shape.style) for drawing in elsewhere for shape in drawing.shapes),
    }
    styles |= _items(scene, base, field)
    kinds = _kinds(scene, drawings, box)
    return tuple(entry for entry in scene.legend if _is_told(entry, styles, kinds))


def _is_told(entry: LegendEntry, styles: Collection[str], kinds: Collection[str]) -> bool:
    if not entry.of_facts:
        return entry.style in styles
    # The heading of the kinds has no style.
    return entry.style in kinds if entry.style else bool(kinds)


def _kinds(scene: Scene, drawings: Iterable[Drawing], box: Box) -> set[str]:
    """The styles of the kinds of facts that are told of marks on the map."""
    told: dict[str, set[str]] = {}
    for fact in scene.facts:
        for feature in fact.features:
            told.setdefault(feature, set()).add(kind_style(scene.catalog.symbology, fact.kind))
    found: set[str] = set()
    for shape in (shape for drawing in drawings for shape in drawing.shapes if shape.feature in told):
        if not told[shape.feature] <= found and _is_in(shape, box):
            found |= told[shape.feature]
    return found


def _styles(drawings: Iterable[Drawing], box: Box, told: Collection[str], symbology: Symbology) -> set[str]:
    """Those of the map that the legend tells of."""
    found: set[str] = set()
    for drawing in drawings:
        for shape in drawing.shapes:
            style = symbology.whole(shape.style)
            if style not in found and style in told and _is_in(shape, box):
                found.add(style)
    return found


def _is_in(shape: Shape, box: Box) -> bool:
    x0, y0, x1, y1 = shape.box
    if x0 > box[2] or x1 < box[0] or y0 > box[3] or y1 < box[1]:
        return False
    return any(_has_vertex(part, box) or _passes(shape.kind, part, box) for part in shape.parts)


def _has_vertex(part: Sequence[float], box: Box) -> bool:
    x0, y0, x1, y1 = box
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x, y in zip(part[::2], part[1::2], strict=True))


def _passes(kind: str, part: Sequence[float], box: Box) -> bool:
    """Whether it is in the box without a vertex there."""
    path = [*part[::2]], [*part[1::2]]
    if kind == "area":
        return clip.ring(path, box) is not None
    return kind == "line" and any(True for _ in clip.line(path, box))


def _items(scene: Scene, base: BaseMap, field: Field) -> set[str]:
    """The lines of the base map that the legend explains and the map holds."""
    level = ground.level(scene, base, field)
    wanted = {entry.style for entry in scene.legend} & {*ground.line_items(scene)}
    return {name for name in wanted if ground.shows(scene, level, field, name)}
