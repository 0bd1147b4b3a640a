"""Single places in a projection: light enough for the start of the window, with neither NumPy nor shapely.

PROJ is loaded only when it is needed: on the polar stereographic projections formulas say the same.
"""

from __future__ import annotations

from functools import cache
from math import isfinite
from typing import TYPE_CHECKING

from arctic_map.geo import stereographic
from arctic_map.geo.projections import STEREOGRAPHIC
from arctic_map.model.projection import Projection

if TYPE_CHECKING:
    from pyproj import Geod, Transformer

SAME_PLACE = 5.0
"""Metres by which a place may miss itself after a round trip and still be on the projection."""


@cache
def transformer(crs: str) -> Transformer:
    """From longitude and latitude in degrees to metres of a projection."""
    # PROJ takes longer to load than Chromium takes to paint.
    from pyproj import Transformer

    return Transformer.from_crs("OGC:CRS84", crs, always_xy=True)


@cache
def wgs84() -> Geod:
    # PROJ takes longer to load than Chromium takes to paint.
    from pyproj import Geod

    return Geod(ellps="WGS84")


def project(projection: Projection, lon: float, lat: float) -> tuple[float, float] | None:
    """Projection metres of a place in degrees; None where the projection does not show it."""
    if projection.pole is not None and lat < 0.0:
        return None
    x, y = transformer(projection.crs).transform(lon, lat)
    return (float(x), float(y)) if isfinite(x) and isfinite(y) else None


def unproject(projection: Projection, x: float, y: float) -> tuple[float, float] | None:
    """Longitude and latitude (degrees) of a point in projected metres; None off the map."""
    if projection.family == STEREOGRAPHIC:
        lon, lat = stereographic.place(projection, x, y)
        return (lon, lat) if lat >= 0.0 else None
    lon, lat = transformer(projection.crs).transform(x, y, direction="INVERSE")
    if not (isfinite(lon) and isfinite(lat)) or (projection.pole is not None and lat < 0.0):
        return None
    # Beside the Equal Earth outline the inverse still answers, with a longitude turned round the Earth.
    again_x, again_y = transformer(projection.crs).transform(lon, lat)
    if not (abs(again_x - x) < SAME_PLACE and abs(again_y - y) < SAME_PLACE):
        return None
    return float(lon), float(lat)


def ground_length(projection: Projection, x: float, y: float, px: float, resolution: float) -> float:
    """Metres on the ground that `px` pixels from left to right stand for at a point of the projection.

    `resolution` is projected metres per pixel. 0.0 off the map.
    """
    if projection.family == STEREOGRAPHIC:
        inside = unproject(projection, x, y) is not None
        return px * resolution / stereographic.point_scale(projection, x, y) if inside else 0.0
    ends = unproject(projection, x - resolution / 2, y), unproject(projection, x + resolution / 2, y)
    if ends[0] is None or ends[1] is None:
        return 0.0
    return px * float(wgs84().inv(*ends[0], *ends[1])[2])
