"""Tables of a PostGIS database: the list of those with shapes, and a copy of one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import adbc_driver_manager
import adbc_driver_postgresql

from arctic_map.fetching.failure import NO_SUCH_HOST, SILENT, FetchError, LoginNeeded
from arctic_map.fetching.service import ONLY_FIRST
from arctic_map.geo.crs import bounds_in
from arctic_map.model.map_view import DegreeBox
from arctic_map.model.shared_source import SharedLayer, host_of, is_query
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.storage.bounded_reading import MAX_ROWS
from arctic_map.tables.writers.arrow_streams import GEOMETRY, columns_of, rows_of, write_geo_parquet

CONNECT_S, QUERY_S = 10, 600
"""Longest wait for a connection, and longest time of a query."""
MAX_TABLES = 2000
MAX_LETTERS = 10_000
"""Maximum characters of a value of a type that becomes text."""
ENDS = "; \t\r\n"
"""What may follow a query."""
DEGREES = 4326
MARGIN = 0.02
"""By how much the extent of a transformed box is widened."""
TABLES = f"""
SELECT s.schema, s.name, s.shape, s.srid::int AS srid, s.type, greatest(c.reltuples, -1)::bigint AS rows
FROM (SELECT f_table_schema::text AS schema, f_table_name::text AS name, f_geometry_column::text AS shape,
             srid, type
      FROM geometry_columns
      UNION ALL
      SELECT f_table_schema::text, f_table_name::text, f_geography_column::text, srid, type
      FROM geography_columns) s
JOIN pg_namespace n ON n.nspname = s.schema
JOIN pg_class c ON c.relname = s.name AND c.relnamespace = n.oid
WHERE has_table_privilege(c.oid, 'SELECT')
ORDER BY 1, 2, 3 LIMIT {MAX_TABLES}"""
AS_THEY_ARE = frozenset(
    (
        "bool",
        "int2",
        "int4",
        "int8",
        "float4",
        "float8",
        "text",
        "varchar",
        "date",
        "timestamp",
        "timestamptz",
    )
)
AS_NUMBERS = frozenset({"numeric", "money"})
TIMES = frozenset({"date", "timestamp", "timestamptz"})
SHAPES = frozenset({"geometry", "geography"})
POLE = (-180.0, 89.9, 180.0, 90.0)
_BEYOND = re.compile(
    r"\b(?:pg_\w+|lo_\w+|dblink\w*|copy|set_config|nextval|setval|ts_stat|\w+_to_xml\w*)\s*\(|\bu&",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Table:
    schema: str
    name: str
    shape: str
    """The column with shapes."""
    srid: int
    type: str
    rows: int
    """An estimate; -1 if the database has none."""


def tables(address: str) -> tuple[SharedLayer, ...]:
    """The tables and views with shapes. Raises FetchError."""
    with connected(address) as query:
        return tuple(
            SharedLayer(
                name,
                name.removeprefix("public."),
                table.rows if table.rows >= 0 else None,
                table.type.title(),
            )
            for name, table in _listed(query).items()
        )


def copy_table(
    address: str,
    layer: str,
    out: Path,
    progress: Callable[[int, int | None], None],
    boxes: Sequence[DegreeBox] = (),
) -> tuple[str, ...]:
    """Copy a table, or the rows of a query, to a GeoParquet file, and say how the copy differs.

    Of boxes only the rows that meet one are copied.

    Raises FetchError.
    """
    host = host_of(address)
    with connected(address) as query:
        if is_query(layer):
            _require_harmless(layer, host)
            source, shape, srid, whole = f"({layer.rstrip(ENDS)}) AS query", "", 0, -1
        else:
            table = _listed(query).get(layer)
            if table is None:
                raise FetchError(tr("it has no table {name} with shapes", name=layer), host=host)
            source, shape, srid, whole = _place(table), table.shape, table.srid, table.rows
        columns = columns_of(query(f"SELECT * FROM {source} LIMIT 0"))
        shape = shape or next((name for name, type in columns if type in SHAPES), "")
        if not shape:
            raise FetchError(tr("the query has no column with shapes"), host=host)
        if not (srid or _first_srid(query, source, shape)):
            raise FetchError(
                tr("{name} does not say in which reference system its shapes are", name=layer), host=host
            )
        progress(0, whole if whole >= 0 else None)
        count = write_geo_parquet(query(_selection(source, shape, srid, columns, boxes)), out)
    if not count:
        in_view = tr("the layer has no features in what the map shows")
        raise FetchError(in_view if boxes else tr("the layer has no features"), host=host)
    return () if count < MAX_ROWS else (tr(ONLY_FIRST, count=digits(f"{count:,}")),)


def _require_harmless(sql: str, host: str) -> None:
    """Raise FetchError for several statements, and for functions that reach beyond the tables."""
    if ";" in sql.rstrip(ENDS):
        raise FetchError(tr("only one query at a time can be fetched"), host=host)
    if "--" in sql or "/*" in sql:
        raise FetchError(tr("a query must not contain comments"), host=host)
    brackets = re.sub(r"'[^']*'|\"[^\"]*\"|[^()]", "", sql)
    depths = accumulate(1 if each == "(" else -1 for each in brackets)
    if any(depth < 0 for depth in depths) or brackets.count("(") != brackets.count(")"):
        raise FetchError(tr("the brackets of the query do not match"), host=host)
    if found := _BEYOND.search(sql.replace('"', "")):
        raise FetchError(
            tr("the query uses {name}, which reaches beyond the tables", name=found[0].strip(" (")), host=host
        )


def _listed(query: Callable[[str], Any]) -> dict[str, _Table]:
    """The tables by names that distinguish their columns of shapes."""
    found = [_Table(**row) for row in rows_of(query(TABLES))]
    several = [(each.schema, each.name) for each in found]
    return {
        f"{each.schema}.{each.name}"
        + (f".{each.shape}" if several.count((each.schema, each.name)) > 1 else ""): each
        for each in found
    }


def _first_srid(query: Callable[[str], Any], source: str, shape: str) -> int:
    """The reference system of the first shape, for a column that does not name one; 0 without any."""
    shape = f"{_quoted(shape)}::geometry"
    first = f"SELECT ST_SRID({shape})::int AS srid FROM {source} WHERE {shape} IS NOT NULL LIMIT 1"
    rows = rows_of(query(first))
    return int(rows[0]["srid"]) if rows else DEGREES


def _selection(
    source: str, shape: str, srid: int, columns: list[tuple[str, str]], boxes: Sequence[DegreeBox]
) -> str:
    """The query for all rows of a source, or those that meet a box, with types that files have."""
    stored = shape = f"{_quoted(shape)}::geometry"
    if srid != DEGREES:
        shape = f"ST_Transform({shape}, {DEGREES})"
    values = [_value(name, type) for name, type in columns if type not in SHAPES]
    values.append(f"ST_AsBinary(ST_CurveToLine(ST_Force2D({shape}))) AS {GEOMETRY}")
    pole = _at_pole(stored, srid)
    conditions = (
        f"({_near(stored, box, srid)}({shape} && ST_MakeEnvelope({_numbers(box)}, {DEGREES}){pole}))"
        for box in boxes
    )
    where = f" WHERE {' OR '.join(conditions)}" if boxes else ""
    return f"SELECT {', '.join(values)} FROM {source}{where} LIMIT {MAX_ROWS}"


def _near(shape: str, box: DegreeBox, srid: int) -> str:
    """A condition that an index of shapes in another reference system answers, which holds for all in a box.

    Empty if the extent of the box in that system is unknown.
    """
    if srid in (0, DEGREES):
        return ""
    found = bounds_in(f"EPSG:{srid}", box)
    if found is None:
        return ""
    x0, y0, x1, y1 = found
    wider = MARGIN * max(x1 - x0, y1 - y0)
    extent = x0 - wider, y0 - wider, x1 + wider, y1 + wider
    return f"{shape} && ST_MakeEnvelope({_numbers(extent)}, {srid}) AND "


def _at_pole(shape: str, srid: int) -> str:
    """The condition for shapes around the pole, whose extent in degrees may lack it."""
    found = bounds_in(f"EPSG:{srid}", POLE) if srid not in (0, DEGREES) else None
    return f" OR {shape} && ST_MakeEnvelope({_numbers(found)}, {srid})" if found else ""


def _numbers(box: DegreeBox) -> str:
    return ", ".join(map(repr, box))


def _place(table: _Table) -> str:
    return f"{_quoted(table.schema)}.{_quoted(table.name)}"


def _value(column: str, type: str) -> str:
    # The reader does not distinguish capitals.
    name, alias = _quoted(column), _quoted(f"{column}_2" if column.lower() == GEOMETRY else column)
    if type in TIMES:
        return f"CASE WHEN isfinite({name}) THEN {name} END AS {alias}"
    if type in AS_THEY_ARE:
        return f"{name} AS {alias}"
    if type in AS_NUMBERS:
        # What float8 cannot hold would end the query.
        number, few = f"{name}::numeric", "'NaN'::numeric, 'Infinity', '-Infinity', 0"
        fits = f"{number} IN ({few}) OR abs({number}) BETWEEN 1e-300 AND 1e300"
        return f"CASE WHEN {fits} THEN {number}::float8 END AS {alias}"
    return f"left({name}::text, {MAX_LETTERS}) AS {alias}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def connected(address: str) -> Iterator[Callable[[str], Any]]:
    """What runs a query in a read-only transaction and returns its rows as an Arrow stream."""
    # libpq reads these, and passwords from its own files.
    os.environ.setdefault("PGCONNECT_TIMEOUT", str(CONNECT_S))
    os.environ.setdefault("PGAPPNAME", "arctic-map")
    statements = list[Any]()
    try:
        with (
            adbc_driver_manager.AdbcDatabase(driver=_driver(), uri=address) as database,
            adbc_driver_manager.AdbcConnection(database) as connection,
        ):

            def run(sql: str) -> Any:
                statement = adbc_driver_manager.AdbcStatement(connection)
                statements.append(statement)
                statement.set_sql_query(sql)
                return statement

            connection.set_autocommit(False)
            run("SET TRANSACTION READ ONLY").execute_update()
            run(f"SET LOCAL statement_timeout = {QUERY_S * 1000:.0f}").execute_update()
            try:
                yield lambda sql: run(sql).execute_query()[0]
            finally:
                for each in statements:
                    each.close()
                connection.rollback()
    except (adbc_driver_manager.Error, ValueError) as error:
        raise _failure(str(error), host_of(address)) from error


def _driver() -> str:
    return str(adbc_driver_postgresql._driver_path())


REASONS = (
    (r"could not translate host name", NO_SUCH_HOST),
    (r"Connection refused|No such file or directory", tr_later("no database answers at this address")),
    (r"(?:geo\w+_columns|st_\w+).* does not exist", tr_later("it is a database without PostGIS")),
)  # fmt: skip


def _failure(message: str, host: str) -> FetchError:
    """Why a query failed: in words of ours where we have some, otherwise those of the server."""
    if re.search(r"no password supplied|password authentication failed", message, re.IGNORECASE):
        return LoginNeeded(tr("it asks for a user name and a password, or refuses those given"), host=host)
    if re.search(r"timeout expired|timed out", message, re.IGNORECASE):
        return FetchError(tr(SILENT, count=CONNECT_S), host=host)
    if re.search(r"statement timeout", message, re.IGNORECASE):
        return FetchError(tr("the query took longer than {count} seconds", count=f"{QUERY_S:.0f}"), host=host)
    for pattern, words in REASONS:
        if re.search(pattern, message, re.IGNORECASE):
            return FetchError(tr(words), host=host)
    message_of_server = re.search(r"(?:ERROR|FATAL|error): *(.+)", message)
    why = message_of_server[1].strip() if message_of_server else tr("the database did not answer")
    return FetchError(why, host=host)
