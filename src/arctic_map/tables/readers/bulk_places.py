"""Converts the shapes of very many features to degrees at once."""

from __future__ import annotations

import msgspec
import numpy as np
import shapely

from arctic_map.model.feature import NO_PLACE
from arctic_map.tables import geometry
from arctic_map.tables.readers import placing
from arctic_map.tables.readers.bulk import BatchCollector, Bulk, Numbers
from arctic_map.tables.readers.curves import from_wkb, with_closed_rings

NOT_CLOSED = "the ring is not closed; it is drawn closed"


def placed(gathering: BatchCollector, bulk: Bulk, own: str, named: str, *, lon_lat: bool = False) -> Bulk:
    """The gathered shapes in lon/lat degrees.

    `own` is the file's reference system, `named` the one chosen by the user; `lon_lat` as in `placing`.
    Raises UnknownPlace, or Unreadable if `named` is unknown.
    """
    gathering.into(bulk)
    x, y = _together([(bulk.x, bulk.y), (bulk.lines.x, bulk.lines.y), (bulk.areas.x, bulk.areas.y)])
    way = placing.way_to_degrees(x, y, own, named, lon_lat=lon_lat)
    bulk.problems += way.problems
    bulk.projected = way.projected
    bulk.crs = own
    lon, lat = way.positions(x, y)
    first, second = len(bulk.x), len(bulk.x) + len(bulk.lines.x)
    bulk.x, bulk.y = lon[:first], lat[:first]
    bulk.lines = bulk.lines.at(lon[first:second], lat[first:second])
    bulk.areas = bulk.areas.at(lon[second:], lat[second:])
    shapes = from_wkb([each for _, each in gathering.others])
    for number in np.flatnonzero(shapely.is_missing(shapes)).tolist():
        row, packed = gathering.others[number]
        shapes[number] = closed = with_closed_rings(packed)
        if closed is not None:
            bulk.problems.append((f"features[{row}].geometry", NOT_CLOSED))
    texts = shapely.to_geojson(way.shapes(shapely.force_2d(shapes)))
    for (row, _), text in zip(gathering.others, texts, strict=True):
        shape, wrong = (
            geometry.read(msgspec.Raw(text.encode())) if text else (None, [("geometry", placing.NO_SHAPE)])
        )
        bulk.problems += [(f"features[{row}].{where}", why) for where, why in wrong]
        if shape is not None and shape is not NO_PLACE:
            bulk.others.append((row, shape))
    return bulk


def _together(parts: list[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    """Concatenated positions, without a copy if only one kind of shape exists, as in most files."""
    there = [part for part in parts if len(part[0])] or parts[:1]
    if len(there) == 1:
        return there[0]
    x, y = zip(*there, strict=True)
    return np.concatenate(x), np.concatenate(y)
