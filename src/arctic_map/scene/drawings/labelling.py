"""Which names stand where and from which zoom on: decided for all layers of a projection together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
import shapely
from shapely import LineString, MultiLineString, Point, Polygon

from arctic_map import resources
from arctic_map.geo import planar
from arctic_map.geo.labels import LabelRequest, Obstacle, Seat, seated, text_box, text_width, zoom_at
from arctic_map.geo.outline import least_scale, outline
from arctic_map.model.catalog import Catalog, Layer
from arctic_map.model.drawing import Drawing, Label, Shape
from arctic_map.model.feature import Feature
from arctic_map.model.preferences import USUAL, Labelling
from arctic_map.model.projection import Projection
from arctic_map.model.style import Lettering, Style
from arctic_map.model.symbology import LabelRow, Symbology
from arctic_map.model.view import ZOOM_RANGE
from arctic_map.scene.drawings.painting import features_of
from arctic_map.scene.drawings.signs import offset, unreported
from arctic_map.scene.symbology.dressing import enlarged
from arctic_map.scene.symbology.looks import look
from arctic_map.scene.words.naming import name_on_map

MOST_NAMES, MOST_SYMBOLS = 300, 5000
"""Of an opened file: names that are lettered if there is room, and symbols that labels keep clear of."""
FIRST = ZOOM_RANGE[0]
GAP = 3.0
"""Pixels between a symbol's edge and its label."""
SIGN = 5.5
"""Half the size of a sign, px."""
ON_LANE = 60_000.0
"""The name of a strait that a lane goes through at this distance stands beside it, projected metres."""
RISE, DROP, MIDDLE = 0.26, 0.76, 0.33
"""From the baseline to the lowest and highest ink and to half of small letters, in parts of the size."""
WINDOW = 800.0
"""Pixels across a common map."""
ALONG = np.linspace(0.06, 0.94, 23)
"""Where on a line a label may stand, in parts of its length."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A feature with its lettering, ready to be seated."""

    layer: str
    feature: Feature
    text: str
    request: LabelRequest
    label: LabelRow


def with_labels(
    drawings: Sequence[Drawing],
    catalog: Catalog,
    projection: Projection,
    *,
    beside: Sequence[Drawing] = (),
    fonts: Path | None = None,
    labelling: Labelling = USUAL,
) -> tuple[Drawing, ...]:
    """The drawings of a projection with labels that never overlap, at any zoom.

    `beside` are drawings whose labels are decided already, in the same way, and stay.
    """
    named = sorted(
        _named(drawings, catalog, projection, fonts or resources.fonts(), labelling),
        key=lambda each: (each.label.order, each.feature.rank, each.feature.id),
    )
    standing = [
        *_symbols((*drawings, *beside), catalog.symbology),
        *_signs((*drawings, *beside), catalog),
        *_texts(beside, catalog.symbology, labelling),
    ]
    seats = seated([each.request for each in named], standing, _wide_view(projection))
    labels: dict[str, list[Label]] = {drawing.layer: [] for drawing in drawings}
    for each, answer in zip(named, seats, strict=True):
        if answer is not None:
            labels[each.layer].append(_label(each, *answer))
    return tuple(replace(drawing, labels=tuple(labels[drawing.layer])) for drawing in drawings)


def _wide_view(projection: Projection) -> float:
    """The zoom of a view a good deal wider than the first: below, a label's seat is not worth a bad place."""
    return zoom_at(WINDOW / (projection.home[2] - projection.home[0])) - 1.0


def _named(
    drawings: Iterable[Drawing], catalog: Catalog, projection: Projection, fonts: Path, labelling: Labelling
) -> Iterator[_Named]:
    layers, edge = {layer.id: layer for layer in catalog.layers}, outline(projection)
    symbology, styles = catalog.symbology, look(catalog.symbology, "light").styles
    lanes = _lanes(drawings, symbology)
    for drawing in drawings:
        first: dict[str, Shape] = {}
        for shape in drawing.shapes:
            first.setdefault(shape.feature, shape)
        for feature in _lettered(layers[drawing.layer], symbology):
            row, style = symbology.styles.get(feature.style), styles.get(feature.style)
            if row is None or row.label is None or style is None or style.lettering is None:
                continue
            text = name_on_map(feature, labelling.names, row.label.text)
            type = enlarged(style.lettering, labelling.text_size)
            width, size = text_width(text, type, fonts), type.size
            seats = tuple(
                replace(seat, least=zoom_at(least_scale(edge, seat.x, seat.y, text_box(seat, width, size))))
                for seat in _seats(feature, first.get(feature.id), style, type, projection, lanes)
            )
            request = LabelRequest(width, size, seats, _least(feature, row.label))
            yield _Named(drawing.layer, feature, text, request, row.label)


def _lettered(layer: Layer, symbology: Symbology) -> tuple[Feature, ...]:
    """The features that may have a name on the map: of an opened file the first that have one at all."""
    if not layer.file:
        return features_of(layer, symbology)
    return tuple(islice((feature for feature in layer.features if feature.rank == 1), MOST_NAMES))


def _least(feature: Feature, label: LabelRow) -> float:
    zooms = label.zooms or (FIRST,)
    return zooms[min(max(feature.rank, 1), len(zooms)) - 1]


def _seats(
    feature: Feature,
    shape: Shape | None,
    style: Style,
    type: Lettering,
    projection: Projection,
    lanes: MultiLineString,
) -> Iterator[Seat]:
    size = type.size
    if shape is None:
        for x, y in planar.points_on(projection, feature.geometry)[:1].tolist():
            yield from _beside(x, y, size, lanes)
            yield from _centred(x, y, size)
    elif shape.kind == "point":
        x, y = shape.parts[0][:2]
        yield from _round(x, y, (style.size + style.width) / 2 + GAP, size)
    elif shape.kind == "line":
        yield from _along(shape, style.width / 2 + GAP, size)
    else:
        x, y = _inside(shape)
        yield from _centred(x, y, size)
        yield from _round(x, y, GAP, size)


def _round(x: float, y: float, gap: float, size: float) -> Iterator[Seat]:
    """Right, left, above, below and the corners of a symbol."""
    above, below = -gap - RISE * size, gap + DROP * size
    yield Seat(x, y, gap, MIDDLE * size, "start")
    yield Seat(x, y, -gap, MIDDLE * size, "end")
    yield Seat(x, y, 0.0, above, "middle")
    yield Seat(x, y, 0.0, below, "middle")
    for nearer in (0.57, 0.0):
        for dy in (above + nearer * size, below - nearer * size):
            yield Seat(x, y, 0.9 * gap, dy, "start")
            yield Seat(x, y, -0.9 * gap, dy, "end")


def _lanes(drawings: Iterable[Drawing], symbology: Symbology) -> MultiLineString:
    return MultiLineString(
        [
            _pairs(part)
            for drawing in drawings
            for shape in drawing.shapes
            if shape.kind == "line" and symbology.is_lane(shape.style)
            for part in shape.parts
        ]
    )


def _beside(x: float, y: float, size: float, lanes: MultiLineString) -> Iterator[Seat]:
    """Where a lane goes through the place, on both sides of it: above and below, or left and right."""
    place = Point(x, y)
    if lanes.is_empty or place.distance(lanes) > ON_LANE:
        return
    line = min(lanes.geoms, key=place.distance)
    at = line.project(place)
    (x0, y0), (x1, y1) = (line.interpolate(max(at + side, 0.0)).coords[0] for side in (-ON_LANE, ON_LANE))
    gap = 2 * GAP
    if abs(x1 - x0) >= abs(y1 - y0):
        yield Seat(x, y, 0.0, -gap - RISE * size, "middle")
        yield Seat(x, y, 0.0, gap + DROP * size, "middle")
    yield Seat(x, y, gap, MIDDLE * size, "start")
    yield Seat(x, y, -gap, MIDDLE * size, "end")


def _centred(x: float, y: float, size: float) -> Iterator[Seat]:
    for lines in (0.0, 1.0, -1.0, 1.8, -1.8):
        yield Seat(x, y, 0.0, (MIDDLE + lines) * size, "middle")


def _along(shape: Shape, gap: float, size: float) -> Iterator[Seat]:
    """Above and below the line, first where it runs level and near its middle."""
    line = max((LineString(_pairs(part)) for part in shape.parts), key=lambda each: each.length)
    spots: list[tuple[float, float, float]] = []
    for share in ALONG:
        (x0, y0), (x1, y1) = (
            line.interpolate(share + side, normalized=True).coords[0] for side in (-0.03, 0.03)
        )
        slope = abs(np.arctan2(abs(y1 - y0), abs(x1 - x0)))
        x, y = line.interpolate(share, normalized=True).coords[0]
        spots.append((float(slope + abs(share - 0.5)), round(x), round(y)))
    for _, x, y in sorted(spots):
        yield Seat(x, y, 0.0, -gap - RISE * size, "middle")
        yield Seat(x, y, 0.0, gap + DROP * size, "middle")


def _inside(shape: Shape) -> tuple[float, float]:
    rings = (Polygon(_pairs(part)) for part in shape.parts if len(part) >= 6)
    largest = max(rings, key=lambda ring: ring.area)
    x, y = shapely.point_on_surface(largest).coords[0]
    return round(x), round(y)


def _pairs(part: tuple[float, ...]) -> list[tuple[float, float]]:
    return list(zip(part[::2], part[1::2], strict=True))


def _symbols(drawings: Iterable[Drawing], symbology: Symbology) -> Iterator[Obstacle]:
    found = (shape for drawing in drawings for shape in _points(drawing))
    for shape in found:
        row = symbology.styles[shape.style]
        reach = (row.size + row.width) / 2 - row.soft
        for x, y in (pair for part in shape.parts for pair in _pairs(part)):
            yield Obstacle(x, y, (-reach, -reach, reach, reach))


def _signs(drawings: Iterable[Drawing], catalog: Catalog) -> Iterator[Obstacle]:
    """Where signs stand as long as nothing is filtered away."""
    signed = unreported(catalog.facts)
    for id, (x, y) in ((id, spot) for drawing in drawings for id, spot in (drawing.spots or {}).items()):
        if id in signed:
            dx, dy = offset(catalog.symbology, catalog.features[id].style)
            yield Obstacle(x, y, (dx - SIGN, dy - SIGN, dx + SIGN, dy + SIGN))


def _points(drawing: Drawing) -> Iterator[Shape]:
    """All of them; of very many some, evenly."""
    points = [shape for shape in drawing.shapes if shape.kind == "point"]
    yield from points[:: len(points) // MOST_SYMBOLS + 1]


def _texts(drawings: Iterable[Drawing], symbology: Symbology, labelling: Labelling) -> Iterator[Obstacle]:
    styles = look(symbology, "light").styles
    for label in (label for drawing in drawings for label in drawing.labels):
        lettering = styles[label.style].lettering
        if lettering is not None:
            seat = Seat(label.x, label.y, label.dx, label.dy, label.anchor)
            size = enlarged(lettering, labelling.text_size).size
            yield Obstacle(label.x, label.y, text_box(seat, label.width, size), label.zoom)


def _label(each: _Named, seat: Seat, zoom: float) -> Label:
    return Label(
        text=each.text,
        x=seat.x,
        y=seat.y,
        dx=round(seat.dx, 1),
        dy=round(seat.dy, 1),
        anchor=seat.anchor,
        style=each.feature.style,
        zoom=zoom,
        feature=each.feature.id,
        width=round(each.request.width, 1),
    )
