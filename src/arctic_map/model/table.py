"""Rows with plain columns, for map files of other programs."""

from dataclasses import dataclass
from datetime import date

from arctic_map.model.feature import Geometry

Value = str | date | None


@dataclass(frozen=True, slots=True)
class Row:
    """A feature as a row of a table."""

    id: str
    geometry: Geometry | None
    """Degrees, lon/lat; None for a row without a place."""
    values: tuple[Value, ...]
    """In the order of the table's columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The table of one layer."""

    id: str
    name: str
    note: str
    columns: dict[str, type[str] | type[date]]
    """Names and types of the columns; any value may be None."""
    rows: tuple[Row, ...]

    def records(self) -> tuple[dict[str, Value], ...]:
        """The values of each row by column."""
        return tuple(dict(zip(self.columns, row.values, strict=True)) for row in self.rows)
