"""Places all over a view of the map, for which pictures are fetched."""

from arctic_map.geo.position import unproject
from arctic_map.model.map_view import FetchView
from arctic_map.model.projection import Projection, Viewport

GRID = 24
"""Steps along each side."""


def fetch_view(projection: Projection, viewport: Viewport) -> FetchView | None:
    """The places that a view shows on the Earth, and its size in pixels; None if it shows none."""
    x0, y0, x1, y1 = viewport.box
    steps = [number / GRID for number in range(GRID + 1)]
    points = ((x0 + (x1 - x0) * across, y0 + (y1 - y0) * up) for up in steps for across in steps)
    found = (unproject(projection, x, y) for x, y in points)
    places = tuple(place for place in found if place)
    return FetchView(places, round(viewport.width), round(viewport.height)) if places else None
