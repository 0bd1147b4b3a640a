"""Which columns of a table say where its rows are, by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
NAMED_COLUMNS = 12
"""That a sentence lists."""
_WORD = re.compile(r"[^\W\d_]+|\d+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a row's place stands: in two cells, or in one as well-known text."""

    x: int = -1
    y: int = -1
    wkt: int = -1
    lon_lat: bool = False
    """Whether the names of x and y say that they are longitude and latitude."""

    @property
    def used(self) -> tuple[int, ...]:
        return tuple(number for number in (self.x, self.y, self.wkt) if number >= 0)


def columns_of(header: Sequence[str]) -> Columns:
    """Where places stand, by the usual names in several languages. Raises Unreadable."""
    if found := find_columns(header):
        return found
    listed = ", ".join(sanitized(name, 30) or "(no name)" for name in header[:NAMED_COLUMNS])
    more = f" and {len(header) - NAMED_COLUMNS:,} more" if len(header) > NAMED_COLUMNS else ""
    raise Unreadable(
        "it has no columns that say where: call them lon and lat (долгота, широта), x and y, or wkt; "
        f"its columns are {listed}{more}"
    )


def find_columns(header: Sequence[str]) -> Columns | None:
    names = [re.sub(r"[\W_]", "", name.lower()) for name in header]

    def at(pattern: re.Pattern[str]) -> int:
        return next((number for number, name in enumerate(names) if pattern.fullmatch(name)), -1)

    for x, y in ((LONGITUDES, LATITUDES), (EASTINGS, NORTHINGS)):
        if at(x) >= 0 and at(y) >= 0:
            return Columns(at(x), at(y), lon_lat=x is LONGITUDES)
    if (wkt := at(WKT)) >= 0:
        return Columns(wkt=wkt)
    return _pair(header)


def _pair(header: Sequence[str]) -> Columns | None:
    """Two names that differ in one word only, as `stop_lon` and `stop_lat`, `decimalLongitude` and so on."""
    latitudes = dict(reversed([*_around(header, LATITUDES)]))
    for rest, x in _around(header, LONGITUDES):
        if rest in latitudes:
            return Columns(x, latitudes[rest], lon_lat=True)
    return None


def _around(header: Sequence[str], pattern: re.Pattern[str]) -> Iterator[tuple[tuple[str, ...], int]]:
    """The other words of names that have a word of the pattern, and the numbers of their columns."""
    for number, name in enumerate(header):
        words = _WORD.findall(_CAMEL.sub("_", name).lower())
        for place, word in enumerate(words):
            if pattern.fullmatch(word):
                yield (*words[:place], "", *words[place + 1 :]), number
