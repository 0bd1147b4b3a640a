"""Visibility across the sea: the shore hides what lies behind it."""

import numpy as np
from numpy.typing import NDArray

from arctic_map.geo.projecting import Numbers
from arctic_map.geo.sailing.shore import Shore, cross, dots

Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]
FLAT = 1e-13
"""Sines below this are rounding errors."""
WATER = np.array([[0.55, -0.6, 0.58]]) / np.linalg.norm([0.55, -0.6, 0.58])
"""A point in the open Atlantic."""


def seen(place: Numbers, targets: Numbers, shore: Shore, own: int = -1) -> Flags:
    """Which targets (n, 3) are visible from `place` (3), even along a shore; `own` is its shore index."""
    east = (
        cross(np.array([0.0, 0.0, 1.0]), place)
        if abs(place[2]) < 0.9
        else cross(np.array([1.0, 0.0, 0.0]), place)
    )
    east = east / np.linalg.norm(east)
    north = cross(place, east)
    corners = _bearings(shore.points, east, north)
    bearings = _bearings(targets, east, north)
    order = np.argsort(bearings)
    ranked = bearings[order]
    start, end = corners, corners[shore.after]
    turn = (end - start + np.pi) % (2.0 * np.pi) - np.pi
    low = np.where(turn >= 0.0, start, end)
    high = np.where(turn >= 0.0, end, start)
    # Only edges that face the place can be met first.
    edges = np.flatnonzero(shore.planes @ place < -FLAT * 1e-2)
    if own >= 0:
        edges = edges[(edges != own) & (edges != shore.before[own])]
    wraps = edges[low[edges] > high[edges]]
    plain = edges[low[edges] <= high[edges]]
    # Edges that span the wrap of the bearings are split into two.
    edges = np.concatenate([plain, wraps, wraps])
    lows = np.concatenate([low[plain], low[wraps], np.full(len(wraps), -4.0)])
    highs = np.concatenate([high[plain], np.full(len(wraps), 4.0), high[wraps]])
    first = np.searchsorted(ranked, lows, side="right")
    count = np.maximum(np.searchsorted(ranked, highs, side="left") - first, 0)
    edges, first, count = edges[count > 0], first[count > 0], count[count > 0]
    offsets = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    who = order[np.repeat(first, count) + offsets]
    which = np.repeat(edges, count)
    hidden = _nearer(place, targets[who], shore, which)
    free = np.ones(len(targets), dtype=bool)
    free[who[hidden]] = False
    return free


def inside(places: Numbers, shore: Shore) -> Flags:
    """Which places (n, 3) lie within the margin of the land."""
    far = shore.planes @ WATER[0]
    return np.array([_crossed(place, far, shore) != 0 for place in places], dtype=bool)


def _crossed(place: Numbers, far: Numbers, shore: Shore) -> int:
    """Signed crossings of the shore by the arc from a place to WATER; `far` is `planes @ WATER`."""
    here = cross(place, WATER[0])
    side = shore.points @ here
    candidates = np.flatnonzero((side * side[shore.after] < 0.0) & (far * (shore.planes @ place) < 0.0))
    # Two planes meet in two opposite points: arc and edge must share the same one.
    meets = cross(np.broadcast_to(here, (len(candidates), 3)), shore.planes[candidates])
    edges = shore.points[candidates] + shore.points[shore.after[candidates]]
    same = (meets @ (place + WATER[0])) * dots(meets, edges) > 0.0
    return int(np.where(far[candidates][same] > 0.0, 1, -1).sum())


def _bearings(points: Numbers, east: Numbers, north: Numbers) -> Numbers:
    return np.arctan2(points @ north, points @ east)


def _nearer(place: Numbers, target: Numbers, shore: Shore, which: Indices) -> Flags:
    """Whether edges are met before the targets (n, 3) in their direction."""
    planes = shore.planes[which]
    along = target - (target @ place)[:, None] * place
    along_length = np.sqrt(dots(along, along))
    here = planes @ place
    with np.errstate(divide="ignore", invalid="ignore"):
        ahead = dots(planes, along) / along_length
    # The ray meets the plane of the edge where the cotangent of its angle is -ahead / here.
    with np.errstate(divide="ignore", invalid="ignore"):
        nearer = -ahead / here > (target @ place) / along_length + FLAT
    # A plane through the place itself belongs to an edge along the ray.
    return np.asarray(nearer & (np.abs(here) > FLAT * 1e-2), dtype=bool)


def tangent(place: Numbers, points: Numbers, before: Numbers, after: Numbers) -> Flags:
    """Whether arcs from a place (3) touch corners (n, 3) of a shore without entering it."""
    planes = cross(np.broadcast_to(place, points.shape), points)
    one, other = dots(planes, before), dots(planes, after)
    return ((one >= -FLAT) & (other >= -FLAT)) | ((one <= FLAT) & (other <= FLAT))


def leaving(place: Numbers, before: Numbers, after: Numbers, points: Numbers) -> Flags:
    """Whether arcs from a corner (3) of a ring, with its neighbours, to points (n, 3) stay outside."""
    planes = cross(np.broadcast_to(place, points.shape), points)
    one, other = planes @ before, planes @ after
    return ((one >= -FLAT) & (other >= -FLAT)) | ((one <= FLAT) & (other <= FLAT))
