"""Decides position and first zoom of all labels of a projection together."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from shapely import MultiLineString

from arctic_map import resources
from arctic_map.geo.along import AvoidZone, runs, segments
from arctic_map.geo.label_requests import (
    Obstacle,
)
from arctic_map.geo.labels import LabelPlacement, place_labels
from arctic_map.geo.lines_beside import zoom_at
from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import Drawing, Label
from arctic_map.model.ice import EXTREMES, MONTHS
from arctic_map.model.opened import PREFIX
from arctic_map.model.preferences import USUAL, Labelling
from arctic_map.model.projection import Projection
from arctic_map.scene.drawings.label_lines import (
    STRAY,
    LineName,
    half_lane_width,
    lanes_of,
    line_label,
    line_names,
    segments_of,
    ways_of,
)
from arctic_map.scene.drawings.named_features import BESIDE, NamedFeature, named_features
from arctic_map.scene.drawings.obstacles import signed, symbols, texts

NEIGHBOUR = 14.0
"""Half the size in px of the square around other ports that a port's label avoids."""
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
    beside: Sequence[Drawing] = (),
    clear_of: Drawing | None = None,
    only: Container[str] | None = None,
    fonts: Path | None = None,
    labelling: Labelling = USUAL,
) -> tuple[Drawing, ...]:
    """The drawings of a projection with labels that never overlap, at any zoom.

    Labels of `beside` are placed already and stay. Labels avoid the lines of `clear_of` like lanes. With
    `only`, a set of feature ids, no other features are labelled.
    """
    named = sorted(
        named_features(drawings, catalog, projection, fonts or resources.fonts(), labelling, only),
        key=lambda each: (each.number, each.label.order, each.feature.rank, _place(each)),
    )
    there = _first_zooms(beside)
    named = [_once(_beside_others(each, named), there) for each in named]
    standing = [
        *symbols((*drawings, *beside), catalog.symbology),
        *signed((*drawings, *beside), catalog),
        *texts(map(partial(_without_monthly, catalog), beside), catalog.symbology, labelling),
    ]
    lanes = lanes_of((*drawings, *beside), catalog.symbology)
    if clear_of is not None:
        lanes = MultiLineString([*lanes.geoms, *ways_of(clear_of)])
    beside_lanes = half_lane_width(catalog.symbology) + BESIDE
    lane_tree = segments([*lanes.geoms])
    clear = AvoidZone(lane_tree, beside_lanes, [*standing, *_named_ports(named)])
    labels: dict[str, list[Label]] = {drawing.layer: [] for drawing in drawings}
    along = (
        [*line_names(drawings, catalog, projection, fonts or resources.fonts(), labelling)]
        if only is None
        else []
    )
    for line in (line for line in along if line.feature.month is None):
        for run in runs(line.lines, line.type, clear):
            standing += run.obstacles
            labels[line.layer].append(line_label(line, run))
    candidates = place_labels(
        [each.request for each in named],
        standing,
        _wide_view(projection),
        segments_of(lanes.simplify(STRAY)),
        beside_lanes,
    )
    for each, stands in zip(named, candidates, strict=True):
        labels[each.layer] += (_label(each, stand) for stand in stands if stand.zoom < each.until)
    if monthly := [line for line in along if line.feature.month is not None]:
        # Monthly labels come last and avoid each other only within a month, so that they displace no other.
        decided = [replace(drawing, labels=tuple(labels[drawing.layer])) for drawing in drawings]
        boxes = [*standing, *texts(decided, catalog.symbology, labelling)]
        for line, label in _monthly_labels(monthly, partial(AvoidZone, lane_tree, beside_lanes, boxes)):
            labels[line.layer].append(label)
    return tuple(replace(drawing, labels=tuple(labels[drawing.layer])) for drawing in drawings)


def _monthly_labels(
    monthly: Sequence[LineName], zone: Callable[[], AvoidZone]
) -> Iterator[tuple[LineName, Label]]:
    """Yield labels of monthly lines; they avoid only those that are visible together with them."""
    for together in (EXTREMES, *((month,) for month in range(1, MONTHS + 1) if month not in EXTREMES)):
        avoid = zone()
        for line in (line for line in monthly if line.feature.month in together):
            yield from ((line, line_label(line, run)) for run in runs(line.lines, line.type, avoid))


def _place(each: NamedFeature) -> str:
    """Sort key within a rank: the id, or the order of an opened file."""
    return "" if each.layer.startswith(PREFIX) else each.feature.id


def _wide_view(projection: Projection) -> float:
    """A zoom well below that of the first view, at which no label justifies a bad position."""
    return zoom_at(WINDOW / (projection.home[2] - projection.home[0])) - 1.0


def _without_monthly(catalog: Catalog, drawing: Drawing) -> Drawing:
    """The drawing without monthly labels, which displace no others."""
    monthly = {feature.id for feature in catalog.monthly}
    return replace(drawing, labels=tuple(label for label in drawing.labels if label.feature not in monthly))


def _beside_others(each: NamedFeature, named: Sequence[NamedFeature]) -> NamedFeature:
    """Keep the label of a port nearer to its own mark than to those of other ports."""
    if each.label.order != 1:
        return each
    others = tuple(
        Obstacle(candidate.x, candidate.y, (-NEIGHBOUR, -NEIGHBOUR, NEIGHBOUR, NEIGHBOUR))
        for other in named
        if other.label.order == 1 and other.feature != each.feature
        for candidate in other.request.candidates[:1]
    )
    return replace(each, request=replace(each.request, others=others, insists=True))


def _first_zooms(drawings: Iterable[Drawing]) -> dict[str, list[Label]]:
    """Placed point labels by text."""
    found: dict[str, list[Label]] = {}
    for drawing in drawings:
        for label in drawing.labels:
            if not label.letters:
                found.setdefault(label.text, []).append(label)
    return found


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


def _label(each: NamedFeature, stand: LabelPlacement) -> Label:
    candidate = stand.candidate
    return Label(
        text=each.text,
        x=candidate.x,
        y=candidate.y,
        dx=round(candidate.dx, 1),
        dy=round(candidate.dy, 1),
        anchor=candidate.anchor,
        style=each.style or each.feature.style,
        zoom=stand.zoom,
        feature=each.feature.id,
        width=round(each.request.width, 1),
        below=each.below,
        leader=each.request.leader(candidate),
        until=min(stand.until, each.until),
    )
