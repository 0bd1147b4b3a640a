"""What a line at sea crosses: straits, and how much of it lies within an ice edge."""

import itertools
from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from arctic_map.geo.position import transformer, wgs84
from arctic_map.geo.projecting import Numbers
from arctic_map.geo.sailing.shore import cross, crossings, vectors
from arctic_map.model.strait import Strait


def passed(line: Numbers, straits: Sequence[Strait]) -> tuple[str, ...]:
    """Ids of the straits that a line (n, 2) in degrees passes through, in order, each once."""
    units = vectors(line)
    start, end = units[:-1], units[1:]
    passages: list[tuple[int, float, str]] = []
    for strait in straits:
        gate = vectors(strait.line)
        for first, last in itertools.pairwise(gate):
            for number in np.flatnonzero(crossings(start, end, first, last)):
                point = cross(cross(start[number], end[number]), cross(first, last))
                point *= np.sign(point @ (first + last)) / np.linalg.norm(point)
                passages.append((int(number), -float(point @ start[number]), strait.id))
    return tuple(dict.fromkeys(id for *_, id in sorted(passages)))


PLANE = "EPSG:3413"
"""Polar stereographic: continuous at the pole and at 180 degrees."""
STEP = 5000.0
"""Length of the pieces of a line that are tested at their middle, metres."""
SOUTHERNMOST = 30.0
"""Latitude in degrees south of which there is no ice in the north."""


def area(polygons: Sequence[Sequence[Numbers]]) -> BaseGeometry:
    """The union of polygons in metres of PLANE; each is its rings (n, 2) in degrees, outer ring first."""
    shapes = [shapely.Polygon(_plane(outer), [_plane(ring) for ring in holes]) for outer, *holes in polygons]
    whole = shapely.union_all(shapely.make_valid(shapes, method="structure"))
    shapely.prepare(whole)
    return whole


def within(line: Numbers, ice: BaseGeometry) -> float:
    """Length in metres of the part of a geodesic line (n, 2) in degrees that lies within an area of ice."""
    total = 0.0
    for start, end in itertools.pairwise(line):
        length = float(wgs84().inv(*start, *end)[2])
        if max(start[1], end[1], _highest(start, end)) < SOUTHERNMOST or length == 0.0:
            continue
        count = int(np.ceil(length / STEP))
        every = wgs84().npts(start[0], start[1], end[0], end[1], 2 * count - 1)[::2]
        middles = _plane(np.array(every).reshape(-1, 2))
        total += length * float(shapely.contains_xy(ice, middles[:, 0], middles[:, 1]).mean())
    return total


def _highest(start: Numbers, end: Numbers) -> float:
    """An upper bound of the northernmost latitude along the geodesic between two positions, degrees."""
    azimuth = wgs84().inv(*start, *end)[0]
    return float(np.degrees(np.arccos(abs(np.sin(np.radians(azimuth)) * np.cos(np.radians(start[1]))))))


def _plane(places: Numbers) -> Numbers:
    return np.column_stack(transformer(PLANE).transform(places[:, 0], places[:, 1]))
