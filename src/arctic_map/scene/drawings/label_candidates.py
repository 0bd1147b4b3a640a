"""Possible positions of a label: next to a mark, along a line, within an area."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import cos, radians, sin

import numpy as np
import shapely
from shapely import LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from arctic_map.geo import planar
from arctic_map.geo.label_requests import ASCENT, DESCENT, PADDING, LabelCandidate
from arctic_map.geo.line_clearance import zoom_at
from arctic_map.model.decorations import MERIDIAN, PARALLEL, POLE
from arctic_map.model.drawing import BELOW, Anchor, Shape
from arctic_map.model.feature import Edges, Feature, Geometry
from arctic_map.model.projection import Projection
from arctic_map.model.style import Lettering, Style
from arctic_map.model.symbology import ANYWHERE

GAP = 3.0
"""Pixels between the edge of a symbol and its label."""
FARTHER = ((4.0, 0.5), (8.0, 1.5), (14.0, 4.0), (20.0, 6.0))
"""Additional pixels to avoid lanes, with the zoom levels of earlier visibility that justify them."""
ON_LANE = 60_000.0
"""Maximum distance of a lane from a strait whose label is beside the lane, projected metres."""
RISE, DROP, MIDDLE = 0.26, 0.76, 0.33
"""From the baseline to the bottom, the top and half the x-height, relative to the letter size."""
MERIDIANS = (0.0, 60.0, -60.0)
"""Degrees from the central meridian; parallels are labelled along the first of these in view."""
LONG, THIRDS = 2.0, 3
"""Areas longer than this ratio are also labelled in each third, for views without their middle."""
LARGE = 1 / 3
"""Minimum area of another labelled part, relative to the largest part."""
ALONG = np.linspace(0.06, 0.94, 23)
"""Possible label positions along a line, relative to its length."""
REACHES = (44.0, 58.0, 74.0, 92.0, 112.0)
"""Distances of a call-out from its place in px, nearest first."""
WAYS = (90.0, 60.0, 120.0, 30.0, 150.0, 0.0, 180.0, -30.0, -150.0, -60.0, -120.0, -90.0)
"""Directions in degrees counter-clockwise from the right: above preferred to beside, beside to below."""
ASIDE = 0.5
"""Penalty in zoom levels for the label of an area outside it, at the end of a leader line."""
CROSSING = 2.5
"""Penalty in zoom levels for a leader line across a lane."""
LENGTH = 5.0
"""Factor of the penalty of a call-out for its distance, for the leader line of an area."""
NOWHERE = Polygon()
RAY = 600_000.0
"""Length in metres of the line from an area that should cross no other area and no lane."""
LEVEL = 0.35
"""Maximum horizontal share of the distance for a call-out centred above or below its place."""


def anchors_of(
    feature: Feature,
    shape: Shape | None,
    projection: Projection,
    others: BaseGeometry = NOWHERE,
    cores: Sequence[Shape] = (),
) -> Iterator[tuple[float, float]]:
    """Yield anchors for the label of a feature, best first; if possible outside the areas `others`.

    `cores` are the parts of an area that are easily seen, smallest first. Anchors are only in these.
    """
    if feature.id.startswith(PARALLEL) and shape is not None:
        yield from _on_meridians(shape, projection)
    elif feature.id.startswith(MERIDIAN) or (feature.id == POLE and shape is None):
        return
    elif shape is None:
        yield from map(tuple, planar.points_on(projection, feature.geometry).tolist())
    elif shape.kind == "area":
        yield from _inside(shape, others, [_area(core) for core in cores or (shape,)])
    else:
        x, y = shape.parts[0][:2]
        yield x, y


def candidates_of(
    anchor: tuple[float, float],
    shape: Shape | None,
    style: Style,
    type: Lettering,
    lanes: MultiLineString,
    lane_distance: float,
    within: float = ANYWHERE,
) -> Iterator[LabelCandidate]:
    """Yield candidates, best first: `lane_distance` px from lanes, `within` m of anchors without a mark."""
    size, (x, y) = type.size, anchor
    if shape is not None and shape.feature.startswith(PARALLEL):
        yield LabelCandidate(x, y, GAP, -GAP, "start")
    elif shape is not None and shape.feature == POLE:
        yield from _round(x, y, 2 * GAP, size)
    elif shape is None:
        yield from _around_point(x, y, size, lanes)
        for candidate in _centred(x, y, size):
            yield replace(candidate, least=zoom_at(abs(candidate.dy - MIDDLE * size) / within))
    elif shape.kind == "point":
        yield from _round(x, y, (style.size + style.width) / 2 + GAP, size)
    elif shape.kind == "line":
        # Labels are as far from their own line as from a lane.
        yield from _along(shape, max(style.width / 2 + GAP, lane_distance + PADDING + 0.5), size)
    else:
        yield from _centred(x, y, size)
        yield from _round(x, y, GAP, size)


def _on_meridians(shape: Shape, projection: Projection) -> Iterator[tuple[float, float]]:
    """Where a parallel crosses the central meridian, and further meridians for other views."""
    line = MultiLineString([point_pairs(part) for part in shape.parts])
    for turn in MERIDIANS:
        lon = (projection.down + turn + 180.0) % 360.0 - 180.0
        for path in planar.lines_on(projection, _meridian(lon), Edges.PARALLEL):
            crossing = path.intersection(line)
            if not crossing.is_empty:
                x, y = shapely.get_coordinates(crossing)[0]
                yield round(float(x)), round(float(y))


def _meridian(lon: float) -> Geometry:
    return {"type": "LineString", "coordinates": [[lon, -89.0], [lon, 89.0]]}


def _round(x: float, y: float, gap: float, size: float) -> Iterator[LabelCandidate]:
    """Right, left, above, below and at the corners of a symbol."""
    above, below = -gap - RISE * size, gap + DROP * size
    yield LabelCandidate(x, y, gap, MIDDLE * size, "start")
    yield LabelCandidate(x, y, -gap, MIDDLE * size, "end")
    yield LabelCandidate(x, y, 0.0, above, "middle")
    yield LabelCandidate(x, y, 0.0, below, "middle")
    for nearer in (0.57, 0.0, 0.4):
        for dy in (above + nearer * size, below - nearer * size):
            yield LabelCandidate(x, y, 0.9 * gap, dy, "start")
            yield LabelCandidate(x, y, -0.9 * gap, dy, "end")
    # Farther away, for ports with lanes in all directions.
    for more, worse in FARTHER:
        for dx in (gap + more, gap):
            for dy in (MIDDLE * size, above - more, below + more, above, below):
                yield LabelCandidate(x, y, dx, dy, "start", worse=worse)
                yield LabelCandidate(x, y, -dx, dy, "end", worse=worse)
        for dy in (above - more, below + more):
            yield LabelCandidate(x, y, 0.0, dy, "middle", worse=worse)


def _around_point(x: float, y: float, size: float, lanes: MultiLineString) -> Iterator[LabelCandidate]:
    """On both sides of a lane through the place: above and below, or left and right."""
    place = Point(x, y)
    if lanes.is_empty or place.distance(lanes) > ON_LANE:
        return
    line = min(lanes.geoms, key=place.distance)
    at = line.project(place)
    (x0, y0), (x1, y1) = (line.interpolate(max(at + side, 0.0)).coords[0] for side in (-ON_LANE, ON_LANE))
    gap = 2 * GAP
    if abs(x1 - x0) >= abs(y1 - y0):
        yield LabelCandidate(x, y, 0.0, -gap - RISE * size, "middle")
        yield LabelCandidate(x, y, 0.0, gap + DROP * size, "middle")
    yield LabelCandidate(x, y, gap, MIDDLE * size, "start")
    yield LabelCandidate(x, y, -gap, MIDDLE * size, "end")


def _centred(x: float, y: float, size: float) -> Iterator[LabelCandidate]:
    for lines in (0.0, 1.0, -1.0, 1.8, -1.8, 2.6, -2.6):
        yield LabelCandidate(x, y, 0.0, (MIDDLE + lines) * size, "middle")


def _along(shape: Shape, gap: float, size: float) -> Iterator[LabelCandidate]:
    """Above and below the line, first where it is level and near its middle; then beside steep parts."""
    line = max((LineString(point_pairs(part)) for part in shape.parts), key=lambda each: each.length)
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
        yield LabelCandidate(x, y, 0.0, above, "middle")
        yield LabelCandidate(x, y, 0.0, below, "middle")
    for _, x, y in sorted(spots):
        for dy in (above, below):
            yield LabelCandidate(x, y, gap, dy, "start")
            yield LabelCandidate(x, y, -gap, dy, "end")


def _area(shape: Shape) -> BaseGeometry:
    return shapely.union_all([Polygon(point_pairs(part)).buffer(0) for part in shape.parts if len(part) >= 6])


def _inside(
    shape: Shape, around: BaseGeometry, cores: Sequence[BaseGeometry]
) -> Iterator[tuple[float, float]]:
    """A place within the area, in each third of a long area, and in each other large part."""
    parts = (Polygon(point_pairs(part)) for part in shape.parts if len(part) >= 6)
    largest, *smaller = sorted(parts, key=lambda part: part.area, reverse=True)
    largest = largest.buffer(0)
    yield from _surface(largest, around, cores)
    for other in smaller:
        if other.area >= LARGE * largest.area:
            yield from _surface(other.buffer(0), around, cores)
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
        yield from _surface(piece, around, cores)


def _surface(
    whole: BaseGeometry, around: BaseGeometry, cores: Sequence[BaseGeometry]
) -> Iterator[tuple[float, float]]:
    """A place in an area and the first core that leaves room outside the others, if one does."""
    within = [whole.intersection(core) for core in cores]
    for area in within if not around.is_empty else ():
        if alone := [part for part in shapely.get_parts(area - around) if part.area]:
            largest = max(alone, key=lambda part: float(part.area))
            yield _rounded(shapely.maximum_inscribed_circle(largest))
            return
    if within[-1].area:
        yield _rounded(shapely.point_on_surface(within[-1]))


def _rounded(place: BaseGeometry) -> tuple[float, float]:
    x, y = place.coords[0]
    return round(x), round(y)


def point_pairs(part: tuple[float, ...]) -> list[tuple[float, float]]:
    """Convert flat coordinates to pairs."""
    return list(zip(part[::2], part[1::2], strict=True))


def leaders(
    x: float, y: float, size: float, others: BaseGeometry, lanes: MultiLineString
) -> Iterator[LabelCandidate]:
    """Candidates for the name of an area at the end of a leader line; those across others come last."""
    ways = np.radians(WAYS)
    ends = np.column_stack([x + RAY * np.cos(ways), y + RAY * np.sin(ways)])
    rays = shapely.linestrings([[(x, y), end] for end in ends.tolist()])
    across = shapely.length(shapely.intersection(rays, others)) / RAY
    across += CROSSING * shapely.intersects(rays, lanes)
    for number, candidate in enumerate(callout_candidates(x, y, size, lower=0.0)):
        if number // len(WAYS) % 2 == 0:
            worse = LENGTH * candidate.worse + ASIDE + float(across[number % len(WAYS)])
            yield replace(candidate, worse=worse)


def callout_candidates(x: float, y: float, size: float, lower: float = BELOW) -> Iterator[LabelCandidate]:
    """Yield candidates for a name with a text line `lower` below it, in units of its letters of `size` px."""
    lower *= size
    for number, reach in enumerate(REACHES):
        for way in WAYS:
            across, up = cos(radians(way)), sin(radians(way))
            middle = (ASCENT * size - lower - DESCENT * size) / 2
            rests, hangs = -lower - DESCENT * size, ASCENT * size
            dy = -reach * up + (rests if up > LEVEL else hangs if up < -LEVEL else middle)
            anchor: Anchor = "start" if across > LEVEL else "end" if across < -LEVEL else "middle"
            yield LabelCandidate(x, y, reach * across, dy, anchor, worse=0.25 * number)
