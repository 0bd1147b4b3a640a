"""Words on the page: labels with their halo, and the plain type round the map."""

from collections.abc import Iterable, Iterator

from arctic_map.export.marks import typeface
from arctic_map.export.marks.field import Field
from arctic_map.export.marks.markup import Value, paint, tag, text
from arctic_map.model.drawing import Anchor, Drawing
from arctic_map.model.projection import Box
from arctic_map.model.style import Lettering, Look

HALO = 3.0
"""Width of the stroke round the letters, px; half of it is seen."""
SHARE: dict[Anchor, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a text stands left of its anchor."""


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
    """One line of type on its baseline; `turn` in degrees clockwise about its anchor."""
    return tag(
        "text",
        text(content),
        x=x,
        y=y,
        transform=f"rotate({turn:g} {x:.2f} {y:.2f})" if turn else None,
        text_anchor=anchor if anchor != "start" else None,
        **paint("fill", colour),
        **_face(size, weight, italic),
    )


def labels(
    drawings: Iterable[Drawing], look: Look, field: Field, taken: list[Box] | None = None
) -> list[str]:
    """For each drawing its labels that have room at this zoom and stand wholly on the map.

    The last drawing's are the most important ones. `taken` learns which boxes of the page they fill.
    """
    taken = [] if taken is None else taken
    written = [[*_labels(drawing, look, field, taken)] for drawing in reversed(list(drawings))]
    return ["".join(one) for one in reversed(written)]


def _labels(drawing: Drawing, look: Look, field: Field, taken: list[Box]) -> Iterator[str]:
    for label in drawing.labels:
        style = look.styles.get(label.style)
        if style is None or style.lettering is None or label.zoom > field.zoom:
            continue
        type = style.lettering
        x, y = field.at(label.x, label.y)
        half = (style.size + style.width) / 2 if style.symbol else 0.0
        if half and not field.holds_box((x - half, y - half, x + half, y + half)):
            # The frame cuts its symbol off, and a name alone would stand for little or nothing.
            continue
        advances = typeface.letters(label.text, type.size, weight=type.weight, italic=type.italic)
        length = label.width or sum(advances) + type.spacing * (len(advances) - 1)
        left = x + label.dx - SHARE[label.anchor] * length
        box = left, y + label.dy - type.size * 0.8, left + length, y + label.dy + type.size * 0.3
        if not field.holds_box(box) or (field.is_too_coarse and any(_meet(box, other) for other in taken)):
            continue
        taken.append(box)
        yield _label(label.text, left, y + label.dy, advances, type)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def _label(content: str, left: float, y: float, advances: list[float], type: Lettering) -> str:
    face = _face(type.size, type.weight, type.italic)
    ink: dict[str, Value] = {**paint("fill", type.colour)}
    halo: dict[str, Value] = {
        "fill": "none",
        **paint("stroke", type.halo),
        "stroke_width": HALO,
        "stroke_linejoin": "round",
    }
    if type.spacing:
        return _spaced(content, left, y, advances, type.spacing, halo, ink, face)
    line = text(content)
    return tag("text", line, x=left, y=y, **halo, **face) + tag("text", line, x=left, y=y, **ink, **face)


def _spaced(
    content: str,
    left: float,
    y: float,
    advances: list[float],
    spacing: float,
    halo: dict[str, Value],
    ink: dict[str, Value],
    face: dict[str, Value],
) -> str:
    """Letter by letter: Qt reads neither letter-spacing nor a list of places in `x`."""
    at, places = left, []
    for letter, advance in zip(content, advances, strict=True):
        if not letter.isspace():
            places.append((letter, at))
        at += advance + spacing
    below = [tag("text", text(letter), x=x, y=y) for letter, x in places]
    return tag("g", tag("g", *below, **halo), tag("g", *below, **ink), **face, aria_label=content)


def _face(size: float, weight: int, italic: bool) -> dict[str, Value]:
    return {
        # Quoted, because a name with a digit is no CSS identifier.
        "font_family": f"'{typeface.FAMILY}'",
        "font_size": size,
        "font_weight": str(weight) if weight != 400 else None,
        "font_style": "italic" if italic else None,
    }
