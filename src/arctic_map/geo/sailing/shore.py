"""Positions as unit vectors, and the shore that ships keep clear of, as rings on the sphere."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike
from pyproj import Transformer
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from arctic_map.geo.position import wgs84
from arctic_map.geo.projecting import Numbers

POLAR_TO_EQUATOR = (1.0 - 1.0 / 298.257223563) ** 2
"""Ratio of the tangents of geocentric and geodetic latitude on WGS84."""


def vectors(lonlat: ArrayLike) -> Numbers:
    """Unit vectors (n, 3) of positions (n, 2) in degrees; arcs between them follow the ellipsoid closely."""
    lon, lat = np.radians(np.asarray(lonlat, dtype=float).reshape(-1, 2)).T
    centric = np.arctan2(POLAR_TO_EQUATOR * np.sin(lat), np.cos(lat))
    return np.column_stack([np.cos(centric) * np.cos(lon), np.cos(centric) * np.sin(lon), np.sin(centric)])


def degrees(unit: Numbers) -> Numbers:
    """Positions (n, 2) in degrees, lon/lat, of unit vectors (n, 3)."""
    lat = np.arctan2(unit[:, 2], POLAR_TO_EQUATOR * np.hypot(unit[:, 0], unit[:, 1]))
    lonlat: Numbers = np.degrees(np.column_stack([np.arctan2(unit[:, 1], unit[:, 0]), lat]))
    return lonlat


def dots(one: Numbers, other: Numbers) -> Numbers:
    """Dot products along the last axis, which has length 3."""
    products: Numbers = (
        one[..., 0] * other[..., 0] + one[..., 1] * other[..., 1] + one[..., 2] * other[..., 2]
    )
    return products


def cross(one: Numbers, other: Numbers) -> Numbers:
    """Cross products along the last axis; five times as fast as numpy's."""
    a, b, c = one[..., 0], one[..., 1], one[..., 2]
    x, y, z = other[..., 0], other[..., 1], other[..., 2]
    return np.stack([b * z - c * y, c * x - a * z, a * y - b * x], axis=-1)


def crossings(start: Numbers, end: Numbers, first: Numbers, last: Numbers) -> Numbers:
    """Whether arcs start-end cross arcs first-last: 1 from right to left, -1 from left to right, 0 if not.

    Shapes broadcast; the last axes have length 3, and arcs are shorter than half the Earth.
    """
    here, there = cross(start, end), cross(first, last)
    side_first, side_last = dots(here, first), dots(here, last)
    side_start, side_end = dots(there, start), dots(there, end)
    meet = (side_first * side_last < 0.0) & (side_start * side_end < 0.0)
    # Two planes meet in two opposite points: both arcs must share the same one.
    point = cross(here, there)
    same = dots(point, start + end) * dots(point, first + last) > 0.0
    return np.where(meet & same, np.sign(side_end), 0.0)


def metres(start: Numbers, end: Numbers) -> Numbers:
    """Geodesic distances in metres between positions (n, 2) in degrees."""
    return np.asarray(wgs84().inv(start[:, 0], start[:, 1], end[:, 0], end[:, 1])[2], dtype=float)


Each = Callable[..., Iterable[Any]]
"""Applies a function to items, like `map`, or in parallel."""
SMOOTH = 300.0
"""Tolerance by which land is simplified before it is buffered, metres."""
ROUND = 2
"""Segments per quarter circle: corners keep 92 % of the margin, which the tolerances allow for."""
FAR = 3e7
"""A distance beyond the extent of every projection, metres."""
OVERLAP = 0.3
"""Overlap of neighbouring latitude bands, so that no gap remains between them, degrees."""


@dataclass(frozen=True, slots=True)
class Margin:
    """Metres: distance from land, tolerance of simplifying, and half the width of bays that are filled."""

    keep: float
    tolerance: float
    fill: float


FINE = Margin(1500.0, 900.0, 500.0)
ARCTIC = Margin(5000.0, 3300.0, 8000.0)
ELSEWHERE = Margin(10_000.0, 7200.0, 10_000.0)
ARCTIC_FROM = 62.0
"""Degrees of latitude."""


@dataclass(frozen=True, slots=True)
class Narrows:
    """An area where land keeps its full detail: centre in degrees, radius in metres."""

    lon: float
    lat: float
    radius: float


@dataclass(frozen=True, slots=True)
class Hemisphere:
    """A half of the Earth in which land is buffered: a conformal projection centred on its pole."""

    pole: float
    bands: tuple[float, ...]
    """Latitudes, from the edge to the pole."""

    @property
    def crs(self) -> str:
        """The PROJ string of the projection."""
        return f"+proj=stere +lat_0={self.pole:g} +k_0=1 +datum=WGS84"


NORTH = Hemisphere(90.0, (8.0, 15.0, 22.0, 30.0, 38.0, 46.0, 54.0, 62.0, 70.0, 78.0, 90.0))
SOUTH = Hemisphere(-90.0, (12.0, 5.0, -5.0, -15.0, -25.0, -35.0, -45.0, -60.0, -90.0))


@dataclass(frozen=True)
class Shore:
    """Rings, land to the left: unit vectors (n, 3), and each vertex's next and previous index."""

    points: Numbers
    after: Numbers
    before: Numbers

    @cached_property
    def planes(self) -> Numbers:
        """For each edge to the next vertex, the normal (n, 3) of its plane, pointing towards land."""
        return cross(self.points, self.points[self.after])


def united(land: Iterable[BaseGeometry], crs: str, side: Hemisphere) -> BaseGeometry:
    """Land (polygons in metres of `crs`) as one geometry in metres of a side."""
    to_side = Transformer.from_crs(crs, side.crs, always_xy=True)

    def moved(points: Numbers) -> Numbers:
        return np.column_stack(to_side.transform(points[:, 0], points[:, 1]))

    whole = [shapely.transform(part, moved) for part in land]
    # The margin later closes gaps between the cells of the base map.
    return shapely.disjoint_subset_union_all(shapely.make_valid(whole, method="structure"))


def south_of(land: BaseGeometry, crs: str, lat: float) -> list[BaseGeometry]:
    """The parts of land south of a latitude, in metres of a projection with straight parallels."""
    y = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(0.0, lat)[1]
    parts = shapely.intersection(shapely.get_parts(land), shapely.box(-FAR, -FAR, FAR, y))
    return list(parts[~shapely.is_empty(parts)])


def with_margin(
    land: BaseGeometry, side: Hemisphere, fine: Sequence[Narrows], each: Each = map
) -> list[Polygon]:
    """The area that ships avoid, in metres of the side, like `land`; `each` may distribute the work."""
    disks = shapely.union_all([_disk(each, side) for each in fine])
    tasks: list[tuple[BaseGeometry, Margin, float]] = []
    for start, end in zip(side.bands, side.bands[1:], strict=False):
        margin = ARCTIC if min(start, end) >= ARCTIC_FROM else ELSEWHERE
        band = land.intersection(_band(side, start, end))
        scale = _scale(side, (start + end) / 2.0)
        tasks += [(band.difference(disks), margin, scale), (band.intersection(disks), FINE, scale)]
    return list(shapely.get_parts(shapely.union_all(list(each(_grown, tasks)))))


def rings(areas: Iterable[Polygon], side: Hemisphere) -> list[Numbers]:
    """Rings of areas (metres of the side) in degrees (n, 2) without closing vertex, land to the left."""
    to_degrees = Transformer.from_crs("EPSG:4326", side.crs, always_xy=True)
    outlines = []
    for area in areas:
        for number, ring in enumerate((area.exterior, *area.interiors)):
            points = np.asarray(ring.coords)[:-1]
            if ring.is_ccw != (number == 0):
                points = points[::-1]
            lon, lat = to_degrees.transform(points[:, 0], points[:, 1], direction="INVERSE")
            outlines.append(np.column_stack([lon, lat]))
    return outlines


def shore(found: Sequence[Numbers]) -> Shore:
    """Rings (n, 2) in degrees as one shore."""
    sizes = np.array([len(ring) for ring in found])
    starts = np.cumsum(sizes) - sizes
    every = np.arange(sizes.sum())
    start, size = np.repeat(starts, sizes), np.repeat(sizes, sizes)
    return Shore(
        vectors(np.concatenate(found)), start + (every - start + 1) % size, start + (every - start - 1) % size
    )


def _grown(task: tuple[BaseGeometry, Margin, float]) -> BaseGeometry:
    land, margin, scale = task
    reach = (margin.keep + margin.fill) * scale
    grown = shapely.buffer(
        shapely.simplify(land, min(SMOOTH, margin.keep / 3) * scale), reach, quad_segs=ROUND
    )
    if margin.fill:
        grown = shapely.buffer(grown, -margin.fill * scale, quad_segs=ROUND)
    return shapely.simplify(grown, margin.tolerance * scale)


def _band(side: Hemisphere, start: float, end: float) -> BaseGeometry:
    outer = _radius(side, start - np.sign(side.pole) * OVERLAP)
    inner = 0.0 if abs(end) == 90.0 else _radius(side, end)
    disk = shapely.Point(0.0, 0.0).buffer(outer, quad_segs=180)
    return disk.difference(shapely.Point(0.0, 0.0).buffer(inner, quad_segs=180)) if inner else disk


def _radius(side: Hemisphere, lat: float) -> float:
    x, y = Transformer.from_crs("EPSG:4326", side.crs, always_xy=True).transform(0.0, lat)
    return float(np.hypot(x, y))


def _scale(side: Hemisphere, lat: float) -> float:
    return float(2.0 / (1.0 + np.sign(side.pole) * np.sin(np.radians(lat))))


def _disk(narrows: Narrows, side: Hemisphere) -> BaseGeometry:
    x, y = Transformer.from_crs("EPSG:4326", side.crs, always_xy=True).transform(narrows.lon, narrows.lat)
    return shapely.Point(x, y).buffer(narrows.radius * _scale(side, narrows.lat), quad_segs=8)
