"""Features as CSV (RFC 4180, UTF-8), which spreadsheets open."""

import csv
from datetime import date
from io import StringIO
from typing import Any

from shapely.geometry import shape

from arctic_map.model.feature import Geometry
from arctic_map.model.table import Table, Value

FORMULAS = ("=", "@", "\t", "\r")
"""Text that starts with one of these is a formula to spreadsheets and gets an apostrophe."""


def delimited(table: Table) -> bytes:
    """A CSV with lon and lat in degrees if all features are points, else with well-known text."""
    points = all(row.geometry is None or row.geometry["type"] == "Point" for row in table.rows)
    place = ("lon", "lat") if points else ("wkt",)
    columns = [column if column not in place else f"{column}_" for column in table.columns]
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*place, *map(_cell, columns)])
    for row in table.rows:
        cells = _position(row.geometry) if points else (_wkt(row.geometry),)
        writer.writerow([*cells, *map(_cell, row.values)])
    return text.getvalue().encode()


def _position(geometry: Geometry | None) -> tuple[Any, ...]:
    return tuple(geometry["coordinates"][:2]) if geometry else ("", "")


def _wkt(geometry: Geometry | None) -> str:
    return str(shape(geometry).wkt) if geometry else ""


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case _:
            return f"'{value}" if value.startswith(FORMULAS) else value
