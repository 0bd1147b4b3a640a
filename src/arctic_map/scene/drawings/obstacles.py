"""Obstacles for labels: marks, signs and placed labels as boxes, areas as lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, MultiLineString, Polygon
from shapely.geometry.base import BaseGeometry

from arctic_map.geo.label_requests import LabelCandidate, Obstacle, text_box
from arctic_map.geo.project import Numbers
from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import BELOW, Drawing, Label, Shape
from arctic_map.model.preferences import Labelling
from arctic_map.model.symbology import Symbology
from arctic_map.scene.drawings.label_candidates import point_pairs
from arctic_map.scene.drawings.label_lines import segments_of
from arctic_map.scene.drawings.signs import offset, unreported
from arctic_map.scene.symbology.dressing import enlarged
from arctic_map.scene.symbology.looks import look

MAX_SYMBOLS = 5000
"""Maximum number of symbols of an opened file that labels avoid."""
SIGN = 5.5
"""Half the size of a sign, px."""
ROWS, ROUGH = 50_000.0, 15_000.0
"""Distance of the lines that stand for an area, and tolerance of its outline, in metres."""


def symbols(drawings: Iterable[Drawing], symbology: Symbology) -> Iterator[Obstacle]:
    """Yield a box around each point symbol."""
    shapes = (shape for drawing in drawings for shape in _points(drawing))
    for shape in shapes:
        row = symbology.styles[shape.style]
        reach = (row.size + row.width) / 2 - row.soft
        for x, y in (pair for part in shape.parts for pair in zip(part[::2], part[1::2], strict=True)):
            yield Obstacle(x, y, (-reach, -reach, reach, reach))


def signed(drawings: Iterable[Drawing], catalog: Catalog) -> Iterator[Obstacle]:
    """Yield boxes of all signs, as if nothing were filtered."""
    signed = unreported(catalog.facts)
    for id, (x, y) in ((id, spot) for drawing in drawings for id, spot in (drawing.spots or {}).items()):
        if id in signed:
            dx, dy = offset(catalog.symbology, catalog.features[id].style)
            yield Obstacle(x, y, (dx - SIGN, dy - SIGN, dx + SIGN, dy + SIGN))


def _points(drawing: Drawing) -> Iterator[Shape]:
    """The point shapes, evenly thinned if there are very many."""
    points = [shape for shape in drawing.shapes if shape.kind == "point"]
    yield from points[:: len(points) // MAX_SYMBOLS + 1]


def texts(drawings: Iterable[Drawing], symbology: Symbology, labelling: Labelling) -> Iterator[Obstacle]:
    """Yield a box for each placed label, with its range of zooms."""
    styles = look(symbology, "light").styles
    for label in (label for drawing in drawings for label in drawing.labels):
        lettering = styles[label.style].lettering
        if lettering is not None:
            candidate = LabelCandidate(label.x, label.y, label.dx, label.dy, label.anchor)
            size = enlarged(lettering, labelling.text_size).size
            if label.letters:
                yield from _letters(label, size)
                continue
            box = text_box(candidate, label.width, size, BELOW * size if label.below else 0.0)
            yield Obstacle(label.x, label.y, box, label.zoom, label.until)


def _letters(label: Label, size: float) -> Iterator[Obstacle]:
    """Yield a box for each letter of a label along a line."""
    for dx, dy, _ in zip(label.letters[::3], label.letters[1::3], label.letters[2::3], strict=True):
        yield Obstacle(
            label.x, label.y, (dx - size, dy - size, dx + size, dy + size), label.zoom, label.until
        )


@dataclass(frozen=True, slots=True)
class NamedArea:
    """A labelled area, and the lines (n, 4) that stand for it among what other labels avoid."""

    extent: BaseGeometry
    lines: Numbers


def named_areas(drawing: Drawing, symbology: Symbology) -> dict[str, NamedArea]:
    """The widest extent of each labelled area of a layer, by feature id."""
    areas: dict[str, NamedArea] = {}
    for shape in drawing.shapes:
        row = symbology.styles.get(shape.style)
        if shape.kind == "area" and shape.feature not in areas and row is not None and row.label is not None:
            rings = [Polygon(point_pairs(part)).buffer(0.0) for part in shape.parts if len(part) >= 6]
            extent = shapely.union_all(rings)
            areas[shape.feature] = NamedArea(extent, _filling(extent.simplify(ROUGH)))
    return areas


def _filling(area: BaseGeometry) -> Numbers:
    """Segments along and across an area, which leave no room for a label between them."""
    x0, low, x1, high = area.bounds
    rows = [LineString([(x0, y), (x1, y)]) for y in np.arange(low + ROWS / 2, high, ROWS)]
    lines = shapely.get_parts([area.boundary, *shapely.intersection(np.array(rows, dtype=object), area)])
    return segments_of(
        MultiLineString([line for line in lines if isinstance(line, LineString) and line.length])
    )
