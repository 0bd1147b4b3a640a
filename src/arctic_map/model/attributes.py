"""Tables of attributes: fields and queries of an opened file, and rows for files of other programs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from arctic_map.model.feature import Geometry

FILE = "attributes.duckdb"
"""File name of the table, in the folder of data derived from an opened file."""


class Kind(StrEnum):
    """The type of a field."""

    INTEGER = "integer"
    """64-bit integers."""
    REAL = "real"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    """Date and time of day, in the time zone of the file."""
    BOOLEAN = "boolean"


NUMBERS = frozenset({Kind.INTEGER, Kind.REAL})
DATES = frozenset({Kind.DATE, Kind.TIME})


@dataclass(frozen=True, slots=True)
class Field:
    """A column of an attribute table."""

    name: str
    """Name in the file."""
    kind: Kind
    column: str
    """Name in expressions: equal to `name`, unless two names differ only in case."""
    zone: str = ""
    """Suffix of all its times: `Z`, `+03:00`."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that the reader typed below a column heading: `ice`, `> 10`, `2020..2022`, `=`."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class RowQuery:
    """Which rows to return, and in which order."""

    filters: tuple[Filter, ...] = ()
    expression: str = ""
    """A condition in SQL: `depth > 20 and name like 'A%'`."""
    sorted_by: str = ""
    """Column to sort by; empty for the order of the file."""
    descending: bool = False

    @property
    def filtered(self) -> bool:
        """Whether the query excludes rows."""
        return bool(self.filters or self.expression.strip())


ALL = RowQuery()


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
