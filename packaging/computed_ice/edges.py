"""The median ice edges without what of them runs over land or along a shore, and the area of sea within."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from arctic_map.geo.areas import limits
from computed_ice import plane

TOLERANCE = 200.0
"""Metres that an edge may stray from the one of the data, whose cells have 25 km."""
SHORTEST = 100_000.0
"""Metres; what is shorter lies between islands, or is a bight of the coast."""


def areas(file: Path) -> dict[int, Any]:
    """By month, 1 to 12, what lies within the edge, land in it: metres of the plane."""
    found = {}
    for feature in json.loads(file.read_text("utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        # Rings run to the pole and back along 180 degrees; valid and united they do so no more.
        valid = shapely.make_valid(
            [shapely.Polygon(plane.on_plane(np.array(outer))) for outer, *_ in polygons], method="structure"
        )
        whole = shapely.union_all(valid).buffer(1.0).buffer(-1.0)
        found[feature["properties"]["month"]] = shapely.MultiPolygon(shapely.get_parts(whole))
    return found


def at_sea(area: Any, land: Any) -> Any:
    """The edge of an area where it runs at sea, in degrees, cut at 180."""
    lines = [line.simplify(TOLERANCE) for line in limits(area, land) if line.length > SHORTEST]
    degrees = (plane.in_degrees(shapely.get_coordinates(line)) for line in lines)
    return shapely.MultiLineString([part for line in degrees for part in _cut_at_180(line)])


def _cut_at_180(line: Any) -> Iterator[Any]:
    """The parts in the line's order, so that those that meet at 180 degrees follow each other."""
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
