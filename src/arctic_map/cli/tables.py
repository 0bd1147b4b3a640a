"""What files of features say, as tables on disk, and the files of other formats that are made of them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from arctic_map.cli.many import Few, Many
from arctic_map.errors import ExportError
from arctic_map.export.html.own_rows import MOST_TOLD
from arctic_map.tables.attributes import attribute_writer
from arctic_map.tables.readers.bulk import bulk_of
from arctic_map.tables.writers.feature_files import write_many


def table_of(file: Many | Few) -> Path:
    """The folder in which the table of what the features say is written now. Raises FAILURES."""
    file.folder.mkdir(parents=True, exist_ok=True)
    if isinstance(file, Many):
        bulk = file.bulk
        attribute_writer.write_fields(file.folder, bulk.total, bulk.says(), untyped=bulk.untyped)
    else:
        found = file.found
        rows = [int(each.id.rpartition(".")[2]) for each in found.layer.features]
        attribute_writer.write_records(file.folder, rows, found.records, untyped=found.untyped)
    return file.folder


def table_for_page(file: Many) -> None:
    """The same where a page of its own tells what each row says; a page without it is a page still."""
    if file.bulk.total <= MOST_TOLD:
        with suppress(*attribute_writer.FAILURES):
            table_of(file)


def convert_many(file: Many, out: Path, progress: Callable[[float], None] = lambda _: None) -> None:
    """All features with all that they say into another file of features. Raises ExportError.

    `progress` is told which share is done, 0 to 1.
    """
    try:
        write_many(file.bulk, table_of(file), out, file.path.stem, progress)
    except attribute_writer.FAILURES as error:
        raise _not_written(out, error) from error


def convert_few(file: Few, out: Path, left_out: Collection[str] = ()) -> None:
    """All features but those with these ids into another file, their fields in their own types.

    Raises ExportError.
    """
    found, folder = file.found, file.folder / "converted"
    features = found.layer.features
    kept = [at for at, each in enumerate(features) if each.id not in left_out]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        said = [found.records[at] for at in kept]
        attribute_writer.write_records(folder, range(len(kept)), said, untyped=found.untyped)
        bulk = bulk_of([features[at].place() for at in kept])
        write_many(bulk, folder, out, Path(found.layer.name).stem)
    except attribute_writer.FAILURES as error:
        raise _not_written(out, error) from error


def _not_written(out: Path, error: Exception) -> ExportError:
    return ExportError("the features cannot be written", where=str(out), why=str(error))
