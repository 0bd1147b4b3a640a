"""Streams of Arrow batches from a database: their rows, and a GeoParquet file of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import nanoarrow

MEMORY = "500MB"
GEOMETRY = "geometry"
"""The column with shapes as WKB, in longitude and latitude."""


TYPE = b"POSTGRESQL:type"


def rows_of(stream: Any) -> list[dict[str, Any]]:
    """All rows of a stream. Raises ValueError if it fails."""
    try:
        return [dict(row) for row in nanoarrow.ArrayStream(stream).read_all().to_pylist()]
    except RuntimeError as error:
        raise ValueError(str(error)) from error


def columns_of(stream: Any) -> list[tuple[str, str]]:
    """Names of the columns of a stream from PostgreSQL, and of their types there. Raises ValueError."""
    try:
        fields = nanoarrow.ArrayStream(stream).schema.fields
    except RuntimeError as error:
        raise ValueError(str(error)) from error
    return [(each.name, dict((each.metadata or {}).items()).get(TYPE, b"").decode()) for each in fields]


def write_geo_parquet(stream: Any, out: Path) -> int:
    """Write all rows of a stream with a column GEOMETRY, and return their number.

    Raises ValueError if the stream or the disk fails.
    """
    about = {"encoding": "WKB", "geometry_types": []}
    geo = json.dumps({"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: about}})
    target, options = str(out).replace("'", "''"), "FORMAT parquet, COMPRESSION snappy"
    try:
        with duckdb.connect(":memory:", config={"memory_limit": MEMORY, "threads": 1}) as connection:
            connection.from_arrow(stream).create_view("rows")
            copy = f"COPY rows TO '{target}' ({options}, KV_METADATA {{geo: '{geo}'}})"
            count = connection.execute(copy).fetchone()
    except duckdb.Error as error:
        raise ValueError(str(error)) from error
    return int(count[0]) if count else 0
