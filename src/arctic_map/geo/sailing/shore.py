"""The shore that ships keep clear of: land with a margin and small bays filled, as rings on the sphere."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from arctic_map.geo.project import Numbers
from arctic_map.geo.sailing.sphere import cross, vectors

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
