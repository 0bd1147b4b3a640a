"""Cleaning of geometries in degrees, and splitting them at the 180th meridian as RFC 7946 asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.affinity import translate

from arctic_map.geo import antimeridian
from arctic_map.geo.areas import areas_only, joined
from arctic_map.geo.position import wgs84
from arctic_map.geo.projecting import Numbers, densify
from arctic_map.model.feature import Edges, Geometry

TOUCHING = 1e-3
"""Maximum gap between the ends of two parts of one line, degrees."""
FINEST = 10
"""Decimals of a degree that are kept: a hundredth of a millimetre."""
GRID = 1e-7
"""Grid to which polygons are rounded, degrees: about a centimetre."""


def leaves(geometry: Geometry) -> Iterator[tuple[str, Any]]:
    """The kind and coordinates of each Point, LineString and Polygon in a GeoJSON geometry."""
    kind = geometry["type"]
    if kind == "GeometryCollection":
        for member in geometry["geometries"]:
            yield from leaves(member)
    elif kind.startswith("Multi"):
        yield from ((kind.removeprefix("Multi"), part) for part in geometry["coordinates"])
    else:
        yield kind, geometry["coordinates"]


def points(geometry: Geometry) -> Numbers:
    """The points of a geometry, (n, 2) in degrees."""
    positions = [part[:2] for kind, part in leaves(geometry) if kind == "Point"]
    return np.array(positions, dtype=float).reshape(-1, 2)


def lines(geometry: Geometry, edges: Edges) -> list[Numbers]:
    """The densified lines of a geometry, continuous across 180 degrees; parts that meet are joined."""
    joined: list[Numbers] = []
    for kind, part in leaves(geometry):
        if kind != "LineString" or len(part) < 2:
            continue
        line = densify(_positions(part), edges)
        line[:, 0] = np.unwrap(line[:, 0], period=360.0)
        if joined and (turn := _meeting(joined[-1][-1], line[0])) is not None:
            joined[-1] = np.concatenate([joined[-1], (line + [turn, 0.0])[1:]])
        else:
            joined.append(line)
    return joined


def polygons(geometry: Geometry, edges: Edges) -> MultiPolygon:
    """The polygons of a geometry, densified and valid, within -180..180 and split there."""
    parts = [
        _within_180([densify(_positions(ring), edges) for ring in rings if len(ring) >= 4])
        for kind, rings in leaves(geometry)
        if kind == "Polygon" and rings and len(rings[0]) >= 4
    ]
    # Parts may overlap in hand-drawn data, which would make the area invalid.
    return joined(parts, GRID)


def _positions(part: Any) -> Numbers:
    # Values very close to zero make GEOS fail.
    line = antimeridian.settled(np.array([position[:2] for position in part], dtype=float).round(FINEST))
    beyond = np.abs(line[:, 0]) > 180.0
    line[beyond, 0] = (line[beyond, 0] + 180.0) % 360.0 - 180.0
    return line


def _meeting(end: Numbers, start: Numbers) -> float | None:
    """The longitude shift that makes a line starting at `start` continue from `end`; None if apart."""
    turn = 360.0 * round((end[0] - start[0]) / 360.0)
    return turn if np.allclose(end, start + [turn, 0.0], rtol=0.0, atol=TOUCHING) else None


def _within_180(rings: list[Numbers]) -> MultiPolygon:
    jumps = [np.abs(np.diff(ring[:, 0])).max() > 180.0 for ring in rings]
    if not any(jumps):
        return areas_only([shapely.make_valid(Polygon(rings[0], rings[1:]), method="structure")])
    # Densified edges are short, so a longer jump has crossed 180 degrees.
    return antimeridian.whole(*map(antimeridian.short_way, rings))


Place = tuple[float, float]
"""Longitude and latitude, degrees."""
Places = tuple[Place, ...]
FINE = 1e-3
"""Precision to which a crossing is located, metres."""


def crosses(places: Sequence[Place]) -> bool:
    """Whether the short way between any two consecutive positions crosses 180 degrees."""
    return any(abs(end[0] - start[0]) > 180.0 for start, end in pairwise(places))


def cut_line(places: Sequence[Place]) -> tuple[Places, ...]:
    """The parts of a geodesic line on either side of 180 degrees; the whole line if it does not cross."""
    parts: list[list[Place]] = [[places[0]]]
    for start, end in pairwise(places):
        if abs(end[0] - start[0]) > 180.0:
            lat, side = _crossing(start, end), 180.0 if start[0] > 0.0 else -180.0
            if abs(start[0]) != 180.0:
                parts[-1].append((side, lat))
            parts.append([(-side, lat)])
        parts[-1].append(end)
    return tuple(tuple(part) for part in parts if len(set(part)) > 1)


def joined_lines(parts: Sequence[Sequence[Place]]) -> tuple[Places, ...]:
    """Lines whose parts meet at 180 degrees joined again, without the vertices that the split added."""
    whole: list[Places] = []
    for part in map(tuple, parts):
        if whole and _is_cut(whole[-1][-1], part[0]):
            whole[-1] = (*whole[-1][:-1], *part[1:])
        else:
            whole.append(part)
    return tuple(whole)


def cut_area(rings: Sequence[Sequence[Place]]) -> tuple[tuple[Places, ...], ...]:
    """Polygons split at 180 degrees, as rings without closing vertex; unchanged if around a pole."""
    whole = (tuple(tuple(ring) for ring in rings),)
    closed = [[*ring, ring[0]] for ring in rings]
    if not any(map(crosses, closed)):
        return whole
    run = [_running_on(_with_crossings(ring)) for ring in closed]
    if any(abs(ring[-1][0] - ring[0][0]) > 180.0 for ring in run):
        return whole
    # A hole may start on the other side of 180 than its outer ring.
    middle = np.mean([lon for lon, _ in run[0]])
    home = [[(lon - 360.0 * round((ring[0][0] - middle) / 360.0), lat) for lon, lat in ring] for ring in run]
    area = shapely.make_valid(Polygon(home[0], home[1:]), method="structure")
    halves = (
        translate(area.intersection(shapely.box(west, -90.0, west + 360.0, 90.0)), -(west + 180.0))
        for west in (-540.0, -180.0, 180.0)
    )
    polygons = [polygon for half in halves for polygon in areas_only([half]).geoms]
    return tuple(
        tuple(_places(ring.coords[:-1]) for ring in (polygon.exterior, *polygon.interiors))
        for polygon in map(shapely.normalize, polygons)
    )


def _places(coordinates: Sequence[Sequence[float]]) -> Places:
    return tuple((float(lon), float(lat)) for lon, lat in coordinates)


def _with_crossings(places: Sequence[Place]) -> list[Place]:
    """Add a vertex wherever a geodesic crosses 180 degrees, so that a straight cut there is exact."""
    vertices: list[Place] = [places[0]]
    for start, end in pairwise(places):
        if abs(end[0] - start[0]) > 180.0:
            vertices.append((180.0 if start[0] > 0.0 else -180.0, _crossing(start, end)))
        vertices.append(end)
    return vertices


def _running_on(places: Sequence[Place]) -> list[Place]:
    lons = np.unwrap([lon for lon, _ in places], period=360.0)
    return [(float(lon), lat) for lon, (_, lat) in zip(lons, places, strict=True)]


def _crossing(start: Place, end: Place) -> float:
    """The latitude at which the geodesic between two positions crosses 180 degrees."""
    bearing, _, metres = wgs84().inv(*start, *end)
    side = start[0] > 0.0
    low, high = 0.0, float(metres)
    lat = start[1]
    while high - low > FINE:
        half = (low + high) / 2.0
        lon, lat, _ = wgs84().fwd(*start, bearing, half)
        low, high = (half, high) if (lon > 0.0) is side else (low, half)
    return float(lat)


def _is_cut(end: Place, start: Place) -> bool:
    return abs(end[0]) == 180.0 and start[0] == -end[0] and abs(start[1] - end[1]) < 1e-6
