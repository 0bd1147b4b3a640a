"""Rows of an opened file's table: found by typed words, with their attributes as text, and as CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path

from arctic_map.errors import system_reason
from arctic_map.model.attributes import NUMBERS, Field, Kind, RowQuery
from arctic_map.storage.atomic_write import write_bytes
from arctic_map.tables.attributes.attribute_store import NO_TABLE, AttributeStore
from arctic_map.tables.attributes.cell_text import harmless, harmless_name, name_and_details
from arctic_map.tables.attributes.conditions import WrongExpression, as_text, quoted
from arctic_map.tables.attributes.row_values import texts

MAX_FIELDS = 24
"""Maximum fields searched, since a table may have very many."""
MAX_WORDS = 6
_GROUPED = r"(?<![\d.,])\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?![\d,.])"
"""A number with separated thousands; a point in a table is that of decimals."""
_WORD = re.compile(rf"({_GROUPED})|\S+")


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row that matches a search."""

    row: int
    """Number of the feature in the file."""
    values: tuple[object, ...]
    """Values in the order of the table's fields."""


def find(store: AttributeStore, text: str, names: Sequence[str], most: int) -> list[FoundRow]:
    """At most `most` rows with all words in any case, numbers being equal. Raises WrongExpression.

    `names` are possible fields of names, best first. Matches in the first that exists precede others.
    """
    words = list(islice(_words(text), MAX_WORDS))
    fields = [each for each in store.fields if each.kind is not Kind.BOOLEAN][:MAX_FIELDS]
    if not words or not fields:
        return []
    conditions: list[str] = []
    values: list[object] = []
    texts = [each for each in fields if each.kind not in NUMBERS]
    together = f"lower(concat_ws(' ', {', '.join(map(as_text, texts))}))" if texts else "''"
    for word, spellings in words:
        clause = " OR ".join([f"contains({together}, ?)"] * len(spellings))
        values += spellings
        numbers = [each for each in fields if each.kind in NUMBERS]
        if numbers and _is_number(word):
            # Integers and reals are both compared as doubles.
            clause += "".join(f" OR {quoted(each.column)} = CAST(? AS DOUBLE)" for each in numbers)
            values += [word] * len(numbers)
        conditions.append(f"({clause})")
    places = store.matching(" AND ".join(conditions), values, *_order(store, names, text), most)
    numbers_of = store.numbers[places].tolist() if len(places) else []
    rows = store.page(places.tolist(), store.fields)
    return [FoundRow(number, row) for number, row in zip(numbers_of, rows, strict=True)]


def _words(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each typed word with its spellings in texts: `17,104` is also 17104 and 17 104."""
    for match in _WORD.finditer(text.lower()):
        word = re.sub(r"\D", "", match[1]) if match[1] else match[0]
        if word.isascii() and word.isdigit() and len(word) > 4:
            yield word, (word, f"{int(word):,}", f"{int(word):,}".replace(",", " "))
        else:
            yield word, (word,)


def _order(store: AttributeStore, names: Sequence[str], text: str) -> tuple[str, list[object]]:
    """SQL that sorts by name: equal to the text, then starting with it, then containing it, then others."""
    named = [field for name in names if (field := _by_name(store, name))][:1]
    if not named:
        return "rowid", []
    column, query = f"lower({as_text(named[0])})", text.lower().strip()
    ranks = (f"WHEN {test} THEN {at}" for at, test in enumerate(_tests(column)))
    return f"CASE {' '.join(ranks)} ELSE 3 END, rowid", [query] * 3


def _tests(column: str) -> tuple[str, str, str]:
    return f"{column} = ?", f"starts_with({column}, ?)", f"contains({column}, ?)"


def _by_name(store: AttributeStore, name: str) -> Field | None:
    return next((field for field in store.fields if field.name.casefold() == name), None)


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    # The database reads no digits of other scripts.
    return word.isascii() and word[-1:].isdigit()


Details = tuple[str, tuple[tuple[str, str], ...]]
"""A row's name and its other attributes."""


class RowTexts:
    """Reads the table of a file whose rows are all in it, in file order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store: AttributeStore | None = None

    def of(self, column: str, rows: Sequence[int]) -> list[str]:
        """The label texts of a column in these rows. Raises OSError without a table."""
        with closing(self._table()) as table:
            return texts(table, column, rows)

    def details(self, rows: range) -> list[Details]:
        """The details of these rows. Empty while the table is still being written."""
        try:
            with closing(self._table()) as table:
                page = table.page(rows, table.fields)
                names = [field.name for field in table.fields]
        except (*NO_TABLE, WrongExpression):
            return []
        return [name_and_details(dict(zip(names, map(plain, values), strict=True))) for values in page]

    def close(self) -> None:
        """Close the table that is kept open."""
        if self._store:
            self._store.close()
        self._store = None

    def _table(self) -> AttributeStore:
        """A new connection for the calling thread. Raises OSError."""
        try:
            # Opening is too slow for a click, but immediate while another connection stays open.
            self._store = self._store or AttributeStore(self._folder)
            return AttributeStore(self._folder)
        except NO_TABLE as error:
            raise OSError(str(error)) from error


def plain(value: object) -> object:
    """The value with dates and times as ISO 8601 text."""
    return value if isinstance(value, str | bool | int | float | None) else str(value)


BLOCK = 5000
"""Rows per block."""


def write_rows(store: AttributeStore, query: RowQuery, out: Path) -> int:
    """Write the matching rows and return their number. Raises WrongExpression, also for file errors."""
    places = store.places(query)
    try:
        write_bytes(out, b"".join(_lines(store, [int(place) for place in places])))
    except OSError as error:
        raise WrongExpression(system_reason(error)) from error
    return len(places)


def _lines(store: AttributeStore, places: list[int]) -> Iterator[bytes]:
    text = StringIO(newline="")
    csv.writer(text).writerow([harmless_name(field.name) for field in store.fields])
    yield text.getvalue().encode()
    for start in range(0, len(places), BLOCK):
        text = StringIO(newline="")
        writer = csv.writer(text)
        for row in store.page(places[start : start + BLOCK], store.fields):
            writer.writerow(harmless(value, field) for value, field in zip(row, store.fields, strict=True))
        yield text.getvalue().encode()
