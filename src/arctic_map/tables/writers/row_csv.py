"""Rows of an opened file's table as CSV (RFC 4180, UTF-8), block by block."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from arctic_map.errors import system_reason
from arctic_map.model.attributes import RowQuery
from arctic_map.storage.atomic_write import write_bytes
from arctic_map.tables.attributes.attribute_store import AttributeStore
from arctic_map.tables.attributes.cell_text import harmless, harmless_name
from arctic_map.tables.attributes.condition_check import WrongExpression

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
