"""The land of the base map as one shape, where zones of the sea end."""

from functools import cache
from typing import TYPE_CHECKING

from arctic_map.model.projection import Projection
from arctic_map.storage.shipped.base_map import read_level

if TYPE_CHECKING:
    from shapely import MultiPolygon

LEVEL = 1
"""Of detail: finer than the eye at the zooms at which a zone is seen whole."""


@cache
def land_on(projection: Projection) -> "MultiPolygon":
    """The land in projected metres, in pieces that meet. Raises ContentError."""
    # Loaded only where a zone is drawn anew.
    from arctic_map.geo.areas import pieces

    ground = read_level(projection.family, LEVEL)
    rings = (part for cell in ground.items["land"].cells for part in cell.parts)
    return pieces(rings, ground.quantum, projection.ground)
