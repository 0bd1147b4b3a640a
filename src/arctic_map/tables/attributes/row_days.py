"""The days of which the rows of an opened file speak, and which of them a period leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from arctic_map.model.attributes import DATES
from arctic_map.model.layer_style import HIDDEN
from arctic_map.tables.attributes.attribute_store import AttributeStore

UNDATED = -(2**31)


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    of_rows: NDArray[np.int32]
    """By the number of a feature in the file, as `date.toordinal` counts; UNDATED where it says none."""
    first: date
    last: date


def days(column: str, store: AttributeStore) -> Days | None:
    """None of a field that holds no dates. Raises WrongExpression."""
    field = store.field(column)
    if field is None or field.kind not in DATES or not store.count:
        return None
    found = store.days(field)
    dated = found[found != UNDATED]
    if not len(dated):
        return None
    wide = np.full(int(store.numbers.max()) + 1, UNDATED, dtype=np.int32)
    wide[store.numbers] = found
    first, last = (date.fromordinal(int(each)) for each in (dated.min(), dated.max()))
    return Days(wide, first, last)


def within(classes: bytes | None, of_rows: NDArray[np.int32], first: date, last: date) -> bytes:
    """The classes with those left out that speak of other days alone; without classes all are of the first.

    What has no date stays, as everywhere on the map.
    """
    found = np.zeros(len(of_rows), np.uint8)
    if classes is not None:
        known = np.frombuffer(classes, np.uint8)
        found[:] = HIDDEN
        found[: len(known)] = known[: len(found)]
    beyond = (of_rows != UNDATED) & ((of_rows < first.toordinal()) | (of_rows > last.toordinal()))
    found[beyond] = HIDDEN
    return found.tobytes()
