"""Converts GeoJSON features in other reference systems than RFC 7946 prescribes to degrees."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import shapely

from arctic_map.tables.readers.placing import placed
from arctic_map.tables.readers.raw_rows import RawRows

_members = msgspec.json.Decoder(dict[str, msgspec.Raw])
_encode = msgspec.json.Encoder().encode


def rows_placed(raw_rows: RawRows, named: str) -> RawRows:
    """The features in lon/lat degrees, by the user's or file's system. Raises UnknownPlace, Unreadable."""
    members = [_of(raw) for _, raw in raw_rows.rows]
    texts = [bytes(each.get("geometry", msgspec.Raw(b"null"))).decode() for each in members]
    shapes = shapely.force_2d(shapely.from_geojson(texts, on_invalid="ignore"))
    there = placed(shapes, raw_rows.crs, named)
    lost = {int(where[1:]): why for where, why in there.problems if where.startswith("#")}
    problems = [each for each in there.problems if not each[0].startswith("#")]
    rows = []
    for number, ((place, raw), text) in enumerate(
        zip(raw_rows.rows, shapely.to_geojson(there.shapes), strict=True)
    ):
        if number in lost:
            problems.append((place, lost[number]))
        elif text is None:
            # Invalid geometries are reported later, unchanged.
            rows.append((place, raw))
        else:
            changed: dict[str, Any] = {**members[number], "geometry": msgspec.Raw(text.encode())}
            rows.append((place, msgspec.Raw(_encode(changed))))
    return replace(
        raw_rows,
        rows=rows,
        problems=raw_rows.problems + problems,
        projected=there.projected,
        crs="",
        named_crs=named or raw_rows.crs,
    )


def _of(raw: msgspec.Raw) -> dict[str, msgspec.Raw]:
    try:
        return _members.decode(raw)
    except (msgspec.MsgspecError, RecursionError):
        return {}
