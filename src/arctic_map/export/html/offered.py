"""The projections between which a page of its own lets its reader choose."""

from arctic_map.geo.projections import PROJECTIONS
from arctic_map.geo.turning import base_id
from arctic_map.model.projection import Projection
from arctic_map.scene.scene import Scene


def offered(scene: Scene) -> tuple[Projection, ...]:
    """All of them, the present one as it is turned."""
    now = scene.projection
    return tuple(now if each.id == base_id(now.id) else each for each in PROJECTIONS)
