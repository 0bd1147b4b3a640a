"""Single places in polar stereographic projection by formula: PROJ loads too slowly for the first paint.

Source: Snyder, Map Projections: A Working Manual (1987), equations 3-5, 7-13, 14-15, 20-16, 21-32 and 21-39.
"""

from math import atan, atan2, cos, degrees, hypot, pi, sin, sqrt

from arctic_map.geo.projections import ECCENTRICITY, SCALE_AT_POLE
from arctic_map.model.projection import Projection

SEMI_MAJOR = 6_378_137.0
"""Of WGS84, metres."""


def place(projection: Projection, x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude (degrees) of a point in metres of a north polar stereographic projection."""
    east, down = _from_pole(projection, x, y)
    longitude = projection.down + degrees(atan2(east, down))
    return (longitude + 180.0) % 360.0 - 180.0, degrees(_latitude(projection, hypot(east, down)))


def point_scale(projection: Projection, x: float, y: float) -> float:
    """Projection metres to one metre on the ground at a point, alike in all directions."""
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
    """Radians, from the conformal latitude by a series good to a millimetre."""
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
