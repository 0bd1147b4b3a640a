"""A layer's style by attributes: the classes of its fields, and the class of each feature."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from arctic_map.model.attributes import DATES, NUMBERS
from arctic_map.model.layer_style import (
    GRADUATED,
    HIDDEN,
    MAX_CATEGORIES,
    MAX_CLASSES,
    SIZE_CLASSES,
    LayerStyle,
    Method,
)
from arctic_map.tables.attributes import class_breaks
from arctic_map.tables.attributes.attribute_store import AttributeStore

METHODS = {
    Method.EQUAL: class_breaks.equal_intervals,
    Method.QUANTILE: class_breaks.quantiles,
    Method.NATURAL: class_breaks.natural_breaks,
}


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts of a field's values in bins of equal width from the least to the greatest."""

    counts: tuple[int, ...]
    least: float
    greatest: float


def classified(style: LayerStyle, count: int, store: AttributeStore) -> LayerStyle:
    """The style with classes computed from its fields, in `count` colours where the method has a choice.

    Missing fields and fields without usable values are removed. Raises WrongExpression.
    """
    style = replace(style, edges=(), categories=(), others=False, empty=False, size_edges=())
    return _sized(_coloured(_labelled(style, store), count, store), store)


def refreshed(style: LayerStyle, store: AttributeStore) -> LayerStyle:
    """The style with the same classes for another or changed table. Raises WrongExpression."""
    style, field = _labelled(style, store), store.field(style.field)
    if field is None or style.method is Method.SINGLE:
        style = replace(style, method=Method.SINGLE, field="", title="", others=False, empty=False)
    elif style.method in GRADUATED:
        values = _values(style.field, store)
        if values is None:
            return refreshed(replace(style, field=""), store)
        style = replace(style, empty=style.empty or len(values) < store.count)
    else:
        codes = store.category_numbers(field, style.categories)
        others, empty = bool((codes == -1).any()), bool((codes == -2).any())
        style = replace(style, others=style.others or others, empty=style.empty or empty)
    if style.size_field and _values(style.size_field, store) is None:
        style = replace(style, size_field="", size_title="", size_edges=())
    return style


def numbers(style: LayerStyle, store: AttributeStore) -> bytes:
    """A byte for each feature at its number in the file: colour class times number of sizes, plus size class.

    HIDDEN for features that are filtered out or lack a row. Raises WrongExpression.
    """
    classes = _colour_numbers(style, store)
    field = store.field(style.size_field)
    if field and style.size_count > 1:
        values = store.values(field)
        size = class_breaks.class_numbers(values, style.size_edges)
        # Rows without a value get the smallest size.
        classes = classes * style.size_count + np.where(np.isnan(values), 0, size)
    wide = np.full(int(store.numbers.max()) + 1 if store.count else 0, HIDDEN, dtype=np.uint8)
    if style.query.filtered:
        shown = store.places(style.query)
        wide[store.numbers[shown]] = classes[shown]
    else:
        wide[store.numbers] = classes
    return wide.tobytes()


def histogram(column: str, store: AttributeStore) -> Histogram | None:
    """The histogram of a column, or None if it has no numbers. Raises WrongExpression."""
    values = _values(column, store)
    if values is None:
        return None
    low, high = float(values.min()), float(values.max())
    return Histogram(tuple(class_breaks.histogram(values, low, high)), low, high)


def _labelled(style: LayerStyle, store: AttributeStore) -> LayerStyle:
    """The style without label and date columns that do not exist or have the wrong type."""
    field, order = store.field(style.label_field), store.field(style.label_order)
    dates = store.field(style.date_field)
    return replace(
        style,
        date_field=dates.column if dates and dates.kind in DATES else "",
        label_field=field.column if field else "",
        label_order=order.column if field and order and order.kind in NUMBERS else "",
    )


def _coloured(style: LayerStyle, count: int, store: AttributeStore) -> LayerStyle:
    field = store.field(style.field)
    if field is None or style.method is Method.SINGLE:
        return replace(style, method=Method.SINGLE, field="", title="")
    style = replace(style, field=field.column, title=field.name)
    if style.method is Method.CATEGORY:
        categories = store.categories(field, MAX_CATEGORIES + 1)
        names = tuple(name for name, _ in categories[:MAX_CATEGORIES])
        if not names:
            return replace(style, method=Method.SINGLE, field="", title="")
        statistics = store.statistics(field)
        return replace(
            style,
            categories=tuple(sorted(names)),
            others=len(categories) > MAX_CATEGORIES,
            empty=statistics.filled < statistics.rows,
        )
    values = _values(field.column, store)
    if values is None:
        return replace(style, method=Method.SINGLE, field="", title="")
    count = min(max(count, 2), MAX_CLASSES)
    if style.method is Method.LIMITS:
        # The first limits are those of classes of equal count.
        limits = style.limits or class_breaks.quantiles(values, count)[1:-1] or (float(values.min()),)
        edges = class_breaks.between(values, limits)
        return replace(style, limits=edges[1:-1], edges=edges, empty=len(values) < store.count)
    method = METHODS.get(style.method)
    edges = method(values, count) if method else class_breaks.deviations(values)
    return replace(style, edges=edges, empty=len(values) < store.count)


def _sized(style: LayerStyle, store: AttributeStore) -> LayerStyle:
    field, values = store.field(style.size_field), _values(style.size_field, store)
    if field is None or values is None:
        return replace(style, size_field="", size_title="")
    # If colour and size show the same field, they share classes and so a legend.
    same = style.method in GRADUATED and style.field == field.column
    edges = style.edges if same else class_breaks.equal_intervals(values, SIZE_CLASSES)
    return replace(style, size_field=field.column, size_title=field.name, size_edges=edges)


def _values(column: str, store: AttributeStore) -> Any:
    """The finite values of a numeric field, or None for other fields or without values."""
    field = store.field(column)
    if field is None or field.kind not in NUMBERS:
        return None
    values = store.values(field)
    values = values[np.isfinite(values)]
    return values if len(values) else None


def _colour_numbers(style: LayerStyle, store: AttributeStore) -> Any:
    """The colour class of each row, as int32."""
    field = store.field(style.field)
    if field is None or style.method is Method.SINGLE:
        return np.zeros(store.count, dtype=np.int32)
    if style.method in GRADUATED:
        values = store.values(field)
        last = len(style.edges) - 1
        return np.where(np.isnan(values), last, class_breaks.class_numbers(values, style.edges))
    codes = store.category_numbers(field, style.categories)
    other = len(style.categories)
    return np.where(codes == -1, other, np.where(codes == -2, other + style.others, codes))
