"""The table of an opened file on disk: a row for each feature, asked by `dataset`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from arctic_map.model.attributes import FILE, Field, Kind
from arctic_map.tables.attributes.column_filters import quoted
from arctic_map.tables.attributes.column_types import Column, column_of, fitting

MEMORY = "1GB"
TYPES = {
    Kind.INTEGER: "BIGINT",
    Kind.REAL: "DOUBLE",
    Kind.TEXT: "VARCHAR",
    Kind.DATE: "DATE",
    Kind.TIME: "TIMESTAMP",
    Kind.BOOLEAN: "BOOLEAN",
}
VECTOR = 2048
"""Rows of such a block."""
FAILURES = (duckdb.Error, OSError)
RESERVED = ("row", "rowid")
"""Names of columns that no field can have."""


def write_fields(
    folder: Path, rows: Sequence[int], fields: Mapping[str, Sequence[object]], *, untyped: bool = False
) -> None:
    """Write what features say, by the names of fields, each the row of its number in the file.

    `untyped` values are texts in which numbers stand. Raises FAILURES.
    """
    kept = fitting([*fields], len(rows))
    write_columns(folder, rows, [column_of(name, fields[name], untyped=untyped) for name in kept])


def write_columns(folder: Path, rows: Sequence[int], columns: Sequence[Column]) -> None:
    """`rows` are the numbers of features as they stand in the file. Raises FAILURES."""
    fields = fields_of(columns)
    file = folder / f"{FILE}.part"
    file.unlink(missing_ok=True)
    with duckdb.connect(str(file), config={"memory_limit": MEMORY, "threads": 1}) as connection:
        connection.execute("SET pandas_analyze_sample = 0")
        types = (f"{quoted(field.column)} {TYPES[field.kind]}" for field in fields)
        connection.execute(f"CREATE TABLE features ({', '.join(('row UINTEGER', *types))})")
        given = {"row": np.asarray(rows, dtype=np.uint32)}
        given |= {f"c{number}": _whole(column.values) for number, column in enumerate(columns)}
        connection.register("given", given)
        connection.execute(f"INSERT INTO features SELECT {', '.join(given)} FROM given")
        connection.unregister("given")
        connection.execute(
            "CREATE TABLE fields "
            '(number INTEGER, name VARCHAR, kind VARCHAR, "column" VARCHAR, zone VARCHAR, weight UBIGINT)'
        )
        # One by one a thousand would take seconds.
        described = {
            "number": np.arange(len(fields)),
            "name": _objects([each.name for each in fields]),
            "kind": _objects([each.kind.value for each in fields]),
            "column": _objects([each.column for each in fields]),
            "zone": _objects([each.zone for each in fields]),
            "weight": np.array(_weights(connection, fields), dtype=np.uint64),
        }
        connection.register("described", described)
        connection.execute("INSERT INTO fields SELECT * FROM described")
    # Whoever looks for the table finds a whole one.
    file.replace(folder / FILE)


def _weights(connection: duckdb.DuckDBPyConnection, fields: Sequence[Field]) -> Sequence[int]:
    """The most bytes of text that each field has in one of the blocks of rows that DuckDB works on."""
    sums = [f"sum(strlen({quoted(field.column)}))" if field.kind is Kind.TEXT else "0" for field in fields]
    if not sums:
        return ()
    named = ", ".join(f"{each} AS w{number}" for number, each in enumerate(sums))
    most = ", ".join(f"coalesce(max(w{number}), 0)" for number in range(len(sums)))
    asked = f"SELECT {most} FROM (SELECT {named} FROM features GROUP BY rowid // {VECTOR})"
    return connection.execute(asked).fetchall()[0]


def _objects(texts: Sequence[str]) -> Any:
    found = np.empty(len(texts), dtype=object)
    found[:] = texts
    return found


def _whole(values: Any) -> Any:
    """DuckDB takes a mask for each row, and minutes where an array has none."""
    return values.data if isinstance(values, np.ma.MaskedArray) and values.mask is np.ma.nomask else values


def fields_of(columns: Sequence[Column]) -> tuple[Field, ...]:
    """Each with a name of its own, though names that differ by capitals only are one to SQL."""
    taken = set(RESERVED)
    fields = []
    for column in columns:
        name, number = column.name, 2
        while name.casefold() in taken:
            name, number = f"{column.name}_{number}", number + 1
        taken.add(name.casefold())
        fields.append(Field(column.name, column.kind, name, column.zone))
    return tuple(fields)
