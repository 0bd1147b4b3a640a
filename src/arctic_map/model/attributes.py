"""What features of an opened file say of themselves, as a table: fields, and what is asked of the rows."""

from dataclasses import dataclass
from enum import StrEnum

FILE = "attributes.duckdb"
"""Name of the table's file, in the folder of what was made of an opened file."""


class Kind(StrEnum):
    INTEGER = "integer"
    """Whole numbers of 64 bits, exact."""
    REAL = "real"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    """Date and time of day, as the file's clock has it."""
    BOOLEAN = "boolean"


NUMBERS = frozenset({Kind.INTEGER, Kind.REAL})
DATES = frozenset({Kind.DATE, Kind.TIME})


@dataclass(frozen=True, slots=True)
class Field:
    """A column of such a table."""

    name: str
    """As the file has it."""
    kind: Kind
    column: str
    """Its name in expressions: the same, unless two names differ by capitals only."""
    zone: str = ""
    """What stands behind all its times of day: `Z`, `+03:00`."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader wrote below a heading: `ice`, `> 10`, `2020..2022`, `=`."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """Which rows are wanted, in which order."""

    filters: tuple[Filter, ...] = ()
    expression: str = ""
    """A condition as SQL has it: `depth > 20 and name like 'A%'`."""
    sorted_by: str = ""
    """A column; the file's own order when empty."""
    descending: bool = False

    @property
    def filtered(self) -> bool:
        return bool(self.filters or self.expression.strip())


ALL = Query()
