"""A file of features that a map is made with, or that is converted into another format."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.errors import ExportError

if TYPE_CHECKING:
    from arctic_map.files.file_problem import FileProblem
    from arctic_map.files.opened_drawings import OpenedFileDrawings
    from arctic_map.files.readers.bulk import Bulk
    from arctic_map.files.readers.geojson import Opened
    from arctic_map.model.catalog import Layer
    from arctic_map.model.projection import Box


class Many:
    """A file of very many features."""

    def __init__(self, path: Path, hue: int, bulk: Bulk, folder: Path) -> None:
        """`folder` is where its rows may lie. Raises Unreadable where there is nothing to show."""
        # numpy and shapely, which --help can do without.
        from arctic_map.files import dataset_out

        self._path, self._bulk, self._folder = path, bulk, folder
        self._ready = dataset_out.ready(bulk)
        self.layer: Layer = dataset_out.layer_of(path, hue, bulk, self._ready)

    @cached_property
    def problems(self) -> tuple[FileProblem, ...]:
        # numpy and shapely, which --help can do without.
        from arctic_map.files import dataset_out

        return dataset_out.told(self._ready)

    def drawings(self, families: Iterable[str]) -> OpenedFileDrawings:
        """Its rows on disk, on the planes of these families of projections."""
        # numpy and shapely, which --help can do without.
        from arctic_map.dataset.dataset import Dataset
        from arctic_map.files import dataset_out
        from arctic_map.files.opened_drawings import OpenedFileDrawings, RowsOnDisk
        from arctic_map.geo import planes

        boxes: dict[str, Box] = {}
        for family in families:
            plane = dataset_out.plane_of(self._ready, family)
            Dataset(self._folder).write(family, plane)
            boxes |= planes.boxes(family, plane.box)
        return OpenedFileDrawings(self.layer.id, self._folder, boxes, rows=RowsOnDisk(self._folder))

    def convert(self, out: Path, progress: Callable[[float], None] = lambda _: None) -> None:
        """All features with all that they say into another file of features. Raises ExportError.

        `progress` is told which share is done, 0 to 1.
        """
        # DuckDB and GDAL, which --help can do without.
        from arctic_map.files import attribute_store
        from arctic_map.files.many_out import write_many

        try:
            write_many(self._bulk, self.table(), out, self._path.stem, progress)
        except attribute_store.FAILURES as error:
            raise ExportError("the features cannot be written", where=str(out), why=str(error)) from error

    def table(self) -> Path:
        """The folder in which the table of what the features say is written now. Raises FAILURES."""
        # DuckDB, which --help can do without.
        from arctic_map.files import attribute_store

        self._folder.mkdir(parents=True, exist_ok=True)
        says = self._bulk.says()
        attribute_store.write_fields(self._folder, self._bulk.total, says, untyped=self._bulk.untyped)
        return self._folder

    def table_for_page(self) -> None:
        """The same where a page of its own tells what each row says; a page without it is a page still."""
        # DuckDB, which --help can do without.
        from arctic_map.export.html.own_rows import MOST_TOLD
        from arctic_map.files.attribute_store import FAILURES

        if self._bulk.total <= MOST_TOLD:
            with suppress(*FAILURES):
                self.table()


class Few:
    """A file of few features, each held for itself."""

    def __init__(self, found: Opened, folder: Path) -> None:
        """`folder` is where its table may lie."""
        self._found, self._folder = found, folder

    def table(self) -> Path:
        """The folder in which the table of what the features say is written now. Raises FAILURES."""
        # DuckDB, which --help can do without.
        from arctic_map.files import attribute_store

        self._folder.mkdir(parents=True, exist_ok=True)
        found = self._found
        rows = [int(each.id.rpartition(".")[2]) for each in found.layer.features]
        attribute_store.write_records(self._folder, rows, found.records, untyped=found.untyped)
        return self._folder

    def convert(self, out: Path, left_out: Collection[str] = ()) -> None:
        """All features but those with these ids into another file, their fields in their own types.

        Raises ExportError.
        """
        # DuckDB and GDAL, which --help can do without.
        from arctic_map.files import attribute_store
        from arctic_map.files.many_out import write_many
        from arctic_map.files.readers.bulk import bulk_of

        found, folder = self._found, self._folder / "converted"
        features = found.layer.features
        kept = [at for at, each in enumerate(features) if each.id not in left_out]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            said = [found.records[at] for at in kept]
            attribute_store.write_records(folder, range(len(kept)), said, untyped=found.untyped)
            bulk = bulk_of([features[at].unpacked() for at in kept])
            write_many(bulk, folder, out, Path(found.layer.name).stem)
        except attribute_store.FAILURES as error:
            raise ExportError("the features cannot be written", where=str(out), why=str(error)) from error


def is_of_features(out: Path) -> bool:
    """Whether a file of this name holds each feature for itself."""
    # GDAL, which --help can do without.
    from arctic_map.files.many_out import DRIVERS, TEXTS

    return out.suffix.lower() in (*DRIVERS, *TEXTS)
