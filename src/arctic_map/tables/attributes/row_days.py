"""The dates of an opened file's rows, their histogram, and rows outside a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from arctic_map.model.attributes import DATES
from arctic_map.model.catalog import LayerDays
from arctic_map.model.layer_style import HIDDEN
from arctic_map.tables.attributes.attribute_store import AttributeStore

UNDATED = -(2**31)
BINS = 120
"""Maximum parts of the histogram."""


@dataclass(frozen=True, slots=True, eq=False)
class RowDays:
    """The day of each row, and how many rows there are over time."""

    of_rows: NDArray[np.int32]
    """By number of the feature in the file, as `date.toordinal`, or UNDATED."""
    span: LayerDays


def days(column: str, store: AttributeStore) -> RowDays | None:
    """The days of a date column, or None for other columns or without dates. Raises WrongExpression."""
    field = store.field(column)
    if field is None or field.kind not in DATES or not store.count:
        return None
    ordinals = store.days(field)
    dated = ordinals[ordinals != UNDATED]
    if not len(dated):
        return None
    wide = np.full(int(store.numbers.max()) + 1, UNDATED, dtype=np.int32)
    wide[store.numbers] = ordinals
    first, last = int(dated.min()), int(dated.max())
    length = last + 1 - first
    # Bins of whole days, since parts of a day would leave every other bin empty.
    counts = np.bincount((dated - first) // -(-length // BINS))
    return RowDays(wide, LayerDays(date.fromordinal(first), date.fromordinal(last), tuple(counts.tolist())))


def within(classes: bytes | None, of_rows: NDArray[np.int32], first: date, last: date) -> bytes:
    """The classes (0 if None) of all rows, with dated rows outside the period HIDDEN."""
    filtered = np.zeros(len(of_rows), np.uint8)
    if classes is not None:
        known = np.frombuffer(classes, np.uint8)
        filtered[:] = HIDDEN
        filtered[: len(known)] = known[: len(filtered)]
    beyond = (of_rows != UNDATED) & ((of_rows < first.toordinal()) | (of_rows > last.toordinal()))
    filtered[beyond] = HIDDEN
    return filtered.tobytes()
