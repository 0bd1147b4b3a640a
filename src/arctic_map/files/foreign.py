"""GeoJSON of any origin: only its JSON, its geometry and RFC 7946 are looked at, not the atlas's own keys."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from arctic_map.files import geometry, json_text
from arctic_map.files.file_problem import FileProblem
from arctic_map.files.reading import Unreadable, read_bytes
from arctic_map.files.vocabulary import text_problem
from arctic_map.files.wording import below

GEOMETRIES = (
    *("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"),
    "GeometryCollection",
)
_anything = msgspec.json.Decoder(Any)


def problems(path: Path) -> Iterator[FileProblem]:
    """All problems of a GeoJSON file. Raises Unreadable."""
    try:
        value = json_text.decode(read_bytes(path), _anything)
    except msgspec.ValidationError:
        raise Unreadable("a number is too large") from None
    if not isinstance(value, dict):
        raise Unreadable("this is no GeoJSON: expected an object")
    kind = value.get("type")
    yield from _crs_problems(value)
    if kind == "FeatureCollection":
        yield from _collection_problems(value)
    elif kind == "Feature":
        yield from _feature_problems(value, "")
    elif kind in GEOMETRIES:
        yield from _geometry_problems(value, "")
    else:
        named = f"its type is {kind[:40]!r}" if isinstance(kind, str) else "it has no type"
        raise Unreadable(f"this is no GeoJSON: {named}")


def _crs_problems(value: dict[str, Any]) -> Iterator[FileProblem]:
    crs = value.get("crs")
    # Many programs still write the member of old for longitude and latitude, and mean what RFC 7946 means.
    if crs is not None and "CRS84" not in str(crs):
        yield "crs", "RFC 7946 knows no other coordinates than longitude and latitude on WGS 84"


def _collection_problems(value: dict[str, Any]) -> Iterator[FileProblem]:
    features = value.get("features")
    if not isinstance(features, list):
        yield "features", "expected a list of features"
        return
    seen: dict[object, int] = {}
    for number, feature in enumerate(features):
        where = f"features[{number}]"
        yield from _feature_problems(feature, where)
        id = feature.get("id") if isinstance(feature, dict) else None
        if not isinstance(id, str | int | float):
            continue
        # 1 and "1" are two ids, though 1 and 1.0 are one.
        key = (isinstance(id, str), id)
        if key in seen:
            yield f"{where}.id", f"the id {id!r} is already used by features[{seen[key]}]"
        seen.setdefault(key, number)


def _feature_problems(feature: object, where: str) -> Iterator[FileProblem]:
    def at(key: str) -> str:
        return f"{where}.{key}" if where else key

    if not isinstance(feature, dict):
        yield where, "expected a feature object"
        return
    if feature.get("type") != "Feature":
        yield at("type"), 'expected "type": "Feature"'
    if "geometry" not in feature:
        yield where, "the feature has no geometry; null stands for none"
    elif feature["geometry"] is not None:
        yield from _geometry_problems(feature["geometry"], at("geometry"))
    properties = feature.get("properties")
    if "properties" not in feature:
        yield where, "the feature has no properties; null stands for none"
    elif not isinstance(properties, dict | None):
        yield at("properties"), "expected an object or null"
    id = feature.get("id")
    if id is not None and (isinstance(id, bool) or not isinstance(id, str | int | float)):
        yield at("id"), "an id is a text or a number"
    named = (
        ("id", id),
        ("properties.name", properties.get("name") if isinstance(properties, dict) else None),
    )
    for key, text in named:
        if isinstance(text, str) and (why := text_problem(text)):
            yield at(key), why


def _geometry_problems(value: Any, where: str) -> Iterator[FileProblem]:
    found = False
    for place, why in geometry.problems(value, where):
        found = True
        yield place, why
    if not found:
        from arctic_map.geo import clean

        yield from ((below(where, place), why) for place, why in clean.problems(value))
