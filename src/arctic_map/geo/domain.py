"""The part of the Earth that a projection shows: all of it, the north, or the hemisphere around a place."""

from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from arctic_map.geo.projecting import Numbers, project
from arctic_map.model.projection import Projection

Mask = NDArray[np.bool_]
STEP = 0.5
"""Degrees of azimuth between vertices of the horizon."""


def inside(projection: Projection, lon: Numbers, lat: Numbers) -> Numbers:
    """Positive for positions (degrees) that the projection shows, 0 at its edge, negative beyond it.

    The latitude for a polar projection, and the sine of the height above the horizon for a centred one.
    """
    if projection.pole is not None:
        return lat
    if projection.centre is None:
        return np.ones_like(lat)
    lon0, lat0 = np.radians(projection.centre)
    phi = np.radians(lat)
    height: Numbers = np.sin(lat0) * np.sin(phi) + np.cos(lat0) * np.cos(phi) * np.cos(np.radians(lon) - lon0)
    return height


def shown(projection: Projection, lon: Numbers, lat: Numbers) -> Mask:
    """Whether the projection shows positions in degrees."""
    mask: Mask = inside(projection, lon, lat) >= 0.0
    return mask


def shows_whole(projection: Projection, west: Numbers, south: Numbers, east: Numbers, north: Numbers) -> Mask:
    """Whether a hemispheric projection certainly shows all of these boxes (degrees)."""
    if projection.centre is None:
        return south >= 0.0
    away, reach = _distances(projection, west, south, east, north)
    mask: Mask = away + reach <= 90.0
    return mask


def shows_any(projection: Projection, west: Numbers, south: Numbers, east: Numbers, north: Numbers) -> Mask:
    """Whether the projection may show a part of these boxes (degrees)."""
    if projection.pole is not None:
        return north > 0.0
    if projection.centre is None:
        return np.ones(len(north), dtype=bool)
    away, reach = _distances(projection, west, south, east, north)
    mask: Mask = away - reach < 90.0
    return mask


def _distances(
    projection: Projection, west: Numbers, south: Numbers, east: Numbers, north: Numbers
) -> tuple[Numbers, Numbers]:
    """Degrees from the centre of the map to the middle of each box, and at most from there to its corners."""
    with np.errstate(invalid="ignore"):
        sine = inside(projection, (west + east) / 2, (south + north) / 2)
    away = 90.0 - np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0)))
    return away, np.hypot(east - west, north - south) / 2


def outline(projection: Projection) -> Numbers:
    """The horizon of a centred projection in projected metres (n, 2), counter-clockwise, not closed."""
    if projection.centre is None:
        raise ValueError(f"{projection.id} is not centred on a place")
    lon, lat = _horizon(projection.centre[1], np.arange(360.0, 0.0, -STEP))
    return np.column_stack(project(projection, lon + projection.centre[0], lat))


@cache
def half(latitude: float, side: int) -> Polygon:
    """The visible area east (1) or west (-1) of the meridian of the centre.

    In degrees of longitude from that meridian, and of latitude. Its edges along 0 and ±180 degrees are on the
    same straight line of the map.
    """
    # At the Equator the horizon would be a meridian, and its ends undefined.
    latitude = latitude or 1e-6
    azimuth = np.arange(0.0, 180.0 + STEP, STEP)
    lon, lat = _horizon(latitude, azimuth if latitude < 0.0 else azimuth[::-1])
    lon[[0, -1]] = 0.0, 180.0
    top = np.copysign(90.0, latitude)
    ring = np.column_stack([np.append(lon, [180.0, 0.0]) * side, np.append(lat, [top, top])])
    area: Polygon = shapely.make_valid(Polygon(ring), method="structure")
    return area


def _horizon(latitude: float, azimuth: Numbers) -> tuple[Numbers, Numbers]:
    """Longitudes from the centre's meridian, and latitudes, of places 90 degrees from it."""
    phi, angle = np.radians(latitude), np.radians(azimuth)
    lat = np.degrees(np.arcsin(np.clip(np.cos(phi) * np.cos(angle), -1.0, 1.0)))
    return np.degrees(np.arctan2(np.sin(angle), -np.sin(phi) * np.cos(angle))), lat
