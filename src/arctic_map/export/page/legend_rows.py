"""The rows of a page's legend: headings, lines, and at the foot symbols two by two."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched, groupby

from arctic_map.model.legend_entry import LegendEntry

BESIDE = 2
"""Symbols that stand side by side at the foot."""


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
            yield from (Row(entry.symbols) for entry in found)
