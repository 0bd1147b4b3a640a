"""How a projected metres become latitude and longitude, as a table that a page without PROJ can read."""

from dataclasses import dataclass
from math import hypot

from arctic_map.geo.position import project
from arctic_map.model.projection import Projection


@dataclass(frozen=True, slots=True)
class Grid:
    """A row for each latitude, from the North Pole down."""

    pole: tuple[float, float] | None
    down: float
    """The meridian that points down (polar) or stands in the middle, degrees east."""
    rows: tuple[tuple[float, float, float], ...]
    """Degrees of latitude; metres from the pole, or up from the Equator; metres to a degree of longitude."""


def grid(projection: Projection) -> Grid:
    """A row for each degree; what lies between two is near enough to a straight line for a scale bar."""
    if projection.pole is None:
        found = ((lat, project(projection, projection.down + 90.0, lat)) for lat in range(90, -91, -1))
        rows = ((float(lat), at[1], at[0] / 90.0) for lat, at in found if at)
    else:
        x, y = projection.pole
        found = ((lat, project(projection, projection.down, lat)) for lat in range(90, -1, -1))
        rows = ((float(lat), hypot(at[0] - x, at[1] - y), 0.0) for lat, at in found if at)
    return Grid(
        projection.pole, projection.down, tuple((lat, round(far), round(step)) for lat, far, step in rows)
    )
