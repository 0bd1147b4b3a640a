"""GeoJSON geometries (RFC 7946): decoded if valid, else repaired if the intention is clear, or refused."""

from dataclasses import dataclass, field
from math import inf, isfinite
from typing import Annotated, Any

import msgspec

from arctic_map.model.feature import NO_PLACE, Geometry
from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.bounded_reading import DEEPEST, FARTHEST, MAX_GEOMETRY_PROBLEMS, ROUNDING
from arctic_map.storage.decoding import below

Place = tuple[float, float]
LISTS = {"MultiPoint": "Point", "MultiLineString": "LineString", "MultiPolygon": "Polygon"}


class _Wrong(Exception):
    """A part cannot be drawn: where and why."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(why)
        self.problem = where, why


@dataclass
class _Mender:
    strict: bool = False
    """Whether longitudes end at ±180, and problems do not state the repair."""
    problems: list[FileProblem] = field(default_factory=list)
    parts: dict[str, list[Any]] = field(
        default_factory=lambda: {"Point": [], "LineString": [], "Polygon": []}
    )

    def say(self, where: str, why: str) -> None:
        if len(self.problems) < MAX_GEOMETRY_PROBLEMS:
            self.problems.append((where, why))

    def mend(self, value: Any, where: str, depth: int = 0) -> None:
        if not isinstance(value, dict):
            return self.say(where, tr("expected a geometry object, not {found}", found=_named(value)))
        kind = value.get("type")
        if kind == "GeometryCollection":
            members = value.get("geometries")
            if not isinstance(members, list) or depth >= DEEPEST:
                too_deep = tr("a GeometryCollection is nested too deeply")
                unlisted = tr("a GeometryCollection needs a list of geometries")
                return self.say(where, unlisted if depth < DEEPEST else too_deep)
            for number, member in enumerate(members):
                self.mend(member, below(where, f"geometries[{number}]"), depth + 1)
            return None
        if not isinstance(kind, str):
            return self.say(where, tr("the geometry has no type"))
        single = LISTS.get(kind, kind)
        if single not in self.parts:
            return self.say(below(where, "type"), tr("unknown geometry type {kind!r}", kind=kind[:40]))
        coordinates, place = value.get("coordinates"), below(where, "coordinates")
        if not isinstance(coordinates, list):
            return self.say(place, tr("expected a list, not {found}", found=_named(coordinates)))
        if kind == single:
            return self._part(single, coordinates, place)
        if not coordinates:
            return self.say(place, tr("this {kind} is empty", kind=kind))
        for number, part in enumerate(coordinates):
            self._part(single, part, f"{place}[{number}]")
        return None

    def _part(self, kind: str, value: Any, where: str) -> None:
        try:
            match kind:
                case "Point":
                    self.parts[kind].append(_position(value, where, self))
                case "LineString":
                    self.parts[kind].append(_positions(value, where, self, 2, LINE_TOO_SHORT))
                case _:
                    self.parts[kind].append(self._rings(value, where))
        except _Wrong as wrong:
            self.say(*wrong.problem)

    def _rings(self, value: Any, where: str) -> list[list[Place]]:
        if not isinstance(value, list) or not value:
            raise _Wrong(where, tr("a polygon needs a list of rings"))
        rings = [self._ring(value[0], f"{where}[0]")]
        for number, ring in enumerate(value[1:], 1):
            try:
                rings.append(self._ring(ring, f"{where}[{number}]"))
            except _Wrong as wrong:
                self.say(*wrong.problem)
        return rings

    def _ring(self, value: Any, where: str) -> list[Place]:
        ring = _positions(value, where, self, 3, RING_TOO_SHORT)
        if ring[0] != ring[-1]:
            open_ring, remedy = tr("the ring is not closed"), tr("the ring is not closed; it is drawn closed")
            self.say(where, open_ring if self.strict else remedy)
            ring.append(ring[0])
        if len(ring) < 4:
            raise _Wrong(where, tr("a ring needs at least 4 positions, this has {count}", count=len(ring)))
        return ring


def mended(value: Any, where: str, *, strict: bool = False) -> tuple[Geometry | None, list[FileProblem]]:
    """Return what can be drawn of a decoded GeoJSON geometry, lon/lat within ±540 and ±90, and its problems.

    Rings are closed, collections flattened, and invalid parts left out. None if nothing is left, with at
    least one problem. With `strict`, longitudes beyond ±180 are invalid too.
    """
    mender = _Mender(strict)
    try:
        mender.mend(value, where)
    except RecursionError:
        return None, [(where, tr("the geometry is nested too deeply"))]
    geometries: list[Geometry] = [
        {"type": f"Multi{kind}", "coordinates": parts}
        if len(parts) > 1
        else {"type": kind, "coordinates": parts[0]}
        for kind, parts in mender.parts.items()
        if parts
    ]
    if not geometries:
        return None, mender.problems or [(where, tr("the geometry is empty"))]
    if len(geometries) == 1:
        return geometries[0], mender.problems
    return {"type": "GeometryCollection", "geometries": geometries}, mender.problems


LINE_TOO_SHORT = tr_later("a line needs at least 2 positions, this has {count}")
RING_TOO_SHORT = tr_later("a ring needs at least 3 positions, this has {count}")


class OutOfRange(str):
    """The reason that a position is beyond longitude and latitude, which may mean other coordinates."""

    __slots__ = ()


def _positions(value: Any, where: str, mender: _Mender, least: int, too_short: str) -> list[Place]:
    if not isinstance(value, list):
        raise _Wrong(where, tr("expected a list of positions, not {found}", found=_named(value)))
    if len(value) < least:
        raise _Wrong(where, tr(too_short, count=len(value)))
    return [_position(each, f"{where}[{number}]", mender) for number, each in enumerate(value)]


def _position(value: Any, where: str, mender: _Mender) -> Place:
    if not isinstance(value, list):
        raise _Wrong(where, tr("expected a position [longitude, latitude], not {found}", found=_named(value)))
    if len(value) < 2:
        raise _Wrong(where, tr("a position has at least 2 numbers, longitude and latitude"))
    lon, lat = (_number(each, where) for each in value[:2])
    if not -90.0 - ROUNDING <= lat <= 90.0 + ROUNDING:
        raise _Wrong(where, OutOfRange(tr("latitude {lat} is beyond ±90", lat=f"{lat:.10g}")))
    if -180.0 - ROUNDING <= lon <= 180.0 + ROUNDING:
        lon = min(max(lon, -180.0), 180.0)
    elif mender.strict or not -FARTHEST <= lon <= FARTHEST:
        raise _Wrong(where, OutOfRange(tr("longitude {lon} is beyond ±180", lon=f"{lon:.10g}")))
    return lon, min(max(lat, -90.0), 90.0)


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Wrong(where, tr("expected a number, not {found}", found=_named(value)))
    try:
        number = float(value)
    except OverflowError:
        number = inf
    if not isfinite(number):
        raise _Wrong(where, tr("a number is too large"))
    return number


def _named(value: object) -> str:
    names: dict[type, str] = {
        str: tr("a text"),
        bool: tr("true or false"),
        list: tr("a list"),
        dict: tr("an object"),
    }
    return "null" if value is None else names.get(type(value), tr("a number"))


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
        return None, [
            (WHERE, tr("a GeometryCollection cannot be drawn; give each part a feature of its own"))
        ]
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
        return None, [(WHERE, tr("the geometry is nested too deeply"))]
    except msgspec.MsgspecError:
        return None, [(WHERE, tr("a number is too large"))]
    if value is None:
        return None, [(WHERE, tr("the feature has no place: its geometry is null"))]
    return value, []
