"""Queries of an opened file's table for its style and its labels."""

from collections.abc import Callable
from typing import Any

from arctic_map.model.attributes import Field
from arctic_map.model.layer_style import MAX_NAMES, LayerStyle
from arctic_map.tables.attributes import classification
from arctic_map.tables.attributes.attribute_store import AttributeStore
from arctic_map.tables.attributes.row_values import LabelColumn, RowDays, days, naming


def chosen(store: AttributeStore, style: LayerStyle, count: int) -> tuple[LayerStyle, bytes, Any]:
    """Return the style with `count` classes, the class of each row, and the histogram of the field."""
    classified = classification.classified(style, count, store)
    histogram = classification.histogram(classified.field or style.field, store)
    return classified, classification.numbers(classified, store), histogram


def filtered(store: AttributeStore, style: LayerStyle) -> tuple[LayerStyle, bytes]:
    """Return the style with the class of each row."""
    return style, classification.numbers(style, store)


def described(store: AttributeStore, field: str) -> tuple[tuple[Field, ...], Any]:
    """Return the fields of the table, and the histogram of one of them."""
    return store.fields, classification.histogram(field, store)


def refreshed(store: AttributeStore, style: LayerStyle) -> tuple[LayerStyle, bytes]:
    """Return the style with classes of the present table, and the class of each row."""
    now = classification.refreshed(style, store)
    return now, classification.numbers(now, store)


def days_of(store: AttributeStore, column: str) -> RowDays | None:
    """Return the days of a date column; None if it has none."""
    return days(column, store)


def names_of(store: AttributeStore, style: LayerStyle, *, on_disk: bool) -> LabelColumn:
    """Return which features have a label; on-disk features are named when they are in view."""
    return naming(style, store, 0 if on_disk else MAX_NAMES)


ANSWERS: dict[str, Callable[..., Any]] = {
    "style": chosen,
    "filter": filtered,
    "describe": described,
    "classes": refreshed,
    "days": days_of,
}
"""Queries by the first word of a topic."""
