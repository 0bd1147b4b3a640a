"""GeoParquet, and Parquet tables with coordinate columns, read by DuckDB from a private copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import shapely

from arctic_map.errors import system_reason
from arctic_map.geo import crs as systems
from arctic_map.model.opened import Choice
from arctic_map.model.problem import MAX_PROBLEMS
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage import bounded_reading
from arctic_map.storage.app_folders import ScratchFolder
from arctic_map.storage.bounded_reading import Unreadable, read_bytes
from arctic_map.storage.sanitized import sanitized
from arctic_map.tables.gdal import from_wkb
from arctic_map.tables.readers import placing
from arctic_map.tables.readers.coordinate_columns import NEGATIVE, Parts, columns_of
from arctic_map.tables.readers.placing import NO_SHAPE, placed
from arctic_map.tables.readers.read_features import BatchCollector, Bulk, PartTaker, Progress, RawRows
from arctic_map.tables.readers.wkb import flat, packed_column

UNPLACED = tr_later("its columns of coordinates hold no place; it is not shown")
NO_GEOPARQUET = tr_later("what it says of its geometry is not as GeoParquet has it")
NESTED = {"point": 0, "linestring": 1, "multipoint": 1, "polygon": 2, "multilinestring": 2, "multipolygon": 3}
"""GeoArrow encodings by nesting depth of lists of positions."""
START = b"PAR1"
"""The magic bytes at both ends of a file."""
MEMORY = "1GB"
MAX_REASON_LENGTH = 200
_encode = msgspec.json.Encoder(enc_hook=str).encode


class _Column(msgspec.Struct):
    """A geometry column as described by GeoParquet."""

    encoding: str = "WKB"
    crs: msgspec.Raw = msgspec.Raw(b"")
    """PROJJSON; `null` if unknown, absent for degrees."""
    covering: dict[str, dict[str, list[str]]] = {}
    """Columns that only repeat the bounding box of each row."""


class _Described(msgspec.Struct):
    """The metadata under `geo` in the file."""

    primary_column: str
    columns: dict[str, _Column]


@dataclass(frozen=True, slots=True)
class _Places:
    """How the columns of a file give positions."""

    sql: str
    """SQL for well-known binary."""
    crs: str
    hidden: frozenset[str]
    """Columns without other information."""
    lon_lat: bool = False
    """Whether the columns are named longitude and latitude."""
    tried: bool = False
    """Whether invalid values become NULL too."""


def read_raw(path: Path, choice: Choice) -> RawRows:
    """The rows with a position. Raises Unreadable, or UnknownPlace if the reference system is needed."""
    content = read_bytes(path)
    with opened(content) as (connection, file):
        columns = connection.execute("DESCRIBE FROM read_parquet(?)", [file]).fetchall()
        types = {str(name): str(kind) for name, kind, *_ in columns}
        places = _geometry(connection, file, types) or _coordinates(types, choice.columns)
        names = [name for name in types if name not in places.hidden]
        listed = ", ".join([places.sql, *(_value(name, types[name]) for name in names)])
        rows = connection.execute(
            f"SELECT {listed} FROM read_parquet(?) LIMIT {bounded_reading.MAX_FEATURES:d}", [file]
        ).fetchall()
        total = _count(connection, file)
    there = placed(
        shapely.force_2d(from_wkb([row[0] for row in rows])), places.crs, choice.crs, lon_lat=places.lon_lat
    )
    texts = shapely.to_geojson(there.shapes)
    lost = {int(where[1:]): why for where, why in there.problems if where.startswith("#")}
    problems = [each for each in there.problems if not each[0].startswith("#")]
    features = []
    for number, (row, text) in enumerate(zip(rows, texts, strict=True)):
        where = f"features[{number}]"
        if number in lost:
            problems.append((where, lost[number]))
        elif text is None and row[0] is not None:
            problems.append((where, tr(NO_SHAPE)))
        elif text is None and places.tried:
            problems.append((where, tr(UNPLACED)))
        else:
            properties = {name: _plain(value) for name, value in zip(names, row[1:], strict=True)}
            geometry = text.encode() if text is not None else b"null"
            body = b'{"type":"Feature","properties":%b,"geometry":%b}' % (_encode(properties), geometry)
            features.append((where, msgspec.Raw(body)))
    digest = sha256(content).hexdigest()
    return RawRows(features, total, problems, digest, projected=there.projected, named_crs=_code(places.crs))


def read_bulk(path: Path, choice: Choice, progress: Progress, shown: PartTaker) -> Bulk | None:
    """The shapes in lon/lat degrees, None if few; `shown` gets the first of many. Raises Unreadable."""
    content = read_bytes(path, largest=bounded_reading.MAX_TEXT_SIZE)

    def attributes() -> dict[str, list[object]]:
        listed = ", ".join(_value(name, types[name]) for name in attribute_names) or "1"
        with opened(content) as (connection, file):
            rows = connection.execute(f"SELECT {listed} FROM read_parquet(?)", [file]).fetchall()
        columns = zip(*rows, strict=True) if attribute_names else ()
        return {name: [*map(_plain, column)] for name, column in zip(attribute_names, columns, strict=False)}

    with opened(content) as (connection, file):
        total = _count(connection, file)
        if total < bounded_reading.FEW_FEATURES and len(content) < bounded_reading.FEW_BYTES:
            return None
        columns = connection.execute("DESCRIBE FROM read_parquet(?)", [file]).fetchall()
        types = {str(name): str(kind) for name, kind, *_ in columns}
        places = _geometry(connection, file, types) or _coordinates(types, choice.columns)
        sql = f"SELECT {places.sql} AS place FROM read_parquet(?) LIMIT {bounded_reading.MAX_ROWS:d}"
        attribute_names = [name for name in types if name not in places.hidden]
        digest = sha256(content).hexdigest()

        def bulk_of(gathering: BatchCollector) -> Bulk:
            bulk = placing.placed_at_once(
                gathering,
                Bulk(digest=digest, attributes=attributes),
                places.crs,
                choice.crs,
                lon_lat=places.lon_lat,
            )
            if places.tried:
                bulk.problems += [
                    (f"features[{row}]", tr(UNPLACED)) for row in bulk.empty[:MAX_PROBLEMS].tolist()
                ]
            return bulk

        gathering = BatchCollector(total, lambda: shown(bulk_of(gathering.part()), total))
        for packed in packed_column(connection.sql(sql, params=[file]), "place"):
            gathering.add(flat(packed), packed)
            progress(gathering.total / max(total, 1))
        return bulk_of(gathering)


@contextmanager
def opened(content: bytes) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
    """Open DuckDB with access to a copy of this file only. Raises Unreadable for errors within the block."""
    if not content:
        raise Unreadable(tr("the file is empty"))
    if not content.startswith(START):
        raise Unreadable(
            tr(
                "its content is not that of a Parquet file, as the end of its name says; give the "
                "file the end of its true format"
            )
        )
    try:
        # A plain name, because DuckDB would read brackets and asterisks as a pattern.
        with ScratchFolder("copy") as folder:
            file = Path(folder, "table.parquet")
            file.write_bytes(content)
            with duckdb.connect(":memory:", config={"memory_limit": MEMORY, "threads": 2}) as connection:
                connection.execute("SET ignore_unknown_crs = true")
                # The metadata is read here, because many files lack what DuckDB requires.
                connection.execute("SET enable_geoparquet_conversion = false")
                connection.execute("SET allowed_paths = [$file]", {"file": str(file)})
                connection.execute("SET enable_external_access = false")
                connection.execute("SET lock_configuration = true")
                yield connection, str(file)
    except (duckdb.Error, RuntimeError) as error:
        reason = str(error).partition("\n")[0].partition(": ")[2].replace(f"{folder}/", "")
        reason = sanitized(reason, MAX_REASON_LENGTH).rstrip(".")
        raise Unreadable(
            tr("it cannot be read as Parquet: {why}; is it complete?", why=reason)
            if reason
            else tr("it cannot be read as Parquet; is it complete?")
        ) from None
    except OSError as error:
        raise Unreadable(
            tr("a copy for reading it cannot be written: {why}", why=system_reason(error))
        ) from None


def _count(connection: duckdb.DuckDBPyConnection, file: str) -> int:
    """Number of rows."""
    ((count,),) = connection.execute("SELECT count(*) FROM read_parquet(?)", [file]).fetchall()
    return int(count)


def _geometry(connection: duckdb.DuckDBPyConnection, file: str, types: dict[str, str]) -> _Places | None:
    """The geometry column by the GeoParquet metadata or its type, or None."""
    metadata = _geo_text(connection, file)
    if metadata is None:
        name = next((name for name, kind in types.items() if kind.startswith("GEOMETRY")), None)
        return None if name is None else _Places(f"ST_AsWKB({quoted(name)})", "", frozenset({name}))
    try:
        described = msgspec.json.decode(metadata, type=_Described)
        name = described.primary_column
        column = described.columns[name]
        kind = types[name]
    except (msgspec.MsgspecError, UnicodeDecodeError, KeyError):
        raise Unreadable(tr(NO_GEOPARQUET)) from None
    crs = bytes(column.crs).decode()
    if crs.startswith('"'):
        crs = str(msgspec.json.decode(column.crs))
    repeated = {columns[0] for parts in column.covering.values() for columns in parts.values() if columns}
    return _Places(
        _wkb(quoted(name), kind, column.encoding),
        {"": "OGC:CRS84", "null": ""}.get(crs, crs),
        frozenset({*described.columns, *repeated}),
    )


def geo_metadata(connection: duckdb.DuckDBPyConnection, file: str) -> Any:
    """What the file says of its geometry columns, None if nothing. Raises Unreadable."""
    text = _geo_text(connection, file)
    try:
        return None if text is None else msgspec.json.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise Unreadable(tr(NO_GEOPARQUET)) from None


def _geo_text(connection: duckdb.DuckDBPyConnection, file: str) -> bytes | None:
    sql = "SELECT value FROM parquet_kv_metadata(?) WHERE decode(key) = 'geo'"
    # Fetch all rows: DuckDB starts no stream while rows of another result are left.
    rows = connection.execute(sql, [file]).fetchall()
    return bytes(rows[0][0]) if rows else None


def _wkb(column: str, kind: str, encoding: str) -> str:
    """SQL for a column's geometries as well-known binary. Raises Unreadable."""
    if kind.startswith("GEOMETRY"):
        return f"ST_AsWKB({column})"
    if encoding == "WKB":
        return column
    depth = NESTED.get(encoding)
    if depth is None:
        raise Unreadable(
            tr(
                "its geometry is in an encoding that is not known, {encoding}",
                encoding=sanitized(encoding, 30),
            )
        )
    text = f"'{encoding} (' || {_positions(column, depth)} || ')'"
    return f"ST_AsWKB(TRY_CAST({text} AS GEOMETRY))"


def _positions(of: str, depth: int) -> str:
    """SQL for the well-known text of positions in nested lists."""
    if depth == 0:
        return f"({of}.x || ' ' || {of}.y)"
    each = f"each_{depth}"
    inner = _positions(each, depth - 1)
    part = inner if depth == 1 else f"'(' || {inner} || ')'"
    return f"array_to_string(list_transform({of}, lambda {each}: {part}), ', ')"


def _coordinates(types: dict[str, str], chosen: Sequence[str]) -> _Places:
    """The positions by coordinate columns, as in text tables. Raises Unreadable if there are none."""
    names: Sequence[str] = list(types)
    where = columns_of(names, chosen)
    if where.wkt >= 0:
        column = quoted(names[where.wkt])
        sql = f"ST_AsWKB(TRY_CAST({column} AS GEOMETRY))" if types[names[where.wkt]] == "VARCHAR" else column
    else:
        x, y = (
            _degrees(names, number, parts)
            for number, parts in zip((where.x, where.y), where.parts, strict=True)
        )
        sql = f"ST_AsWKB(TRY_CAST('POINT(' || {x} || ' ' || {y} || ')' AS GEOMETRY))"
    return _Places(sql, "", frozenset(names[number] for number in where.used), where.lon_lat, tried=True)


def _degrees(names: Sequence[str], column: int, parts: Parts) -> str:
    """SQL for the number of a column, with what its parts add."""
    whole, minutes, seconds = (
        f"TRY_CAST({quoted(names[number])} AS DOUBLE)" if number >= 0 else "0.0"
        for number in (column, parts.minutes, parts.seconds)
    )
    if not parts.used:
        return whole
    size = f"(abs({whole}) + coalesce({minutes}, 0.0) / 60.0 + coalesce({seconds}, 0.0) / 3600.0)"
    sign = f"(1.0 - 2.0 * signbit({whole})::INT)"
    if parts.side >= 0:
        letter = f"nullif(upper({quoted(names[parts.side])}::VARCHAR.trim()[1]), '')"
        sign = f"if(contains('{NEGATIVE}', {letter}), -1.0, {sign})"
    return f"{size} * {sign}"


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _value(name: str, kind: str) -> str:
    """SQL for a column's values as the attribute table stores them: times as text in UTC."""
    column = quoted(name)
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"CAST(make_timestamp(epoch_us({column})) AS VARCHAR) || 'Z'"
    if kind.startswith("TIMESTAMP"):
        return f"CAST(CAST({column} AS TIMESTAMP) AS VARCHAR)"
    if kind in ("DATE", "TIME", "TIME WITH TIME ZONE", "INTERVAL", "UUID"):  # no words: types of SQL
        return f"CAST({column} AS VARCHAR)"
    if kind == "FLOAT":
        # Keep the decimal digits instead of the exact binary value.
        return f"CAST(CAST({column} AS VARCHAR) AS DOUBLE)"
    return column


def _plain(value: object) -> object:
    match value:
        case bytes() | bytearray():
            return f"({len(value):,} bytes)"
        case Decimal():
            return _number(value)
        case _:
            return value


def _number(value: Decimal) -> int | float | str:
    """The number, or its digits as text if a double would round it."""
    if value.as_tuple().exponent == 0:
        return int(value)
    return real if Decimal(repr(real := float(value))) == value else str(value)


def _code(crs: str) -> str:
    if not crs or crs == "OGC:CRS84":
        return ""
    try:
        return systems.code_of(systems.crs_named(crs))
    except systems.UnknownCrs:
        return ""
