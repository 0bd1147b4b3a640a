"""Marks in a view, by style; computed at each move of the map, mostly from bounding boxes."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from arctic_map.geo.position import line_reaches, meet, surround, within
from arctic_map.model.drawing import Drawing, Shape
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.projection import Box
from arctic_map.model.symbology import Symbology

LENGTH = 16
"""Maximum vertices of a piece of a line with its own bounding box."""
Part = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class MarkPiece:
    """A part of a mark: a point, a short piece of a line or edge, or a whole area."""

    feature: str
    box: Box
    line: Part = ()
    rings: tuple[Part, ...] = ()
    """Rings of an area, which may contain the whole view."""

    def is_in(self, box: Box) -> bool:
        """Whether any of it is in the box."""
        if not meet(self.box, box):
            return False
        if self.rings:
            return surround(self.rings, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        return within(self.box, box) or line_reaches(self.line, box)


Pieces = Mapping[tuple[str, Precision | None], Sequence[MarkPiece]]
"""By style and precision; the latter is None for parts of the base map."""


@dataclass(frozen=True, slots=True)
class InView:
    """Ids of styles in a view, and precisions of their features."""

    styles: frozenset[str] = field(default_factory=frozenset)
    precisions: frozenset[Precision] = field(default_factory=frozenset)


def pieces(drawing: Drawing, symbology: Symbology, features: Mapping[str, Feature]) -> Pieces:
    """The pieces of a drawing that have a legend entry."""
    by_style: dict[tuple[str, Precision | None], list[MarkPiece]] = {}
    for shape in _outermost(drawing.shapes, symbology):
        style = symbology.whole(shape.style)
        row = symbology.styles.get(style) or symbology.ground.get(style)
        if row is not None and row.legend:
            feature = features.get(shape.feature)
            key = style, feature.precision if feature else None
            by_style.setdefault(key, []).extend(_cut(shape))
    # Areas last: their test takes longest, and is unnecessary where their edge is in view.
    return {key: sorted(marks, key=lambda mark: bool(mark.rings)) for key, marks in by_style.items()}


def in_view(drawings: Iterable[Pieces], box: Box, filtered_out: Collection[str] = ()) -> InView:
    """Styles and precisions of the marks in the box (projected metres)."""
    styles: set[str] = set()
    precisions: set[Precision] = set()
    for drawing in drawings:
        for (style, precision), marks in drawing.items():
            if style in styles and (precision is None or precision in precisions):
                continue
            if any(mark.is_in(box) and mark.feature not in filtered_out for mark in marks):
                styles.add(style)
                if precision is not None:
                    precisions.add(precision)
    return InView(frozenset(styles), frozenset(precisions))


def _outermost(shapes: Iterable[Shape], symbology: Symbology) -> Iterator[Shape]:
    """Yield shapes, of nested areas that fade outwards only the widest."""
    widest: dict[str, Shape] = {}
    for shape in shapes:
        row = symbology.styles.get(shape.style)
        if row is None or not row.fade or shape.kind != "area":
            yield shape
        elif shape.feature not in widest or within(widest[shape.feature].box, shape.box):
            widest[shape.feature] = shape
    yield from widest.values()


def _cut(shape: Shape) -> Iterator[MarkPiece]:
    if shape.kind == "area":
        yield MarkPiece(shape.feature, shape.box, rings=shape.parts)
    for part in shape.parts:
        line = (*part, *part[:2]) if shape.kind == "area" else part
        for piece in _places(line) if shape.kind == "point" else _short(line):
            xs, ys = piece[::2], piece[1::2]
            yield MarkPiece(shape.feature, (min(xs), min(ys), max(xs), max(ys)), piece)


def _places(line: Part) -> Iterator[Part]:
    return (line[start : start + 2] for start in range(0, len(line), 2))


def _short(line: Part) -> Iterator[Part]:
    """Split a line into pieces; each ends where the next one starts."""
    return (line[start : start + 2 * LENGTH + 2] for start in range(0, max(len(line) - 2, 1), 2 * LENGTH))
