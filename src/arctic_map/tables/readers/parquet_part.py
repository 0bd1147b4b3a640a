"""A part of a GeoParquet that is read by ranges: the rows whose extents or positions meet some boxes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import msgspec
from fsspec import AbstractFileSystem

from arctic_map.model.projection import Box
from arctic_map.model.tr import tr
from arctic_map.storage.bounded_reading import OnlyWhole, Unreadable
from arctic_map.tables.readers.coordinate_columns import UnknownColumns, columns_of
from arctic_map.tables.readers.parquet import MEMORY, geo_metadata, quoted

DEGREES = "EPSG:4326"
CORNERS = ("xmin", "ymin", "xmax", "ymax")
NUMBERS = ("DOUBLE", "FLOAT", "DECIMAL", "INTEGER", "BIGINT")  # no words: types of SQL
REMOTE = "ranges://remote.parquet"


class _OneFile(AbstractFileSystem):  # type: ignore[misc]
    """A file system that has the file alone."""

    protocol, cachable = "ranges", False

    def __init__(self, opened: Callable[[], io.RawIOBase], size: int) -> None:
        super().__init__()
        self._opened, self._size = opened, size

    def open(self, path: str, mode: str = "rb", *args: Any, **options: Any) -> io.RawIOBase:
        return self._opened()

    def info(self, path: str, **options: Any) -> dict[str, Any]:
        return {"name": path, "size": self._size, "type": "file"}

    def modified(self, path: str) -> datetime:
        return datetime.fromtimestamp(0, UTC)

    def glob(self, path: str, maxdepth: int | None = None, **options: Any) -> list[str]:
        return [path]


def write_part(
    opened: Callable[[], io.RawIOBase],
    size: int,
    boxes_in: Callable[[str], Sequence[Box]],
    out: Path,
    most: int,
) -> tuple[int, bool]:
    """Write the rows of a Parquet file of so many bytes that meet boxes, and return their number.

    `opened` opens the file, `boxes_in` returns the boxes in a reference system by its name or definition. At
    most so many rows are written; the second value says whether there are more.

    Raises OnlyWhole if the rows do not say where they are, Unreadable and OSError.
    """
    with _connected(_OneFile(opened, size), out) as connection:
        columns = connection.execute("DESCRIBE FROM read_parquet(?)", [REMOTE]).fetchall()
        types = {str(name): str(kind) for name, kind, *_ in columns}
        metadata = geo_metadata(connection, REMOTE)
        extent, system = _extent(metadata, types)
        where = " OR ".join(_condition(extent, box) for box in boxes_in(system)) or "false"
        options = ["FORMAT parquet", "USE_TMP_FILE false"]  # no words: SQL
        if metadata is not None:
            text = msgspec.json.encode(_of_part(metadata)).decode().replace("'", "''")
            options += ["GEOPARQUET_VERSION 'NONE'", f"KV_METADATA {{geo: '{text}'}}"]
        rows = f"FROM read_parquet('{REMOTE}') WHERE {where} LIMIT {most:d}"  # no words: SQL
        file = str(out).replace("'", "''")
        ((count,),) = connection.execute(f"COPY ({rows}) TO '{file}' ({', '.join(options)})").fetchall()
        has_more = count == most and bool(connection.execute(f"SELECT 1 {rows} OFFSET {most:d}").fetchone())
    if not count:
        raise Unreadable(tr("the map shows none of it"))
    return int(count), has_more


@contextmanager
def _connected(files: _OneFile, out: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with access to these files only. Raises Unreadable for errors within the block."""
    # Several threads would move the position in one file.
    try:
        with duckdb.connect(
            ":memory:", config={"memory_limit": MEMORY, "threads": 1, "async_threads": 0}
        ) as connection:
            connection.register_filesystem(files)
            connection.execute("SET ignore_unknown_crs = true")
            connection.execute("SET enable_geoparquet_conversion = false")
            connection.execute("SET allowed_paths = [$remote, $out]", {"remote": REMOTE, "out": str(out)})
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            yield connection
    except (duckdb.Error, RuntimeError) as error:
        raise Unreadable(tr("its file is no Parquet, or is damaged")) from error


def _extent(metadata: Any, types: dict[str, str]) -> tuple[tuple[str, str, str, str], str]:
    """SQL for the extent of a row, and its reference system. Raises OnlyWhole."""
    try:
        if metadata is None:
            where = columns_of([*types], ())
            names = [name for number, name in enumerate(types) if number in (where.x, where.y)]
            if where.lon_lat and all(types[name].startswith(NUMBERS) for name in names):
                x, y = (quoted([*types][number]) for number in (where.x, where.y))
                return (x, y, x, y), DEGREES
            raise KeyError
        name = metadata["primary_column"]
        column = metadata["columns"][name]
        system = column.get("crs", DEGREES)
        text = system if isinstance(system, str) else msgspec.json.encode(system).decode()
        if system is None:
            raise OnlyWhole(tr("its file does not say where on the Earth it lies"))
        if column.get("encoding") == "point" and types[name].startswith("STRUCT"):
            x, y = f"{quoted(name)}.x", f"{quoted(name)}.y"
            return (x, y, x, y), text
        paths = [column["covering"]["bbox"][corner] for corner in CORNERS]
        if any(path[0] not in types for path in paths):
            raise KeyError("bbox")
        west, south, east, north = (".".join(quoted(part) for part in path) for path in paths)
        return (west, south, east, north), text
    except (KeyError, IndexError, TypeError, AttributeError, UnknownColumns):
        raise OnlyWhole(tr("its rows do not say in columns of their own where they are")) from None


def _condition(extent: tuple[str, str, str, str], box: Box) -> str:
    """SQL for whether the extent of a row meets a box. One across 180 degrees has its west in the east."""
    west, south, east, north = extent
    meets = f"{west} <= {box[2]!r} AND {east} >= {box[0]!r}"
    across = f"{west} > {east} AND ({west} <= {box[2]!r} OR {east} >= {box[0]!r})"
    return f"(({meets} OR {across}) AND {south} <= {box[3]!r} AND {north} >= {box[1]!r})"


def _of_part(metadata: Any) -> Any:
    """The metadata without the extents of the whole."""
    columns = {
        name: {key: value for key, value in column.items() if key != "bbox"}
        for name, column in metadata["columns"].items()
        if isinstance(column, dict)
    }
    return {**metadata, "columns": columns}
