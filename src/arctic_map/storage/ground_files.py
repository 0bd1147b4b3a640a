"""Files of the base map: a level of detail in cells, the edge of a projection, the extent of a relief."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal

import msgspec

from arctic_map.errors import ContentError, system_reason
from arctic_map.model.projection import Box
from arctic_map.model.tr import tr

GroundKind = Literal["fill", "line"]
CellBox = tuple[int, int, int, int]


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


def read_ground(path: Path, box: Box | None = None) -> Ground:
    """Return a level, optionally only its cells that meet `box` (metres). Raises ContentError."""
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


def read_edge(path: Path) -> tuple[tuple[float, float], ...]:
    """Return the edge of a projection in metres, without closing vertex. Raises ContentError."""
    outline = _read(path, _outlines)
    metres = [number * outline.quantum for number in _summed(outline.ring)]
    return tuple(zip(metres[::2], metres[1::2], strict=True))


def read_relief_box(path: Path) -> Box:
    """Return the extent of a relief in projected metres. Raises ContentError."""
    return _read(path, _reliefs).box


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
    return ContentError(tr("the base map cannot be read"), where=str(path), why=why)


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
