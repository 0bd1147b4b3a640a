"""Classes of numbers: edges by four methods, and the class of each value.

Edges are the lowest value, the upper ends of the classes, and the highest value last. A value on an edge
belongs to the class below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

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


def histogram(values: Any, low: float, high: float) -> list[int]:
    """Counts of values in BINS bins of equal width."""
    counts, _ = np.histogram(values, bins=BINS, range=(low, high if high > low else low + 1.0))
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
