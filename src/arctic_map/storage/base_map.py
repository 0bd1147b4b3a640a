"""The base map of a family of projections: levels of detail, rivers, the edge, the shaded relief."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map import resources
from arctic_map.errors import ContentError, system_reason
from arctic_map.geo.projections import is_centred
from arctic_map.model.drawing import Shape
from arctic_map.model.projection import Box, Projection
from arctic_map.model.tr import tr
from arctic_map.storage.ground_files import Ground, read_edge, read_ground, read_relief_box

if TYPE_CHECKING:
    from shapely import MultiPolygon

LAND_LEVEL = 1
"""Level of detail at which cells suffice where a whole zone is in view."""
COARSEST, FINEST = 0, 2


def base_map_file(family: str, name: str) -> Path:
    """Return the path of a file; those of a centred map are made on first use. Raises ContentError."""
    if not is_centred(family):
        return resources.data() / "basemap" / family / name
    # Late import: loads shapely and PROJ, which the other maps do without.
    from arctic_map.storage.centred_base_map import centred_file

    try:
        return centred_file(family, name)
    except OSError as error:
        raise ContentError(tr("the base map cannot be made"), where=name, why=system_reason(error)) from error


def level_path(family: str, level: int) -> Path:
    """Return the path of a level of detail."""
    return base_map_file(family, f"level{level}.json")


def rivers_path(family: str) -> Path:
    """Return the path of the rivers."""
    return base_map_file(family, "rivers.json")


def outline_path(family: str) -> Path:
    """Return the path of the projection's edge."""
    return base_map_file(family, "outline.json")


def relief_path(family: str) -> Path:
    """Return the path of the shaded relief."""
    return base_map_file(family, "relief.jpg")


def read_level(family: str, level: int, box: Box | None = None) -> Ground:
    """Return a level, optionally only its cells that meet `box` (metres). Raises ContentError."""
    return read_ground(level_path(family, level), box)


def read_rivers(family: str, level: int, box: Box | None = None) -> Ground:
    """Return the rivers of a level as its only item, `river`; else like `read_level`."""
    ground = read_ground(rivers_path(family), box)
    return Ground(level, ground.quantum, {"river": ground.items[str(level)]})


@cache
def read_outline(family: str) -> tuple[tuple[float, float], ...]:
    """Return the edge of the projection in metres, without closing vertex. Raises ContentError."""
    return read_edge(outline_path(family))


@cache
def read_relief(family: str) -> tuple[Path, Box]:
    """Return the image of the shaded relief and its box in projected metres. Raises ContentError."""
    path = relief_path(family)
    if not path.is_file():
        raise ContentError(tr("the shaded relief is missing"), where=str(path))
    return path, read_relief_box(base_map_file(family, "relief.json"))


@cache
def land_on(projection: Projection) -> "MultiPolygon":
    """Return the land in projected metres as adjacent pieces. Raises ContentError."""
    # Late import: needed only where a zone is drawn anew.
    from arctic_map.geo.areas import pieces

    ground = read_level(projection.family, LAND_LEVEL)
    rings = (part for cell in ground.items["land"].cells for part in cell.parts)
    return pieces(rings, ground.quantum, projection.ground)


def ground_lines(
    projection: Projection, item: str, level: int = COARSEST, box: Box | None = None
) -> Iterator[Shape]:
    """Yield the shapes of a line item, optionally only near `box` (metres). Raises ContentError."""
    ground = read_level(projection.family, level, box and _on_family(projection, box))
    ground_item = ground.items.get(item)
    if ground_item is None or ground_item.kind != "line":
        return
    for part in (part for cell in ground_item.cells for part in cell.parts):
        places = [
            projection.ground(x * ground.quantum, y * ground.quantum)
            for x, y in zip(part[::2], part[1::2], strict=True)
        ]
        xs, ys = zip(*places, strict=True)
        line = tuple(round(number) for place in places for number in place)
        yield Shape("", "line", item, (line,), (min(xs), min(ys), max(xs), max(ys)))


def _on_family(projection: Projection, box: Box) -> Box:
    """Convert a box from a projection to its family's projection: the box around its corners, in metres."""
    x0, y0, x1, y1 = box
    xs, ys = zip(*(projection.ground.inverse(x, y) for x in (x0, x1) for y in (y0, y1)), strict=True)
    return min(xs), min(ys), max(xs), max(ys)
