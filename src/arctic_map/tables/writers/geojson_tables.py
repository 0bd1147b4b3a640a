"""Features as GeoJSON for other programs, reproducible byte by byte."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import geojson as lib

from arctic_map.model.attributes import Table, Value
from arctic_map.model.feature import Geometry

FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow."""


def geojson(tables: Sequence[Table], extra: Sequence[Table] = (), *, title: str = "") -> bytes:
    """A FeatureCollection, one feature per line, with tables of `extra` as members (lists of objects)."""
    members = {"title": title, **{table.id: [*map(_plain, table.records())] for table in extra}}
    features = [
        lib.Feature(row.id, wound(row.geometry), _plain(record))
        for table in tables
        for row, record in zip(table.rows, table.records(), strict=True)
    ]
    lines = [
        f'"{name}":{lib.dumps(member, ensure_ascii=False, separators=(",", ":"))}'
        for name, member in members.items()
    ]
    listed = ",\n".join(lib.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    lines.append(f'"features":[\n{listed}\n]')
    return ('{"type":"FeatureCollection",\n' + ",\n".join(lines) + "}\n").encode()


def wound(geometry: Geometry | None) -> Geometry | None:
    """The geometry with counter-clockwise outer rings and clockwise holes, as in RFC 7946, or None."""
    if geometry is None:
        return None
    match geometry["type"]:
        case "Polygon":
            return {**geometry, "coordinates": _wound(geometry["coordinates"])}
        case "MultiPolygon":
            return {**geometry, "coordinates": [_wound(rings) for rings in geometry["coordinates"]]}
        case _:
            return geometry


def _wound(rings: Sequence[Any]) -> list[Any]:
    return [ring if (_area(ring) > 0) == (at == 0) else ring[::-1] for at, ring in enumerate(rings)]


def _area(ring: Sequence[Any]) -> float:
    """Twice the area of a ring, positive if it is counter-clockwise."""
    return sum(float(a[0] * b[1] - b[0] * a[1]) for a, b in pairwise(ring))


def _plain(record: dict[str, Value]) -> dict[str, str | None]:
    return {
        column: value.isoformat() if isinstance(value, date) else value for column, value in record.items()
    }
