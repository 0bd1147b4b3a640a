"""A feature file after reading, whatever its size: its layer, problems and attributes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from arctic_map.geo import projected_marks
from arctic_map.geo.extent import Extent, bounds_of, extent_of
from arctic_map.geo.marks import Marks
from arctic_map.model.catalog import Layer
from arctic_map.model.opened import Choice, parted
from arctic_map.model.problem import FileProblem
from arctic_map.model.projection import Box
from arctic_map.tables.attributes.column_types import Centres, by_fields
from arctic_map.tables.centres import centres_of_file, centres_of_marks
from arctic_map.tables.readers import any_file
from arctic_map.tables.readers.geojson import Opened
from arctic_map.tables.readers.read_features import Bulk, PartTaker, Progress, bulk_of
from arctic_map.tables.tiles import tile_builder
from arctic_map.tables.tiles.tile_builder import PreparedFile
from arctic_map.tables.tiles.tile_store import TileStore

Fields = Mapping[str, Sequence[object]]
"""Attributes by field name."""


@dataclass(slots=True)
class FileData:
    """A feature file after reading."""

    layer: Layer
    """The layer. Many features are stored on disk as rows instead."""
    problems: tuple[FileProblem, ...]
    numbers: Sequence[int]
    """Numbers of the table's features in the file."""
    fields: Callable[[], Fields]
    untyped: bool
    """Whether attributes are texts that may contain numbers."""
    bulk: Bulk | None = None
    """Shapes of features that will be stored on disk."""
    ready: PreparedFile | None = None
    """The same shapes prepared for drawing. None once they are no longer needed."""
    opened: Opened | None = None
    """Features that are kept as objects."""
    centres: Centres | None = None
    """Longitudes and latitudes of the features' centres, once the geometry is no longer needed."""

    @property
    def marks(self) -> Marks | None:
        """Geometry of features that are kept as objects."""
        return self.opened.marks if self.opened else None

    @property
    def shapes(self) -> Bulk:
        """All geometries, for export."""
        return self.bulk or bulk_of([each.place() for each in self.layer.features])

    @property
    def extent(self) -> Extent | None:
        """Extent of all visible features, or None."""
        if self.ready:
            return extent_of(tile_builder.bounds_of(self.ready))
        return extent_of(bounds_of(self.marks)) if self.marks else None

    def write_plane(self, folder: Path, family: str, *, part: bool = False) -> dict[str, Box]:
        """Write the features as tiles for a family of projections. Return their boxes by projection."""
        if self.ready is None:
            return {}
        plane = tile_builder.plane_of(self.ready, family)
        TileStore(folder).write(family, plane, part=part)
        return projected_marks.boxes(family, plane.box)

    def forget_places(self) -> None:
        """Free the memory of the geometry once only attributes and centres are needed."""
        if self.ready:
            self.centres = centres_of_file(self.ready)
        self.ready = None
        if self.bulk:
            self.bulk.forget_places()

    def write_table(self, folder: Path, more: Mapping[str, Sequence[object]] | None = None) -> None:
        """Write the attributes as a table in the folder, with `more` columns.

        Raises FAILURES of the attribute writer.
        """
        # Late import: pictures and refused files do not need DuckDB.
        from arctic_map.tables.attributes.attribute_writer import write_fields

        folder.mkdir(parents=True, exist_ok=True)
        fields: dict[str, Sequence[object]] = dict(self.fields())
        for name, values in (more or {}).items():
            while name in fields:
                name += "_"
            fields[name] = values
        write_fields(folder, self.numbers, fields, self.middles(), untyped=self.untyped)

    def middles(self) -> Centres | None:
        """Longitudes and latitudes of the middles of the table's features, if their geometry was read."""
        if self.ready:
            return centres_of_file(self.ready)
        return centres_of_marks(self.marks, len(self.numbers)) if self.marks else self.centres

    def without(self, features: Collection[str]) -> FileData:
        """The data without the features of these ids, renumbered, if features are kept as objects."""
        if self.opened is None or not features:
            return self
        return self.only([row for row, each in enumerate(self.layer.features) if each.id not in features])

    def only(self, rows: Sequence[int]) -> FileData:
        """The data of the features at these positions, in ascending order and renumbered, for export."""
        layer = self.layer
        if layer.features:
            layer = replace(layer, features=tuple(layer.features[row] for row in rows))
        bulk = self.bulk.only(np.array(rows, np.int64)) if self.bulk else None
        middles = self.middles()
        return FileData(
            layer,
            self.problems,
            range(len(rows)),
            lambda: {name: [values[row] for row in rows] for name, values in self.fields().items()},
            self.untyped,
            bulk,
            centres=(middles[0][rows], middles[1][rows]) if middles else None,
        )


def read(
    path: Path,
    hue: int = 1,
    choice: Choice | None = None,
    progress: Progress = lambda share: None,
    shown: PartTaker = lambda part, total: None,
) -> FileData:
    """Read a file, or the layer that `path` names, as a layer of the map. Raises Unreadable.

    `hue` is the number of its colour among opened files. `shown` is called with the first of
    very many features where the format allows it.
    """
    file, layer = parted(path)
    choice = (choice or Choice()).for_layer(layer)
    if bulk := any_file.read_bulk(file, choice, progress, shown):
        return of_bulk(path, hue, bulk)
    return of_few(any_file.read(path, hue, choice))


def of_bulk(path: Path, hue: int, bulk: Bulk, total: int | None = None) -> FileData:
    """The data of very many features, or of the first of `total`. Raises Unreadable if none can be shown."""
    ready = tile_builder.ready(bulk)
    ready.total = bulk.total if total is None else total
    layer = tile_builder.layer_of(path, hue, bulk, ready, part=total is not None)
    problems = tile_builder.problems_of(ready)
    return FileData(layer, problems, range(bulk.total), bulk.attributes, bulk.untyped, bulk, ready)


def of_few(found: Opened) -> FileData:
    """The data of features that are kept as objects."""
    numbers = [int(each.id.rpartition(".")[2]) for each in found.layer.features]
    fields = partial(by_fields, found.records)
    return FileData(found.layer, found.problems, numbers, fields, found.untyped, opened=found)
