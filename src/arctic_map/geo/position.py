"""Single places on a plane: light enough for the start of the window, with neither NumPy nor shapely.

PROJ is loaded only when it is needed: on the polar stereographic planes formulas say the same.
"""

from __future__ import annotations

from functools import cache
from math import isfinite
from typing import TYPE_CHECKING

from arctic_map.geo import stereographic
from arctic_map.geo.planes import STEREOGRAPHIC
from arctic_map.model.plane import Plane

if TYPE_CHECKING:
    from pyproj import Geod, Transformer

SAME_PLACE = 5.0
"""Metres by which a place may miss itself after a round trip and still be on the plane."""


@cache
def transformer(crs: str) -> Transformer:
    """From longitude and latitude in degrees to metres of a plane."""
    from pyproj import Transformer

    return Transformer.from_crs("OGC:CRS84", crs, always_xy=True)


@cache
def wgs84() -> Geod:
    from pyproj import Geod

    return Geod(ellps="WGS84")


def project(plane: Plane, lon: float, lat: float) -> tuple[float, float] | None:
    """Plane metres of a place in degrees; None where the plane does not show it."""
    if plane.pole is not None and lat < 0.0:
        return None
    x, y = transformer(plane.crs).transform(lon, lat)
    return (float(x), float(y)) if isfinite(x) and isfinite(y) else None


def unproject(plane: Plane, x: float, y: float) -> tuple[float, float] | None:
    """Longitude and latitude (degrees) of a point in plane metres; None off the map."""
    if plane.family == STEREOGRAPHIC:
        lon, lat = stereographic.place(plane, x, y)
        return (lon, lat) if lat >= 0.0 else None
    lon, lat = transformer(plane.crs).transform(x, y, direction="INVERSE")
    if not (isfinite(lon) and isfinite(lat)) or (plane.pole is not None and lat < 0.0):
        return None
    # Beside the Equal Earth outline the inverse still answers, with a longitude turned round the Earth.
    again_x, again_y = transformer(plane.crs).transform(lon, lat)
    if not (abs(again_x - x) < SAME_PLACE and abs(again_y - y) < SAME_PLACE):
        return None
    return float(lon), float(lat)


def ground_length(plane: Plane, x: float, y: float, px: float, resolution: float) -> float:
    """Metres on the ground that `px` pixels from left to right stand for at a point of the plane.

    `resolution` is plane metres per pixel. 0.0 off the map.
    """
    if plane.family == STEREOGRAPHIC:
        inside = unproject(plane, x, y) is not None
        return px * resolution / stereographic.point_scale(plane, x, y) if inside else 0.0
    ends = unproject(plane, x - resolution / 2, y), unproject(plane, x + resolution / 2, y)
    if ends[0] is None or ends[1] is None:
        return 0.0
    return px * float(wgs84().inv(*ends[0], *ends[1])[2])
