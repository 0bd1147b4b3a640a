"""Features in GDAL formats for other programs, reproducible byte by byte; very many of them as KML text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import shapely
from shapely import to_wkb
from shapely.geometry import mapping, shape

from arctic_map.errors import ExportError, system_reason
from arctic_map.geo.marks import marks
from arctic_map.model.attributes import Field, Kind, Table, Value
from arctic_map.model.tr import tr
from arctic_map.storage.app_folders import ScratchFolder
from arctic_map.tables.gdal import BrokenSource, configured, raw_write
from arctic_map.tables.geometry import mended
from arctic_map.tables.writers.geojson_tables import FORBIDDEN, wound

CRS = "EPSG:4326"
_NO_KML = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>\n'
)
MADE = "2000-01-01T00:00:00Z"
"""A fixed time, because a GeoPackage must state when it was changed, and files must be reproducible."""


def geopackage(tables: Sequence[Table], extra: Sequence[Table] = ()) -> bytes:
    """A GeoPackage with a layer per table, and a plain table per one of `extra`. Raises ExportError."""
    with configured(OGR_CURRENT_DATE=MADE):
        return _written("map.gpkg", "GPKG", [*tables, *extra])


def kml(tables: Sequence[Table], extra: Sequence[Table] = ()) -> bytes:
    """KML with a folder for each table. Raises ExportError."""
    return _written("map.kml", "LIBKML", [*map(_fit_for_kml, [*tables, *extra])]) or _NO_KML


def flatgeobuf(tables: Sequence[Table], extra: Sequence[Table] = ()) -> bytes:
    """FlatGeobuf of the first table, in the order of its index. Raises ExportError."""
    (table, *_) = (*tables, *extra)
    placed = replace(table, rows=tuple(row for row in table.rows if row.geometry is not None))
    return _written("map.fgb", "FlatGeobuf", [placed])


WRITERS = {".gpkg": geopackage, ".kml": kml, ".fgb": flatgeobuf}
"""Writers by the suffixes of `model/export_formats.py`."""


def _fit_for_kml(table: Table) -> Table:
    """The table without text that would break the file: GDAL writes text into CDATA unescaped."""

    def fit(value: Value) -> Value:
        return FORBIDDEN.sub("", value).replace("]]>", "]] >") if isinstance(value, str) else value

    rows = tuple(replace(row, values=tuple(map(fit, row.values))) for row in table.rows)
    return replace(table, name=str(fit(table.name)), note=str(fit(table.note)), rows=rows)


def _written(name: str, driver: str, tables: Sequence[Table]) -> bytes:
    try:
        with ScratchFolder("made") as folder:
            file = Path(folder, name)
            for number, table in enumerate(tables):
                _append(file, driver, table, first=number == 0)
            return file.read_bytes() if tables else b""
    except OSError as error:
        reason = system_reason(error)
        raise ExportError(tr("temporary files cannot be written"), where=gettempdir(), why=reason) from error
    except (BrokenSource, RuntimeError) as error:
        # The reason, if any, is at the end of GDAL's message.
        reason = str(error).partition("\n")[0].rpartition(": ")[2].strip(" :")
        raise ExportError(tr("temporary files cannot be written"), where=gettempdir(), why=reason) from error


def _append(file: Path, driver: str, table: Table, *, first: bool) -> None:
    spatial = any(row.geometry is not None for row in table.rows)
    columns = list(zip(*(row.values for row in table.rows), strict=True)) or [()] * len(table.columns)
    raw_write(
        file,
        geometry=_shapes(table) if spatial else None,
        geometry_type=_geometry_type(table) if spatial else None,
        field_data=[
            np.array(values, dtype="datetime64[D]" if kind is date else object)
            for values, kind in zip(columns, table.columns.values(), strict=True)
        ],
        fields=np.array(list(table.columns), dtype=object),
        crs=CRS if spatial else None,
        driver=driver,
        layer=table.id,
        append=not first,
        promote_to_multi=spatial and _geometry_type(table).startswith("Multi"),  # no words: GDAL's name
        layer_options=_layer_options(driver, table),
    )


def _layer_options(driver: str, table: Table) -> dict[str, str]:
    match driver:
        case "LIBKML":
            return {"NAME": table.name, "FOLDER": "YES", "DESCRIPTION": table.note}
        case "FlatGeobuf":
            return {"TITLE": table.name, "DESCRIPTION": table.note}
        case _:
            return {"IDENTIFIER": table.name, "DESCRIPTION": table.note}


def _shapes(table: Table) -> Any:
    """The WKB of each row's geometry, or None."""
    places = [wound(row.geometry) for row in table.rows]
    return np.array([None if place is None else to_wkb(shape(place)) for place in places], dtype=object)


def _geometry_type(table: Table) -> str:
    """The geometry type of a layer, which may mix single and multi-part features."""
    kinds = {row.geometry["type"] for row in table.rows if row.geometry}
    families = {kind.removeprefix("Multi") for kind in kinds}  # no words: GDAL's name
    if len(families) > 1:
        return "Unknown"  # no words: GDAL's name
    family = families.pop()
    return family if kinds == {family} else f"Multi{family}"


OWN = ("name", "description")
"""Fields that KML has elements for."""
TYPES = {Kind.REAL: "double", Kind.BOOLEAN: "bool", Kind.INTEGER: "int"}
MAX_INT = 2**31
"""Limit of integers in KML. Larger ones are written as exact text."""


def head(name: str, fields: Sequence[Field], long: frozenset[str]) -> Iterator[str]:
    """Yield the text before the first feature. `long` are columns with integers too large for KML."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n'
    yield f'<Schema name={_quoted(name)} id="fields">\n'
    own = own_fields(fields)
    for field in fields:
        if field.column not in own:
            kind = "string" if field.column in long else TYPES.get(field.kind, "string")
            yield f'<SimpleField name={_quoted(field.column)} type="{kind}"/>\n'
    yield f"</Schema>\n<Folder><name>{_text(name)}</name>\n"


FOOT = "</Folder></Document></kml>\n"


def own_fields(fields: Sequence[Field]) -> dict[str, str]:
    """The elements of KML by the columns of the first fields that are called like them in any case."""
    named = {field.name.lower(): field.column for field in reversed(fields)}
    return {named[element]: element for element in OWN if element in named}


def placemark(
    geometry: Any, fields: Sequence[Field], values: Iterable[object], elements: Mapping[str, str]
) -> str:
    """A feature in degrees as one line, with `own_fields`. Values of None are left out."""
    own, others = [], []
    for field, value in zip(fields, values, strict=True):
        if value is None:
            continue
        if element := elements.get(field.column):
            own.append((OWN.index(element), f"<{element}>{_text(value)}</{element}>"))
        else:
            others.append(f"<SimpleData name={_quoted(field.column)}>{_text(value)}</SimpleData>")
    body = "".join(text for _, text in sorted(own))
    if others:
        body += f'<ExtendedData><SchemaData schemaUrl="#fields">{"".join(others)}</SchemaData></ExtendedData>'
    return f"<Placemark>{body}{'' if geometry is None else _shape(geometry)}</Placemark>\n"


def _shape(geometry: Any) -> str:
    match geometry.geom_type:
        case "Point":
            return f"<Point>{_places(geometry)}</Point>"
        case "LineString" | "LinearRing" as kind:
            return f"<{kind}>{_places(geometry)}</{kind}>"
        case "Polygon":
            inner = "".join(
                f"<innerBoundaryIs>{_shape(ring)}</innerBoundaryIs>" for ring in geometry.interiors
            )
            return f"<Polygon><outerBoundaryIs>{_shape(geometry.exterior)}</outerBoundaryIs>{inner}</Polygon>"
        case _:
            return f"<MultiGeometry>{''.join(map(_shape, shapely.get_parts(geometry)))}</MultiGeometry>"


def _places(geometry: Any) -> str:
    places = shapely.get_coordinates(geometry).tolist()
    return f"<coordinates>{' '.join(f'{lon!r},{lat!r}' for lon, lat in places)}</coordinates>"


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return escape(FORBIDDEN.sub("", str(value)))


def _quoted(name: str) -> str:
    return quoteattr(FORBIDDEN.sub("", name))


COLUMNS: dict[Kind, Any] = {
    Kind.INTEGER: np.int64,
    Kind.REAL: np.float64,
    Kind.DATE: "datetime64[D]",
    Kind.TIME: "datetime64[ms]",
    Kind.BOOLEAN: np.bool_,
}


def column_of(values: tuple[Any, ...], field: Field) -> tuple[Any, Any]:
    """The values for GDAL, and a mask of missing ones."""
    kind = COLUMNS.get(field.kind)
    if kind is None:
        return np.array(values, dtype=object), None
    none = np.array([value is None for value in values], dtype=bool)
    if field.kind in (Kind.DATE, Kind.TIME):
        return np.array([value or "NaT" for value in values], dtype=kind), None
    return np.array([0 if value is None else value for value in values], dtype=kind), none


def zones(fields: tuple[Field, ...], names: list[str], count: int) -> dict[str, Any]:
    """The time zone of each time field as GDAL counts: 100 for UTC, plus one per quarter of an hour."""
    zones = {}
    for field, name in zip(fields, names, strict=True):
        if field.kind is Kind.TIME and field.zone:
            hours, _, minutes = field.zone.removeprefix("Z").partition(":")
            quarters = 4 * int(hours or 0) + (int(minutes or 0) // 15) * (-1 if hours.startswith("-") else 1)
            zones[name] = np.full(count, 100 + quarters)
    return zones


def as_drawn(shapes: Any) -> Any:
    """The geometries as the map draws them: split at 180 degrees, without positions beyond the Earth."""
    places, owner = shapely.get_coordinates(shapes, return_index=True)
    with np.errstate(invalid="ignore"):
        odd = ~((np.abs(places) <= (180.0, 90.0)).all(axis=1))
        odd[1:] |= (np.abs(np.diff(places[:, 0])) > 180.0) & (np.diff(owner) == 0)
    numbers = np.unique(owner[odd]).tolist()
    values = [mended(json.loads(json.dumps(mapping(shapes[number]))), "geometry")[0] for number in numbers]
    changed = marks([value for value in values if value]).changed
    sound = iter(range(len(values)))
    for number, value in zip(numbers, values, strict=True):
        drawn = value and changed.get(next(sound), value)
        parts = shapely.get_parts(shape(drawn)) if drawn else [None]
        shapes[number] = parts[0] if len(parts) == 1 else shape(drawn)
    return shapes
