"""Which names stand where and from which zoom on: decided for all layers of a projection together."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, groupby, islice
from pathlib import Path

import numpy as np
import shapely
from shapely import LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from arctic_map import resources
from arctic_map.geo import planar
from arctic_map.geo.along import Clear, Run, Type, runs, segments
from arctic_map.geo.labels import (
    PADDING,
    LabelRequest,
    Obstacle,
    Seat,
    Stand,
    advances,
    seated,
    text_box,
    text_width,
    zoom_at,
)
from arctic_map.geo.outline import least_scales, outline
from arctic_map.geo.project import Numbers
from arctic_map.model.catalog import Catalog, Layer
from arctic_map.model.drawing import BELOW, Drawing, Label, Shape
from arctic_map.model.feature import Edges, Feature, Geometry
from arctic_map.model.furniture import MERIDIAN, PARALLEL, POLE
from arctic_map.model.ice import EXTREMES, MONTHS
from arctic_map.model.layer_style import MOST_NAMES
from arctic_map.model.opened import PREFIX
from arctic_map.model.preferences import USUAL, Labelling
from arctic_map.model.projection import Projection
from arctic_map.model.style import Lettering, Style
from arctic_map.model.symbology import ANYWHERE, LabelRow, Symbology
from arctic_map.model.view import ZOOM_RANGE
from arctic_map.scene.drawings.callouts import callout_seats
from arctic_map.scene.drawings.obstacles import signed, symbols, texts
from arctic_map.scene.drawings.painting import features_of
from arctic_map.scene.symbology.dressing import enlarged
from arctic_map.scene.symbology.looks import look
from arctic_map.scene.words.naming import name_on_map, text_on_line

FIRST = ZOOM_RANGE[0]
GAP = 3.0
"""Pixels between a symbol's edge and its label."""
FARTHER = ((4.0, 0.5), (8.0, 1.5), (14.0, 4.0), (20.0, 6.0))
"""And so many pixels more where that is not free of lanes, if it is free so many zooms earlier."""
LATE = FARTHER[1][1]
"""So far only where names are placed while a reader waits."""
OFF = (-12.0, 12.0, -26.0, 26.0)
"""So far to the sides of a port stands the middle of a name that would else stand over a lane, px."""
NEIGHBOUR = 14.0
"""Round another port's mark no port's name stands, px."""
BESIDE = 4.0
"""Pixels that a name keeps clear of a lane's casing."""
ALONG_GAP = 10.0
"""Pixels from a line to the name that follows it."""
STRAY = 1000.0
"""Metres that a lane may stray for names that keep clear of it."""
PORT = (-95.0, -13.0, 95.0, 13.0)
"""Pixels round a port that names along lines leave to its own."""
ON_LANE = 60_000.0
"""The name of a strait that a lane goes through at this distance stands beside it, projected metres."""
RISE, DROP, MIDDLE = 0.26, 0.76, 0.33
"""From the baseline to the lowest and highest ink and to half of small letters, in parts of the size."""
WINDOW = 800.0
"""Pixels across a common map."""
SAME_PLACE = 30_000.0
"""Projected metres between two marks of one place, such as a port and a way's end there."""
LAST = 99.0
"""No zoom is so near: a label that is painted until then stays."""
MERIDIANS = (0.0, 60.0, -60.0)
"""Degrees from the one that runs down the middle: parallels are named along the first of these in view."""
LONG, THIRDS = 2.0, 3
"""An area so many times longer than wide is named in each of its parts where its middle is out of view."""
LARGE = 1 / 3
"""Of the area of the largest part: a part that is named too, where the largest is out of view."""
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
    number: int = 0
    """Of its anchor: further ones name it where the first is out of view."""
    style: str = ""
    """In place of its feature's own."""
    below: str = ""
    until: float = LAST
    """From this zoom on the feature has another name."""


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

    `beside` are drawings whose labels are decided already, in the same way, and stay. Names keep clear of
    the lines of `clear_of` as of lanes. With `only`, ids of features, no others get names.
    """
    named = sorted(
        _named(drawings, catalog, projection, fonts or resources.fonts(), labelling, only),
        key=lambda each: (each.number, each.label.order, each.feature.rank, _place(each)),
    )
    there = _first_zooms(beside)
    named = [_once(_beside_others(each, named), there) for each in named]
    standing = [
        *symbols((*drawings, *beside), catalog.symbology),
        *signed((*drawings, *beside), catalog),
        *texts(map(partial(_without_monthly, catalog), beside), catalog.symbology, labelling),
    ]
    lanes = _lanes((*drawings, *beside), catalog.symbology)
    if clear_of is not None:
        lanes = MultiLineString([*lanes.geoms, *ways_of(clear_of)])
    beside_lanes = _half_lane(catalog.symbology) + BESIDE
    lane_tree = segments([*lanes.geoms])
    clear = Clear(lane_tree, beside_lanes, [*standing, *_named_ports(named)])
    labels: dict[str, list[Label]] = {drawing.layer: [] for drawing in drawings}
    along = (
        [*_along_lines(drawings, catalog, projection, fonts or resources.fonts(), labelling)]
        if only is None
        else []
    )
    for line in (line for line in along if line.feature.month is None):
        for run in runs(line.lines, line.type, clear):
            standing += run.obstacles
            labels[line.layer].append(_on_line(line, run))
    seats = seated(
        [each.request for each in named],
        standing,
        _wide_view(projection),
        segments_of(lanes.simplify(STRAY)),
        beside_lanes,
    )
    for each, stands in zip(named, seats, strict=True):
        labels[each.layer] += (_label(each, stand) for stand in stands if stand.zoom < each.until)
    monthly = [line for line in along if line.feature.month is not None]
    if monthly:
        # Last, and as they are shown: no other name gives way to one that most months do without.
        decided = [replace(drawing, labels=tuple(labels[drawing.layer])) for drawing in drawings]
        boxes = [*standing, *texts(decided, catalog.symbology, labelling)]
        apart = [EXTREMES, *((month,) for month in range(1, MONTHS + 1) if month not in EXTREMES)]
        for together in apart:
            clear = Clear(lane_tree, beside_lanes, boxes)
            for line in (line for line in monthly if line.feature.month in together):
                labels[line.layer] += (_on_line(line, run) for run in runs(line.lines, line.type, clear))
    return tuple(replace(drawing, labels=tuple(labels[drawing.layer])) for drawing in drawings)


def _place(each: _Named) -> str:
    """Among those of one rank: by ids, and in opened files as these have them."""
    return "" if each.layer.startswith(PREFIX) else each.feature.id


def _wide_view(projection: Projection) -> float:
    """The zoom of a view a good deal wider than the first: below, a label's seat is not worth a bad place."""
    return zoom_at(WINDOW / (projection.home[2] - projection.home[0])) - 1.0


@dataclass(frozen=True, slots=True)
class _OnLine:
    """A feature whose name follows its line."""

    layer: str
    feature: Feature
    text: str
    lines: tuple[LineString, ...]
    type: Type


def _along_lines(
    drawings: Iterable[Drawing], catalog: Catalog, projection: Projection, fonts: Path, labelling: Labelling
) -> Iterator[_OnLine]:
    """The names that follow their lines, most important first."""
    layers, symbology = {layer.id: layer for layer in catalog.layers}, catalog.symbology
    styles = look(symbology, "light").styles
    found: list[tuple[int, _OnLine]] = []
    for drawing in drawings:
        for feature in _lettered(layers[drawing.layer], symbology):
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
            found.append(
                (
                    row.label.order,
                    _OnLine(
                        drawing.layer,
                        feature,
                        text,
                        tuple(lines),
                        Type(advances(text, type, fonts), type.size, gap),
                    ),
                )
            )
    found.sort(key=lambda each: (each[0], each[1].feature.rank, each[1].feature.id))
    return (line for _, line in found)


def _without_monthly(catalog: Catalog, drawing: Drawing) -> Drawing:
    """To names of months no other gives way."""
    monthly = {feature.id for feature in catalog.monthly}
    return replace(drawing, labels=tuple(label for label in drawing.labels if label.feature not in monthly))


def _on_line(line: _OnLine, run: Run) -> Label:
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


def _beside_others(each: _Named, named: Sequence[_Named]) -> _Named:
    """A port's name stands nearer to its own mark than to another port's."""
    if each.label.order != 1:
        return each
    others = tuple(
        Obstacle(seat.x, seat.y, (-NEIGHBOUR, -NEIGHBOUR, NEIGHBOUR, NEIGHBOUR))
        for other in named
        if other.label.order == 1 and other.feature != each.feature
        for seat in other.request.seats[:1]
    )
    return replace(each, request=replace(each.request, others=others, insists=True))


def _first_zooms(drawings: Iterable[Drawing]) -> dict[str, list[Label]]:
    """The labels of points that are decided already, by their text."""
    found: dict[str, list[Label]] = {}
    for drawing in drawings:
        for label in drawing.labels:
            if not label.letters:
                found.setdefault(label.text, []).append(label)
    return found


def _once(each: _Named, there: Mapping[str, Sequence[Label]]) -> _Named:
    """The same name does not stand twice at a place: the one that was there first stays."""
    if not each.request.seats:
        return each
    seat = each.request.seats[0]
    same = [
        label.zoom
        for label in there.get(each.text, ())
        if np.hypot(label.x - seat.x, label.y - seat.y) < SAME_PLACE
    ]
    return replace(each, until=min([each.until, *same]))


def _named_ports(named: Iterable[_Named]) -> Iterator[Obstacle]:
    """Room for the names of the most important places."""
    for each in named:
        if each.label.order == 1 and each.request.seats:
            seat = each.request.seats[0]
            yield Obstacle(seat.x, seat.y, PORT)


def _half_lane(symbology: Symbology) -> float:
    rows = [symbology.styles[id] for id in symbology.lanes]
    return max((max(row.width, row.casing_width) / 2 for row in rows), default=0.0)


def segments_of(lines: MultiLineString | LineString) -> Numbers:
    """Ends of all segments (n, 4), projected metres."""
    pieces = [shapely.get_coordinates(line) for line in shapely.get_parts(lines)]
    return np.concatenate([np.zeros((0, 4)), *(np.hstack([piece[:-1], piece[1:]]) for piece in pieces)])


def _named(
    drawings: Iterable[Drawing],
    catalog: Catalog,
    projection: Projection,
    fonts: Path,
    labelling: Labelling,
    only: Container[str] | None,
) -> Iterator[_Named]:
    layers, edge = {layer.id: layer for layer in catalog.layers}, outline(projection)
    symbology, styles = catalog.symbology, look(catalog.symbology, "light").styles
    lanes, ways = _lanes(drawings, symbology), _other_ways(drawings, catalog)
    beside = _half_lane(symbology) + BESIDE
    for drawing in drawings:
        first: dict[str, Shape] = {}
        for shape in drawing.shapes:
            first.setdefault(shape.feature, shape)
        layer = layers[drawing.layer]
        for feature in _lettered(layer, symbology):
            row, style = symbology.styles.get(feature.style), styles.get(feature.style)
            if row is None or row.label is None or style is None or style.lettering is None:
                continue
            if row.label.along or (only is not None and feature.id not in only):
                continue
            least = _least(feature, row.label)
            text = name_on_map(feature, labelling.names, row.label.text)
            type = enlarged(style.lettering, labelling.text_size)
            width, size = text_width(text, type, fonts), type.size
            mark = first.get(feature.id)
            line = _kept_clear_of(mark, ways)
            half = (style.size + style.width) / 2 if style.symbol else 0.0
            if feature.callout and mark is None:
                yield from _called_out(
                    layer.id, feature, symbology, projection, text, fonts, labelling, styles, least, edge
                )
            for number, anchor in enumerate(anchors_of(feature, mark, projection)):
                near = seats_of(anchor, mark, style, type, lanes, beside, row.label.within)
                if row.label.order == 1:
                    near = chain(near, _off(anchor, style, type))
                if layer.file or only is not None:
                    # Names that are many, or come late; only those of named ports must stand.
                    most = LATE if row.label.order == 1 and not layer.file else 0.0
                    near = (seat for seat in near if seat.worse <= most)
                seats = _within(edge, near, width, size)
                request = LabelRequest(
                    width,
                    size,
                    seats,
                    least,
                    line,
                    stays=bool(layer.file),
                    tied=half if row.label.order == 1 else None,
                )
                yield _Named(layer.id, feature, text, request, row.label, number)


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
) -> Iterator[_Named]:
    """From afar, before its plain name has room: apart from its place, with a few words."""
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
        seats = _within(edge, callout_seats(x, y, type.size), width, type.size + below)
        request = LabelRequest(width, type.size, seats, _least(feature, row.label), below=below, tied=0.0)
        yield _Named(layer, feature, text, request, row.label, style=id, below=words, until=until)


def _kept_clear_of(mark: Shape | None, ways: Numbers) -> Numbers | None:
    """What a name keeps clear of besides lanes: its own line, or railways and the like; areas keep theirs."""
    if mark is None or mark.kind == "point":
        return ways
    if mark.kind == "line" and not mark.feature.startswith(PARALLEL):
        return _own_line(mark)
    return None


def _within(edge: Numbers, seats: Iterable[Seat], width: float, size: float) -> tuple[Seat, ...]:
    """The seats, each at earliest from the zoom on at which its name is within the projection's edge."""
    found: list[Seat] = []
    for (x, y), here in groupby(seats, key=lambda seat: (seat.x, seat.y)):
        those = list(here)
        scales = least_scales(edge, x, y, [text_box(seat, width, size) for seat in those])
        leasts = map(zoom_at, scales.tolist())
        found += (
            seat if least <= seat.least else replace(seat, least=least)
            for seat, least in zip(those, leasts, strict=True)
        )
    return tuple(found)


def _lettered(layer: Layer, symbology: Symbology) -> tuple[Feature, ...]:
    """The features that may have a name on the map: of an opened file the first that have one at all."""
    if not layer.file:
        return features_of(layer, symbology)
    return tuple(islice((feature for feature in layer.features if feature.rank == 1), MOST_NAMES))


def _least(feature: Feature, label: LabelRow) -> float:
    zooms = label.zooms or (FIRST,)
    return zooms[min(max(feature.rank, 1), len(zooms)) - 1]


def anchors_of(
    feature: Feature, shape: Shape | None, projection: Projection
) -> Iterator[tuple[float, float]]:
    """The places that a name may stand at or round, the best one first."""
    if feature.id.startswith(PARALLEL) and shape is not None:
        yield from _on_meridians(shape, projection)
    elif feature.id.startswith(MERIDIAN) or (feature.id == POLE and shape is None):
        return
    elif shape is None:
        yield from map(tuple, planar.points_on(projection, feature.geometry).tolist())
    elif shape.kind == "area":
        yield from _inside(shape)
    else:
        x, y = shape.parts[0][:2]
        yield x, y


def seats_of(
    anchor: tuple[float, float],
    shape: Shape | None,
    style: Style,
    type: Lettering,
    lanes: MultiLineString,
    beside: float,
    within: float = ANYWHERE,
) -> Iterator[Seat]:
    """Where a name may stand at or round a place, the best ones first; `beside` pixels from lanes.

    Without a mark it stands `within` so many metres of the place.
    """
    size, (x, y) = type.size, anchor
    if shape is not None and shape.feature.startswith(PARALLEL):
        yield Seat(x, y, GAP, -GAP, "start")
    elif shape is not None and shape.feature == POLE:
        yield from _round(x, y, 2 * GAP, size)
    elif shape is None:
        yield from _beside(x, y, size, lanes)
        for seat in _centred(x, y, size):
            yield replace(seat, least=zoom_at(abs(seat.dy - MIDDLE * size) / within))
    elif shape.kind == "point":
        yield from _round(x, y, (style.size + style.width) / 2 + GAP, size)
    elif shape.kind == "line":
        # Names keep so far clear of their own line as of a lane.
        yield from _along(shape, max(style.width / 2 + GAP, beside + PADDING + 0.5), size)
    else:
        yield from _centred(x, y, size)
        yield from _round(x, y, GAP, size)


def _on_meridians(shape: Shape, projection: Projection) -> Iterator[tuple[float, float]]:
    """Where a parallel crosses the meridian that runs down the middle, and others for other views."""
    line = shapely.multilinestrings([_pairs(part) for part in shape.parts])
    for turn in MERIDIANS:
        lon = (projection.down + turn + 180.0) % 360.0 - 180.0
        for path in planar.lines_on(projection, _meridian(lon), Edges.PARALLEL):
            crossing = path.intersection(line)
            if not crossing.is_empty:
                x, y = shapely.get_coordinates(crossing)[0]
                yield round(float(x)), round(float(y))


def _meridian(lon: float) -> Geometry:
    return {"type": "LineString", "coordinates": [[lon, -89.0], [lon, 89.0]]}


def _own_line(shape: Shape) -> Numbers:
    return segments_of(MultiLineString([_pairs(part) for part in shape.parts]).simplify(STRAY))


def _round(x: float, y: float, gap: float, size: float) -> Iterator[Seat]:
    """Right, left, above, below and the corners of a symbol."""
    above, below = -gap - RISE * size, gap + DROP * size
    yield Seat(x, y, gap, MIDDLE * size, "start")
    yield Seat(x, y, -gap, MIDDLE * size, "end")
    yield Seat(x, y, 0.0, above, "middle")
    yield Seat(x, y, 0.0, below, "middle")
    for nearer in (0.57, 0.0, 0.4):
        for dy in (above + nearer * size, below - nearer * size):
            yield Seat(x, y, 0.9 * gap, dy, "start")
            yield Seat(x, y, -0.9 * gap, dy, "end")
    # Farther off where lanes leave a port to all sides.
    for more, worse in FARTHER:
        for dx in (gap + more, gap):
            for dy in (MIDDLE * size, above - more, below + more, above, below):
                yield Seat(x, y, dx, dy, "start", worse=worse)
                yield Seat(x, y, -dx, dy, "end", worse=worse)
        for dy in (above - more, below + more):
            yield Seat(x, y, 0.0, dy, "middle", worse=worse)


def _off(anchor: tuple[float, float], style: Style, type: Lettering) -> Iterator[Seat]:
    """Above and below a mark, shifted to its sides, where none of the places round it is free."""
    gap = (style.size + style.width) / 2 + GAP
    worse = FARTHER[-1][1]
    for dx in OFF:
        for more in (0.0, *(more for more, _ in FARTHER)):
            yield Seat(*anchor, dx, gap + more + DROP * type.size, "middle", worse=worse)
            yield Seat(*anchor, dx, -gap - more - RISE * type.size, "middle", worse=worse)


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


def ways_of(drawing: Drawing) -> list[LineString]:
    """Its lines, projected metres."""
    shapes = (shape for shape in drawing.shapes if shape.kind == "line")
    return [LineString(_pairs(part)) for shape in shapes for part in shape.parts]


def _other_ways(drawings: Iterable[Drawing], catalog: Catalog) -> Numbers:
    """Railways and other lines that the legend explains, which names keep clear of; none of months."""
    symbology, monthly = catalog.symbology, {feature.id for feature in catalog.monthly}
    rows = {row.id for row in symbology.styles.values() if row.legend and not row.lane and not row.guide}
    parts = [
        _pairs(part)
        for drawing in drawings
        for shape in drawing.shapes
        if shape.kind == "line" and shape.style in rows and shape.feature not in monthly
        for part in shape.parts
    ]
    return segments_of(MultiLineString(parts).simplify(STRAY))


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
    for lines in (0.0, 1.0, -1.0, 1.8, -1.8, 2.6, -2.6):
        yield Seat(x, y, 0.0, (MIDDLE + lines) * size, "middle")


def _along(shape: Shape, gap: float, size: float) -> Iterator[Seat]:
    """Above and below the line, first where it runs level and near its middle; at a corner where it rises."""
    line = max((LineString(_pairs(part)) for part in shape.parts), key=lambda each: each.length)
    spots: list[tuple[float, float, float]] = []
    for share in ALONG:
        (x0, y0), (x1, y1) = (
            line.interpolate(share + side, normalized=True).coords[0] for side in (-0.03, 0.03)
        )
        slope = abs(np.arctan2(abs(y1 - y0), abs(x1 - x0)))
        x, y = line.interpolate(share, normalized=True).coords[0]
        spots.append((float(slope + abs(share - 0.5)), round(x), round(y)))
    above, below = -gap - RISE * size, gap + DROP * size
    for _, x, y in sorted(spots):
        yield Seat(x, y, 0.0, above, "middle")
        yield Seat(x, y, 0.0, below, "middle")
    for _, x, y in sorted(spots):
        for dy in (above, below):
            yield Seat(x, y, gap, dy, "start")
            yield Seat(x, y, -gap, dy, "end")


def _inside(shape: Shape) -> Iterator[tuple[float, float]]:
    """A place within the area, one within each third of a long one, and one within each other large part."""
    parts = (Polygon(_pairs(part)) for part in shape.parts if len(part) >= 6)
    largest, *others = sorted(parts, key=lambda part: part.area, reverse=True)
    largest = largest.buffer(0)
    yield _surface(largest)
    for other in others:
        if other.area >= LARGE * largest.area:
            yield _surface(other.buffer(0))
    round_it = shapely.minimum_rotated_rectangle(largest)
    if not isinstance(round_it, Polygon):
        return
    a, b, c = (np.array(place) for place in round_it.exterior.coords[:3])
    if np.hypot(*(c - b)) > np.hypot(*(b - a)):
        a, b, c = b, c, c + (a - b)
    if np.hypot(*(b - a)) < LONG * np.hypot(*(c - b)):
        return
    for start in range(THIRDS):
        low, high = start / THIRDS, (start + 1) / THIRDS
        corners = [a + low * (b - a), a + high * (b - a)]
        piece = largest.intersection(Polygon([*corners, *(corner + (c - b) for corner in corners[::-1])]))
        if not piece.is_empty:
            yield _surface(piece)


def _surface(area: BaseGeometry) -> tuple[float, float]:
    x, y = shapely.point_on_surface(area).coords[0]
    return round(x), round(y)


def _pairs(part: tuple[float, ...]) -> list[tuple[float, float]]:
    return list(zip(part[::2], part[1::2], strict=True))


def _label(each: _Named, stand: Stand) -> Label:
    seat = stand.seat
    return Label(
        text=each.text,
        x=seat.x,
        y=seat.y,
        dx=round(seat.dx, 1),
        dy=round(seat.dy, 1),
        anchor=seat.anchor,
        style=each.style or each.feature.style,
        zoom=stand.zoom,
        feature=each.feature.id,
        width=round(each.request.width, 1),
        below=each.below,
        leader=each.request.leader(seat),
        until=min(stand.until, each.until),
    )
