"""What a view holds of the marks, by style: asked at each move of the map, so mostly answered by boxes."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from arctic_map.geo.in_box import line_reaches, meet, surround, within
from arctic_map.model.drawing import Drawing, Shape
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.projection import Box
from arctic_map.model.symbology import Symbology

LENGTH = 16
"""Vertices of a piece of a line that has a box of its own."""
Part = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Of a mark: a point, a short piece of a line or edge, or an area whole."""

    feature: str
    box: Box
    line: Part = ()
    rings: tuple[Part, ...] = ()
    """Of an area, which may hold the whole view."""

    def is_in(self, box: Box) -> bool:
        if not meet(self.box, box):
            return False
        if self.rings:
            return surround(self.rings, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        return within(self.box, box) or line_reaches(self.line, box)


Pieces = Mapping[tuple[str, Precision | None], Sequence[Piece]]
"""By style and by how sure the features are; without that for parts of the base map."""


@dataclass(frozen=True, slots=True)
class InView:
    """Ids of styles, and how sure what bears them is."""

    styles: frozenset[str] = field(default_factory=frozenset)
    precisions: frozenset[Precision] = field(default_factory=frozenset)


def pieces(drawing: Drawing, symbology: Symbology, features: Mapping[str, Feature]) -> Pieces:
    """What of a drawing the legend explains."""
    found: dict[tuple[str, Precision | None], list[Piece]] = {}
    for shape in _outermost(drawing.shapes, symbology):
        style = symbology.whole(shape.style)
        row = symbology.styles.get(style) or symbology.ground.get(style)
        if row is not None and row.legend:
            feature = features.get(shape.feature)
            key = style, feature.precision if feature else None
            found.setdefault(key, []).extend(_cut(shape))
    # To find out whether an area holds a view takes longest; where its edge is in view nobody needs to.
    return {key: sorted(marks, key=lambda mark: bool(mark.rings)) for key, marks in found.items()}


def in_view(drawings: Iterable[Pieces], box: Box, filtered_out: Collection[str] = ()) -> InView:
    """The styles of marks in the box (projected metres), and how sure these marks are."""
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
    """Of the nested areas of one without an edge only the widest."""
    widest: dict[str, Shape] = {}
    for shape in shapes:
        row = symbology.styles.get(shape.style)
        if row is None or not row.fade or shape.kind != "area":
            yield shape
        elif shape.feature not in widest or within(widest[shape.feature].box, shape.box):
            widest[shape.feature] = shape
    yield from widest.values()


def _cut(shape: Shape) -> Iterator[Piece]:
    if shape.kind == "area":
        yield Piece(shape.feature, shape.box, rings=shape.parts)
    for part in shape.parts:
        line = (*part, *part[:2]) if shape.kind == "area" else part
        for piece in _places(line) if shape.kind == "point" else _short(line):
            xs, ys = piece[::2], piece[1::2]
            yield Piece(shape.feature, (min(xs), min(ys), max(xs), max(ys)), piece)


def _places(line: Part) -> Iterator[Part]:
    return (line[start : start + 2] for start in range(0, len(line), 2))


def _short(line: Part) -> Iterator[Part]:
    """Each piece ends where the next one starts."""
    return (line[start : start + 2 * LENGTH + 2] for start in range(0, max(len(line) - 2, 1), 2 * LENGTH))
