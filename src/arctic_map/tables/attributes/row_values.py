"""Labels and dates of an opened file's rows: which get a label first, and which are within a period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from arctic_map.model.attributes import DATES, NUMBERS
from arctic_map.model.catalog import LayerDays
from arctic_map.model.layer_style import HIDDEN, LayerStyle
from arctic_map.tables.attributes.cell_text import shown

if TYPE_CHECKING:
    from arctic_map.tables.attributes.attribute_store import AttributeStore


Ranks = NDArray[np.uint32]
NOBODY = 2**32 - 1
"""Rank of rows without a label."""
MAX_LABEL_LENGTH = 60
"""Maximum characters of a label."""
EXACT = 1e5
"""From here on, six digits have no fraction."""


@dataclass(frozen=True, slots=True, eq=False)
class LabelColumn:
    """The labels of a layer's rows."""

    column: str
    ranks: Ranks
    """Rank by number of the feature in the file; the lowest is labelled first, equal ones in map order."""
    first: tuple[tuple[int, str], ...] = ()
    """Numbers and texts of the rows with the highest priority."""


def naming(style: LayerStyle, store: AttributeStore, most: int) -> LabelColumn:
    """The labels of a style, with texts for at most `most` rows. Raises WrongExpression."""
    field = store.field(style.label_field)
    wide = np.full(int(store.numbers.max()) + 1 if store.count else 0, NOBODY, dtype=np.uint32)
    if field is None or not store.count:
        return LabelColumn(style.label_field, wide)
    filled = store.is_filled(field)
    if style.query.filtered:
        shown_ones = np.zeros(store.count, np.bool_)
        shown_ones[store.places(style.query)] = True
        filled &= shown_ones
    by = store.field(style.label_order)
    if by is not None and by.kind in NUMBERS:
        order = np.argsort(-store.values(by), kind="stable")
        ranks = np.empty(store.count, np.uint32)
        ranks[order] = np.arange(store.count, dtype=np.uint32)
        first = order[filled[order]][:most]
    else:
        ranks = np.zeros(store.count, np.uint32)
        first = np.flatnonzero(filled)[:most]
    wide[store.numbers[filled]] = ranks[filled]
    names = texts(store, field.column, first.tolist())
    return LabelColumn(field.column, wide, tuple(zip(store.numbers[first].tolist(), names, strict=True)))


def texts(store: AttributeStore, column: str, places: Iterable[int]) -> list[str]:
    """The labels of the rows at these positions of the table, shortened for the map."""
    field = store.field(column)
    if field is None:
        return ["" for _ in places]
    labels = (shown(_short(value), field) for (value,) in store.page([*places], [field]))
    return [_plain(text) for text in labels]


def _short(value: object) -> object:
    """The value with the fractions of reals rounded for the map."""
    if not isinstance(value, float) or value.is_integer():
        return value
    return float(f"{value:.0f}" if abs(value) >= EXACT else f"{value:.6g}")


def _plain(text: str) -> str:
    """The text on one line, without invisible characters, shortened."""
    flat = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return flat if len(flat) <= MAX_LABEL_LENGTH else f"{flat[: MAX_LABEL_LENGTH - 1].rstrip()}…"


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
