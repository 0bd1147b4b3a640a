"""A layer's style by attributes: the classes of its fields, and the class of each feature.

Edges of numbers, by four methods, are the lowest value, the upper ends of the classes, and the highest value
last. A value on an edge belongs to the class below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf, ulp
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
from arctic_map.tables.attributes.attribute_store import AttributeStore

MAX_DISTINCT = 1500
"""Maximum distinct values for natural breaks. More are first merged into groups."""
DEVIATIONS = (-2.0, -1.0, 1.0, 2.0)
"""Edges in standard deviations from the mean."""
BINS = 40
"""Number of bins of a histogram."""


def equal_intervals(values: Any, count: int) -> tuple[float, ...]:
    """Edges of `count` classes of equal width."""
    low, high = float(values.min()), float(values.max())
    return _edges(np.linspace(low, high, count + 1))


def quantiles(values: Any, count: int) -> tuple[float, ...]:
    """Edges of classes with equal counts, as far as possible, by numpy's linear interpolation."""
    return _edges(np.quantile(values, np.linspace(0.0, 1.0, count + 1)))


def deviations(values: Any) -> tuple[float, ...]:
    """Edges by standard deviations of the sample from the mean: at most five classes."""
    low, high = float(values.min()), float(values.max())
    spread = float(values.std(ddof=1)) if len(values) > 1 else 0.0
    inner = [float(values.mean()) + spread * each for each in DEVIATIONS]
    return _edges([low, *(edge for edge in inner if low < edge < high), high])


def natural_breaks(values: Any, count: int) -> tuple[float, ...]:
    """Edges of natural breaks (Fisher 1958, Jenks 1977): the exact optimum of the squares within classes.

    More than MAX_DISTINCT distinct values are first merged into neighbouring groups.
    """
    distinct, weights = _gathered(values)
    count = min(count, len(distinct))
    starts = _best_starts(distinct, weights, count)
    if len(starts) < 2:
        return _edges([values.min(), values.max()])
    # Use an existing value as the edge.
    uppers = [_upper(values, distinct, start) for start in starts[1:]]
    # The lowest value alone may be a class.
    return (float(values.min()), *uppers, float(values.max()))


def between(values: Any, limits: Sequence[float]) -> tuple[float, ...]:
    """Edges of the classes between limits, of which there is at least one, extended to all values."""
    inner = sorted(set(limits))
    return (min(float(values.min()), inner[0]), *inner, max(float(values.max()), inner[-1]))


def class_numbers(values: Any, edges: tuple[float, ...]) -> Any:
    """The class of each value from 0, as int32. Values beyond the edges get the first or last class."""
    return np.searchsorted(np.asarray(edges[1:-1]), values, side="left").astype(np.int32)


def bin_counts(values: Any, low: float, high: float) -> list[int]:
    """Counts of values in BINS bins of equal width; all in the first if they are too near or far."""
    if not BINS * ulp(max(abs(low), abs(high))) < high - low < inf:
        return [len(values), *[0] * (BINS - 1)]
    counts, _ = np.histogram(values, bins=BINS, range=(low, high))
    return [int(count) for count in counts]


def _edges(edges: Any) -> tuple[float, ...]:
    """The edges sorted without duplicates; at least two."""
    distinct = sorted({float(edge) for edge in edges})
    return tuple(distinct) if len(distinct) > 1 else (distinct[0], distinct[0])


def _gathered(values: Any) -> tuple[Any, Any]:
    """Sorted distinct values with their counts. Too many are merged to the means of groups."""
    distinct, weights = np.unique(values, return_counts=True)
    weights = weights.astype(np.float64)
    if len(distinct) <= MAX_DISTINCT:
        return distinct, weights
    # Groups of equal width where values are sparse, and of equal count where they are dense.
    by_rank = np.searchsorted(np.cumsum(weights), np.linspace(0, weights.sum(), MAX_DISTINCT // 2 + 1)[1:-1])
    by_width = np.searchsorted(distinct, np.linspace(distinct[0], distinct[-1], MAX_DISTINCT // 2 + 1)[1:-1])
    starts = np.unique(np.concatenate([[0], by_rank, by_width]))
    starts = starts[starts < len(distinct)]
    sums = np.add.reduceat(weights, starts)
    return np.add.reduceat(distinct * weights, starts) / sums, sums


def _best_starts(distinct: Any, weights: Any, count: int) -> list[int]:
    """The start of each class in the optimum, by dynamic programming over classes and values."""
    # Centre the values, because squares of large, similar numbers would lose precision.
    centred = distinct - np.average(distinct, weights=weights)
    w = np.concatenate([[0.0], np.cumsum(weights)])
    s = np.concatenate([[0.0], np.cumsum(weights * centred)])
    q = np.concatenate([[0.0], np.cumsum(weights * centred**2)])
    size = len(distinct)
    best = q[1:] - s[1:] ** 2 / w[1:]
    origin = np.zeros((count, size), dtype=np.int32)
    for level in range(1, count):
        following = np.full(size, np.inf)
        for end in range(level, size):
            begin = np.arange(level, end + 1)
            within = q[end + 1] - q[begin] - (s[end + 1] - s[begin]) ** 2 / (w[end + 1] - w[begin])
            whole = best[begin - 1] + np.maximum(within, 0.0)
            at = int(whole.argmin())
            following[end], origin[level, end] = whole[at], begin[at]
        best = following
    starts: list[int] = []
    end = size - 1
    for level in range(count - 1, 0, -1):
        start = int(origin[level, end])
        starts.append(start)
        end = start - 1
    return [0, *reversed(starts)]


def _upper(values: Any, distinct: Any, start: int) -> float:
    """The greatest value below the class that starts at `start`."""
    middle = (distinct[start - 1] + distinct[start]) / 2
    return float(values[values <= middle].max())


METHODS = {Method.EQUAL: equal_intervals, Method.QUANTILE: quantiles, Method.NATURAL: natural_breaks}


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
    style = replace(style, edges=(), categories=(), numeric=False, others=False, empty=False, size_edges=())
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
        edges = _stretched(style.edges, values)
        style = replace(style, edges=edges, empty=style.empty or len(values) < store.count)
    else:
        categories = style.categories[:MAX_CATEGORIES]
        style = replace(style, categories=categories, numeric=field.kind in NUMBERS)
        codes = store.category_numbers(field, style.categories)
        others, empty = bool((codes == -1).any()), bool((codes == -2).any())
        style = replace(style, others=style.others or others, empty=style.empty or empty)
    if not style.size_field:
        return style
    values = _values(style.size_field, store)
    if values is None:
        return replace(style, size_field="", size_title="", size_edges=())
    return replace(style, size_edges=_stretched(style.size_edges, values))


def _stretched(edges: tuple[float, ...], values: Any) -> tuple[float, ...]:
    """The edges with the outer ones extended to all values, which have the first or last class anyway."""
    if len(edges) < 2:
        return edges
    return (min(edges[0], float(values.min())), *edges[1:-1], max(edges[-1], float(values.max())))


def numbers(style: LayerStyle, store: AttributeStore) -> bytes:
    """A byte for each feature at its number in the file: colour class times number of sizes, plus size class.

    HIDDEN for features that are filtered out or lack a row. Raises WrongExpression.
    """
    classes = _colour_numbers(style, store)
    field = store.field(style.size_field)
    if field and style.size_count > 1:
        values = store.values(field)
        size = class_numbers(values, style.size_edges)
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
    return Histogram(tuple(bin_counts(values, low, high)), low, high)


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
            categories=tuple(sorted(names, key=float if field.kind in NUMBERS else _letters)),
            numeric=field.kind in NUMBERS,
            others=len(categories) > MAX_CATEGORIES,
            empty=statistics.filled < statistics.rows,
        )
    values = _values(field.column, store)
    if values is None:
        return replace(style, method=Method.SINGLE, field="", title="")
    count = min(max(count, 2), MAX_CLASSES)
    if style.method is Method.LIMITS:
        # The first limits are those of classes of equal count.
        limits = style.limits or quantiles(values, count)[1:-1] or (float(values.min()),)
        edges = between(values, limits)
        return replace(style, limits=edges[1:-1], edges=edges, empty=len(values) < store.count)
    method = METHODS.get(style.method)
    edges = method(values, count) if method else deviations(values)
    return replace(style, edges=edges, empty=len(values) < store.count)


def _letters(name: str) -> tuple[str, str]:
    """A key that sorts texts regardless of case."""
    return name.casefold(), name


def _sized(style: LayerStyle, store: AttributeStore) -> LayerStyle:
    field, values = store.field(style.size_field), _values(style.size_field, store)
    if field is None or values is None:
        return replace(style, size_field="", size_title="")
    # If colour and size show the same field, they share classes and so a legend.
    same = style.method in GRADUATED and style.field == field.column
    edges = style.edges if same else equal_intervals(values, SIZE_CLASSES)
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
        return np.where(np.isnan(values), last, class_numbers(values, style.edges))
    codes = store.category_numbers(field, style.categories)
    other = len(style.categories)
    return np.where(codes == -1, other, np.where(codes == -2, other + style.others, codes))
