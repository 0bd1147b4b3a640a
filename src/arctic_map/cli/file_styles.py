"""Opened files in the styles of the picture that a map is made from, with their labels, days and names."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from arctic_map.cli.tables import table_of
from arctic_map.cli.text import complain
from arctic_map.dataset import classify
from arctic_map.dataset.days import days
from arctic_map.dataset.expression import WrongExpression
from arctic_map.dataset.naming import naming
from arctic_map.dataset.store import AttributeStore
from arctic_map.files.attribute_store import FAILURES
from arctic_map.model.layer_style import MOST_NAMES
from arctic_map.scene.styling import styled

if TYPE_CHECKING:
    from datetime import date

    from arctic_map.cli.many import Few, Many
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.session.session import Session


def with_styles(
    catalog: Catalog, session: Session, drawings: Drawings, files: Mapping[str, Many | Few]
) -> tuple[Catalog, Session]:
    """The content and the session with the files in their styles, as their tables have the classes now."""
    names = dict(session.names)
    called = tuple(replace(each, name=names.get(each.id) or each.name) for each in catalog.layers)
    catalog = replace(catalog, layers=called)
    styles: dict[str, LayerStyle] = {}
    spans: dict[str, tuple[date, date]] = {}
    for id, style in session.styles:
        if id not in files:
            continue
        try:
            with closing(AttributeStore(table_of(files[id]))) as store:
                styles[id] = _held(id, style, store, drawings, session, spans)
        except (*FAILURES, WrongExpression) as error:
            name = next(layer.name for layer in called if layer.id == id)
            complain(f"{name}: its style is not shown: {error}")
    return styled(catalog, styles, spans), replace(session, styles=tuple(styles.items()))


def _held(
    layer_id: str,
    style: LayerStyle,
    store: AttributeStore,
    drawings: Drawings,
    session: Session,
    spans: dict[str, tuple[date, date]],
) -> LayerStyle:
    """The style as the table has it; its classes, names and days are held by the drawings."""
    now = classify.refreshed(style, store)
    key = now.key if now.classed else ""
    if key:
        drawings.hold_classes(layer_id, key, classify.numbers(now, store))
    if now.date_field and (found := days(now.date_field, store)):
        spans[layer_id] = found.first, found.last
        drawings.hold_days(layer_id, now.date_field, found)
        if session.when:
            key = drawings.in_period(layer_id, key, found, session.when.first, session.when.last)
    drawings.paint_by(layer_id, key, styled=not now.plain)
    if now.label_key:
        drawings.hold_naming(layer_id, now.label_key, naming(now, store, MOST_NAMES))
        drawings.name_by(layer_id, now.label_key)
    return now
