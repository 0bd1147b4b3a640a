"""What is written beside a layer's marks: which of its rows rather than others, and by which field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from arctic_map.model.attributes import NUMBERS
from arctic_map.model.layer_style import LayerStyle
from arctic_map.tables.attributes.cell_text import shown

if TYPE_CHECKING:
    from arctic_map.tables.attributes.attribute_store import AttributeStore

Ranks = NDArray[np.uint32]
NOBODY = 2**32 - 1
"""The rank of rows that are not named."""
LONGEST = 60
"""Characters of a name on the map."""


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    column: str
    ranks: Ranks
    """By the number of a feature in the file: the smaller the rather; equal ones as they lie on the map."""
    first: tuple[tuple[int, str], ...] = ()
    """Numbers and texts of those that are named rather than all others."""


def naming(style: LayerStyle, store: AttributeStore, most: int) -> Naming:
    """Who is named by a style; texts of as many as `most`. Raises WrongExpression."""
    field = store.field(style.label_field)
    wide = np.full(int(store.numbers.max()) + 1 if store.count else 0, NOBODY, dtype=np.uint32)
    if field is None or not store.count:
        return Naming(style.label_field, wide)
    said = store.says(field)
    if style.query.filtered:
        shown_ones = np.zeros(store.count, np.bool_)
        shown_ones[store.places(style.query)] = True
        said &= shown_ones
    by = store.field(style.label_order)
    if by is not None and by.kind in NUMBERS:
        order = np.argsort(-store.values(by), kind="stable")
        ranks = np.empty(store.count, np.uint32)
        ranks[order] = np.arange(store.count, dtype=np.uint32)
        first = order[said[order]][:most]
    else:
        ranks = np.zeros(store.count, np.uint32)
        first = np.flatnonzero(said)[:most]
    wide[store.numbers[said]] = ranks[said]
    names = texts(store, field.column, first.tolist())
    return Naming(field.column, wide, tuple(zip(store.numbers[first].tolist(), names, strict=True)))


def texts(store: AttributeStore, column: str, places: Iterable[int]) -> list[str]:
    """What rows at these places of the table say in a column, short enough for the map."""
    field = store.field(column)
    if field is None:
        return ["" for _ in places]
    found = (shown(_short(value), field) for (value,) in store.page([*places], [field]))
    return [_plain(text) for text in found]


def _short(value: object) -> object:
    """Reals as a map has room for them."""
    return float(f"{value:.6g}") if isinstance(value, float) else value


def _plain(text: str) -> str:
    """On one line, and nothing in it that is not seen."""
    flat = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1].rstrip()}…"
