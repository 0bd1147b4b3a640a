"""Tables as text: CSV and TSV with columns of coordinates, or a column of well-known text."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import shapely

from arctic_map.files import limits
from arctic_map.files.file_problem import FileProblem
from arctic_map.files.readers.angles import angle
from arctic_map.files.readers.curves import from_wkt
from arctic_map.files.readers.letters import guessed
from arctic_map.files.readers.placing import placed
from arctic_map.files.readers.taken import Taken
from arctic_map.files.reading import Unreadable, read_bytes
from arctic_map.files.sanitized import sanitized
from arctic_map.model.opened import Choice

LONGITUDES = re.compile(
    r"(decimal|geo|gps)?(lon|long|lng|longitude?|longtitude|долгота|долг|вд|länge|laenge|längengrad|经度|經度)"
    r"(dd|deg|degrees?|dms|decimal|wgs84|e)?"
)
LATITUDES = re.compile(
    r"(decimal|geo|gps)?(lat|latitude?|широта|шир|сш|breite|breitengrad|纬度|緯度)"
    r"(dd|deg|degrees?|dms|decimal|wgs84|n)?"
)
EASTINGS = re.compile(r"x|xcoord|coordx|pointx|easting|east|e")
NORTHINGS = re.compile(r"y|ycoord|coordy|pointy|northing|north|n")
WKT = re.compile(r"wkt|wktgeom|geom|geometry|thegeom|wkbgeometry|shape|геометрия")
DELIMITERS = (",", ";", "\t", "|")
FIRST_ROWS = 50
"""That tell what stands between cells."""
MOST_COLUMNS = 200
NAMED_COLUMNS = 12
LONGEST_CELL = 60
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_encode = msgspec.json.Encoder().encode


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


def take(path: Path, choice: Choice) -> Taken:
    """The rows that have a place. Raises Unreadable, or UnknownPlace where its place must be asked for."""
    content = read_bytes(path, largest=limits.LARGEST_TEXT)
    header, rows, problems, total = read_table(content)
    where = columns_of(header)
    shapes, wrong = _shapes(header, rows, where)
    there = placed(shapes, "", choice.crs, lon_lat=where.lon_lat)
    lost = {int(at[1:]): why for at, why in there.problems if at.startswith("#")}
    problems += [each for each in there.problems if not each[0].startswith("#")]
    texts = shapely.to_geojson(there.shapes)
    kept = [number for number in range(min(len(header), MOST_COLUMNS)) if number not in where.used]
    found, before = [], len(problems)
    for number, ((line, cells), text) in enumerate(zip(rows, texts, strict=True)):
        if why := wrong.get(number) or lost.get(number):
            problems.append((f"line {line}", why))
            continue
        properties = {header[each]: cells[each] for each in kept if each < len(cells) and cells[each]}
        row = b'{"type":"Feature","properties":%b,"geometry":%b}' % (_encode(properties), text.encode())
        found.append((f"line {line}", msgspec.Raw(row)))
    if not found:
        at, why = problems[before] if wrong or lost else ("", "")
        reason = f"; the first reason is in {at}: {why}" if why else ""
        raise Unreadable(f"none of its rows has a place{reason}" if total else "the table has no rows")
    return Taken(found, total, problems, sha256(content).hexdigest(), projected=there.projected, untyped=True)


def read_table(content: bytes) -> tuple[list[str], list[tuple[int, list[str]]], list[FileProblem], int]:
    """The header, rows with their lines, what is amiss, and how many rows there are. Raises Unreadable."""
    text, problems = _decoded(content)
    if not text.strip():
        raise Unreadable("the file is empty")
    csv.field_size_limit(limits.LARGEST)
    rows: list[tuple[int, list[str]]] = []
    total, header = 0, list[str]()
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text))
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _header(cells)
            else:
                total += 1
                if total <= limits.MOST_ROWS:
                    rows.append((reader.line_num, cells))
    except csv.Error as error:
        problems.append((f"line {reader.line_num}", f"the table ends here for the atlas: {error}"))
    if len(header) > MOST_COLUMNS:
        problems.append(("", f"the table has {len(header):,} columns; the first {MOST_COLUMNS} are read"))
    return header, rows, problems, total


def delimiter_of(text: str) -> str:
    """What stands between cells: what parts most rows into as many as the header, and into most."""
    lines = StringIO("\n".join(islice(filter(str.strip, text.splitlines()), FIRST_ROWS)))
    best, most = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        lines.seek(0)
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        except csv.Error:
            continue
        same = sum(width == widths[0] for width in widths) / len(widths)
        if widths[0] > 1 and (score := (round(same, 1), widths[0])) > most:
            best, most = delimiter, score
    return best


def columns_of(header: Sequence[str]) -> Columns:
    """Where places stand, by the usual names in several languages. Raises Unreadable."""
    names = [re.sub(r"[\W_]", "", name.lower()) for name in header]

    def at(pattern: re.Pattern[str]) -> int:
        return next((number for number, name in enumerate(names) if pattern.fullmatch(name)), -1)

    for x, y in ((LONGITUDES, LATITUDES), (EASTINGS, NORTHINGS)):
        if at(x) >= 0 and at(y) >= 0:
            return Columns(at(x), at(y), lon_lat=x is LONGITUDES)
    if (wkt := at(WKT)) >= 0:
        return Columns(wkt=wkt)
    listed = ", ".join(sanitized(name, 30) or "(no name)" for name in header[:NAMED_COLUMNS])
    more = f" and {len(header) - NAMED_COLUMNS:,} more" if len(header) > NAMED_COLUMNS else ""
    raise Unreadable(
        "it has no columns that say where: call them lon and lat (долгота, широта), x and y, or wkt; "
        f"its columns are {listed}{more}"
    )


def _shapes(
    header: Sequence[str], rows: Sequence[tuple[int, list[str]]], where: Columns
) -> tuple[Any, dict[int, str]]:
    """A shape for each row, None for one without, and why there is none by the row's number."""
    wrong: dict[int, str] = {}
    if where.wkt >= 0:
        texts = [_cell(cells, where.wkt).rpartition(";")[2].strip() for _, cells in rows]
        shapes = shapely.force_2d(from_wkt(texts))
        for number in np.flatnonzero(shapely.is_missing(shapes)).tolist():
            wrong[number] = _why_no_shape(texts[number], header[where.wkt])
        return shapes, wrong
    found = np.full((len(rows), 2), np.nan)
    for number, (_, cells) in enumerate(rows):
        for axis, column in enumerate((where.x, where.y)):
            cell = _cell(cells, column)
            value = angle(cell)
            if value is None:
                named = sanitized(header[column], 30)
                wrong[number] = (
                    f"its {named} is no number and no angle: {sanitized(cell, LONGEST_CELL)!r}"
                    if cell
                    else f"it has no {named}"
                )
                break
            found[number, axis] = value
    shapes = np.full(len(rows), None, dtype=object)
    sound = np.isfinite(found).all(axis=1)
    shapes[sound] = shapely.points(found[sound])
    return shapes, wrong


def _why_no_shape(text: str, column: str) -> str:
    named = sanitized(column, 30)
    if not text:
        return f"it has no {named}"
    return f"its {named} is no well-known text that can be drawn: {sanitized(text, LONGEST_CELL)!r}"


def _cell(cells: Sequence[str], number: int) -> str:
    return cells[number].strip() if number < len(cells) else ""


def _header(cells: Sequence[str]) -> list[str]:
    """The names of columns, each once."""
    names: list[str] = []
    seen: set[str] = set()
    for number, cell in enumerate(cells):
        name = cell.strip() or f"column {number + 1}"
        names.append(name if name not in seen else f"{name} ({number + 1})")
        seen.add(name)
    return names


def _decoded(content: bytes) -> tuple[str, list[FileProblem]]:
    encoding = next((name for mark, name in _WIDE if content.startswith(mark)), "")
    if not encoding and b"\0" in content[:4096]:
        raise Unreadable("this is no text; a table must be saved as CSV, in UTF-8")
    encoding = encoding or guessed(content)
    told = encoding not in ("ascii", "utf-8", "utf-8-sig", "utf-16")
    why = f"nothing says in which letters it is written; they are read as {encoding}, by a guess"
    return content.decode(encoding, "replace"), [("", why)] if told else []
