"""Opened files that a map is made with: read, and drawn from rows on disk where they are large."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.cli.text import complain
from arctic_map.errors import ContentError
from arctic_map.geo import planes
from arctic_map.model.opened import Choice, OpenedFile
from arctic_map.scene.opened import free_hue, with_files
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.opened_drawings import OpenedFileDrawings, RowsOnDisk
from arctic_map.tables.readers import any_file
from arctic_map.tables.tiles import tile_builder
from arctic_map.tables.tiles.tile_store import Dataset

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog, Layer
    from arctic_map.model.projection import Box
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.storage.file_problem import FileProblem
    from arctic_map.tables.readers.bulk import Bulk
    from arctic_map.tables.readers.geojson import Opened

MOST_PROBLEMS = 5
"""Of a file: as many are told."""


class MapFiles:
    """Files of very many features and those of few, by the ids of their layers."""

    def __init__(self, paths: Mapping[Path, Choice], folder: Path, progress: Callable[[float], None]) -> None:
        """Reads them; what is wrong in them is said on stderr. Rows and tables may lie in `folder`.

        Raises ContentError for one that cannot be shown.
        """
        self.many: dict[str, Many] = {}
        self.few: dict[str, Few] = {}
        self._opened: list[OpenedFile] = []
        for number, (path, choice) in enumerate(paths.items()):
            try:
                problems = self._read(path, choice, folder / str(number), progress)
            except Unreadable as error:
                where = f"{path}: {error.where}" if error.where else str(path)
                raise ContentError(error.why, where=where) from None
            _tell(path, problems)

    def _read(
        self, path: Path, choice: Choice, folder: Path, progress: Callable[[float], None]
    ) -> tuple[FileProblem, ...]:
        hue = free_hue(file.layer.file_style for file in self._opened)
        if bulk := any_file.take_many(path.absolute(), choice, progress):
            many = Many(path.absolute(), hue, bulk, folder)
            layer, problems = many.layer, many.problems
            self.many[layer.id] = many
        else:
            found = any_file.read(path.absolute(), hue, choice)
            layer, problems = found.layer, found.problems
            self.few[layer.id] = Few(found, folder)
        self._opened.append(OpenedFile(layer=layer))
        return problems

    def added_to(self, catalog: Catalog) -> Catalog:
        """The content with the files on top."""
        return with_files(catalog, self._opened)

    def drawn(self, drawings: Drawings, families: Collection[str]) -> Drawings:
        """With rows on disk on the planes of these families."""
        files = drawings.files
        for file in self.many.values():
            files = files.with_file(file.drawings(sorted(families)))
        return drawings.with_files(files)


def _tell(path: Path, problems: tuple[FileProblem, ...]) -> None:
    for faulty, why in problems[:MOST_PROBLEMS]:
        complain(": ".join(filter(None, (str(path), faulty, why))))
    if more := len(problems[MOST_PROBLEMS:]):
        complain(f"{path}: and {more:,} more problems; the window lists them all")


class Many:
    """A file of very many features."""

    def __init__(self, path: Path, hue: int, bulk: Bulk, folder: Path) -> None:
        """`folder` is where rows and table may lie. Raises Unreadable where there is nothing to show."""
        self.path, self.bulk, self.folder = path, bulk, folder
        self._ready = tile_builder.ready(bulk)
        self.layer: Layer = tile_builder.layer_of(path, hue, bulk, self._ready)

    @cached_property
    def problems(self) -> tuple[FileProblem, ...]:
        return tile_builder.told(self._ready)

    def drawings(self, families: Iterable[str]) -> OpenedFileDrawings:
        """Its rows on disk, on the planes of these families of projections."""
        boxes: dict[str, Box] = {}
        for family in families:
            plane = tile_builder.plane_of(self._ready, family)
            Dataset(self.folder).write(family, plane)
            boxes |= planes.boxes(family, plane.box)
        return OpenedFileDrawings(self.layer.id, self.folder, boxes, rows=RowsOnDisk(self.folder))


@dataclass(frozen=True, slots=True)
class Few:
    """A file of few features, each held for itself."""

    found: Opened
    folder: Path
    """Where its table may lie."""
