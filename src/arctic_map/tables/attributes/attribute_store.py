"""Queries on the attribute table of an opened file: matching rows, pages, statistics and values."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from threading import Timer
from typing import Any

import duckdb
import numpy as np

from arctic_map.model.attributes import FILE, NUMBERS, Field, Kind, RowQuery
from arctic_map.model.tr import tr
from arctic_map.tables.attributes.conditions import (
    Condition,
    WrongExpression,
    as_text,
    checked,
    condition,
    quoted,
    reason,
)

MEMORY = "400MB"
MAX_TEXT_BYTES = 300_000_000
"""Maximum bytes of intermediate texts, which DuckDB does not count as part of its memory."""
THREADS = min(4, os.cpu_count() or 1)
MAX_FREQUENT = 5
"""Maximum values that statistics list."""
PATIENCE_S = 20.0
"""Time limit in seconds for one query."""
NO_TABLE = (duckdb.Error, OSError)
"""Errors raised on opening if there is no valid table."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Statistics of the values of a field."""

    field: Field
    rows: int
    filled: int
    """Number of rows with a value."""
    distinct: int
    least: Any = None
    greatest: Any = None
    mean: float | None = None
    """This and the following values are None unless the field is numeric."""
    median: float | None = None
    deviation: float | None = None
    """Standard deviation of the sample."""
    total: float | None = None
    frequent: tuple[tuple[str, int], ...] = ()
    """The most frequent values that occur several times, with their counts; none for numbers and dates."""


class AttributeStore:
    """A table opened read-only, for use by one thread. No query can reach another file."""

    def __init__(self, folder: Path) -> None:
        """Open the table in a folder. Raises NO_TABLE."""
        self._connection = duckdb.connect(
            str(folder / FILE),
            read_only=True,
            # Set here rather than later, because connections of several threads share the first one's
            # settings.
            config={
                "enable_external_access": "false",
                "memory_limit": MEMORY,
                "threads": str(THREADS),
                "temp_directory": "",
                "lock_configuration": "true",
            },
        )
        rows = self._connection.execute(
            'SELECT name, kind, "column", zone, weight, of_file FROM fields ORDER BY number'
        ).fetchall()
        every = [Field(name, Kind(kind), column, zone) for name, kind, column, zone, *_ in rows]
        of_file = sum(row[5] for row in rows)
        self.fields = tuple(every[:of_file])
        """The fields of the file."""
        self.coordinates = tuple(every[of_file:])
        """Longitude and latitude of the centre of each row, degrees; none if the table has no geometry."""
        self._weights = {row[2].lower(): int(row[4]) for row in rows}
        self._by_column = {field.column: field for field in every}

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @cached_property
    def numbers(self) -> np.ndarray[Any, np.dtype[np.uint32]]:
        """The number of each row's feature in the file."""
        array: np.ndarray[Any, np.dtype[np.uint32]] = self._array(
            "SELECT row FROM features ORDER BY rowid", np.uint32
        )
        return array

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.numbers)

    def field(self, name: str) -> Field | None:
        """The field with this column, else the one with this name, or None."""
        return self._by_column.get(name) or next((each for each in self.fields if each.name == name), None)

    def interrupt(self) -> None:
        """Cancel the running query, from any thread."""
        self._connection.interrupt()

    def places(self, query: RowQuery) -> Any:
        """Positions of the matching rows in the requested order, as uint32. Raises WrongExpression."""
        where, values = self._where(query)
        by = self._by_column.get(query.sorted_by)
        if not where and not by:
            return np.arange(self.count, dtype=np.uint32)
        order = "rowid"
        if by:
            way = "DESC" if query.descending else "ASC"
            order = f"{quoted(by.column)} {way} NULLS LAST, rowid"
        return self._array(f"SELECT rowid FROM features {where} ORDER BY {order}", np.uint32, values)

    def matching(
        self, condition: str, values: Sequence[object], order: str, of_order: Sequence[object], most: int
    ) -> Any:
        """Positions of at most `most` rows, as uint32. `condition` and `order` are SQL."""
        self._require_room([field.column for field in self.fields], 2)
        return self._array(
            f"SELECT rowid FROM features WHERE {condition} ORDER BY {order} LIMIT {int(most)}",
            np.uint32,
            [*values, *of_order],
        )

    def page(self, places: Sequence[int], fields: Sequence[Field]) -> list[tuple[object, ...]]:
        """The values of these fields in the rows at these positions, in this order."""
        if not places or not fields:
            return [() for _ in places]
        columns = ", ".join(quoted(field.column) for field in fields)
        if isinstance(places, range) and places.step == 1:
            return self._fetch(
                f"SELECT {columns} FROM features WHERE rowid BETWEEN {places.start} AND {places.stop - 1} "
                "ORDER BY rowid"
            )
        # Requested rows are usually neighbours, so DuckDB reads only a few blocks.
        sql = (
            f"SELECT rowid, {columns} FROM features WHERE rowid IN ({', '.join(map(str, map(int, places)))})"
        )
        by_rowid = {row[0]: row[1:] for row in self._fetch(sql)}
        return [by_rowid[int(place)] for place in places]

    def statistics(self, field: Field, query: RowQuery | None = None) -> Statistics:
        """Statistics of a field over the matching rows. Raises WrongExpression."""
        where, values = self._where(query or RowQuery())
        column = quoted(field.column)
        columns = [f"count(*), count({column}), count(DISTINCT {column}), min({column}), max({column})"]
        if field.kind in NUMBERS:
            columns.append(f"avg({column}), median({column}), stddev_samp({column}), sum({column})")
        row = self._fetch(f"SELECT {', '.join(columns)} FROM features {where}", values)[0]
        counted = field.kind in (Kind.TEXT, Kind.BOOLEAN)
        frequent = self.categories(field, MAX_FREQUENT, query) if counted else []
        return replace(Statistics(field, *row), frequent=tuple(each for each in frequent if each[1] > 1))

    def values(self, field: Field) -> Any:
        """All values of a numeric field in file order, as float64 with NaN for missing ones."""
        column = quoted(field.column)
        return self._array(
            f"SELECT coalesce(CAST({column} AS DOUBLE), 'NaN'::DOUBLE) FROM features ORDER BY rowid",
            np.float64,
        )

    def is_filled(self, field: Field) -> Any:
        """Whether each row has a value in the field, in file order, as bool."""
        column = quoted(field.column)
        something = f"{column} IS NOT NULL"
        if field.kind is Kind.TEXT:
            something += f" AND trim({column}) <> ''"
        return self._array(f"SELECT {something} FROM features ORDER BY rowid", np.bool_)

    def days(self, field: Field) -> Any:
        """The day of each row in a date field, as int32 from `date.toordinal`, or -2**31 without a date."""
        column = quoted(field.column)
        return self._array(
            # Years outside the calendar cannot be selected.
            f"SELECT CASE WHEN year({column}) BETWEEN 1 AND 9999 THEN "
            f"date_diff('day', DATE '0001-01-01', CAST({column} AS DATE)) + 1 ELSE -2147483648 END "
            "FROM features ORDER BY rowid",
            np.int32,
        )

    def categories(self, field: Field, most: int, query: RowQuery | None = None) -> list[tuple[str, int]]:
        """The most frequent values of matching rows as displayed text, with their counts."""
        text = as_text(field)
        where, values = self._where(query or RowQuery())
        sql = (
            f"SELECT {text} AS value, count(*) AS times FROM (FROM features {where}) WHERE value IS NOT NULL "
            f"GROUP BY value ORDER BY times DESC, value LIMIT {int(most)}"
        )
        return [(str(value), int(times)) for value, times in self._fetch(sql, values)]

    def category_numbers(self, field: Field, categories: Sequence[str]) -> Any:
        """The index of each row's value in `categories`, -1 for other values, -2 for missing ones."""
        text = as_text(field)
        sql = (
            f"SELECT CASE WHEN {text} IS NULL THEN -2 ELSE coalesce(list_position(?, {text}), 0) - 1 END "
            "FROM features ORDER BY rowid"
        )
        return self._array(sql, np.int32, (list(categories),))

    def _where(self, query: RowQuery) -> Condition:
        """The WHERE clause of a query and its values. Raises WrongExpression."""
        conditions: list[Condition] = []
        for each in query.filters:
            field = self._by_column.get(each.column)
            if field is None and each.text.strip():
                raise WrongExpression(tr("there is no field {name}", name=each.column))
            if field and (clause := condition(field, each.text)):
                self._require_room([field.column], 1)
                conditions.append(clause)
        if query.expression.strip():
            expression = checked(query.expression, self._parse)
            self._require_room(expression.columns, expression.results)
            conditions.append((expression.sql, ()))
        if not conditions:
            return "", ()
        return "WHERE " + " AND ".join(f"({sql})" for sql, _ in conditions), tuple(
            value for _, values in conditions for value in values
        )

    def _require_room(self, columns: Iterable[str], results: int) -> None:
        """Raise WrongExpression if texts of these columns could take too much memory at once."""
        weight = sum(self._weights.get(column.lower(), 0) for column in columns)
        if weight * (1 + results) * THREADS > MAX_TEXT_BYTES:
            raise WrongExpression(tr("the texts in this table are too long for it"))

    def _parse(self, statement: str) -> str:
        """The syntax tree of a statement as JSON."""
        ((tree,),) = self._fetch("SELECT json_serialize_sql(?)", (statement,))
        return str(tree)

    def _array(self, sql: str, kind: Any, values: Sequence[object] = ()) -> Any:
        columns = self._queried(sql, values, lambda: self._connection.fetchnumpy())
        (column,) = columns.values()
        return np.asarray(column, dtype=kind)

    def _fetch(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._queried(sql, values, lambda: self._connection.fetchall())
        return rows

    def _queried(self, sql: str, values: Sequence[object], fetch: Any) -> Any:
        """Run SQL and fetch the result. Raises WrongExpression for any error of DuckDB."""
        timer = Timer(PATIENCE_S, self._connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            self._connection.execute(sql, list(values))
            return fetch()
        except duckdb.Error as error:
            raise WrongExpression(reason(error)) from error
        finally:
            timer.cancel()
