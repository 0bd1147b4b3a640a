"""Files of very many features: their places as arrays, without an object for any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import shape

from arctic_map.model.feature import Geometry
from arctic_map.model.opened import LayerOfFile
from arctic_map.model.problem import FileProblem
from arctic_map.tables.readers.arrow_stream import Packed
from arctic_map.tables.readers.wkb import Flat, Parts, flat_of, no_parts

Numbers = NDArray[np.float64]
Ints = NDArray[np.int64]
Progress = Callable[[float], None]
"""Hears what share of a file has been read."""
MANY = 3_000_000
"""Features of a file of which a part is shown before all are read."""
PART = 500_000
"""Features of that part."""


@dataclass(slots=True)
class Bulk:
    """All that a file's features are as shapes, rows numbered in the file's order from 0."""

    total: int = 0
    """Features that the file holds."""
    x: Numbers = field(default_factory=lambda: np.empty(0))
    y: Numbers = field(default_factory=lambda: np.empty(0))
    of_point: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    lines: Parts = field(default_factory=no_parts)
    areas: Parts = field(default_factory=no_parts)
    others: list[tuple[int, Geometry]] = field(default_factory=list)
    """Rows that are read one by one, with what can be drawn of them."""
    empty: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    """Rows without geometry."""
    problems: list[FileProblem] = field(default_factory=list)
    digest: str = ""
    layers: tuple[LayerOfFile, ...] = ()
    says: Callable[[], Mapping[str, Sequence[object]]] = dict
    """Reads what the rows say, by the names of fields."""
    untyped: bool = False
    """Whether that is texts in which numbers stand."""
    projected: bool = False
    """Whether edges were straight on a plane."""
    crs: str = ""
    """The reference system that the file names; empty where it says none."""

    def forget_places(self) -> None:
        """What the rows say alone is still wanted, and takes the room."""
        none = Bulk()
        for name in ("x", "y", "of_point", "lines", "areas", "others", "empty"):
            setattr(self, name, getattr(none, name))

    @property
    def is_empty(self) -> bool:
        return not (len(self.x) or len(self.lines.row) or len(self.areas.row) or self.others)


def bulk_of(geometries: Sequence[Geometry | None]) -> Bulk:
    """Of features that were read one by one."""
    shapes = np.empty(len(geometries), dtype=object)
    shapes[:] = [each and shape(each) for each in geometries]
    found = flat_of(shapes)
    others = [(row, geometry) for row in found.others.tolist() if (geometry := geometries[row])]
    return Bulk(
        len(geometries),
        found.x,
        found.y,
        found.of_point,
        found.lines,
        found.areas,
        others,
        found.empty,
    )


PartTaker = Callable[[Bulk, int], None]
"""Shows the first features, of so many, while the others are read."""
AT_ONCE = 16_384
"""Features of a batch: as many as lie in the processor's own memory."""


class Gathering:
    """Batches of geometries, one after the other."""

    def __init__(self, expected: int = 0, part_is_there: Callable[[], None] = lambda: None) -> None:
        """`part_is_there` is called once, when a part of very many expected ones can be shown."""
        self._part_is_there = part_is_there if expected >= MANY else None
        self._batches: list[tuple[int, Flat]] = []
        self.others: list[tuple[int, bytes]] = []
        """Rows with geometries that are none of points, lines and polygons, as WKB."""
        self.total = 0

    def part(self) -> Gathering:
        """What there is so far, to be made something of meanwhile."""
        found = Gathering()
        found._batches, found.others, found.total = [*self._batches], [*self.others], self.total
        return found

    def add(self, batch: Flat, packed: Packed) -> None:
        self._batches.append((self.total, batch))
        self.others += [(self.total + row, packed[row]) for row in batch.others.tolist()]
        self.total += len(packed)
        if self.total >= PART and self._part_is_there:
            part_is_there, self._part_is_there = self._part_is_there, None
            part_is_there()

    def into(self, bulk: Bulk) -> Bulk:
        """Of which nothing is kept here: ten million places are not there twice."""
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
            bulk.x = _joined_and_gone(x)
            bulk.y = _joined_and_gone(y)
            bulk.of_point = np.concatenate([rows + before for before, rows in of_point])
        return bulk


def _joined_and_gone(pieces: list[Numbers]) -> Numbers:
    whole = np.concatenate(pieces)
    pieces.clear()
    return whole


def joined(parts: Sequence[tuple[int, Parts]]) -> Parts:
    """Parts of batches, each with the number of its first row."""
    some = [(before, each) for before, each in parts if len(each.row)]
    if not some:
        return no_parts()
    return Parts(
        np.concatenate([each.row + before for before, each in some]),
        *(
            np.concatenate([getattr(each, name) for _, each in some])
            for name in ("rings", "lengths", "x", "y")
        ),
    )
