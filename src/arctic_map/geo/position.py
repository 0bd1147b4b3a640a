"""Single positions without NumPy and shapely: projecting them, and hit tests with a box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from math import atan, atan2, cos, degrees, hypot, isfinite, pi, radians, sin, sqrt
from typing import TYPE_CHECKING

from arctic_map.geo.projections import ECCENTRICITY, SCALE_AT_POLE, STEREOGRAPHIC
from arctic_map.model.projection import Projection

if TYPE_CHECKING:
    from pyproj import Geod, Transformer


SAME_PLACE = 5.0
"""Maximum error of a round trip for a position that is on the projection, metres."""
SEMI_MAJOR = 6_378_137.0
"""Semi-major axis of WGS84, metres."""


@cache
def transformer(crs: str) -> Transformer:
    """The transformer from longitude and latitude in degrees to metres of a projection."""
    # PROJ is slow to load: import it only when it is needed.
    from pyproj import Transformer

    return Transformer.from_crs("OGC:CRS84", crs, always_xy=True)


@cache
def wgs84() -> Geod:
    # PROJ is slow to load: import it only when it is needed.
    from pyproj import Geod

    return Geod(ellps="WGS84")


def project(projection: Projection, lon: float, lat: float) -> tuple[float, float] | None:
    """Projected metres of a position in degrees; None where the projection does not show it."""
    if not is_shown(projection, lon, lat):
        return None
    x, y = transformer(projection.crs).transform(lon, lat)
    return (float(x), float(y)) if isfinite(x) and isfinite(y) else None


def is_shown(projection: Projection, lon: float, lat: float) -> bool:
    """Whether a position in degrees is on the hemisphere that the projection shows, as in `domain`."""
    if projection.pole is not None:
        return lat >= 0.0
    if projection.centre is None:
        return True
    lon0, lat0 = projection.centre
    across = cos(radians(lat0)) * cos(radians(lat)) * cos(radians(lon - lon0))
    return sin(radians(lat0)) * sin(radians(lat)) + across >= 0.0


def unproject(projection: Projection, x: float, y: float) -> tuple[float, float] | None:
    """Longitude and latitude (degrees) of a point in projected metres; None off the map."""
    if projection.family == STEREOGRAPHIC:
        lon, lat = stereographic_place(projection, x, y)
        return (lon, lat) if lat >= 0.0 else None
    lon, lat = transformer(projection.crs).transform(x, y, direction="INVERSE")
    if not (isfinite(lon) and isfinite(lat) and is_shown(projection, lon, lat)):
        return None
    # Outside the Equal Earth outline the inverse returns a wrapped longitude: verify it by a round trip.
    again_x, again_y = transformer(projection.crs).transform(lon, lat)
    if not (abs(again_x - x) < SAME_PLACE and abs(again_y - y) < SAME_PLACE):
        return None
    # PROJ may return 180.00000000005 beside the meridian.
    return min(max(float(lon), -180.0), 180.0), float(lat)


def ground_length(projection: Projection, x: float, y: float, px: float, resolution: float) -> float:
    """Ground metres of `px` horizontal pixels of `resolution` projected m/px at a point; 0.0 off the map."""
    if projection.family == STEREOGRAPHIC:
        inside = unproject(projection, x, y) is not None
        return px * resolution / point_scale(projection, x, y) if inside else 0.0
    ends = unproject(projection, x - resolution / 2, y), unproject(projection, x + resolution / 2, y)
    if ends[0] is None or ends[1] is None:
        return 0.0
    return px * float(wgs84().inv(*ends[0], *ends[1])[2])


def stereographic_place(projection: Projection, x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude (degrees) of a point in metres of a north polar stereographic projection."""
    east, down = _from_pole(projection, x, y)
    longitude = projection.down + degrees(atan2(east, down))
    return (longitude + 180.0) % 360.0 - 180.0, degrees(_latitude(projection, hypot(east, down)))


def point_scale(projection: Projection, x: float, y: float) -> float:
    """Scale factor at a point: projected metres per metre on the ground, the same in all directions."""
    radius = hypot(*_from_pole(projection, x, y))
    if radius < 1.0:
        return _scale_at_pole(projection)
    latitude = _latitude(projection, radius)
    parallel = cos(latitude) / sqrt(1 - (ECCENTRICITY * sin(latitude)) ** 2)
    return radius / (SEMI_MAJOR * parallel)


def _from_pole(projection: Projection, x: float, y: float) -> tuple[float, float]:
    if projection.pole is None:
        raise ValueError(f"{projection.id} has no pole to measure from")
    return x - projection.pole[0], projection.pole[1] - y


def _scale_at_pole(projection: Projection) -> float:
    return SCALE_AT_POLE * hypot(projection.ground.a, projection.ground.d)


def _latitude(projection: Projection, radius: float) -> float:
    """Latitude in radians, from the conformal latitude by a series accurate to a millimetre."""
    e = ECCENTRICITY
    t = radius * sqrt((1 + e) ** (1 + e) * (1 - e) ** (1 - e)) / (2 * SEMI_MAJOR * _scale_at_pole(projection))
    conformal = pi / 2 - 2 * atan(t)
    e2, e4, e6, e8 = e**2, e**4, e**6, e**8
    return (
        conformal
        + (e2 / 2 + 5 * e4 / 24 + e6 / 12 + 13 * e8 / 360) * sin(2 * conformal)
        + (7 * e4 / 48 + 29 * e6 / 240 + 811 * e8 / 11520) * sin(4 * conformal)
        + (7 * e6 / 120 + 81 * e8 / 1120) * sin(6 * conformal)
        + 4279 * e8 / 161280 * sin(8 * conformal)
    )


Box = tuple[float, float, float, float]


def meet(a: Box, b: Box) -> bool:
    """Whether two boxes intersect or touch."""
    return a[0] <= b[2] and a[2] >= b[0] and a[1] <= b[3] and a[3] >= b[1]


def within(a: Box, b: Box) -> bool:
    """Whether `a` lies completely within `b`."""
    return a[0] >= b[0] and a[2] <= b[2] and a[1] >= b[1] and a[3] <= b[3]


def line_reaches(line: Sequence[float], box: Box) -> bool:
    """Whether any part of a line (x0, y0, x1, y1, ...) is in the box; a single vertex is a point."""
    x, y = line[0], line[1]
    side = _side(x, y, box)
    if not side:
        return True
    for next_x, next_y in zip(line[2::2], line[3::2], strict=True):
        next_side = _side(next_x, next_y, box)
        if not next_side or not (side & next_side or _is_outside(x, y, next_x, next_y, box)):
            return True
        x, y, side = next_x, next_y, next_side
    return False


def surround(rings: Iterable[Sequence[float]], x: float, y: float) -> bool:
    """Whether the point is inside the rings (without closing vertex), by the nonzero rule."""
    turns = 0
    for ring in rings:
        x0, y0 = ring[-2], ring[-1]
        for x1, y1 in zip(ring[::2], ring[1::2], strict=True):
            if (y0 <= y) != (y1 <= y):
                cross = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)
                if y1 > y0 and cross > 0:
                    turns += 1
                elif y1 < y0 and cross < 0:
                    turns -= 1
            x0, y0 = x1, y1
    return turns != 0


def _side(x: float, y: float, box: Box) -> int:
    """Outcode of a point: 0 inside the box, otherwise one bit for each side that it is beyond."""
    return (x < box[0]) | (x > box[2]) << 1 | (y < box[1]) << 2 | (y > box[3]) << 3


def _is_outside(x0: float, y0: float, x1: float, y1: float, box: Box) -> bool:
    """Whether all corners of the box are on the same side of a line."""
    dx, dy = x1 - x0, y1 - y0
    lefts = [dx * (y - y0) - dy * (x - x0) for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(lefts) > 0 or max(lefts) < 0
