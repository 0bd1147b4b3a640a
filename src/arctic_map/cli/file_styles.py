"""Opened files in the styles of the picture that a map is made from, with their labels, days and names."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from arctic_map.cli.tables import table_of
from arctic_map.cli.text import complain
from arctic_map.model.layer_style import MOST_NAMES
from arctic_map.scene.styling import in_style
from arctic_map.tables.attributes import classification
from arctic_map.tables.attributes.attribute_store import AttributeStore
from arctic_map.tables.attributes.attribute_writer import FAILURES
from arctic_map.tables.attributes.filter_expression import WrongExpression
from arctic_map.tables.attributes.label_ranks import naming
from arctic_map.tables.attributes.row_days import days

if TYPE_CHECKING:
    from arctic_map.cli.many import Few, Many
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.drawings.file_layer import FileLayer
    from arctic_map.scene.session.session import Session


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
        except (*FAILURES, WrongExpression) as error:
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
