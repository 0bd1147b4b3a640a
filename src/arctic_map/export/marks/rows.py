"""Features on disk drawn as separate marks if they are few, else as one image."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from math import log2
from operator import itemgetter
from typing import TYPE_CHECKING

from arctic_map.export.marks import clip, strokes
from arctic_map.export.marks.markup import image, tag
from arctic_map.export.marks.path import Field, data
from arctic_map.export.marks.strokes import stroke
from arctic_map.geo import unit_path
from arctic_map.model.drawing import Drawing, Label
from arctic_map.model.layer_style import class_style
from arctic_map.model.projection import Affine, Box
from arctic_map.model.style import Look, Style
from arctic_map.scene.drawings.file_layers import RowsOnDisk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PIL import ImageDraw

    from arctic_map.tables.tiles.tile_reading import View

    Part = tuple[View, Mapping[str, Style]]

MAX_MARKS = 50_000
"""Maximum separate marks on a page."""
DENSITY = 300 / 96
"""Image pixels per CSS pixel, for 300 dpi."""
MAX_PIXELS = 24_000_000
DIAMOND = ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0))
CROWDS = (20_000, 0.46, 0.0), (5_000, 0.64, 0.8)
"""From this number of points on, marks have this share of their size and this rim in pixels."""


@dataclass(frozen=True, slots=True)
class RowsDrawing(Drawing):
    """A layer whose features are read once their place on the page is known."""

    rows: RowsOnDisk | None = None
    family: str = ""
    ground: Affine = Affine()  # noqa: RUF009
    styles: tuple[str, ...] = ()
    classes: tuple[bytes, bool] | None = None
    """The class of each row, and whether classes have styles of their own."""
    box: Box | None = None
    """Box of the layer in projected metres."""
    labels_in: Callable[[Box, float], tuple[Label, ...]] | None = None
    """Returns the labels within a box (projected metres) at a zoom."""

    @property
    def below_names(self) -> bool:
        """Whether it only has areas, over which labels may be drawn."""
        return all(style.endswith("-area") for style in self.styles)


def named(drawing: Drawing, field: Field) -> Drawing:
    """The drawing with its labels in the field, if it is of rows on disk."""
    if not isinstance(drawing, RowsDrawing) or drawing.labels_in is None:
        return drawing
    return replace(drawing, labels=drawing.labels_in(field.view.box, field.zoom))


def is_picture(drawing: RowsDrawing, field: Field) -> bool:
    """Whether the field has too many marks for separate ones."""
    view = _view(drawing, field)
    return view is not None and view.count > MAX_MARKS


def marks(drawing: RowsDrawing, look: Look, field: Field) -> str:
    """All marks of the layer in the field."""
    view = _view(drawing, field)
    if view is None or not view.count:
        return ""
    parts, crowd = _parts(view, drawing, look), _crowd(view, drawing, field)
    if view.count > MAX_MARKS:
        return _picture(parts, crowd, drawing, field)
    shapes = [mark for part, styles in parts for mark in _shapes(part, styles, drawing, field)]
    # Mix classes, with points that are visible at coarser zooms on top.
    points = sorted(
        (
            each
            for part, styles in parts
            for each in zip(part.order, _points(part, crowd, styles, drawing, field), strict=False)
        ),
        reverse=True,
    )
    return "".join((*shapes, *(mark for _, mark in points)))


def _parts(view: View, drawing: RowsDrawing, look: Look) -> list[Part]:
    """Parts with the same class, each with its styles by kind of mark."""
    usual = {id.rpartition("-")[2]: look.styles[id] for id in drawing.styles if id in look.styles}
    if drawing.classes is None:
        return [(view, usual)]
    of_rows, styled = drawing.classes
    parts: list[Part] = []
    for number, part in view.by_class(of_rows).items():
        own = {kind: class_style(drawing.layer, number, kind) for kind in usual}
        styles = {kind: look.styles[id] for kind, id in own.items() if id in look.styles}
        parts.append((part, styles if styled else usual))
    return parts


def _view(drawing: RowsDrawing, field: Field) -> View | None:
    """The marks in the field, at the detail of a good printer."""
    return _seen(drawing, field, log2(DENSITY * max(1.0, field.scale)))


def _seen(drawing: RowsDrawing, field: Field, closer: float) -> View | None:
    """The marks in the field, at a zoom `closer` than its own."""
    if drawing.rows is None:
        return None
    turned = drawing.ground.inverse
    x0, y0, x1, y1 = field.view.box
    corners = [turned(x, y) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = zip(*corners, strict=True)
    return drawing.rows.view(drawing.family, (min(xs), min(ys), max(xs), max(ys)), field.zoom + closer)


def _crowd(view: View | None, drawing: RowsDrawing, field: Field) -> int:
    """The number of points that the window would show of the field. `view` has at least these."""
    if view is None or len(view.points) <= CROWDS[-1][0]:
        return len(view.points) if view else 0
    window = _seen(drawing, field, 0.0)
    return len(window.points) if window else 0


def _in_crowd(style: Style, crowd: int) -> Style:
    for most, part, rim in CROWDS:
        if crowd > most:
            return replace(style, size=part * style.size, width=rim)
    return style


def _shapes(view: View, styles: Mapping[str, Style], drawing: RowsDrawing, field: Field) -> list[str]:
    """Areas and lines as SVG."""
    elements = []
    for closed, kind in ((True, "area"), (False, "line")):
        style = styles.get(kind)
        if style is None:
            continue
        for part in view.parts(closed=closed):
            rings = [_placed(drawing, field, ring) for ring in part]
            if not closed:
                lines = [piece for ring in rings for piece in clip.line(ring, field.clip)]
            else:
                d = data([cut for ring in rings if (cut := clip.ring(ring, field.clip))], closed=True)
                if not d:
                    continue
                elements.append(
                    tag("path", d=d, fill=style.fill, fill_opacity=style.fill_opacity, fill_rule="evenodd")
                )
                if all(clip.inside(ring, field.clip) for ring in rings):
                    elements.append(stroke(d, style))
                    continue
                # The edge of the field is not an outline.
                whole = [([*xs, xs[0]], [*ys, ys[0]]) for xs, ys in rings]
                lines = [piece for ring in whole for piece in clip.line(ring, field.clip)]
            if d := data(lines, closed=False):
                elements.append(stroke(d, style))
    dots = view.dots
    shown = styles.get("area") or styles.get("line")
    if len(dots) and shown is not None:
        elements += [
            tag("circle", cx=round(x, 2), cy=round(y, 2), r=0.7, fill=shown.stroke)
            for x, y in (_at(drawing, field, *place) for place in dots)
            if field.holds(x, y, 0.0, 0.0)
        ]
    return elements


def _placed(drawing: RowsDrawing, field: Field, ring: Sequence[tuple[float, float]]) -> clip.Points:
    xs, ys = zip(*(_at(drawing, field, x, y) for x, y in ring), strict=True)
    return [*xs], [*ys]


def _points(
    view: View, crowd: int, styles: Mapping[str, Style], drawing: RowsDrawing, field: Field
) -> list[str]:
    """A mark for each point, empty outside the field. `crowd` is the number of points in a window."""
    if "point" not in styles:
        return []
    style = _in_crowd(styles["point"], crowd)
    half = (style.size + style.width) / 2
    elements = []
    for place in view.points:
        x, y = _at(drawing, field, *place)
        if not field.holds(x, y, half, half):
            elements.append("")
            continue
        if _is_disc(style):
            edge = {"stroke": style.stroke if style.width else None, "stroke_width": style.width}
            r = round(style.size / 2, 2)
            elements.append(tag("circle", cx=round(x, 2), cy=round(y, 2), r=r, fill=style.fill, **edge))
            continue
        elements.append(strokes.point(x, y, style))
    return elements


def _at(drawing: RowsDrawing, field: Field, x: float, y: float) -> tuple[float, float]:
    return field.at(*drawing.ground(x, y))


def _is_disc(style: Style) -> bool:
    return style.symbol is not None and "A" in style.symbol.outline


def _picture(parts: Sequence[Part], crowd: int, drawing: RowsDrawing, field: Field) -> str:
    """All marks as one image."""
    content = _painted(parts, crowd, drawing, field)
    return image(content, field.x, field.y, field.view.width, field.view.height)


def pixels(drawing: RowsDrawing, look: Look, field: Field) -> bytes:
    """All marks in the field as a transparent PNG, however few."""
    view = _view(drawing, field)
    if view is None:
        return _painted((), 0, drawing, field)
    # The image is shown at any scale, so that all marks may be crowded.
    return _painted(_parts(view, drawing, look), view.count, drawing, field)


def _painted(parts: Sequence[Part], crowd: int, drawing: RowsDrawing, field: Field) -> bytes:
    # Late import: only pages with very many marks need it.
    from PIL import Image, ImageDraw

    width, height = field.view.width, field.view.height
    k = min(DENSITY * max(1.0, field.scale), (MAX_PIXELS / (width * height)) ** 0.5)
    image = Image.new("RGBA", (max(1, round(width * k)), max(1, round(height * k))))
    pen = ImageDraw.Draw(image)

    def at(places: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(px * k, py * k) for px, py in (field.view.pixel(*drawing.ground(x, y)) for x, y in places)]

    for view, styles in parts:
        if area := styles.get("area"):
            fill, edge = (
                _rgba(area.fill or "#000000", max(0.3, area.fill_opacity)),
                _rgba(area.stroke or "#000000", 0.8),
            )
            for rings in view.parts(closed=True):
                outer, *holes = (at(ring) for ring in rings)
                pen.polygon(outer, fill=fill)
                for hole in holes:
                    pen.polygon(hole, fill=(0, 0, 0, 0))
                for ring in (outer, *holes):
                    pen.line([*ring, ring[0]], fill=edge, width=max(1, round(0.5 * k)))
        if line := styles.get("line"):
            for rings in view.parts(closed=False):
                for ring in rings:
                    pen.line(
                        at(ring), fill=_rgba(line.stroke or "#000000", 1.0), width=max(1, round(1.2 * k))
                    )
        small = styles.get("area") or styles.get("line")
        if small is not None:
            for x, y in at(view.dots):
                pen.rectangle(
                    (x - 0.4 * k, y - 0.4 * k, x + 0.4 * k, y + 0.4 * k),
                    fill=_rgba(small.stroke or "#000000", 0.6),
                )
    for _, place, point in sorted(
        (
            (order, place, point)
            for view, styles in parts
            if "point" in styles
            for point in [_in_crowd(styles["point"], crowd)]
            for order, place in zip(view.order, view.points, strict=True)
        ),
        key=itemgetter(0),
        reverse=True,
    ):
        ((x, y),) = at([place])
        rim = point.width if point.stroke else 0.0
        if rim:
            _stamp(pen, x, y, (point.size + rim) / 2 * k, point, point.stroke)
        _stamp(pen, x, y, (point.size - rim) / 2 * k, point, point.fill)
    buffer = BytesIO()
    image.save(buffer, "PNG", compress_level=3)
    return buffer.getvalue()


def _stamp(
    pen: ImageDraw.ImageDraw, x: float, y: float, half: float, point: Style, colour: str | None
) -> None:
    """Draw the symbol in one colour."""
    fill = _rgba(colour or "#000000", 1.0)
    if _is_disc(point):
        pen.ellipse((x - half, y - half, x + half, y + half), fill=fill)
        return
    corners = unit_path.corners(point.symbol.outline) if point.symbol else DIAMOND
    pen.polygon([(x + half * dx, y + half * dy) for dx, dy in corners], fill=fill)


def _rgba(colour: str, alpha: float) -> tuple[int, int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue, round(255 * alpha)
