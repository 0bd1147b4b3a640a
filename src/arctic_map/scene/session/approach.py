"""The box to show for a feature, for a zoom step, or first of an atlas of the user."""

from collections.abc import Iterable, Iterator, Sequence
from math import atan2, cos, degrees, hypot, radians, sin
from operator import mul
from typing import Any

from arctic_map.geo.position import project
from arctic_map.geo.projections import DEFAULT, centred_on, projection_named
from arctic_map.geo.turning import meridian, turned
from arctic_map.model.catalog import BASE, Catalog
from arctic_map.model.drawing import Label
from arctic_map.model.itinerary import TOPIC as ROUTE
from arctic_map.model.note import TOPIC as YOURS
from arctic_map.model.projection import Box, Projection, Viewport
from arctic_map.scene.drawings.drawings import Drawings

NEAREST = 1_600_000.0
"""Minimum width and height of a view of a place, metres: enough context to recognise it."""
NAMED = 9_600_000.0
"""The same for a name of rank 1; names of lower rank are for smaller areas."""
MARGIN = 0.15
"""Margin around a feature, relative to its size."""
POLAR = 55.0
"""From this latitude on, places fit a polar map."""
POLAR_MAP = "epsg3995"
"""The projection that is turned; its name tells of no route."""
REACH = 60.0
"""Maximum distance in degrees of places from the centre of their map; places farther apart need the world."""
STEP = 5
"""Degrees to which the meridian that points down, or the centre, is rounded."""


def box_of(
    feature_ids: Iterable[str], catalog: Catalog, projection_id: str, drawings: Drawings
) -> Box | None:
    """Box around these features with margin, projected metres; None if the projection shows none of them."""
    targets = set(feature_ids)
    boxes: list[Box] = []
    seats: dict[str, Label] = {}
    for layer_id in sorted({catalog.layer_of[id] for id in targets if id in catalog.layer_of}):
        drawing = drawings.get(layer_id, projection_id)
        boxes += [shape.box for shape in drawing.shapes if shape.feature in targets]
        for name in drawing.labels:
            # Alternative labels of a feature are no extent; only the first counts.
            if name.feature in targets:
                seats.setdefault(name.feature, name)
    if not boxes:
        return goal_of([_named(name, catalog.features[id].rank) for id, name in seats.items()])
    return goal_of((*boxes, *((name.x, name.y, name.x, name.y) for name in seats.values())))


def goal_of(boxes: Sequence[Box]) -> Box | None:
    """Box around all of these with margin; None without any."""
    return padded(_union(boxes)) if boxes else None


def with_room(box: Box | None) -> Box | None:
    """The box with the margin of a feature; None for None."""
    return None if box is None else padded(box)


def padded(box: Box, margin: float = MARGIN) -> Box:
    """The box with a margin relative to its size, at least NEAREST wide and high."""
    x0, y0, x1, y1 = box
    half_w = max((x1 - x0) * (0.5 + margin), NEAREST / 2)
    half_h = max((y1 - y0) * (0.5 + margin), NEAREST / 2)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return x - half_w, y - half_h, x + half_w, y + half_h


def nearer(viewport: Viewport, steps: float) -> Box:
    """The box after zooming in by this many half levels; out for negative steps."""
    x0, y0, x1, y1 = viewport.box
    factor = 2.0 ** (-steps / 2)
    half_w, half_h = (x1 - x0) / 2 * factor, (y1 - y0) / 2 * factor
    return viewport.x - half_w, viewport.y - half_h, viewport.x + half_w, viewport.y + half_h


def _named(name: Label, rank: int) -> Box:
    half = NAMED / rank / 2 / (1 + 2 * MARGIN)
    return name.x - half, name.y - half, name.x + half, name.y + half


def _union(boxes: Sequence[Box]) -> Box:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def opening(catalog: Catalog) -> Projection:
    """The projection in which an atlas opens: polar, centred on the places of its author, or the world."""
    places = [] if catalog.publisher else list(_places(catalog))
    if not places:
        return DEFAULT
    towards = [_unit(lon, lat) for lon, lat in places]
    x, y, z = (sum(axis) for axis in zip(*towards, strict=True))
    lon, lat = degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))
    if min(lat for _, lat in places) >= POLAR:
        return turned(projection_named(POLAR_MAP), meridian(_rounded(lon)))
    middle = _unit(lon, lat)
    if all(sum(map(mul, middle, each)) >= cos(radians(REACH)) for each in towards):
        return centred_on(_rounded(lon), _rounded(lat))
    return projection_named("world")


def _unit(lon: float, lat: float) -> tuple[float, float, float]:
    """The unit vector towards a position in degrees."""
    across = cos(radians(lat))
    return across * cos(radians(lon)), across * sin(radians(lon)), sin(radians(lat))


def _rounded(degrees: float) -> int:
    return STEP * round(degrees / STEP)


def home_of(catalog: Catalog, projection: Projection) -> Box | None:
    """The box around all places of an atlas of the user; None for those of the projection itself."""
    if catalog.publisher:
        return None
    spots = [spot for lon, lat in _places(catalog) if (spot := project(projection, lon, lat))]
    return goal_of([(x, y, x, y) for x, y in spots])


def _places(catalog: Catalog) -> Iterator[tuple[float, float]]:
    for layer in catalog.layers:
        if not layer.file and layer.topic not in (BASE, YOURS, ROUTE):
            for feature in layer.features:
                yield from _positions(feature.geometry.get("coordinates", ()))


def _positions(coordinates: Any) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], (int, float)):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from _positions(part)
