"""Attribute tables of opened files, for styles and for conversion to other formats."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from arctic_map.cli.export_files import MapFiles
from arctic_map.cli.text import complain
from arctic_map.errors import ExportError
from arctic_map.export.html.own_files import MAX_ROWS
from arctic_map.model.attributes import DATES
from arctic_map.model.layer_style import HIDDEN, MAX_NAMES, PLAIN
from arctic_map.model.opened import plain_name
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.styling import in_style
from arctic_map.tables.attributes import classification
from arctic_map.tables.attributes.attribute_store import AttributeStore
from arctic_map.tables.attributes.attribute_writer import FAILURES
from arctic_map.tables.attributes.conditions import WrongExpression
from arctic_map.tables.attributes.row_values import days, naming, within
from arctic_map.tables.writers.feature_files import write_many

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.drawings.file_layers import FileLayer
    from arctic_map.scene.session.session import Session


NOTHING_LEFT = tr_later("all features of the layer are hidden or outside the period")


def write_tables_for_page(files: MapFiles) -> None:
    """Write the tables that a web page needs to describe each row. Failures are ignored."""
    for id, data in files.on_disk.items():
        if data.layer.count <= MAX_ROWS:
            with suppress(*FAILURES):
                files.table_of(id)


def convert(
    files: MapFiles,
    id: str,
    out: Path,
    omitted: Collection[str],
    session: Session,
    progress: Callable[[float], None],
) -> None:
    """Convert an opened file without some of few features, within the period of the session.

    `progress` gets 0 to 1. Raises ExportError.
    """
    data, folder = files.files[id].without(omitted), files.folder_of(id) / "converted"
    try:
        data.write_table(folder)
        if (rows := _rows_within(session, id, folder)) is not None:
            data, folder = data.only(rows), folder / "within"
            data.write_table(folder)
        if not data.numbers:
            raise ExportError(tr("the features cannot be written"), where=str(out), why=tr(NOTHING_LEFT))
        write_many(data.shapes, folder, out, plain_name(data.layer.name, data.layer.file), progress)
    except FAILURES as error:
        raise ExportError(tr("the features cannot be written"), where=str(out), why=str(error)) from error


def _rows_within(session: Session, id: str, table: Path) -> list[int] | None:
    """The positions of the rows that the period of the session does not hide, or None for all."""
    column = dict(session.styles).get(id, PLAIN).date_field
    if not column or session.when is None:
        return None
    with closing(AttributeStore(table)) as store:
        dated = days(column, store)
        if dated is None:
            return None
        hidden = within(None, dated.of_rows[store.numbers], session.when.first, session.when.last)
    return np.flatnonzero(np.frombuffer(hidden, np.uint8) != HIDDEN).tolist()


def with_styles(
    catalog: Catalog, session: Session, drawings: Drawings, files: MapFiles
) -> tuple[Catalog, Session, Drawings]:
    """Catalogue, session and drawings with the files styled by the current contents of their tables."""
    names = dict(session.names)
    called = tuple(replace(each, name=names.get(each.id) or each.name) for each in catalog.layers)
    name_of = {layer.id: layer.name for layer in called}
    styles: dict[str, LayerStyle] = {}
    layers = drawings.files
    for id, style in session.styles:
        if id in files.rasters:
            styles[id] = style
        if id not in files.files:
            continue
        try:
            with closing(AttributeStore(files.table_of(id))) as store:
                styles[id] = classification.refreshed(style, store)
                if style.date_field and not styles[id].date_field:
                    complain(_no_dates(name_of[id], style.date_field, store))
                layers = layers.with_layer(id, _computed(layers.layer(id), styles[id], store))
        except (*FAILURES, WrongExpression) as error:
            styles.pop(id, None)
            complain(tr("{name}: its style is not shown: {why}", name=name_of[id], why=error))
    catalog, drawings = in_style(
        replace(catalog, layers=called), styles, session.when, drawings.with_files(layers)
    )
    return catalog, replace(session, styles=tuple(styles.items())), drawings


def _no_dates(name: str, column: str, store: AttributeStore) -> str:
    """The message that a column has no dates, with those that have."""
    dated = tr(", ").join(field.name for field in store.fields if field.kind in DATES)
    if not dated:
        return tr("{name}: no column has dates, so all its features are shown", name=name)
    return tr(
        "{name}: the column {column!r} has no dates; columns with dates: {names}",
        name=name,
        column=column,
        names=dated,
    )


def _computed(layer: FileLayer, style: LayerStyle, store: AttributeStore) -> FileLayer:
    """The layer with the classes, labels and days that the style needs."""
    if style.classed:
        layer = layer.with_classes(style.key, classification.numbers(style, store))
    if style.date_field:
        layer = replace(layer, dated_by=style.date_field, days=days(style.date_field, store))
    if style.label_key:
        layer = layer.with_naming(style.label_key, naming(style, store, MAX_NAMES))
    return layer
