"""The nearest navigable water to a place that a ship calls at."""

import numpy as np

from arctic_map.geo.projecting import Numbers
from arctic_map.geo.sailing.network import Network
from arctic_map.geo.sailing.shore import Shore, cross, degrees, dots, metres, vectors
from arctic_map.geo.sailing.sight import Indices, inside
from arctic_map.model.itinerary import FARTHEST
from arctic_map.model.strait import Lonlat

OFF = (1e-5, 5e-5)
"""Offset from the shore, radians: 64 m, or 320 m if that is not free."""
TRIED = 60
"""Number of nearest shore edges that are tried."""


class NearestWater:
    """Finds the nearest water; data shared by all queries is prepared once."""

    def __init__(self, network: Network) -> None:
        self._shore: Shore = network.shore
        self._ends = self._shore.points[self._shore.after]
        planes = self._shore.planes
        self._landward = planes / np.linalg.norm(planes, axis=1, keepdims=True)
        middles = self._shore.points + self._ends
        self._middles = middles / np.linalg.norm(middles, axis=1, keepdims=True)
        self._halves = np.arccos(np.clip(dots(self._middles, self._ends), -1.0, 1.0))
        self._fairways = network.nodes[network.corner < 0]

    def afloat(self, place: Lonlat) -> tuple[Lonlat, float]:
        """The nearest navigable position (lon/lat degrees) to a place, and its distance in metres.

        A place on open water is returned unchanged. Raises ValueError if there is no water within FARTHEST.
        """
        unit = vectors(place)
        if not inside(unit, self._shore)[0]:
            return place, 0.0
        nearest = self._nearest_free(unit[0])
        near = np.array([place])
        if len(self._fairways):
            away = metres(np.broadcast_to(near, self._fairways.shape), self._fairways)
            fairway = self._fairways[away.argmin()]
            if nearest is None or away.min() < metres(near, nearest)[0]:
                nearest = fairway[None]
        if nearest is None:
            raise ValueError("no navigable water near")
        lon, lat = (float(each) for each in nearest[0])
        moved = float(metres(near, nearest)[0])
        if moved > FARTHEST:
            raise ValueError("no navigable water near")
        return (lon, lat), moved

    def _nearest_free(self, unit: Numbers) -> Numbers | None:
        """A free position (1, 2) just off the shore; None if there is none."""
        edges = self._near(unit)
        feet, angles = self._feet(unit, edges)
        for number in np.argsort(angles)[:TRIED]:
            for off in OFF:
                place = feet[number] - off * self._landward[edges[number]]
                place = (place / np.linalg.norm(place))[None]
                # Test the rounded position that is returned, accurate to a decimetre.
                rounded = np.round(degrees(place), 6)
                if not inside(vectors(rounded), self._shore)[0]:
                    return rounded
        return None

    def _near(self, unit: Numbers) -> Indices:
        """Edges that may be among the TRIED nearest: the others are farther than the middles of those."""
        away = np.arccos(np.clip(self._middles @ unit, -1.0, 1.0))
        most = min(TRIED, len(away)) - 1
        return np.flatnonzero(away - self._halves <= np.partition(away, most)[most])

    def _feet(self, unit: Numbers, edges: Indices) -> tuple[Numbers, Numbers]:
        """The nearest point on each of these shore edges, and its angular distance."""
        start, end, normal = self._shore.points[edges], self._ends[edges], self._landward[edges]
        foot = unit - (normal @ unit)[:, None] * normal
        foot /= np.maximum(np.linalg.norm(foot, axis=1, keepdims=True), 1e-12)
        within = (dots(cross(start, foot), normal) >= 0.0) & (dots(cross(foot, end), normal) >= 0.0)
        nearer_end = (end @ unit) > (start @ unit)
        foot = np.where(within[:, None], foot, np.where(nearer_end[:, None], end, start))
        return foot, np.arccos(np.clip(foot @ unit, -1.0, 1.0))
