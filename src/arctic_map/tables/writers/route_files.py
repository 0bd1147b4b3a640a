"""Routes as GeoJSON, GeoPackage, GPX and CSV for other programs, reproducible byte by byte."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from xml.sax.saxutils import escape, quoteattr

from arctic_map.model.attributes import Row, Table
from arctic_map.model.tr import tr_later
from arctic_map.tables.writers import geojson_tables

GPX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gpx version="1.1" creator="Arctic Map" xmlns="http://www.topografix.com/GPX/1/1">\n'
)


def geojson(table: Table) -> bytes:
    """The routes as GeoJSON."""
    return geojson_tables.geojson([table], title=table.name)


def geopackage(table: Table) -> bytes:
    """The routes as GeoPackage. Raises ExportError."""
    # Late import: the other formats do not need GDAL.
    from arctic_map.tables.writers.gdal_tables import geopackage as written

    return written([table])


def gpx(table: Table) -> bytes:
    """GPX with a track for each route, split where it crosses 180 degrees."""
    lines = [
        GPX,
        f"<metadata><name>{escape(table.name)}</name><desc>{escape(table.note)}</desc></metadata>\n",
    ]
    for row, record in zip(table.rows, table.records(), strict=True):
        description = "; ".join(f"{name}: {value}" for name, value in record.items() if value)
        lines.append(f"<trk><name>{escape(str(record['name']))}</name><desc>{escape(description)}</desc>\n")
        for part in _parts(row):
            points = "".join(
                f"<trkpt lat={quoteattr(f'{lat:.6f}')} lon={quoteattr(f'{lon:.6f}')}/>" for lon, lat in part
            )
            lines.append(f"<trkseg>{points}</trkseg>\n")
        lines.append("</trk>\n")
    return ("".join(lines) + "</gpx>\n").encode()


def comma_separated(table: Table) -> bytes:
    """CSV with a route per row, and its line as well-known text in the last column."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*table.columns, "wkt"])
    for row in table.rows:
        parts = ", ".join(
            "(" + ", ".join(f"{lon:.6f} {lat:.6f}" for lon, lat in part) + ")" for part in _parts(row)
        )
        writer.writerow([*(value or "" for value in row.values), f"MULTILINESTRING ({parts})"])
    return text.getvalue().encode()


@dataclass(frozen=True, slots=True)
class RouteFormat:
    """An export format for routes."""

    name: str
    encode: Callable[[Table], bytes]
    """Raises ExportError."""


ROUTE_FORMATS = {
    ".geojson": RouteFormat(tr_later("GeoJSON"), geojson),
    ".gpkg": RouteFormat(tr_later("GeoPackage"), geopackage),
    ".gpx": RouteFormat(tr_later("GPX track"), gpx),
    ".csv": RouteFormat(tr_later("CSV table"), comma_separated),
}
"""By suffix. The first one can be opened again as a layer."""


def _parts(row: Row) -> Iterator[list[tuple[float, float]]]:
    if row.geometry is None:
        return
    coordinates = row.geometry["coordinates"]
    yield from coordinates if row.geometry["type"] == "MultiLineString" else [coordinates]
