"""The rows of a page's legend: headings, lines, and pairs of symbols at the foot."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched, groupby

from arctic_map.export.marks.typeface import width
from arctic_map.model.legend_entry import LegendEntry

PER_ROW = 2
"""Symbols side by side at the foot."""
NARROWEST, SYMBOL = 19.0, 4.0
"""Width of a column, and of a symbol with its gap, in multiples of the font size."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the legend."""

    symbols: tuple[tuple[str, str], ...]
    """Styles with their texts. A heading has none."""
    heading: str = ""
    at_foot: bool = False

    @property
    def text(self) -> str:
        """The text of the row. A heading ends with a colon and is kept with the following row."""
        return f"{self.heading}:" if self.heading else ", ".join(words for _, words in self.symbols)


def rows(entries: Sequence[LegendEntry]) -> tuple[Row, ...]:
    """The rows of legend entries."""
    return tuple(_rows(entries))


def _rows(entries: Iterable[LegendEntry]) -> Iterator[Row]:
    for (heading, at_foot), group in groupby(entries, key=lambda entry: (entry.group, entry.at_foot)):
        if heading:
            yield Row((), heading)
        if at_foot:
            symbols = (symbol for entry in group for symbol in entry.symbols)
            yield from (Row(side_by_side, at_foot=True) for side_by_side in batched(symbols, PER_ROW))
        else:
            yield from (Row(part) for entry in group for part in _fitting(entry.symbols))


def _fitting(symbols: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield the symbols of a line in as many rows as needed."""
    row: list[tuple[str, str]] = []
    used = 0.0
    for style, words in symbols:
        wide = SYMBOL + width(words, 1.0)
        if row and used + wide > NARROWEST:
            yield tuple(row)
            row, used = [], 0.0
        row.append((style, words))
        used += wide
    yield tuple(row)
