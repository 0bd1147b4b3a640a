"""Snapping of a place to a nearby mark or coast, in projected coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Point, STRtree

from arctic_map.model.drawing import Shape

REACH = 10.0
"""Snapping distance in pixels."""
Numbers = Sequence[float]


@dataclass(frozen=True)
class SnapIndex:
    """Snapping targets in metres of one projection."""

    points: STRtree
    """Marks of places, and vertices of lines and areas."""
    lines: STRtree
    """Lines, edges of areas, coasts."""


def targets(shapes: Iterable[Shape], coasts: Iterable[Numbers] = ()) -> SnapIndex:
    """Targets for marks as drawn and coastlines (x0, y0, x1, y1, ...), in projected metres."""
    corners: list[np.ndarray] = []
    lines: list[LineString] = []
    for shape in shapes:
        for part in shape.parts:
            flat = np.array(part, dtype=float).reshape(-1, 2)
            corners.append(flat)
            ring = shape.kind == "area"
            if shape.kind != "point" and len(flat) > 1:
                lines.append(LineString(np.vstack([flat, flat[:1]]) if ring else flat))
    lines += [LineString(np.array(line, dtype=float).reshape(-1, 2)) for line in coasts if len(line) >= 4]
    places = np.concatenate(corners) if corners else np.empty((0, 2))
    return SnapIndex(STRtree(shapely.points(places)), STRtree(lines))


def snapped(on: SnapIndex, x: float, y: float, reach: float) -> tuple[float, float] | None:
    """The nearest vertex within `reach` metres, else the nearest point of a line; None without any."""
    here = Point(x, y)
    for tree in (on.points, on.lines):
        if not len(tree):
            continue
        for number in tree.query_nearest(here, max_distance=reach, all_matches=False):
            target = tree.geometries[number]
            near = target.interpolate(target.project(here)) if target.length else target
            return float(near.x), float(near.y)
    return None
