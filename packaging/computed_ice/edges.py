"""The median ice edges where they are at sea, and the area of sea within."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from arctic_map.geo.areas import limits
from computed_ice import plane

TOLERANCE = 200.0
"""Metres that a simplified edge may deviate from the data, whose cells have 25 km."""
MIN_LENGTH = 100_000.0
"""Metres; shorter lines are between islands or in a bight of the coast."""


def areas(file: Path) -> dict[int, Any]:
    """Return the area within the edge, including land, by month (1 to 12), in metres of the plane."""
    found = {}
    for feature in json.loads(file.read_text("utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        # Rings run to the pole and back along 180 degrees, until they are made valid and united.
        valid = shapely.make_valid(
            [shapely.Polygon(plane.on_plane(np.array(outer))) for outer, *_ in polygons], method="structure"
        )
        whole = shapely.union_all(valid).buffer(1.0).buffer(-1.0)
        found[feature["properties"]["month"]] = shapely.MultiPolygon(shapely.get_parts(whole))
    return found


def at_sea(area: Any, land: Any) -> Any:
    """Return the edge of an area where it is at sea, in degrees, cut at 180."""
    lines = [line.simplify(TOLERANCE) for line in limits(area, land) if line.length > MIN_LENGTH]
    degrees = (plane.in_degrees(shapely.get_coordinates(line)) for line in lines)
    return shapely.MultiLineString([part for line in degrees for part in _cut_at_180(line)])


def _cut_at_180(line: Any) -> Iterator[Any]:
    """Yield the parts in the line's order, so that parts that meet at 180 degrees are consecutive."""
    lon, lat = np.unwrap(line[:, 0], period=360.0), line[:, 1]
    turns = np.floor((lon + 180.0) / 360.0)
    begin: list[tuple[float, float]] = []
    for at in range(len(line)):
        if at and turns[at] != turns[at - 1]:
            seam = 360.0 * max(turns[at], turns[at - 1]) - 180.0
            north = lat[at - 1] + (lat[at] - lat[at - 1]) * (seam - lon[at - 1]) / (lon[at] - lon[at - 1])
            side = 180.0 if turns[at] > turns[at - 1] else -180.0
            yield shapely.LineString([*begin, (side, north)])
            begin = [(-side, north)]
        begin.append((lon[at] - 360.0 * turns[at], lat[at]))
    if len(begin) > 1:
        yield shapely.LineString(begin)
