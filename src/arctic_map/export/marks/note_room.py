"""What a reader's notes and measurements take of a page: other names leave it to them, as on the screen."""

from collections.abc import Iterator
from itertools import pairwise
from math import ceil, hypot

from arctic_map.export.marks.field import Field
from arctic_map.model.drawing import SHARE, Drawing, Label, Shape
from arctic_map.model.projection import Box
from arctic_map.model.style import Look

PIECE = 8.0
"""Pixels of a line that are told as one box."""
BESIDE = 2.0
"""Pixels kept clear on both sides of a line."""


def note_boxes(drawing: Drawing, look: Look, field: Field) -> Iterator[Box]:
    """Boxes, in pixels of the page, of the words that stand at its zoom, and of lines and edges."""
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
    """Of what is on the page: a line may go round the Earth."""
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
                yield xs[0] - BESIDE, ys[0] - BESIDE, xs[1] + BESIDE, ys[1] + BESIDE
