"""Features with their labels and possible positions."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby
from pathlib import Path

import shapely
from shapely import MultiPoint, Point

from arctic_map.geo.label_requests import FAR, LabelCandidate, LabelRequest, away, text_box, text_width
from arctic_map.geo.line_clearance import together, zoom_at
from arctic_map.geo.planar import least_scales, outline
from arctic_map.geo.projecting import Numbers
from arctic_map.model.catalog import Catalog
from arctic_map.model.decorations import PARALLEL
from arctic_map.model.drawing import BELOW, Drawing, Shape
from arctic_map.model.feature import Feature
from arctic_map.model.preferences import Labelling
from arctic_map.model.projection import ZOOM_RANGE, Projection
from arctic_map.model.style import Lettering, Style
from arctic_map.model.symbology import ANYWHERE, LabelRow, StyleRow, Symbology
from arctic_map.scene.drawings.label_candidates import (
    DROP,
    FARTHER,
    GAP,
    RISE,
    anchors_of,
    callout_candidates,
    candidates_of,
    leaders,
)
from arctic_map.scene.drawings.obstacles import (
    LAST,
    NamedArea,
    half_lane_width,
    lanes_of,
    other_ways_of,
    own_line_of,
    type_of,
)
from arctic_map.scene.symbology.looks import enlarged, look
from arctic_map.scene.words.words import name_on_map

FIRST = ZOOM_RANGE[0]
LATE = FARTHER[1][1]
"""The limit of `worse` for labels that are placed while a reader waits."""
OFF = (-12.0, 12.0, -26.0, 26.0)
"""Horizontal offsets in px for port labels that would otherwise cover a lane."""
PADDING = 4.0
"""Pixels between a label and the casing of a lane."""
WITHIN = 4.0
"""Pixels from the anchor of an area with an edge to the start of its leader line."""
CLOSE = 7.0
"""Maximum distance in px of the label of an area from its anchor without a leader line."""
FEW = 24
"""Number of leader lines of a label from other anchors of its area."""
DENSE = (0.75, 0.5)
"""Shares of nested areas, widest first, within which the others are easily seen."""
NEAR = 600_000.0
"""Maximum distance in metres of an area from a mark whose label avoids it."""


@dataclass(frozen=True, slots=True)
class NamedFeature:
    """A feature with its label, ready to be placed."""

    layer: str
    feature: Feature
    text: str
    request: LabelRequest
    label: LabelRow
    number: int = 0
    """Index of its anchor; further ones are used where the first is out of view."""
    style: str = ""
    """Replaces the style of the feature."""
    below: str = ""
    until: float = LAST
    """From this zoom on the feature has another label."""


def named_features(
    drawings: Sequence[Drawing],
    catalog: Catalog,
    projection: Projection,
    fonts: Path,
    labelling: Labelling,
    only: Container[str] | None,
    named: Mapping[str, Mapping[str, NamedArea]],
) -> Iterator[NamedFeature]:
    """Yield features with their candidates; with `only`, those of these ids. `named` has areas by layer."""
    layers, edge = {layer.id: layer for layer in catalog.layers}, outline(projection)
    symbology, styles = catalog.symbology, look(catalog.symbology, "light").styles
    lanes, ways = lanes_of(drawings, symbology), other_ways_of(drawings, catalog)
    lane_distance = half_lane_width(symbology) + PADDING
    every = [area for by_feature in named.values() for area in by_feature.values()]
    for drawing in drawings:
        first = {shape.feature: shape for shape in reversed(drawing.shapes)}
        layer, areas = layers[drawing.layer], named.get(drawing.layer, {})
        for feature in type_of(layer, symbology):
            row, style = symbology.styles.get(feature.style), styles.get(feature.style)
            if row is None or row.label is None or style is None or style.lettering is None:
                continue
            if row.label.along or (only is not None and feature.id not in only):
                continue
            least, text = _least(feature, row.label), name_on_map(feature, labelling.names, row.label.text)
            type = enlarged(style.lettering, labelling.text_size)
            width, size = text_width(text, type, fonts), type.size
            mark = first.get(feature.id)
            others = _areas_in_the_way(feature, mark, style, row.label, areas, every, projection)
            half = (style.size + style.width) / 2 if style.symbol else 0.0 if row.fade else WITHIN
            line = together(_avoided(mark, ways), *(each.lines for each in others))
            if feature.callout and mark is None:
                yield from _called_out(
                    layer.id, feature, symbology, projection, text, fonts, labelling, styles, least, edge
                )
            around = shapely.union_all([each.extent for each in others])
            anchors = [*anchors_of(feature, mark, projection, around, _cores(row, feature, drawing))]
            in_area = feature.id in areas
            tied = [[*leaders(*each, type.size, around, lanes)] for each in anchors if in_area]
            for number, anchor in enumerate(anchors):
                near = candidates_of(anchor, mark, style, type, lanes, lane_distance, row.label.within)
                if in_area:
                    more = tied[number], *(each[:FEW] for each in tied[1:] if not number)
                    near = _of_area(near, chain(*more), width, size, around.contains(Point(anchor)))
                near = chain(near, _off(anchor, style, type) if row.label.order == 1 else ())
                if layer.file or only is not None:
                    # To save time for late or numerous labels; only those of ports need farther positions.
                    most = LATE if (row.label.order == 1 or in_area) and not layer.file else 0.0
                    near = (candidate for candidate in near if candidate.worse <= most)
                tie = half if row.label.order == 1 or in_area else None
                request = LabelRequest(
                    width,
                    size,
                    _within(edge, near, width, size),
                    least,
                    line,
                    stays=bool(layer.file),
                    tied=tie,
                )
                yield NamedFeature(layer.id, feature, text, request, row.label, number)


def _cores(row: StyleRow, feature: Feature, drawing: Drawing) -> list[Shape]:
    """The parts of an area without an edge that are easily seen, smallest first; none of other areas."""
    nested_areas = [shape for shape in drawing.shapes if shape.feature == feature.id] if row.fade else []
    return [nested_areas[int(share * len(nested_areas))] for share in DENSE if nested_areas]


def _of_area(
    near: Iterator[LabelCandidate], tied: Iterator[LabelCandidate], width: float, size: float, covered: bool
) -> Iterator[LabelCandidate]:
    """Candidates beside the anchor of an area, unless another one covers it, and those tied to it."""
    if not covered:
        yield from (each for each in near if away(text_box(each, width, size)) <= CLOSE)
    yield from (each for each in tied if not covered or away(text_box(each, width, size)) >= FAR)


def _called_out(
    layer: str,
    feature: Feature,
    symbology: Symbology,
    projection: Projection,
    text: str,
    fonts: Path,
    labelling: Labelling,
    styles: Mapping[str, Style],
    until: float,
    edge: Numbers,
) -> Iterator[NamedFeature]:
    """Call-outs at low zooms, where the plain label does not fit: at a distance, with a short text."""
    plain = symbology.styles[feature.style].label
    id = plain.callout if plain else ""
    row, style = symbology.styles.get(id), styles.get(id)
    if row is None or row.label is None or style is None or style.lettering is None:
        return
    type = enlarged(style.lettering, labelling.text_size)
    words = feature.callout.get(labelling.names, feature.callout["en"])
    width = max(text_width(text, type, fonts), text_width(words, replace(type, weight=400), fonts))
    below = BELOW * type.size
    for x, y in anchors_of(feature, None, projection):
        candidates = _within(edge, callout_candidates(x, y, type.size), width, type.size + below)
        request = LabelRequest(
            width, type.size, candidates, _least(feature, row.label), below=below, tied=0.0
        )
        yield NamedFeature(layer, feature, text, request, row.label, style=id, below=words, until=until)


def _areas_in_the_way(
    feature: Feature,
    mark: Shape | None,
    style: Style,
    label: LabelRow,
    areas: Mapping[str, NamedArea],
    every: Sequence[NamedArea],
    projection: Projection,
) -> list[NamedArea]:
    """The areas that a label avoids: the others of its layer, or those near its mark, parallel or country."""
    if feature.id in areas:
        return [area for id, area in areas.items() if id != feature.id]
    if feature.id.startswith(PARALLEL):
        return [*every]
    if not every or not (style.symbol or label.within < ANYWHERE):
        return []
    places = MultiPoint([*anchors_of(feature, mark, projection)])
    return [area for area in every if 0.0 < area.extent.distance(places) < NEAR]


def _avoided(mark: Shape | None, ways: Numbers) -> Numbers | None:
    """Lines that a label avoids besides lanes: its own line, or railways and the like; None for areas."""
    if mark is None or mark.kind == "point":
        return ways
    if mark.kind == "line" and not mark.feature.startswith(PARALLEL):
        return own_line_of(mark)
    return None


def _within(
    edge: Numbers, candidates: Iterable[LabelCandidate], width: float, size: float
) -> tuple[LabelCandidate, ...]:
    """The candidates with their lowest zoom raised to where the label is within the projection's outline."""
    raised: list[LabelCandidate] = []
    for (x, y), here in groupby(candidates, key=lambda candidate: (candidate.x, candidate.y)):
        those = list(here)
        scales = least_scales(edge, x, y, [text_box(candidate, width, size) for candidate in those])
        leasts = map(zoom_at, scales.tolist())
        raised += (
            candidate if least <= candidate.least else replace(candidate, least=least)
            for candidate, least in zip(those, leasts, strict=True)
        )
    return tuple(raised)


def _least(feature: Feature, label: LabelRow) -> float:
    zooms = label.zooms or (FIRST,)
    return zooms[min(max(feature.rank, 1), len(zooms)) - 1]


def _off(anchor: tuple[float, float], style: Style, type: Lettering) -> Iterator[LabelCandidate]:
    """Above and below a mark, shifted to its sides, if none of the usual positions is free."""
    gap = (style.size + style.width) / 2 + GAP
    worse = FARTHER[-1][1]
    for dx in OFF:
        for more in (0.0, *(more for more, _ in FARTHER)):
            yield LabelCandidate(*anchor, dx, gap + more + DROP * type.size, "middle", worse=worse)
            yield LabelCandidate(*anchor, dx, -gap - more - RISE * type.size, "middle", worse=worse)
