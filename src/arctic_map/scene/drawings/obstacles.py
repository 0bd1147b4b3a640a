"""What affects the places of labels: lines that they follow, and marks, areas and lines that they avoid."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import shapely
from shapely import LineString, MultiLineString, Polygon
from shapely.geometry.base import BaseGeometry

from arctic_map.geo import planar
from arctic_map.geo.along import LetterMetrics, LineLabel
from arctic_map.geo.label_requests import LabelCandidate, Obstacle, advances, text_box
from arctic_map.geo.projecting import Numbers
from arctic_map.model.catalog import Catalog, Layer
from arctic_map.model.drawing import BELOW, Drawing, Label, Shape
from arctic_map.model.feature import Feature
from arctic_map.model.layer_style import MAX_NAMES
from arctic_map.model.preferences import Labelling
from arctic_map.model.projection import Projection
from arctic_map.model.symbology import Symbology
from arctic_map.scene.drawings.label_candidates import GAP, point_pairs
from arctic_map.scene.drawings.painting import features_of
from arctic_map.scene.symbology.legend import offset, unreported
from arctic_map.scene.symbology.looks import enlarged, look
from arctic_map.scene.words.words import text_on_line

ALONG_GAP = 10.0
"""Pixels from a line to the label along it."""
STRAY = 1000.0
"""Simplification tolerance in metres for lanes that labels avoid."""
LAST = 99.0
"""Beyond the maximum zoom: a label until LAST is never hidden."""


@dataclass(frozen=True, slots=True)
class LineName:
    """A feature whose label follows its line."""

    layer: str
    feature: Feature
    text: str
    lines: tuple[LineString, ...]
    type: LetterMetrics


def line_names(
    drawings: Iterable[Drawing], catalog: Catalog, projection: Projection, fonts: Path, labelling: Labelling
) -> Iterator[LineName]:
    """Yield the labels that follow lines, most important first."""
    layers, symbology = {layer.id: layer for layer in catalog.layers}, catalog.symbology
    styles = look(symbology, "light").styles
    names: list[tuple[int, LineName]] = []
    for drawing in drawings:
        for feature in type_of(layers[drawing.layer], symbology):
            row, style = symbology.styles.get(feature.style), styles.get(feature.style)
            if row is None or row.label is None or not row.label.along or style is None:
                continue
            text = text_on_line(feature, row.label, catalog, labelling.names)
            lines = planar.lines_on(projection, feature.geometry, feature.edges)
            if not text or not lines or style.lettering is None:
                continue
            type = enlarged(style.lettering, labelling.text_size)
            half = max(style.width, style.casing_width) / 2
            gap = half + (GAP if symbology.roles.get("circle") == row.id else ALONG_GAP)
            names.append(
                (
                    row.label.order,
                    LineName(
                        drawing.layer,
                        feature,
                        text,
                        tuple(lines),
                        LetterMetrics(advances(text, type, fonts), type.size, gap),
                    ),
                )
            )
    names.sort(key=lambda each: (each[0], each[1].feature.rank, each[1].feature.id))
    return (line for _, line in names)


def line_label(line: LineName, run: LineLabel) -> Label:
    """The label for a placement along a line."""
    return Label(
        text=line.text,
        x=run.x,
        y=run.y,
        dx=0.0,
        dy=0.0,
        anchor="middle",
        style=line.feature.style,
        zoom=run.zoom,
        feature=line.feature.id,
        width=round(line.type.width, 1),
        letters=run.letters,
        until=min(run.until, LAST),
    )


def half_lane_width(symbology: Symbology) -> float:
    """Half the width of the widest lane, px."""
    rows = [symbology.styles[id] for id in symbology.lanes]
    return max((max(row.width, row.casing_width) / 2 for row in rows), default=0.0)


def segments_of(lines: MultiLineString | LineString) -> Numbers:
    """Ends of all segments (n, 4), projected metres."""
    pieces = [shapely.get_coordinates(line) for line in shapely.get_parts(lines)]
    return np.concatenate([np.zeros((0, 4)), *(np.hstack([piece[:-1], piece[1:]]) for piece in pieces)])


def type_of(layer: Layer, symbology: Symbology) -> tuple[Feature, ...]:
    """The features that may be labelled; for an opened file the first MAX_NAMES with a name."""
    if not layer.file:
        return features_of(layer, symbology)
    return tuple(islice((feature for feature in layer.features if feature.rank == 1), MAX_NAMES))


def own_line_of(shape: Shape) -> Numbers:
    """The simplified segments (n, 4) of a line shape."""
    return segments_of(MultiLineString([point_pairs(part) for part in shape.parts]).simplify(STRAY))


def lanes_of(drawings: Iterable[Drawing], symbology: Symbology) -> MultiLineString:
    """All lanes, projected metres."""
    return MultiLineString(
        [
            point_pairs(part)
            for drawing in drawings
            for shape in drawing.shapes
            if shape.kind == "line" and symbology.is_lane(shape.style)
            for part in shape.parts
        ]
    )


def ways_of(drawing: Drawing) -> list[LineString]:
    """Lines of a drawing, projected metres."""
    shapes = (shape for shape in drawing.shapes if shape.kind == "line")
    return [LineString(point_pairs(part)) for shape in shapes for part in shape.parts]


def other_ways_of(drawings: Iterable[Drawing], catalog: Catalog) -> Numbers:
    """Railways and other lines of the legend that labels avoid, except for monthly ones."""
    symbology, monthly = catalog.symbology, {feature.id for feature in catalog.monthly}
    rows = {row.id for row in symbology.styles.values() if row.legend and not row.lane and not row.guide}
    parts = [
        point_pairs(part)
        for drawing in drawings
        for shape in drawing.shapes
        if shape.kind == "line" and shape.style in rows and shape.feature not in monthly
        for part in shape.parts
    ]
    return segments_of(MultiLineString(parts).simplify(STRAY))


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
