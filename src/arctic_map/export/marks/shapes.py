"""A feature layer on a page: highlights, casings, areas, lines, points, chevrons."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from arctic_map.export.marks import clip, strokes
from arctic_map.export.marks.markup import group, title
from arctic_map.export.marks.path import Field, data, thin
from arctic_map.export.marks.rasters import RasterDrawing
from arctic_map.export.marks.rows import RowsDrawing
from arctic_map.export.marks.strokes import hatched
from arctic_map.model.decorations import Sign
from arctic_map.model.drawing import Drawing, Shape
from arctic_map.model.style import Look, Style

SELECTED = 2.0
"""Opacity factor of a selected area without an edge, which must not show where it ends."""
_KINDS = ("area", "line", "point")
_PLAIN = Style()


def parted(drawing: Drawing, look: Look, *, under_names: bool = False) -> tuple[Drawing, Drawing]:
    """The shapes below and above the halos of labels: areas and lanes, or all below if `under_names`."""
    if under_names:
        return drawing, Drawing(drawing.layer, drawing.projection, drawing.digest)
    if isinstance(drawing, RasterDrawing):
        return drawing, Drawing(drawing.layer, drawing.projection, drawing.digest)
    if isinstance(drawing, RowsDrawing):
        nothing = Drawing(drawing.layer, drawing.projection, drawing.digest)
        return (drawing, nothing) if drawing.below_names else (nothing, drawing)
    below = [shape for shape in drawing.shapes if _is_below(shape, look)]
    above = [shape for shape in drawing.shapes if not _is_below(shape, look)]
    return replace(drawing, shapes=tuple(below), chevrons=()), replace(drawing, shapes=tuple(above))


def _is_below(shape: Shape, look: Look) -> bool:
    return shape.kind == "area" or look.styles.get(shape.style, _PLAIN).below_names


def layer(drawing: Drawing, look: Look, field: Field, highlighted: Collection[str] = ()) -> str:
    """All marks of a layer without labels. Casings are below all strokes."""
    in_order = sorted(drawing.shapes, key=lambda shape: _KINDS.index(shape.kind))
    names, ringed = drawing.names or {}, _outlined(in_order, look, highlighted)
    written = [
        group(
            *(_halo(shape, look, field, of_area=of_area) for shape, of_area in ringed), class_="highlighted"
        ),
        group(*(_casing(shape, look, field) for shape in in_order), class_="casings"),
    ]
    done: set[str] = set()
    for feature, own in groupby(in_order, key=lambda shape: shape.feature):
        marks = "".join(mark(shape, look, field, highlighted) for shape in own)
        if marks:
            id = f"feature-{feature}" if feature and feature not in done else None
            done.add(feature)
            written.append(group(title(names[feature]) if feature in names else "", marks, id=id))
    written.append(group(*_chevrons(drawing, look, field), class_="directions"))
    return "".join(written)


def signs(shown: Iterable[Sign], look: Look, field: Field) -> Iterator[str]:
    """Yield the signs of marks without a reported fact."""
    for sign in shown:
        style = look.styles.get(sign.style, _PLAIN)
        x, y = field.at(sign.x, sign.y)
        half = (style.size + style.width) / 2
        if field.holds(x + sign.dx, y + sign.dy, half, half):
            yield strokes.sign(x + sign.dx, y + sign.dy, style, look.palette)


def mark(shape: Shape, look: Look, field: Field, highlighted: Collection[str] = ()) -> str:
    """A shape in its style. Areas are filled and outlined separately, so no outline follows the frame."""
    is_highlighted = shape.feature in highlighted
    style = look.styles.get(shape.style, _PLAIN)
    if shape.kind == "point":
        return "".join(
            (strokes.point_halo(x, y, style, look.palette) if is_highlighted else "")
            + strokes.point(x, y, style)
            for x, y in _places(shape, field, style)
        )
    fill = _filled(shape, look, field, is_highlighted) if shape.kind == "area" else ""
    if not style.stroke:
        return fill
    if style.dash:
        return fill + "".join(strokes.stroke(d, style, begins) for begins, d in _dashed(shape, field))
    edged = line_data(shape, field)
    return fill + (strokes.stroke(edged, style) if edged else "")


def _filled(shape: Shape, look: Look, field: Field, is_highlighted: bool) -> str:
    """The fill of an area with its hatching."""
    style = look.styles.get(shape.style, _PLAIN)
    if style.fade and is_highlighted:
        style = replace(style, fill_opacity=SELECTED * style.fill_opacity)
    rings = _rings(shape, field) if style.fill or style.hatch_every else []
    if not rings:
        return ""
    fill = strokes.area(data(rings, closed=True, digits=2), style)
    if not style.hatch_every:
        return fill
    lines = hatched(rings, style.hatch_every, style.hatch_angle, field.at(0.0, 0.0))
    d = data(lines, closed=False, digits=2)
    return fill + (strokes.stroke(d, look.styles.get(style.hatch, _PLAIN), cut=True) if d else "")


def _rings(shape: Shape, field: Field) -> list[clip.Points]:
    to_page = field.to_page()
    rings = (clip.ring(thin(to_page(part), field.near), field.clip) for part in shape.parts)
    return [ring for ring in rings if ring]


def line_data(shape: Shape, field: Field) -> str:
    """The `d` of lines, or of an area's outline, clipped to the map."""
    to_page = field.to_page()
    pieces: list[clip.Points] = []
    for part in shape.parts:
        flat = (*part, *part[:2]) if shape.kind == "area" else part
        pieces += clip.line(thin(to_page(flat), field.near), field.clip)
    return data(pieces, closed=False, digits=2)


def _dashed(shape: Shape, field: Field) -> Iterator[tuple[float, str]]:
    """Yield each piece with its distance from the line's start in pixels, at which its dashes continue."""
    to_page = field.to_page()
    whole: list[clip.Points] = []
    for part in shape.parts:
        flat = (*part, *part[:2]) if shape.kind == "area" else part
        # Thin afterwards, because each removed vertex would shift the dashes.
        for begins, piece in clip.pieces(to_page(flat), field.clip):
            if begins == 0.0:
                whole.append(piece)
            else:
                yield begins, data([thin(piece, field.near)], closed=False, digits=2)
    if whole:
        yield 0.0, data((thin(piece, field.near) for piece in whole), closed=False, digits=2)


def _places(shape: Shape, field: Field, style: Style) -> Iterator[tuple[float, float]]:
    to_page = field.to_page()
    half = (style.size + style.width) / 2
    for part in shape.parts:
        for x, y in zip(*to_page(part), strict=True):
            if field.holds(x, y, half, half):
                yield x, y


def _casing(shape: Shape, look: Look, field: Field) -> str:
    style = look.styles.get(shape.style, _PLAIN)
    if shape.kind != "line" or style.casing is None:
        return ""
    d = line_data(shape, field)
    return strokes.casing(d, style) if d else ""


def _chevrons(drawing: Drawing, look: Look, field: Field) -> Iterator[str]:
    for row in drawing.chevrons:
        style = look.styles.get(row.style, _PLAIN)
        for east, north, angle, zoom in row.marks if style.chevron else ():
            x, y = field.at(east, north)
            if zoom <= field.zoom and field.holds(x, y, style.chevron, style.chevron):
                yield strokes.chevron(x, y, angle, style)


def _halo(shape: Shape, look: Look, field: Field, *, of_area: bool) -> str:
    style = look.styles.get(shape.style, _PLAIN)
    d = line_data(shape, field)
    # Otherwise several highlighted seas would hide their content.
    reach = 1.0 if of_area else 2.0
    return strokes.line_halo(d, max(style.width, style.casing_width), look.palette, reach) if d else ""


def _outlined(
    shapes: Iterable[Shape], look: Look, highlighted: Collection[str]
) -> Iterator[tuple[Shape, bool]]:
    """Yield the lines and areas to highlight, and whether for an area. Areas without edge have none."""
    own = [shape for shape in shapes if shape.feature in highlighted and shape.kind != "point"]
    areas = {shape.feature: look.styles.get(shape.style, _PLAIN) for shape in own if shape.kind == "area"}
    for shape in own:
        area = areas.get(shape.feature)
        edge = area and (area.edge or (shape.style if shape.kind == "area" and not area.fade else ""))
        if area is None or shape.style == edge:
            yield shape, area is not None
