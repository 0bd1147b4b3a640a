"""Decides position and first zoom of all labels together, also in another language or size."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from shapely import MultiLineString

from arctic_map import resources
from arctic_map.geo.along import AvoidZone, LineLabel, runs, segments
from arctic_map.geo.label_requests import ADJACENT, Obstacle
from arctic_map.geo.labels import LabelPlacement, place_labels
from arctic_map.geo.line_clearance import zoom_at
from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import Drawing, Label
from arctic_map.model.opened import PREFIX
from arctic_map.model.preferences import USUAL, Labelling
from arctic_map.model.projection import Projection
from arctic_map.model.reckoning import EXTREMES, MONTHS
from arctic_map.model.symbology import Symbology
from arctic_map.scene.drawings.named_features import FIRST, PADDING, NamedFeature, named_features
from arctic_map.scene.drawings.obstacles import (
    STRAY,
    LineName,
    half_lane_width,
    lanes_of,
    line_label,
    line_names,
    named_areas,
    segments_of,
    signed,
    symbols,
    texts,
    ways_of,
)
from arctic_map.scene.drawings.painting import features_of
from arctic_map.scene.words.words import name_of

NEIGHBOUR = 14.0
"""Half the size in px of the square around a port of the subject that labels of others avoid."""
NOTABLE = 3
"""Maximum rank of marks that a label of another may not be nearer to."""
PORT = (-95.0, -13.0, 95.0, 13.0)
"""Pixels around a port that labels along lines leave free for its label."""
WINDOW = 800.0
"""Width of a typical map in pixels."""
SAME_PLACE = 30_000.0
"""Maximum distance in projected metres of two marks of one place, such as a port and the end of a route."""


def with_labels(
    drawings: Sequence[Drawing],
    catalog: Catalog,
    projection: Projection,
    *,
    avoid: Sequence[Drawing] = (),
    clear_of: Drawing | None = None,
    only: Container[str] | None = None,
    fonts: Path | None = None,
    labelling: Labelling = USUAL,
) -> tuple[Drawing, ...]:
    """The drawings of a projection with labels that never overlap, at any zoom.

    Labels of `avoid` are placed already and stay. Labels avoid the lines of `clear_of` like lanes. With
    `only`, a set of feature ids, no other features are labelled.
    """
    files = {layer.id for layer in catalog.layers if layer.file}
    areas = {each.layer: named_areas(each, catalog.symbology) for each in drawings if each.layer not in files}
    extents = [area.extent for own in areas.values() for area in own.values()]
    fonts = fonts or resources.fonts()
    features = named_features(drawings, catalog, projection, fonts, labelling, only, areas)
    named = sorted(features, key=_importance)
    there = _first_zooms(avoid)
    marks = _marks(named, catalog.symbology)
    named = [_once(_clear_of_others(each, marks), there) for each in named]
    obstacles = [
        *symbols((*drawings, *avoid), catalog.symbology),
        *signed((*drawings, *avoid), catalog),
        *texts(map(partial(_without_monthly, catalog), avoid), catalog.symbology, labelling),
    ]
    lanes = lanes_of((*drawings, *avoid), catalog.symbology)
    if clear_of is not None:
        lanes = MultiLineString([*lanes.geoms, *ways_of(clear_of)])
    lane_distance = half_lane_width(catalog.symbology) + PADDING
    lane_tree = segments([*lanes.geoms])
    clear = AvoidZone(lane_tree, lane_distance, [*obstacles, *_named_ports(named)], extents)
    labels: dict[str, list[Label]] = {drawing.layer: [] for drawing in drawings}
    along = [*line_names(drawings, catalog, projection, fonts, labelling)] if only is None else []
    circle = catalog.symbology.roles.get("circle")
    later = [line for line in along if line.feature.month is not None or line.feature.style == circle]
    for line in (line for line in along if line not in later):
        for run in runs(line.lines, line.type, clear):
            obstacles += run.obstacles
            labels[line.layer].append(line_label(line, run))
    requests, light = [each.request for each in named], segments_of(lanes.simplify(STRAY))
    placed = place_labels(requests, obstacles, _wide_view(projection), light, lane_distance)
    for each, placements in zip(named, placed, strict=True):
        labels[each.layer] += (
            _label(each, placement) for placement in placements if placement.zoom < each.until
        )
    if later:
        # Monthly labels come last and avoid each other only within a month, so that they displace no other.
        decided = [replace(drawing, labels=tuple(labels[drawing.layer])) for drawing in drawings]
        boxes = [*obstacles, *texts(decided, catalog.symbology, labelling)]
        for line, run in _later_runs(later, partial(AvoidZone, lane_tree, lane_distance, boxes)):
            labels[line.layer].append(line_label(line, run))
            boxes += run.obstacles if line.feature.month is None else ()
    return tuple(replace(drawing, labels=tuple(labels[drawing.layer])) for drawing in drawings)


def _later_runs(
    lines: Sequence[LineName], zone: Callable[[], AvoidZone]
) -> Iterator[tuple[LineName, LineLabel]]:
    """Placements of names that displace no other; those of months avoid only what is visible with them."""
    months = (month for month in range(1, MONTHS + 1) if month not in EXTREMES)
    for together in ((None,), EXTREMES, *((month,) for month in months)):
        avoid = zone()
        for line in (line for line in lines if line.feature.month in together):
            yield from ((line, run) for run in runs(line.lines, line.type, avoid))


def _importance(each: NamedFeature) -> tuple[int, int, int, int, str]:
    """Sort key: within a rank those with fewest candidates first, then by id or in the order of a file."""
    if each.layer.startswith(PREFIX):
        return each.number, each.label.order, each.feature.rank, 0, ""
    return each.number, each.label.order, each.feature.rank, len(each.request.candidates), each.feature.id


def _wide_view(projection: Projection) -> float:
    """A zoom well below that of the first view, at which no label justifies a bad position."""
    return zoom_at(WINDOW / (projection.home[2] - projection.home[0])) - 1.0


def _without_monthly(catalog: Catalog, drawing: Drawing) -> Drawing:
    """The drawing without monthly labels, which displace no others."""
    monthly = {feature.id for feature in catalog.monthly}
    return replace(drawing, labels=tuple(label for label in drawing.labels if label.feature not in monthly))


def _marks(named: Iterable[NamedFeature], symbology: Symbology) -> dict[str, Obstacle]:
    """Squares around the notable marks with a label, by feature id."""
    marks: dict[str, Obstacle] = {}
    for each in named:
        if each.feature.rank <= NOTABLE and symbology.styles[each.feature.style].symbol:
            half = NEIGHBOUR if each.label.order == 1 else ADJACENT
            for at in each.request.candidates[:1]:
                zoom = FIRST if each.feature.facts else each.request.least
                marks[each.feature.id] = Obstacle(at.x, at.y, (-half, -half, half, half), zoom)
    return marks


def _clear_of_others(each: NamedFeature, marks: Mapping[str, Obstacle]) -> NamedFeature:
    """Keep the label of a notable mark nearer to it than to others."""
    own = marks.get(each.feature.id)
    if own is None:
        return each
    insists = each.label.order == 1
    same, shuns = list[Obstacle](), list[Obstacle]()
    for mark in marks.values():
        if np.hypot(mark.x - own.x, mark.y - own.y) > SAME_PLACE:
            (same if mark.box[2] == NEIGHBOUR or not insists else shuns).append(mark)
    return replace(
        each, request=replace(each.request, others=tuple(same), shuns=tuple(shuns), insists=insists)
    )


def _first_zooms(drawings: Iterable[Drawing]) -> dict[str, list[Label]]:
    """Placed point labels by text."""
    by_text: dict[str, list[Label]] = {}
    for drawing in drawings:
        for label in drawing.labels:
            if not label.letters:
                by_text.setdefault(label.text, []).append(label)
    return by_text


def _once(each: NamedFeature, there: Mapping[str, Sequence[Label]]) -> NamedFeature:
    """Hide a label from the zoom on at which a placed one with the same text is at its place."""
    if not each.request.candidates:
        return each
    candidate = each.request.candidates[0]
    same = [
        label.zoom
        for label in there.get(each.text, ())
        if np.hypot(label.x - candidate.x, label.y - candidate.y) < SAME_PLACE
    ]
    return replace(each, until=min([each.until, *same]))


def _named_ports(named: Iterable[NamedFeature]) -> Iterator[Obstacle]:
    """Areas for the labels of the most important places."""
    for each in named:
        if each.label.order == 1 and each.request.candidates:
            candidate = each.request.candidates[0]
            yield Obstacle(candidate.x, candidate.y, PORT)


def _label(each: NamedFeature, placement: LabelPlacement) -> Label:
    candidate = placement.candidate
    return Label(
        text=each.text,
        x=candidate.x,
        y=candidate.y,
        dx=round(candidate.dx, 1),
        dy=round(candidate.dy, 1),
        anchor=candidate.anchor,
        style=each.style or each.feature.style,
        zoom=placement.zoom,
        feature=each.feature.id,
        width=round(each.request.width, 1),
        below=each.below,
        leader=each.request.leader(candidate),
        until=min(placement.until, each.until),
    )


def relabelled(
    drawings: Sequence[Drawing],
    catalog: Catalog,
    projection: Projection,
    labelling: Labelling,
    fonts: Path | None = None,
    avoid: Sequence[Drawing] = (),
) -> tuple[Drawing, ...]:
    """The drawings with other labels and hover texts; labels of the drawings `avoid` are placed already."""
    layers = {layer.id: layer for layer in catalog.layers}
    named = [
        replace(
            drawing,
            names={
                feature.id: name_of(feature, labelling.names)
                for feature in features_of(layers[drawing.layer], catalog.symbology)
            },
        )
        for drawing in drawings
    ]
    return with_labels(named, catalog, projection, avoid=avoid, fonts=fonts, labelling=labelling)
