"""Opened files for a map: reading, and drawing from rows on disk if they are large."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.cli.text import complain
from arctic_map.errors import ContentError
from arctic_map.model.opened import Choice, OpenedFile, Reader, layer_id, reader_of
from arctic_map.model.tr import labelled, tr_count
from arctic_map.scene.opened_files import free_hue, with_files
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.file_data import FileData, read
from arctic_map.tables.opened_drawings import OpenedFileDrawings, RasterOnDisk, RowsOnDisk

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog, Layer
    from arctic_map.model.problem import FileProblem
    from arctic_map.model.projection import Box
    from arctic_map.scene.drawings.drawings import Drawings

MAX_PROBLEMS = 5
"""Maximum problems reported per file."""


class MapFiles:
    """The opened files by layer id."""

    def __init__(self, paths: Mapping[Path, Choice], folder: Path, progress: Callable[[float], None]) -> None:
        """Read the files, with problems on stderr and tiles in `folder`. Raises ContentError."""
        self._folder = folder
        self.files: dict[str, FileData] = {}
        self.rasters: dict[str, OpenedFileDrawings] = {}
        """The opened rasters, by layer id."""
        self._layers: list[Layer] = []
        self._with_table: set[str] = set()
        for path, choice in paths.items():
            hue = free_hue(layer.file_style for layer in self._layers)
            try:
                if reader_of(path.suffix.lower()) is Reader.RASTER:
                    self._copy(path, hue, choice, progress)
                    continue
                data = read(path.absolute(), hue, choice, progress)
            except Unreadable as error:
                where = f"{path}: {error.where}" if error.where else str(path)
                raise ContentError(error.why, where=where) from None
            self.files[data.layer.id] = data
            self._layers.append(data.layer)
            _print_problems(path, data.problems)

    @property
    def on_disk(self) -> dict[str, FileData]:
        """The files whose features are stored on disk as rows."""
        return {id: data for id, data in self.files.items() if data.layer.rows}

    def folder_of(self, id: str) -> Path:
        """The folder for the tiles and table of a file."""
        return self._folder / id

    def table_of(self, id: str) -> Path:
        """The folder with the table of a file, which is written once. Raises FAILURES."""
        if id not in self._with_table:
            self.files[id].write_table(self.folder_of(id))
            self._with_table.add(id)
        return self.folder_of(id)

    def added_to(self, catalog: Catalog) -> Catalog:
        """The content with the files as top layers."""
        return with_files(catalog, [OpenedFile(layer=layer) for layer in self._layers])

    def drawn(self, drawings: Drawings, families: Collection[str]) -> Drawings:
        """The drawings with rows on disk, projected for these families."""
        layers = drawings.files
        for id, data in self.on_disk.items():
            folder = self.folder_of(id)
            boxes: dict[str, Box] = {}
            for family in sorted(families):
                boxes |= data.write_plane(folder, family)
            layers = layers.with_file(OpenedFileDrawings(id, folder, boxes, rows=RowsOnDisk(folder)))
        for raster in self.rasters.values():
            layers = layers.with_file(raster)
        return drawings.with_files(layers)

    def _copy(self, path: Path, hue: int, choice: Choice, progress: Callable[[float], None]) -> None:
        """Copy a raster. Raises Unreadable."""
        # Late import: only rasters need GDAL's part for them, 60 ms.
        from arctic_map.tables.rasters.raster_layer import open_raster

        folder = self.folder_of(layer_id(str(path.absolute())))
        opened = open_raster(path.absolute(), hue, folder, choice.crs, progress)
        id, raster = opened.layer.id, RasterOnDisk(folder)
        self._layers.append(opened.layer)
        self.rasters[id] = OpenedFileDrawings(id, folder, opened.boxes, raster=raster)
        _print_problems(path, opened.problems)


def _print_problems(path: Path, problems: tuple[FileProblem, ...]) -> None:
    for faulty, why in problems[:MAX_PROBLEMS]:
        complain(labelled(str(path), faulty, why))
    if more := len(problems[MAX_PROBLEMS:]):
        complain(
            tr_count(
                more,
                "{file}: and {count} more problem; the window lists them all",
                "{file}: and {count} more problems; the window lists them all",
                file=path,
            )
        )
