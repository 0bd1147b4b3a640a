"""Writing the attribute table of an opened file: one row per feature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from arctic_map.model.attributes import FILE, Field, Kind
from arctic_map.tables.attributes.column_types import Centres, Column, column_of, fitting
from arctic_map.tables.attributes.conditions import quoted

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
"""Rows in one block of DuckDB."""
FAILURES = (duckdb.Error, OSError)
LONGITUDE, LATITUDE = "longitude", "latitude"
"""Names of the columns of coordinates."""
RESERVED = ("row", "rowid")
"""Column names that fields cannot have."""


def write_fields(
    folder: Path,
    rows: Sequence[int],
    fields: Mapping[str, Sequence[object]],
    centres: Centres | None = None,
    *,
    untyped: bool = False,
) -> None:
    """Write fields of the features numbered `rows`, `untyped` if numbers may be text. Raises FAILURES."""
    names = fitting([*fields], len(rows))
    columns = [column_of(name, fields[name], untyped=untyped) for name in names]
    write_columns(folder, rows, columns, centres)


def write_columns(
    folder: Path, rows: Sequence[int], columns: Sequence[Column], centres: Centres | None = None
) -> None:
    """Write typed columns. `rows` are the numbers of the features in the file. Raises FAILURES.

    `centres` become two more columns, which are no fields of the file.
    """
    coordinates = [] if centres is None else _coordinates(*centres)
    columns = [*columns, *coordinates]
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
            '(number INTEGER, name VARCHAR, kind VARCHAR, "column" VARCHAR, zone VARCHAR, weight UBIGINT, '
            "of_file BOOLEAN)"
        )
        # As arrays, because inserting a thousand rows one by one would take seconds.
        described = {
            "number": np.arange(len(fields)),
            "name": _objects([each.name for each in fields]),
            "kind": _objects([each.kind.value for each in fields]),
            "column": _objects([each.column for each in fields]),
            "zone": _objects([each.zone for each in fields]),
            "weight": np.array(_weights(connection, fields), dtype=np.uint64),
            "of_file": np.arange(len(fields)) < len(fields) - len(coordinates),
        }
        connection.register("described", described)
        connection.execute("INSERT INTO fields SELECT * FROM described")
    # Rename at the end, so that readers never see an incomplete table.
    file.replace(folder / FILE)


def _coordinates(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> list[Column]:
    return [
        Column(name, Kind.REAL, np.ma.masked_invalid(values))
        for name, values in ((LONGITUDE, lon), (LATITUDE, lat))
    ]


def _weights(connection: duckdb.DuckDBPyConnection, fields: Sequence[Field]) -> Sequence[int]:
    """Maximum bytes of text of each field within one block of rows."""
    sums = [f"sum(strlen({quoted(field.column)}))" if field.kind is Kind.TEXT else "0" for field in fields]
    if not sums:
        return ()
    named = ", ".join(f"{each} AS w{number}" for number, each in enumerate(sums))
    most = ", ".join(f"coalesce(max(w{number}), 0)" for number in range(len(sums)))
    sql = f"SELECT {most} FROM (SELECT {named} FROM features GROUP BY rowid // {VECTOR})"
    return connection.execute(sql).fetchall()[0]


def _objects(texts: Sequence[str]) -> Any:
    array = np.empty(len(texts), dtype=object)
    array[:] = texts
    return array


def _whole(values: Any) -> Any:
    """The values without an empty mask, which would slow DuckDB down by minutes."""
    return values.data if isinstance(values, np.ma.MaskedArray) and values.mask is np.ma.nomask else values


def fields_of(columns: Sequence[Column]) -> tuple[Field, ...]:
    """Fields with unique column names. SQL ignores case."""
    used = set(RESERVED)
    fields = []
    for column in columns:
        name, number = column.name, 2
        while name.casefold() in used:
            name, number = f"{column.name}_{number}", number + 1
        used.add(name.casefold())
        fields.append(Field(column.name, column.kind, name, column.zone))
    return tuple(fields)
