"""Features as a table of text, which spreadsheets open: CSV as RFC 4180 has it, in UTF-8."""

import csv
from datetime import date
from io import StringIO
from typing import Any

from shapely.geometry import shape

from arctic_map.model.feature import Geometry
from arctic_map.model.table import Table, Value

FORMULAS = ("=", "@", "\t", "\r")
"""What a spreadsheet takes for an order; such a cell gets an apostrophe, which it shows as text."""


def delimited(table: Table) -> bytes:
    """With lon and lat in degrees where all features are points, else with a column of well-known text."""
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
