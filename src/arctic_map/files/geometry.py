"""GeoJSON geometries (RFC 7946): the quick typed reading, and the slow one that says what is wrong."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Annotated, Any

import msgspec

from arctic_map.files.file_problem import FileProblem
from arctic_map.files.wording import below
from arctic_map.model.feature import Geometry

MOST_PROBLEMS = 5
"""Of one geometry: a file in metres would otherwise give one for each vertex."""

Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]
Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Position = tuple[Longitude, Latitude]
Line = Annotated[list[Position], msgspec.Meta(min_length=2)]
Ring = Annotated[list[Position], msgspec.Meta(min_length=4)]
Rings = Annotated[list[Ring], msgspec.Meta(min_length=1)]


class _Typed(msgspec.Struct, tag_field="type", gc=False):
    pass


class Point(_Typed, tag=True):
    coordinates: Position


class MultiPoint(_Typed, tag=True):
    coordinates: Annotated[list[Position], msgspec.Meta(min_length=1)]


class LineString(_Typed, tag=True):
    coordinates: Line


class MultiLineString(_Typed, tag=True):
    coordinates: Annotated[list[Line], msgspec.Meta(min_length=1)]


class Polygon(_Typed, tag=True):
    coordinates: Rings


class MultiPolygon(_Typed, tag=True):
    coordinates: Annotated[list[Rings], msgspec.Meta(min_length=1)]


_decoder = msgspec.json.Decoder(Point | MultiPoint | LineString | MultiLineString | Polygon | MultiPolygon)


def read(raw: bytes | msgspec.Raw) -> tuple[Geometry | None, list[FileProblem]]:
    """A geometry that can be drawn, in lon/lat degrees without altitudes, or its problems (at least one)."""
    try:
        shape = _decoder.decode(raw)
    except msgspec.ValidationError:
        return _read_slowly(raw)
    match shape:
        case Polygon(rings):
            closed = all(ring[0] == ring[-1] for ring in rings)
        case MultiPolygon(polygons):
            closed = all(ring[0] == ring[-1] for rings in polygons for ring in rings)
        case _:
            closed = True
    if not closed:
        return _read_slowly(raw)
    return {"type": type(shape).__name__, "coordinates": shape.coordinates}, []


def _read_slowly(raw: bytes | msgspec.Raw) -> tuple[Geometry | None, list[FileProblem]]:
    try:
        value = msgspec.json.decode(raw)
    except msgspec.ValidationError:
        return None, [("geometry.coordinates", "a number is too large")]
    if isinstance(value, dict) and value.get("type") == "GeometryCollection":
        return None, [
            ("geometry", "a GeometryCollection cannot be drawn; give each part a feature of its own")
        ]
    if value is None:
        return None, [("geometry", "the feature has no place: its geometry is null")]
    if found := list(problems(value, "geometry")):
        return None, found
    return {"type": value["type"], "coordinates": _flat(value["coordinates"])}, []


def _flat(coordinates: Any) -> Any:
    """Without altitudes."""
    if isinstance(coordinates[0], list):
        return [_flat(part) for part in coordinates]
    return tuple(float(number) for number in coordinates[:2])


def problems(value: object, where: str) -> Iterator[FileProblem]:
    """The first few problems of a decoded GeoJSON geometry of any type."""
    return islice(_problems(value, where), MOST_PROBLEMS)


def _problems(value: object, where: str) -> Iterator[FileProblem]:
    if not isinstance(value, dict):
        yield where, f"expected a geometry object, not {_named(value)}"
        return
    kind = value.get("type")
    if kind == "GeometryCollection":
        yield from _collection_problems(value, where)
    elif not isinstance(kind, str):
        yield where, "the geometry has no type" if "type" not in value else "the geometry's type is no text"
    elif check := _CHECKS.get(kind):
        if "coordinates" in value:
            yield from check(value["coordinates"], below(where, "coordinates"))
        else:
            yield where, "the geometry has no coordinates"
    else:
        yield below(where, "type"), f"unknown geometry type {kind[:40]!r}"


def _collection_problems(value: dict[str, Any], where: str) -> Iterator[FileProblem]:
    parts = value.get("geometries")
    if not isinstance(parts, list):
        yield where, "a GeometryCollection needs a list of geometries"
        return
    for number, part in enumerate(parts):
        yield from _problems(part, below(where, f"geometries[{number}]"))


def _position(value: object, where: str) -> Iterator[FileProblem]:
    if not isinstance(value, list):
        yield where, f"expected a position [longitude, latitude], not {_named(value)}"
    elif len(value) not in (2, 3):
        yield where, f"a position has 2 or 3 numbers, not {len(value)}"
    elif wrong := [number for number in value if type(number) not in (int, float)]:
        yield where, f"expected a number, not {_named(wrong[0])}"
    elif not -180 <= value[0] <= 180:
        yield where, f"longitude {_short(value[0])} is beyond ±180"
    elif not -90 <= value[1] <= 90:
        yield where, f"latitude {_short(value[1])} is beyond ±90"


def _positions(least: int, name: str) -> Callable[[object, str], Iterator[FileProblem]]:
    def check(value: object, where: str) -> Iterator[FileProblem]:
        if not isinstance(value, list):
            yield where, f"expected a list of positions, not {_named(value)}"
            return
        if len(value) < least:
            yield where, f"{name} needs at least {least} positions, this has {len(value)}"
        for number, position in enumerate(value):
            yield from _position(position, f"{where}[{number}]")

    return check


def _ring(value: object, where: str) -> Iterator[FileProblem]:
    yield from _positions(4, "a ring")(value, where)
    if isinstance(value, list) and len(value) > 1 and value[0] != value[-1]:
        yield where, "ring is not closed: its first and last positions differ"


def _many(
    check: Callable[[object, str], Iterator[FileProblem]], name: str
) -> Callable[[object, str], Iterator[FileProblem]]:
    def checks(value: object, where: str) -> Iterator[FileProblem]:
        if not isinstance(value, list):
            yield where, f"expected a list of {name}, not {_named(value)}"
            return
        if not value:
            yield where, f"this has no {name}"
        for number, part in enumerate(value):
            yield from check(part, f"{where}[{number}]")

    return checks


_CHECKS: dict[str, Callable[[object, str], Iterator[FileProblem]]] = {
    "Point": _position,
    "MultiPoint": _positions(1, "a MultiPoint"),
    "LineString": _positions(2, "a line"),
    "MultiLineString": _many(_positions(2, "a line"), "lines"),
    "Polygon": _many(_ring, "rings"),
    "MultiPolygon": _many(_many(_ring, "rings"), "polygons"),
}


def _named(value: object) -> str:
    names: dict[type, str] = {str: "a text", bool: "true or false", list: "a list", dict: "an object"}
    return "null" if value is None else names.get(type(value), "a number")


def _short(number: float) -> str:
    return f"{number:.10g}"
