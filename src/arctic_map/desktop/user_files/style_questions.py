"""What is asked of the table of an opened file for its style and its labels, each with an open table."""

from collections.abc import Callable
from typing import Any

from arctic_map.dataset import classify
from arctic_map.dataset.days import Days, days
from arctic_map.dataset.naming import Naming, naming
from arctic_map.dataset.store import AttributeStore
from arctic_map.model.attributes import Field
from arctic_map.model.layer_style import MOST_NAMES, LayerStyle


def chosen(store: AttributeStore, style: LayerStyle, count: int) -> tuple[LayerStyle, bytes, Any]:
    """The style with `count` classes, the class of each row, and how often each value is there."""
    found = classify.classified(style, count, store)
    return found, classify.numbers(found, store), classify.histogram(found.field or style.field, store)


def filtered(store: AttributeStore, style: LayerStyle) -> tuple[LayerStyle, bytes]:
    """With the class of each row."""
    return style, classify.numbers(style, store)


def described(store: AttributeStore, style: LayerStyle) -> tuple[LayerStyle, tuple[Field, ...], Any]:
    """With the fields, and how often each value of its own is there."""
    return style, store.fields, classify.histogram(style.field, store)


def refreshed(store: AttributeStore, style: LayerStyle) -> tuple[LayerStyle, bytes]:
    """As the table has the classes now, with the class of each row."""
    now = classify.refreshed(style, store)
    return now, classify.numbers(now, store)


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
