"""GeoJSON geometries (RFC 7946): decoded directly if valid, else repaired or refused."""

from typing import Annotated

import msgspec

from arctic_map.model.feature import NO_PLACE, Geometry
from arctic_map.model.problem import FileProblem
from arctic_map.tables.mending import LISTS, mended

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


WHERE = "geometry"
GEOMETRIES = (*LISTS, *LISTS.values(), "GeometryCollection")
_anything = msgspec.json.Decoder()
Sound = Point | MultiPoint | LineString | MultiLineString | Polygon | MultiPolygon
_decoder = msgspec.json.Decoder(Sound)


def read(raw: bytes | msgspec.Raw) -> tuple[Geometry | None, list[FileProblem]]:
    """Read a user's geometry. Return what can be drawn, in lon/lat degrees without altitudes, and problems.

    NO_PLACE for null and for an empty geometry. None if nothing can be drawn, with at least one problem.
    """
    if shape := _sound(raw):
        return shape, []
    if bytes(raw) == b"null":
        return NO_PLACE, []
    value, problems = _decoded(raw)
    if problems:
        return None, problems
    return (NO_PLACE, []) if _is_empty(value) else mended(value, WHERE)


def read_strictly(raw: bytes | msgspec.Raw) -> tuple[Geometry | None, list[FileProblem]]:
    """Read a geometry of the atlas: a geometry without problems, or None and its problems."""
    if shape := _sound(raw):
        return shape, []
    value, problems = _decoded(raw)
    if isinstance(value, dict) and value.get("type") == "GeometryCollection":
        return None, [(WHERE, "a GeometryCollection cannot be drawn; give each part a feature of its own")]
    shape, problems = (None, problems) if problems else mended(value, WHERE, strict=True)
    return (None if problems else shape), problems


def _is_empty(value: object) -> bool:
    """Whether a geometry has no coordinates, which RFC 7946 treats as null."""
    if not isinstance(value, dict) or value.get("type") not in GEOMETRIES:
        return False
    members = value.get("geometries" if value["type"] == "GeometryCollection" else "coordinates")
    return isinstance(members, list) and not any(map(_holds_any, members))


def _holds_any(part: object) -> bool:
    match part:
        case list():
            return any(map(_holds_any, part))
        case dict():
            return not _is_empty(part)
        case _:
            return True


def _sound(raw: bytes | msgspec.Raw) -> Geometry | None:
    """The geometry if it is valid and all positions have two numbers, else None."""
    try:
        shape = _decoder.decode(raw)
    except (msgspec.MsgspecError, RecursionError):
        return None
    match shape:
        case Polygon(rings):
            closed = all(ring[0] == ring[-1] for ring in rings)
        case MultiPolygon(polygons):
            closed = all(ring[0] == ring[-1] for rings in polygons for ring in rings)
        case _:
            closed = True
    return {"type": type(shape).__name__, "coordinates": shape.coordinates} if closed else None


def _decoded(raw: bytes | msgspec.Raw) -> tuple[object, list[FileProblem]]:
    """The decoded JSON, or None and why it cannot be read."""
    try:
        value = _anything.decode(raw)
    except RecursionError:
        return None, [(WHERE, "the geometry is nested too deeply")]
    except msgspec.MsgspecError:
        return None, [(WHERE, "a number is too large")]
    if value is None:
        return None, [(WHERE, "the feature has no place: its geometry is null")]
    return value, []
