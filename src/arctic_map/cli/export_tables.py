"""Attribute tables of opened files: for the styles of a map, and for files of other formats made of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.cli.export_files import Few, Many, MapFiles
from arctic_map.cli.text import complain
from arctic_map.errors import ExportError
from arctic_map.export.html.own_rows import MOST_TOLD
from arctic_map.model.layer_style import MOST_NAMES
from arctic_map.scene.styling import in_style
from arctic_map.tables.attributes import attribute_writer, classification
from arctic_map.tables.attributes.attribute_store import AttributeStore
from arctic_map.tables.attributes.filter_expression import WrongExpression
from arctic_map.tables.attributes.label_ranks import naming
from arctic_map.tables.attributes.row_days import days
from arctic_map.tables.readers.bulk import bulk_of
from arctic_map.tables.writers.feature_files import write_many

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.drawings.file_layer import FileLayer
    from arctic_map.scene.session.session import Session


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


def write_tables_for_page(files: MapFiles) -> None:
    """Tables of what a page of its own tells of each row; a page without them is a page still."""
    for file in files.many.values():
        if file.bulk.total <= MOST_TOLD:
            with suppress(*attribute_writer.FAILURES):
                table_of(file)


def convert(
    files: MapFiles, id: str, out: Path, left_out: Collection[str], progress: Callable[[float], None]
) -> None:
    """One of them into another file of features; few without those left out. Raises ExportError."""
    if id in files.many:
        convert_many(files.many[id], out, progress)
    else:
        convert_few(files.few[id], out, left_out)


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


def with_styles(
    catalog: Catalog, session: Session, drawings: Drawings, files: Mapping[str, Many | Few]
) -> tuple[Catalog, Session, Drawings]:
    """All three with the files in their styles, as their tables have the classes now."""
    names = dict(session.names)
    called = tuple(replace(each, name=names.get(each.id) or each.name) for each in catalog.layers)
    styles: dict[str, LayerStyle] = {}
    layers = drawings.files
    for id, style in session.styles:
        if id not in files:
            continue
        try:
            with closing(AttributeStore(table_of(files[id]))) as store:
                styles[id] = classification.refreshed(style, store)
                layers = layers.with_layer(id, _computed(layers.layer(id), styles[id], store))
        except (*attribute_writer.FAILURES, WrongExpression) as error:
            styles.pop(id, None)
            name = next(layer.name for layer in called if layer.id == id)
            complain(f"{name}: its style is not shown: {error}")
    catalog, drawings = in_style(
        replace(catalog, layers=called), styles, session.when, drawings.with_files(layers)
    )
    return catalog, replace(session, styles=tuple(styles.items())), drawings


def _computed(layer: FileLayer, style: LayerStyle, store: AttributeStore) -> FileLayer:
    """With the classes, names and days that the style needs."""
    if style.classed:
        layer = layer.with_classes(style.key, classification.numbers(style, store))
    if style.date_field:
        layer = replace(layer, dated_by=style.date_field, days=days(style.date_field, store))
    if style.label_key:
        layer = layer.with_naming(style.label_key, naming(style, store, MOST_NAMES))
    return layer
