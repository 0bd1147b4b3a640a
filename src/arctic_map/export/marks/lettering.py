"""Text on the page: map labels with halos, and plain text around the map."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from math import ceil, hypot

from arctic_map.export.marks import typeface
from arctic_map.export.marks.markup import Value, paint, tag, text
from arctic_map.export.marks.path import Field
from arctic_map.geo.position import meet
from arctic_map.model.drawing import BELOW, SHARE, Anchor, Drawing, Label, Shape
from arctic_map.model.note import LAYERS
from arctic_map.model.projection import Box
from arctic_map.model.style import Lettering, Look, Palette, Style

HALO = 3.0
"""Stroke width of halos in pixels, of which half is visible."""
LEADER = 0.8
"""Width of the line from a label to its place in pixels."""
TAG = 5.0, 3.0
"""Horizontal and vertical padding of a tag in pixels."""
PIECE = 8.0
"""Length of line pieces, each of which is one box, in pixels."""
PADDING = 2.0
"""Pixels kept free on both sides of a line."""


def words(
    content: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    *,
    anchor: Anchor = "start",
    weight: int = 400,
    italic: bool = False,
    turn: float = 0.0,
) -> str:
    """One line of text on its baseline. `turn` is in degrees clockwise about its anchor."""
    return tag(
        "text",
        text(content),
        x=x,
        y=y,
        transform=f"rotate({turn:g} {x:.2f} {y:.2f})" if turn else None,
        text_anchor=anchor if anchor != "start" else None,
        **paint("fill", colour),
        **_face(size, typeface.weight_of(content, weight), italic),
    )


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a label: its halo is drawn below lanes and marks, its letters above."""

    halo: str
    letters: str
    is_tag: bool = False
    """Label of a selected area without an edge, drawn above everything else."""


@dataclass(frozen=True, slots=True)
class LabelSpot:
    """Where a label is on the page: its boxes, and the start of its baseline."""

    boxes: tuple[Box, ...]
    left: float
    base: float


def labels(
    drawings: Iterable[Drawing],
    look: Look,
    field: Field,
    occupied: list[Box] | None = None,
    highlighted: Collection[str] = (),
    first: Collection[str] = (),
) -> list[list[Name]]:
    """For each drawing, the labels that fit at this zoom and are completely on the map.

    Later drawings take precedence, and so do notes and measurements, whose lines are avoided too, and labels
    of the features `first`. The boxes of labels are added to `occupied`.
    """
    occupied, drawings = [] if occupied is None else occupied, list(drawings)
    yours = [
        box for drawing in drawings if drawing.layer in LAYERS for box in note_boxes(drawing, look, field)
    ]
    needed = [box for drawing in drawings for box in boxes_of(drawing, look, field, first)] if first else []
    written = []
    for drawing in reversed(drawings):
        avoided = () if drawing.layer in LAYERS else yours
        written.append([*_labels(drawing, look, field, occupied, highlighted, avoided, first, needed)])
    return [*reversed(written)]


def boxes_of(drawing: Drawing, look: Look, field: Field, features: Collection[str] = ()) -> Iterator[Box]:
    """Yield boxes of the labels that fit at this zoom; with `features`, of theirs alone."""
    named: set[str] = set()
    for label in drawing.labels:
        if label.feature in named or (features and label.feature not in features):
            continue
        if spot := spot_of(label, look, field):
            named |= {label.feature} - {""}
            yield from spot.boxes


def spot_of(label: Label, look: Look, field: Field) -> LabelSpot | None:
    """Where a label is on the page; None if it is not for this zoom, or not completely on the map."""
    style = look.styles.get(label.style)
    if style is None or not label.zoom <= field.zoom < label.until:
        return None
    return _spot(label, style, field)


def _spot(label: Label, style: Style, field: Field) -> LabelSpot | None:
    type = style.lettering
    if type is None:
        return None
    x, y = field.at(label.x, label.y)
    if label.letters:
        boxes = tuple(_boxes(label, x, y, type.size))
        return LabelSpot(boxes, x, y) if all(map(field.holds_box, boxes)) else None
    half = (style.size + style.width) / 2 if style.symbol else 0.0
    if half and not field.holds_box((x - half, y - half, x + half, y + half)):
        # The frame cuts off its symbol, and the label alone would have no meaning.
        return None
    length = label.width or typeface.length(label.text, type)
    left, base = x + label.dx - SHARE[label.anchor] * length, y + label.dy
    lower = BELOW * type.size if label.below else 0.0
    box = left, base - type.size * 0.8, left + length, base + lower + type.size * 0.3
    if half and not label.below and not label.leader and not field.holds_box(box):
        # The frame would cut off the name of a whole mark, which has room below the mark.
        left, base = x - length / 2, y + half + type.size
        box = left, base - type.size * 0.8, left + length, base + type.size * 0.3
    return LabelSpot((box,), left, base) if field.holds_box(box) else None


def _labels(
    drawing: Drawing,
    look: Look,
    field: Field,
    occupied: list[Box],
    highlighted: Collection[str],
    yours: Sequence[Box],
    first: Collection[str],
    needed: Sequence[Box],
) -> Iterator[Name]:
    """Yield the labels; `yours` are boxes that all avoid, `needed` those of `first`, which others avoid."""
    named: set[str] = set()
    for label in drawing.labels:
        style = look.styles.get(label.style)
        if style is None or style.lettering is None or label.feature in named:
            continue
        is_tag = bool(style.fade) and label.feature in highlighted
        if not (label.zoom <= field.zoom < label.until or is_tag):
            continue
        spot = _spot(label, style, field)
        if spot is None:
            continue
        type = style.lettering
        x, y = field.at(label.x, label.y)
        if is_tag and not label.letters:
            named.add(label.feature)
            yield Name(
                "", _tag(label.text, spot.left, y + label.dy, spot.boxes[0], type, look.palette), is_tag=True
            )
            continue
        # Labels are placed down to the lowest zoom of the window, and may overlap below it.
        others = () if label.feature in first else chain(needed, occupied if field.is_too_coarse else ())
        if any(meet(box, other) for other in chain(yours, others) for box in spot.boxes):
            continue
        if label.feature:
            named.add(label.feature)
        occupied += spot.boxes
        if label.letters:
            yield _along(label, x, y, type)
            continue
        advances = typeface.letters(label.text, type.size, weight=type.weight, italic=type.italic)
        name = (
            _called_out(label, x, y, type)
            if label.below
            else _label(label.text, spot.left, spot.base, advances, type)
        )
        yield _tied(name, label.leader, x, y, type)


def _tag(content: str, left: float, y: float, box: Box, type: Lettering, palette: Palette) -> str:
    """A label on a background in the colours of the selection."""
    x0, y0, x1, y1 = box
    aside, above = TAG
    ground = tag(
        "rect",
        x=x0 - aside,
        y=y0 - above,
        width=x1 - x0 + 2 * aside,
        height=y1 - y0 + 2 * above,
        rx=3,
        fill=palette.halo,
        stroke=palette.halo_rim,
        stroke_width=1,
    )
    face = _face(type.size, typeface.weight_of(content, type.weight), type.italic)
    return ground + tag("text", text(content), x=left, y=y, **paint("fill", palette.halo_rim), **face)


def _called_out(label: Label, x: float, y: float, type: Lettering) -> Name:
    """A bold label with text below it."""
    lines = ((label.text, 0.0, type.weight), (label.below, BELOW * type.size, 400))
    anchor = label.anchor if label.anchor != "start" else None

    def written(**painted: Value) -> str:
        return "".join(
            tag(
                "text",
                text(line),
                x=x + label.dx,
                y=y + label.dy + lower,
                text_anchor=anchor,
                **painted,
                **_face(type.size, typeface.weight_of(line, weight), type.italic),
            )
            for line, lower, weight in lines
        )

    return Name(written(**_halo(type)), written(**paint("fill", type.colour)))


def _tied(name: Name, leader: tuple[float, ...], x: float, y: float, type: Lettering) -> Name:
    """The label with the line to its place, if it has one."""
    if not leader:
        return name
    x0, y0, x1, y1 = leader
    d = f"M{x + x0:.1f} {y + y0:.1f}L{x + x1:.1f} {y + y1:.1f}"
    line = tag("path", d=d, fill="none", **paint("stroke", type.colour), stroke_width=LEADER)
    return replace(name, letters=line + name.letters)


def _boxes(label: Label, x: float, y: float, size: float) -> Iterator[Box]:
    """A box for each letter of a label along a line, whatever its rotation."""
    for dx, dy in zip(label.letters[::3], label.letters[1::3], strict=True):
        yield x + dx - size, y + dy - size, x + dx + size, y + dy + size


def _along(label: Label, x: float, y: float, type: Lettering) -> Name:
    """A label whose letters have separate positions and rotations."""
    face = _face(type.size, typeface.weight_of(label.text, type.weight), type.italic)
    letters = [
        _letter(letter, x + dx, y + dy, turn)
        for letter, dx, dy, turn in zip(
            label.text, label.letters[::3], label.letters[1::3], label.letters[2::3], strict=True
        )
        if not letter.isspace()
    ]
    return Name(
        tag("g", *letters, **_halo(type), **face),
        tag("g", *letters, **paint("fill", type.colour), **face, aria_label=label.text),
    )


def _letter(content: str, x: float, y: float, turn: float) -> str:
    """A letter on its baseline, turned in degrees clockwise about its start."""
    return tag("text", text(content), x=x, y=y, transform=f"rotate({turn:g} {x:.2f} {y:.2f})")


def _halo(type: Lettering) -> dict[str, Value]:
    return {"fill": "none", **paint("stroke", type.halo), "stroke_width": HALO, "stroke_linejoin": "round"}


def _label(content: str, left: float, y: float, advances: list[float], type: Lettering) -> Name:
    face = _face(type.size, typeface.weight_of(content, type.weight), type.italic)
    ink: dict[str, Value] = {**paint("fill", type.colour)}
    halo = _halo(type)
    if type.spacing:
        return _spaced(content, left, y, advances, type.spacing, halo, ink, face)
    line = text(content)
    return Name(tag("text", line, x=left, y=y, **halo, **face), tag("text", line, x=left, y=y, **ink, **face))


def _spaced(
    content: str,
    left: float,
    y: float,
    advances: list[float],
    spacing: float,
    halo: dict[str, Value],
    ink: dict[str, Value],
    face: dict[str, Value],
) -> Name:
    """A label with letter spacing, letter by letter, since Qt supports no attributes for it."""
    at, places = left, []
    for letter, advance in zip(content, advances, strict=True):
        if not letter.isspace():
            places.append((letter, at))
        at += advance + spacing
    below = [tag("text", text(letter), x=x, y=y) for letter, x in places]
    return Name(tag("g", *below, **halo, **face), tag("g", *below, **ink, **face, aria_label=content))


def _face(size: float, weight: int, italic: bool) -> dict[str, Value]:
    return {
        # Quoted, because a name with a digit is no CSS identifier.
        "font_family": f"'{typeface.FAMILY}'",
        "font_size": size,
        "font_weight": str(weight) if weight != 400 else None,
        "font_style": "italic" if italic else None,
    }


def note_boxes(drawing: Drawing, look: Look, field: Field) -> Iterator[Box]:
    """Yield page boxes of a note's labels at the field's zoom, and of its lines and edges."""
    for label in drawing.labels:
        if label.zoom <= field.zoom < label.until:
            yield from _words(label, look, field)
    for shape in drawing.shapes:
        if shape.kind != "point":
            yield from _lines(shape, field)


def _words(label: Label, look: Look, field: Field) -> Iterator[Box]:
    style = look.styles.get(label.style)
    if style is None or style.lettering is None:
        return
    x, y = field.at(label.x, label.y)
    left, base, size = x + label.dx - SHARE[label.anchor] * label.width, y + label.dy, style.lettering.size
    yield left - 5.0, base - 0.8 * size - 3.0, left + label.width + 5.0, base + 0.3 * size + 3.0


def _lines(shape: Shape, field: Field) -> Iterator[Box]:
    """Yield boxes of the parts of lines on the page. A line may go around the Earth."""
    left, top, right, bottom = field.clip
    for part in shape.parts:
        closed = (*part, *part[:2]) if shape.kind == "area" else part
        places = [field.at(*place) for place in zip(closed[::2], closed[1::2], strict=True)]
        for (x0, y0), (x1, y1) in pairwise(places):
            if max(x0, x1) < left or min(x0, x1) > right or max(y0, y1) < top or min(y0, y1) > bottom:
                continue
            count = ceil(hypot(x1 - x0, y1 - y0) / PIECE) or 1
            for number in range(count):
                share, end = number / count, (number + 1) / count
                xs = sorted((x0 + share * (x1 - x0), x0 + end * (x1 - x0)))
                ys = sorted((y0 + share * (y1 - y0), y0 + end * (y1 - y0)))
                yield xs[0] - PADDING, ys[0] - PADDING, xs[1] + PADDING, ys[1] + PADDING
