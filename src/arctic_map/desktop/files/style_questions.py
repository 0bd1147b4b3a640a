"""What is asked of the table of an opened file for its style and its labels, each with an open table."""

from collections.abc import Callable
from typing import Any

from arctic_map.model.attributes import Field
from arctic_map.model.layer_style import MOST_NAMES, LayerStyle
from arctic_map.tables.attributes import classification
from arctic_map.tables.attributes.attribute_store import AttributeStore
from arctic_map.tables.attributes.label_ranks import Naming, naming
from arctic_map.tables.attributes.row_days import Days, days


def chosen(store: AttributeStore, style: LayerStyle, count: int) -> tuple[LayerStyle, bytes, Any]:
    """The style with `count` classes, the class of each row, and how often each value is there."""
    found = classification.classified(style, count, store)
    histogram = classification.histogram(found.field or style.field, store)
    return found, classification.numbers(found, store), histogram


def filtered(store: AttributeStore, style: LayerStyle) -> tuple[LayerStyle, bytes]:
    """With the class of each row."""
    return style, classification.numbers(style, store)


def described(store: AttributeStore, style: LayerStyle) -> tuple[LayerStyle, tuple[Field, ...], Any]:
    """With the fields, and how often each value of its own is there."""
    return style, store.fields, classification.histogram(style.field, store)


def refreshed(store: AttributeStore, style: LayerStyle) -> tuple[LayerStyle, bytes]:
    """As the table has the classes now, with the class of each row."""
    now = classification.refreshed(style, store)
    return now, classification.numbers(now, store)


def days_of(store: AttributeStore, column: str) -> Days | None:
    return days(column, store)


def names_of(store: AttributeStore, style: LayerStyle, *, on_disk: bool) -> Naming:
    """Who has a label; those of features on disk are read with the view."""
    return naming(style, store, 0 if on_disk else MOST_NAMES)


ANSWERS: dict[str, Callable[..., Any]] = {
    "style": chosen,
    "filter": filtered,
    "describe": described,
    "classes": refreshed,
    "days": days_of,
}
"""By the first word of a topic."""
