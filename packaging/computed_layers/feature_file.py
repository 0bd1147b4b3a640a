"""Writing geometries into a GeoJSON layer without changing anything else in it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import shapely

DECIMALS = 4
"""Decimals of a degree: about ten metres."""


def replace(file: Path, shapes: Mapping[str, Any]) -> None:
    """Replace the geometries (lon/lat) of the features with these ids; one feature per line.

    Raises KeyError for an id that is not in the file.
    """
    layer = json.loads(file.read_text("utf-8"))
    features = {feature["id"]: feature for feature in layer["features"]}
    for name, shape in shapes.items():
        features[name]["geometry"] = _geometry(shape)
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in layer["features"])
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    file.write_text(text, "utf-8", newline="\n")


def _geometry(shape: Any) -> dict[str, Any]:
    if shape.geom_type == "MultiLineString":
        return {"type": "MultiLineString", "coordinates": [_places(line) for line in shape.geoms]}
    rounded = shapely.set_precision(shape, 10.0**-DECIMALS)
    polygons = [part for part in shapely.get_parts(rounded) if part.geom_type == "Polygon"]
    # A fixed order and first vertex, or two versions of GEOS would write different files.
    polygons = sorted(shapely.normalize(polygons), key=lambda part: (-part.area, part.bounds))
    rings = [_rings(shapely.geometry.polygon.orient(part)) for part in polygons]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


def _rings(polygon: Any) -> list[list[list[float]]]:
    return [_places(ring) for ring in (polygon.exterior, *polygon.interiors)]


def _places(line: Any) -> list[list[float]]:
    # Adding zero turns -0.0 into 0.0.
    return [[round(x, DECIMALS) + 0.0, round(y, DECIMALS) + 0.0] for x, y in line.coords]
