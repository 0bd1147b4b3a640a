"""Finds the columns with coordinates of a table by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from arctic_map.model.tr import digits, tr
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.sanitized import sanitized

LONGITUDES = re.compile(
    r"(lon|long|lng|longitude?|longtitude|долгота|долг|вд|länge|laenge|längengrad|经度|經度)"
    r"(dd|deg|degrees?|dms|decimal|wgs84|e)?"
)
LATITUDES = re.compile(
    r"(lat|latitude?|широта|шир|сш|breite|breitengrad|纬度|緯度)(dd|deg|degrees?|dms|decimal|wgs84|n)?"
)
EASTINGS = re.compile(r"x|xcoord|coordx|pointx|easting|east|e")
NORTHINGS = re.compile(r"y|ycoord|coordy|pointy|northing|north|n")
WKT = re.compile(r"wkt|wktgeom|geom|geometry|thegeom|wkbgeometry|shape|геометрия")
NAMED_WKT = re.compile(r"wkt|wktgeom")
LOOKS_LIKE_WKT = re.compile(
    r"\s*(SRID=\d+;)?\s*(MULTI)?(POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION|CURVE|SURFACE)\b", re.IGNORECASE
)
NAMED_COLUMNS = 12
"""Maximum columns listed in a message."""
_WORD = re.compile(r"[^\W\d_]+|\d+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


_DEGREES = re.compile(r".*(deg|degrees?|град|度)\d*")
_PREFIX = {
    True: r"(lon|long|lng|longitude|долгота|долг|经度|經度)",
    False: r"(lat|latitude|широта|шир|纬度|緯度)",
}
_MINUTES, _SECONDS = r"(min|minutes?|мин|минуты|分)\d*", r"(sec|seconds?|сек|секунды|秒)\d*"
_SIDE = r"(hem|hemi|hemisphere|полушарие|半球)\d*"
_DIRECTION = r"(dir|direction|ref)\d*"
NEGATIVE = "SWЮЗ"
"""First letters of south and west."""
_LETTERS = {True: r"(ew|we)\d*", False: r"(ns|sn)\d*"}


@dataclass(frozen=True, slots=True)
class Parts:
    """Columns that add to one of degrees: minutes, seconds, and N, S, E or W. -1 if there are none."""

    minutes: int = -1
    seconds: int = -1
    side: int = -1

    @property
    def used(self) -> tuple[int, ...]:
        """The numbers of the columns in use."""
        return tuple(number for number in (self.minutes, self.seconds, self.side) if number >= 0)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns with a row's position: two coordinates, or one with well-known text. -1 if unused."""

    x: int = -1
    y: int = -1
    wkt: int = -1
    lon_lat: bool = False
    """Whether x and y are named longitude and latitude."""
    parts: tuple[Parts, Parts] = (Parts(), Parts())
    """What adds to x and to y."""

    @property
    def used(self) -> tuple[int, ...]:
        """The numbers of the columns in use."""
        own = tuple(number for number in (self.x, self.y, self.wkt) if number >= 0)
        return (*own, *self.parts[0].used, *self.parts[1].used)


class UnknownColumns(Unreadable):
    """The columns with coordinates are unknown."""

    def __init__(self, why: str, columns: Sequence[str]) -> None:
        super().__init__(why)
        self.columns = tuple(columns)
        """The names of all columns."""


def columns_of(header: Sequence[str], chosen: Sequence[str] = (), cells: Sequence[str] = ()) -> Columns:
    """The columns that `find_columns` returns. Raises UnknownColumns."""
    if found := find_columns(header, chosen, cells):
        return found
    columns = tr(", ").join(sanitized(name, 30) or tr("(no name)") for name in header[:NAMED_COLUMNS])
    if len(header) > NAMED_COLUMNS:
        more = digits(f"{len(header) - NAMED_COLUMNS:,}")
        columns = tr("{names} and {number} more", names=columns, number=more)
    if chosen:
        names = tr("{first} and {second}", first=sanitized(chosen[0], 30), second=sanitized(chosen[1], 30))
        raise UnknownColumns(
            tr("it has no columns {names}; its columns are {columns}", names=names, columns=columns), header
        )
    raise UnknownColumns(
        tr(
            "it has no columns that say where: call them lon and lat (долгота, широта), x and y, or wkt; its "
            "columns are {columns}; name them, as with --columns X Y",
            columns=columns,
        ),
        header,
    )


def find_columns(
    header: Sequence[str], chosen: Sequence[str] = (), cells: Sequence[str] = ()
) -> Columns | None:
    """The `chosen` columns, or those with usual names in several languages; None if they are not there.

    `cells` are those of a row, which show whether a column has well-known text.
    """
    if chosen:
        stripped = [name.strip() for name in header]
        there = all(name in stripped for name in chosen)
        return Columns(stripped.index(chosen[0]), stripped.index(chosen[1])) if there else None
    names = [re.sub(r"[\W_]", "", name.lower()) for name in header]

    def at(pattern: re.Pattern[str]) -> int:
        return next((number for number, name in enumerate(names) if pattern.fullmatch(name)), -1)

    wkt = at(WKT if cells else NAMED_WKT)
    if wkt >= 0 and (not cells or LOOKS_LIKE_WKT.match("".join(cells[wkt : wkt + 1]))):
        return Columns(wkt=wkt)
    for x, y in ((LONGITUDES, LATITUDES), (EASTINGS, NORTHINGS)):
        if at(x) >= 0 and at(y) >= 0:
            lon_lat = x is LONGITUDES
            parts = (_parts(names, at(x), lon=True), _parts(names, at(y), lon=False)) if lon_lat else NO_PARTS
            return Columns(at(x), at(y), lon_lat=lon_lat, parts=parts)
    if (wkt := at(WKT)) >= 0:
        return Columns(wkt=wkt)
    return _pair(header)


NO_PARTS = Parts(), Parts()


def _parts(names: Sequence[str], degrees: int, *, lon: bool) -> Parts:
    """The columns that add to the degrees: by their names, or behind them and before the next degrees."""
    after = [number for number, name in enumerate(names) if number > degrees and _is_degrees(name)]
    behind = names[degrees + 1 : min(after, default=len(names))]

    def at(word: str, *, alone: bool = True) -> int:
        named = [number for number, name in enumerate(names) if re.fullmatch(_PREFIX[lon] + word, name)]
        next_to = [number for number, name in enumerate(behind, degrees + 1) if re.fullmatch(word, name)]
        return next(iter([*named, *(next_to if alone else [])]), -1)

    letters = next((number for number, name in enumerate(names) if re.fullmatch(_LETTERS[lon], name)), -1)
    side = max(at(_SIDE), at(_DIRECTION, alone=False), letters)
    # Otherwise, `lat_min` is the least latitude.
    if not _DEGREES.fullmatch(names[degrees]):
        return Parts(side=side)
    return Parts(at(_MINUTES), at(_SECONDS), side)


def _is_degrees(name: str) -> bool:
    return bool(LONGITUDES.fullmatch(name) or LATITUDES.fullmatch(name))


def _pair(header: Sequence[str]) -> Columns | None:
    """Two columns whose names differ in one word, such as `stop_lon` and `stop_lat`, or None."""
    latitudes = dict(reversed([*_around(header, LATITUDES)]))
    for rest, x in _around(header, LONGITUDES):
        if rest in latitudes:
            return Columns(x, latitudes[rest], lon_lat=True)
    return None


def _around(header: Sequence[str], pattern: re.Pattern[str]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the other words of names that contain a word of the pattern, and the column numbers."""
    for number, name in enumerate(header):
        words = _WORD.findall(_CAMEL.sub("_", name).lower())
        for place, word in enumerate(words):
            if pattern.fullmatch(word):
                yield (*words[:place], "", *words[place + 1 :]), number
