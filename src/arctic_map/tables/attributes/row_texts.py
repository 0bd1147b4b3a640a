"""Attributes of rows, read from the table of an opened file."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from arctic_map.tables.attributes.attribute_store import NO_TABLE, AttributeStore
from arctic_map.tables.attributes.condition_check import WrongExpression
from arctic_map.tables.attributes.feature_details import name_and_details
from arctic_map.tables.attributes.label_ranks import texts

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
