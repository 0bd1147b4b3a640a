"""Very many features as KML text, since GDAL's writer keeps everything in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import shapely

from arctic_map.model.attributes import Field, Kind
from arctic_map.tables.writers.geojson_tables import FORBIDDEN

OWN = ("name", "description")
"""Fields that KML has elements for."""
TYPES = {Kind.REAL: "double", Kind.BOOLEAN: "bool", Kind.INTEGER: "int"}
MAX_INT = 2**31
"""Limit of integers in KML. Larger ones are written as exact text."""


def head(name: str, fields: Sequence[Field], long: frozenset[str]) -> Iterator[str]:
    """Yield the text before the first feature. `long` are columns with integers too large for KML."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n'
    yield f'<Schema name={_quoted(name)} id="fields">\n'
    for field in fields:
        if field.name.lower() not in OWN:
            kind = "string" if field.column in long else TYPES.get(field.kind, "string")
            yield f'<SimpleField name={_quoted(field.column)} type="{kind}"/>\n'
    yield f"</Schema>\n<Folder><name>{_text(name)}</name>\n"


FOOT = "</Folder></Document></kml>\n"


def placemark(geometry: Any, fields: Sequence[Field], values: Iterable[object]) -> str:
    """A feature in degrees as one line. Values of None are left out."""
    own, others = [], []
    for field, value in zip(fields, values, strict=True):
        if value is None:
            continue
        if (element := field.name.lower()) in OWN:
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
