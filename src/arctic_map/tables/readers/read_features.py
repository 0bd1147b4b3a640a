"""What the readers of files return, features as GeoJSON text or as arrays, and why nothing can be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec
import numpy as np
from numpy.typing import NDArray
from shapely.geometry import shape

from arctic_map.model.feature import Geometry
from arctic_map.model.opened import LayerOfFile
from arctic_map.model.problem import MAX_PROBLEMS, FileProblem
from arctic_map.model.tr import tr
from arctic_map.tables.geometry import OutOfRange
from arctic_map.tables.readers.wkb import FlatCoordinates, PackedTexts, RingArrays, flat_of, no_parts


@dataclass(slots=True)
class RawRows:
    """The features of a file as GeoJSON text."""

    rows: list[tuple[str, msgspec.Raw]] = field(default_factory=list)
    """Position in the file, such as `features[3]` or `line 4`, and the feature."""
    total: int = 0
    """Number of features in the file."""
    problems: list[FileProblem] = field(default_factory=list)
    digest: str = ""
    """Digest of everything that was read."""
    layers: tuple[LayerOfFile, ...] = ()
    """All layers of a multi-layer file, including those not read."""
    projected: bool = False
    """Whether it was converted from a projection, so that no edge crosses 180 degrees by intention."""
    crs: str = ""
    """Reference system of the rows, as named by the file."""
    named_crs: str = ""
    """Reference system that the rows were converted from."""
    untyped: bool = False
    """Whether attributes are texts that may contain numbers."""


Numbers = NDArray[np.float64]
Ints = NDArray[np.int64]
Progress = Callable[[float], None]
"""Called with the share of a file that has been read."""
MANY = 3_000_000
"""Number of features from which a part is shown before all are read."""
PART = 500_000
"""Number of features of that part."""


@dataclass(slots=True)
class Bulk:
    """All shapes of a file, with rows numbered from 0 in file order. Read as arrays of positions."""

    total: int = 0
    """Number of features in the file."""
    x: Numbers = field(default_factory=lambda: np.empty(0))
    y: Numbers = field(default_factory=lambda: np.empty(0))
    of_point: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    lines: RingArrays = field(default_factory=no_parts)
    areas: RingArrays = field(default_factory=no_parts)
    others: list[tuple[int, Geometry]] = field(default_factory=list)
    """Rows that are read one by one, with what can be drawn of them."""
    empty: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    """Rows without geometry."""
    problems: list[FileProblem] = field(default_factory=list)
    digest: str = ""
    layers: tuple[LayerOfFile, ...] = ()
    attributes: Callable[[], Mapping[str, Sequence[object]]] = dict
    """Reads the attributes by field name."""
    untyped: bool = False
    """Whether attributes are texts that may contain numbers."""
    projected: bool = False
    """Whether edges were straight in a projection."""
    crs: str = ""
    """The reference system that the file names, or empty."""

    def forget_places(self) -> None:
        """Free the memory of the geometry once only attributes are needed."""
        none = Bulk()
        for name in ("x", "y", "of_point", "lines", "areas", "others", "empty"):
            setattr(self, name, getattr(none, name))

    def only(self, rows: Ints) -> Bulk:
        """The shapes of these rows in ascending order, numbered from 0."""
        number = np.full(self.total, -1, np.int64)
        number[rows] = np.arange(len(rows))
        points = number[self.of_point] >= 0
        lines, areas = (each.where(number[each.row] >= 0) for each in (self.lines, self.areas))
        return Bulk(
            len(rows),
            self.x[points],
            self.y[points],
            number[self.of_point[points]],
            replace(lines, row=number[lines.row]),
            replace(areas, row=number[areas.row]),
            [(int(number[row]), shape) for row, shape in self.others if number[row] >= 0],
            number[self.empty[number[self.empty] >= 0]],
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not (len(self.x) or len(self.lines.row) or len(self.areas.row) or self.others)


def bulk_of(geometries: Sequence[Geometry | None]) -> Bulk:
    """The shapes of features that were read one by one."""
    shapes = np.empty(len(geometries), dtype=object)
    shapes[:] = [each and shape(each) for each in geometries]
    flat = flat_of(shapes)
    others = [(row, geometry) for row in flat.others.tolist() if (geometry := geometries[row])]
    return Bulk(len(geometries), flat.x, flat.y, flat.of_point, flat.lines, flat.areas, others, flat.empty)


PartTaker = Callable[[Bulk, int], None]
"""Shows the first features, with the total number, while the others are read."""
BATCH_SIZE = 16_384
"""Features per batch, so that a batch fits into the processor's cache."""


class BatchCollector:
    """Collects batches of geometries."""

    def __init__(self, expected: int = 0, part_is_there: Callable[[], None] = lambda: None) -> None:
        """`part_is_there` is called once, when enough of very many expected features can be shown."""
        self._part_is_there = part_is_there if expected >= MANY else None
        self._batches: list[tuple[int, FlatCoordinates]] = []
        self.others: list[tuple[int, bytes]] = []
        """Rows with other geometries than points, lines and polygons, as WKB."""
        self.damaged: list[int] = []
        """Rows whose geometry could not be read."""
        self.total = 0

    def part(self) -> BatchCollector:
        """A copy of what was collected so far."""
        copy = BatchCollector()
        copy._batches, copy.others, copy.total = [*self._batches], [*self.others], self.total
        return copy

    def add(self, batch: FlatCoordinates, packed: PackedTexts) -> None:
        """Append a batch and its WKB."""
        self._batches.append((self.total, batch))
        self.others += [(self.total + row, packed[row]) for row in batch.others.tolist()]
        self.total += len(packed)
        if self.total >= PART and self._part_is_there:
            part_is_there, self._part_is_there = self._part_is_there, None
            part_is_there()

    def empty(self, first: int) -> list[int]:
        """The rows without geometry from the row `first` on, counted from it."""
        later = ((before - first, each.empty) for before, each in self._batches if before >= first)
        return [before + row for before, rows in later for row in rows.tolist()]

    def into(self, bulk: Bulk) -> Bulk:
        """Move everything into `bulk`, so that ten million positions are not in memory twice."""
        batches, self._batches = self._batches, []
        bulk.total = self.total
        if batches:
            bulk.empty = np.concatenate([each.empty + before for before, each in batches])
            bulk.lines = joined([(before, each.lines) for before, each in batches])
            bulk.areas = joined([(before, each.areas) for before, each in batches])
            x = [each.x for _, each in batches]
            y = [each.y for _, each in batches]
            of_point = [(before, each.of_point) for before, each in batches]
            batches.clear()
            bulk.x = _joined_and_cleared(x)
            bulk.y = _joined_and_cleared(y)
            bulk.of_point = np.concatenate([rows + before for before, rows in of_point])
        return bulk


def _joined_and_cleared(pieces: list[Numbers]) -> Numbers:
    whole = np.concatenate(pieces)
    pieces.clear()
    return whole


def joined(parts: Sequence[tuple[int, RingArrays]]) -> RingArrays:
    """The parts of several batches, each given with the number of its first row."""
    some = [(before, each) for before, each in parts if len(each.row)]
    if not some:
        return no_parts()
    return RingArrays(
        np.concatenate([each.row + before for before, each in some]),
        *(
            np.concatenate([getattr(each, name) for _, each in some])
            for name in ("rings", "lengths", "x", "y")
        ),
    )


def joined_bulks(bulk: Bulk, parts: Iterable[Bulk]) -> Bulk:
    """The bulk with the shapes and problems of all parts, whose rows follow each other."""
    pieces = [*parts]
    befores = [0, *np.cumsum([each.total for each in pieces]).tolist()]
    numbered = [*zip(befores, pieces, strict=False)]
    bulk.total = befores[-1]
    bulk.x = np.concatenate([each.x for each in pieces])
    bulk.y = np.concatenate([each.y for each in pieces])
    bulk.of_point = np.concatenate([each.of_point + before for before, each in numbered])
    bulk.empty = np.concatenate([each.empty + before for before, each in numbered])
    bulk.lines = joined([(before, each.lines) for before, each in numbered])
    bulk.areas = joined([(before, each.areas) for before, each in numbered])
    for before, each in numbered:
        bulk.others += [(row + before, shape) for row, shape in each.others]
        bulk.problems += each.problems
    bulk.projected = any(each.projected for each in pieces)
    return bulk


MAX_BEYOND_SHARE = 0.25
"""Share of features beyond longitude and latitude from which another reference system is tried."""


def are_beyond(features: int, problems: Sequence[FileProblem]) -> bool:
    """Whether so many features are beyond longitude and latitude that the coordinates mean something else."""
    beyond = count_beyond(problems)
    return bool(beyond) and beyond >= min(features, MAX_PROBLEMS) * MAX_BEYOND_SHARE


def count_beyond(problems: Sequence[FileProblem]) -> int:
    """Number of problems that report positions beyond longitude and latitude."""
    return sum(bool(where and isinstance(why, OutOfRange)) for where, why in problems)


def nothing_of(problems: Sequence[FileProblem]) -> str:
    """The message why nothing of a file can be shown."""
    where, why = next(((where, why) for where, why in problems if where), ("", ""))
    if not why:
        return tr("none of its features has a place")
    if isinstance(why, OutOfRange):
        return tr(
            "none of its features can be shown; the first reason is at {place}: {why}. Coordinates must be "
            "longitude and latitude in degrees (WGS 84, EPSG:4326)",
            place=where,
            why=why,
        )
    return tr(
        "none of its features can be shown; the first reason is at {place}: {why}", place=where, why=why
    )
