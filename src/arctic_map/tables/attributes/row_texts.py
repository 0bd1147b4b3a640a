"""What the rows of an opened file say, out of the table beside them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from arctic_map.tables.attributes.attribute_store import NO_TABLE, AttributeStore
from arctic_map.tables.attributes.feature_details import name_and_details
from arctic_map.tables.attributes.filter_expression import WrongExpression
from arctic_map.tables.attributes.label_ranks import texts

Details = tuple[str, tuple[tuple[str, str], ...]]
"""A row's name and what else it says."""


class RowTexts:
    """All rows of such a file are in its table, in their order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: AttributeStore | None = None

    def of(self, column: str, rows: Sequence[int]) -> list[str]:
        """The texts of a column. Raises OSError where there is no table."""
        with closing(self._table()) as table:
            return texts(table, column, rows)

    def details(self, rows: range) -> list[Details]:
        """None where the table is still being written, or the rows say nothing."""
        try:
            with closing(self._table()) as table:
                page = table.page(rows, table.fields)
                names = [field.name for field in table.fields]
        except (*NO_TABLE, WrongExpression):
            return []
        return [name_and_details(dict(zip(names, map(plain, values), strict=True))) for values in page]

    def close(self) -> None:
        if self._held:
            self._held.close()
        self._held = None

    def _table(self) -> AttributeStore:
        """For one thread. Raises OSError."""
        try:
            # To open it takes longer than a click may; beside one that stays open it takes no time.
            self._held = self._held or AttributeStore(self._folder)
            return AttributeStore(self._folder)
        except NO_TABLE as error:
            raise OSError(str(error)) from error


def plain(value: object) -> object:
    """Dates and times as ISO 8601 has them."""
    return value if isinstance(value, str | bool | int | float | None) else str(value)
