"""The part of the Earth that pictures, and features if wanted, are fetched for."""

from dataclasses import dataclass
from itertools import pairwise

Place = tuple[float, float]
"""Longitude and latitude, degrees."""
DegreeBox = tuple[float, float, float, float]
"""West, south, east, north; degrees."""
STEPS = 20
"""About how many places a view has in each direction."""
WIDEST_GAP = 60.0
"""Degrees of longitude without a place, from which a view does not go around the pole."""


@dataclass(frozen=True, slots=True)
class FetchView:
    """Places all over a view of the map, and its size."""

    places: tuple[Place, ...]
    width: int
    """Pixels."""
    height: int
    only: bool = False
    """Whether only this part of a layer of features is fetched."""

    @property
    def boxes(self) -> tuple[DegreeBox, ...]:
        """One box around the places, or two if they are on both sides of 180 degrees.

        Around a pole all longitudes are in it. Boxes are wider than the view by the distance of its places.
        """
        lats = sorted({lat for _, lat in self.places})
        margin = (lats[-1] - lats[0]) / STEPS
        south, north = max(lats[0] - margin, -90.0), min(lats[-1] + margin, 90.0)
        lons = sorted({lon % 360.0 for lon, _ in self.places})
        gaps = [(after - before, after) for before, after in pairwise((*lons, lons[0] + 360.0))]
        gap, west = max(gaps)
        if gap < WIDEST_GAP or len(lons) == 1:
            return ((-180.0, south, 180.0, north),)
        margin = (360.0 - gap) / STEPS
        west, east = west - margin, west + 360.0 - gap + margin
        if east - west >= 360.0:
            return ((-180.0, south, 180.0, north),)
        west, east = (west + 180.0) % 360.0 - 180.0, (east + 180.0) % 360.0 - 180.0
        if west <= east:
            return ((west, south, east, north),)
        return (west, south, 180.0, north), (-180.0, south, east, north)


def _everywhere() -> tuple[Place, ...]:
    return tuple((lon, lat) for lon in range(-180, 181, 5) for lat in range(50, 91, 5))


ARCTIC = FetchView(_everywhere(), 2048, 2048)
"""All north of 50 degrees."""
