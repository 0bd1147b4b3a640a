"""The rows of a page's legend: headings, lines, and at the foot symbols two by two."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched, groupby

from arctic_map.export.marks.typeface import width
from arctic_map.model.legend_entry import LegendEntry

BESIDE = 2
"""Symbols that stand side by side at the foot."""
NARROWEST, SYMBOL = 19.0, 4.0
"""Of a column, and of a symbol with the space beside it, in sizes of the type."""


@dataclass(frozen=True, slots=True)
class Row:
    symbols: tuple[tuple[str, str], ...]
    """Styles with their words; a heading has none."""
    heading: str = ""
    at_foot: bool = False

    @property
    def text(self) -> str:
        """All its words; a heading ends with a colon, and stands over what follows."""
        return f"{self.heading}:" if self.heading else ", ".join(words for _, words in self.symbols)


def rows(entries: Sequence[LegendEntry]) -> tuple[Row, ...]:
    return tuple(_rows(entries))


def _rows(entries: Iterable[LegendEntry]) -> Iterator[Row]:
    for (heading, at_foot), found in groupby(entries, key=lambda entry: (entry.group, entry.at_foot)):
        if heading:
            yield Row((), heading)
        if at_foot:
            symbols = (symbol for entry in found for symbol in entry.symbols)
            yield from (Row(side_by_side, at_foot=True) for side_by_side in batched(symbols, BESIDE))
        else:
            yield from (Row(part) for entry in found for part in _fitting(entry.symbols))


def _fitting(symbols: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], ...]]:
    """The symbols of a line in as many rows as they need side by side."""
    row: list[tuple[str, str]] = []
    taken = 0.0
    for style, words in symbols:
        wide = SYMBOL + width(words, 1.0)
        if row and taken + wide > NARROWEST:
            yield tuple(row)
            row, taken = [], 0.0
        row.append((style, words))
        taken += wide
    yield tuple(row)
