"""Geodesic lengths, bearings and areas on WGS84, never measured in a projection."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from shapely import Polygon

from arctic_map.geo import clean
from arctic_map.geo.position import wgs84
from arctic_map.model.feature import Edges, Geometry

Place = tuple[float, float]
"""Longitude and latitude, degrees."""


@dataclass(frozen=True, slots=True)
class Leg:
    """The geodesic between two positions; `metres` is its length."""

    metres: float
    bearing: float
    """Initial bearing, degrees clockwise from true north, 0 to 360."""


def legs(places: Sequence[Place]) -> tuple[Leg, ...]:
    """The geodesics from each position to the next."""
    return tuple(_leg(*start, *end) for start, end in pairwise(places))


def ring(places: Sequence[Place]) -> tuple[float, float]:
    """Area in m² (of the smaller side) and perimeter in m of a geodesic polygon, closed automatically."""
    lons, lats = zip(*places, strict=True)
    area, perimeter = wgs84().polygon_area_perimeter(lons, lats)
    return abs(float(area)), float(perimeter)


def nearest(places: Sequence[Place], place: Place) -> int:
    """The index of the position closest to `place`, by geodesic distance."""
    return min(range(len(places)), key=lambda number: _leg(*places[number], *place).metres)


def midway(start: Place, end: Place) -> tuple[Place, Place, Place]:
    """The positions at a quarter, half and three quarters of the geodesic between two positions."""
    quarter, half, rest = wgs84().npts(*start, *end, 3)
    return quarter, half, rest


def crosses_itself(places: Sequence[Place]) -> bool:
    """Whether sides of the closed spherical polygon through these positions cross each other."""
    lon, lat = np.radians(np.array(places, dtype=float)).T
    corners = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    ends = np.roll(corners, -1, axis=0)
    planes = np.cross(corners, ends)
    # For sides i and j: on which side of the plane of i the ends of j lie.
    starts_at, ends_at = planes @ corners.T, planes @ ends.T
    # Two arcs cross if each separates the ends of the other, and both are on the same side of the Earth.
    crossing = (starts_at * ends_at < 0.0) & (starts_at * ends_at < 0.0).T & (starts_at * ends_at.T > 0.0)
    count = len(corners)
    apart = np.abs(np.subtract.outer(np.arange(count), np.arange(count)))
    return bool((crossing & (apart > 1) & (apart < count - 1)).any())


def _leg(lon: float, lat: float, to_lon: float, to_lat: float) -> Leg:
    bearing, _, metres = wgs84().inv(lon, lat, to_lon, to_lat)
    return Leg(float(metres), float(bearing) % 360.0)


def length(geometry: Geometry, edges: Edges = Edges.GEODESIC) -> float:
    """Length in metres of the lines of a geometry."""
    return float(sum(wgs84().line_length(line[:, 0], line[:, 1]) for line in clean.lines(geometry, edges)))


def area(geometry: Geometry, edges: Edges = Edges.GEODESIC) -> float:
    """Area in square metres of the polygons of a geometry."""
    return sum(_area(polygon) for polygon in clean.polygons(geometry, edges).geoms)


def _area(polygon: Polygon) -> float:
    rings = [np.asarray(ring.coords) for ring in (polygon.exterior, *polygon.interiors)]
    outer, *holes = (abs(wgs84().polygon_area_perimeter(ring[:, 0], ring[:, 1])[0]) for ring in rings)
    return float(outer - sum(holes))
