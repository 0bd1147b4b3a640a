"""Cleaning of geometries in degrees: dense, continuous across the 180th meridian, valid."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from arctic_map.geo import antimeridian
from arctic_map.geo.areas import areas_only, joined
from arctic_map.geo.densify import densify
from arctic_map.geo.project import Numbers
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
