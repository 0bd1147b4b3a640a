"""Those edges of an area at sea that are no shore."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import shapely
from shapely import LinearRing, LineString, MultiPolygon, STRtree

SHORE = 15_000.0
"""An edge nearer to land than so many metres is the shore: coasts of two sources differ."""
APART = 5_000.0
"""Metres between the places at which that is asked."""


def limits(areas: MultiPolygon, land: MultiPolygon) -> list[LineString]:
    """The parts of the areas' outer rings that run away from land (both in projected metres).

    Holes are islands, also those that are too small for the land to have them.
    """
    parts = STRtree(land.geoms)
    return [line for area in areas.geoms for line in _away(area.exterior, parts)]


def _away(ring: LinearRing, land: STRtree) -> Iterator[LineString]:
    dense = shapely.get_coordinates(shapely.segmentize(ring, APART))[:-1]
    away = np.full(len(dense), True)
    away[land.query(shapely.points(dense), "dwithin", SHORE)[0]] = False
    if away.all():
        yield LineString([*dense, dense[0]])
        return
    # It begins at the shore, so that no line is torn where the ring closes.
    turn = -int(np.argmin(away))
    dense, away = np.roll(dense, turn, axis=0), np.roll(away, turn)
    bounds = np.flatnonzero(np.diff(np.concatenate([away, [False]]).astype(int))) + 1
    for begin, end in list(pairwise(bounds))[::2]:
        if end - begin > 1:
            yield LineString(dense[begin:end])
