"""The base map files: levels of detail in cells, rivers, the projection's edge, the shaded relief."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from arctic_map import resources
from arctic_map.errors import ContentError, system_reason
from arctic_map.model.drawing import Shape
from arctic_map.model.projection import Box, Projection

if TYPE_CHECKING:
    from shapely import MultiPolygon

GroundKind = Literal["fill", "line"]
CellBox = tuple[int, int, int, int]
LAND_LEVEL = 1
"""Level of detail at which cells suffice where a whole zone is in view."""
COARSEST, FINEST = 0, 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the base map. Box and parts (x0, y0, x1, y1, ...) are in units of the level's quantum."""

    box: CellBox
    parts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class GroundItem:
    """Land, coast and so on. Fills are rings for the nonzero rule, without their closing vertex."""

    kind: GroundKind
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """One level of detail. `quantum` is in metres of the family's projection."""

    level: int
    quantum: float
    items: dict[str, GroundItem]


@dataclass(frozen=True, slots=True)
class ProjectionEdge:
    """The edge of a projection: x, y of the first vertex, then differences between vertices, in quanta."""

    quantum: float
    ring: tuple[int, ...]


class _Relief(msgspec.Struct):
    box: Box


class _Cell(msgspec.Struct):
    """A cell whose parts are decoded only when it is in view: the finest level has a million numbers."""

    box: CellBox
    parts: msgspec.Raw


class _Item(msgspec.Struct):
    kind: GroundKind
    cells: tuple[_Cell, ...]


class _Level(msgspec.Struct):
    level: int
    quantum: float
    items: dict[str, _Item]


_levels = msgspec.json.Decoder(Ground)
_unread_levels = msgspec.json.Decoder(_Level)
_parts = msgspec.json.Decoder(tuple[tuple[int, ...], ...])
_outlines = msgspec.json.Decoder(ProjectionEdge)
_reliefs = msgspec.json.Decoder(_Relief)


def level_path(family: str, level: int) -> Path:
    """Return the path of a level of detail."""
    return _folder(family) / f"level{level}.json"


def rivers_path(family: str) -> Path:
    """Return the path of the rivers."""
    return _folder(family) / "rivers.json"


def outline_path(family: str) -> Path:
    """Return the path of the projection's edge."""
    return _folder(family) / "outline.json"


def relief_path(family: str) -> Path:
    """Return the path of the shaded relief."""
    return _folder(family) / "relief.jpg"


def read_level(family: str, level: int, box: Box | None = None) -> Ground:
    """Return a level, optionally only its cells that meet `box` (metres). Raises ContentError."""
    return _read_ground(level_path(family, level), box)


def read_rivers(family: str, level: int, box: Box | None = None) -> Ground:
    """Return the rivers of a level as its only item, `river`; else like `read_level`."""
    ground = _read_ground(rivers_path(family), box)
    return Ground(level, ground.quantum, {"river": ground.items[str(level)]})


def _read_ground(path: Path, box: Box | None) -> Ground:
    stored = _read(path, _unread_levels)
    near = None if box is None else tuple(side / stored.quantum for side in box)
    items = {
        id: GroundItem(
            item.kind,
            tuple(_absolute(cell, path) for cell in item.cells if near is None or _meet(cell.box, near)),
        )
        for id, item in stored.items.items()
    }
    return Ground(stored.level, stored.quantum, items)


@cache
def read_outline(family: str) -> tuple[tuple[float, float], ...]:
    """Return the edge of the projection in metres, without closing vertex. Raises ContentError."""
    outline = _read(outline_path(family), _outlines)
    metres = [number * outline.quantum for number in _summed(outline.ring)]
    return tuple(zip(metres[::2], metres[1::2], strict=True))


@cache
def read_relief(family: str) -> tuple[Path, Box]:
    """Return the image of the shaded relief and its box in projected metres. Raises ContentError."""
    path = relief_path(family)
    if not path.is_file():
        raise ContentError("the shaded relief is missing", where=str(path))
    return path, _read(path.with_suffix(".json"), _reliefs).box


def problems(data: Path) -> Iterator[tuple[Path, str]]:
    """Yield the base map files below a content folder that cannot be read, and why."""
    for path in sorted(data.glob("basemap/*/*.json")):
        try:
            _read(path, _decoder_of(path))
        except ContentError as error:
            yield path, error.why


def _decoder_of(path: Path) -> msgspec.json.Decoder[Any]:
    match path.stem:
        case "outline":
            return _outlines
        case "relief":
            return _reliefs
        case _:
            return _levels


def _folder(family: str) -> Path:
    return resources.data() / "basemap" / family


def _read[T](path: Path, decoder: msgspec.json.Decoder[T]) -> T:
    try:
        return _decoded(path.read_bytes(), path, decoder)
    except OSError as error:
        raise _unreadable(path, error) from error


def _decoded[T](text: bytes | msgspec.Raw, path: Path, decoder: msgspec.json.Decoder[T]) -> T:
    try:
        return decoder.decode(text)
    except (ValueError, msgspec.MsgspecError, RecursionError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> ContentError:
    why = system_reason(error)
    return ContentError("the base map cannot be read", where=str(path), why=why)


def _absolute(cell: _Cell, path: Path) -> Cell:
    return Cell(cell.box, tuple(_summed(part) for part in _decoded(cell.parts, path, _parts)))


def _summed(part: tuple[int, ...]) -> tuple[int, ...]:
    """Return absolute coordinates from a first pair and differences."""
    numbers = list(part)
    numbers[::2] = accumulate(part[::2])
    numbers[1::2] = accumulate(part[1::2])
    return tuple(numbers)


def _meet(box: CellBox, near: tuple[float, ...]) -> bool:
    return box[0] <= near[2] and box[2] >= near[0] and box[1] <= near[3] and box[3] >= near[1]


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
