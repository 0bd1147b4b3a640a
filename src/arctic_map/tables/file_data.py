"""A file of features as it was read, however many there are: its layer, its problems, and its table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from arctic_map.geo import planes
from arctic_map.geo.extent import Extent, bounds_of, extent_of
from arctic_map.geo.marks import Marks
from arctic_map.model.catalog import Layer
from arctic_map.model.opened import Choice
from arctic_map.model.problem import FileProblem
from arctic_map.model.projection import Box
from arctic_map.tables.attributes.column_types import by_fields
from arctic_map.tables.readers import any_file
from arctic_map.tables.readers.bulk import Bulk, PartTaker, Progress, bulk_of
from arctic_map.tables.readers.geojson import Opened
from arctic_map.tables.tiles import tile_builder
from arctic_map.tables.tiles.tile_builder import Ready
from arctic_map.tables.tiles.tile_store import TileStore

Fields = Mapping[str, Sequence[object]]
"""What features say, by the names of fields."""


@dataclass(slots=True)
class FileData:
    layer: Layer
    """Its features lie on disk as rows where there are very many of them."""
    problems: tuple[FileProblem, ...]
    numbers: Sequence[int]
    """Of the features of the table, as they stand in the file."""
    fields: Callable[[], Fields]
    untyped: bool
    """Whether what they say is texts in which numbers stand."""
    bulk: Bulk | None = None
    """All shapes of features that are to lie on disk."""
    ready: Ready | None = None
    """The same as they are drawn; None when they are not needed any more."""
    opened: Opened | None = None
    """Features that are held one by one."""

    @property
    def marks(self) -> Marks | None:
        """Of features that are held one by one."""
        return self.opened.marks if self.opened else None

    @property
    def shapes(self) -> Bulk:
        """All geometries, for other files."""
        return self.bulk or bulk_of([each.place() for each in self.layer.features])

    @property
    def extent(self) -> Extent | None:
        """Of all that is shown."""
        if self.ready:
            return extent_of(tile_builder.bounds_of(self.ready))
        return extent_of(bounds_of(self.marks)) if self.marks else None

    def write_plane(self, folder: Path, family: str, *, part: bool = False) -> dict[str, Box]:
        """The features as tiles on the plane of a family of projections, whose boxes are returned."""
        if self.ready is None:
            return {}
        plane = tile_builder.plane_of(self.ready, family)
        TileStore(folder).write(family, plane, part=part)
        return planes.boxes(family, plane.box)

    def forget_places(self) -> None:
        """What the features say alone is still wanted, and takes the room."""
        self.ready = None
        if self.bulk:
            self.bulk.forget_places()

    def write_table(self, folder: Path) -> None:
        """What the features say, as a table in the folder. Raises FAILURES of the writer."""
        # DuckDB, which pictures and refused files do without.
        from arctic_map.tables.attributes.attribute_writer import write_fields

        folder.mkdir(parents=True, exist_ok=True)
        write_fields(folder, self.numbers, self.fields(), untyped=self.untyped)

    def without(self, features: Collection[str]) -> FileData:
        """Without those of few features that have these ids; numbered anew."""
        if self.opened is None:
            return self
        held = [*zip(self.layer.features, self.opened.records, strict=True)]
        kept = [(feature, record) for feature, record in held if feature.id not in features]
        layer = replace(self.layer, features=tuple(feature for feature, _ in kept))
        found = of_few(replace(self.opened, layer=layer, records=[record for _, record in kept]))
        return replace(found, numbers=range(len(kept)))


def read(
    path: Path,
    hue: int = 1,
    choice: Choice | None = None,
    progress: Progress = lambda share: None,
    shown: PartTaker = lambda part, total: None,
) -> FileData:
    """The file as a layer; `hue` is the number of the styles that it is drawn in. Raises Unreadable.

    `shown` takes the first of very many features, where they can be told from the others.
    """
    choice = choice or Choice()
    if bulk := any_file.take_many(path, choice, progress, shown):
        return of_bulk(path, hue, bulk)
    return of_few(any_file.read(path, hue, choice))


def of_bulk(path: Path, hue: int, bulk: Bulk, total: int | None = None) -> FileData:
    """Very many features, or the first ones of so many. Raises Unreadable where there is nothing to show."""
    ready = tile_builder.ready(bulk)
    ready.total = bulk.total if total is None else total
    layer = tile_builder.layer_of(path, hue, bulk, ready, part=total is not None)
    problems = tile_builder.told(ready)
    return FileData(layer, problems, range(bulk.total), bulk.says, bulk.untyped, bulk, ready)


def of_few(found: Opened) -> FileData:
    """Features that are held one by one."""
    numbers = [int(each.id.rpartition(".")[2]) for each in found.layer.features]
    fields = partial(by_fields, found.records)
    return FileData(found.layer, found.problems, numbers, fields, found.untyped, opened=found)
