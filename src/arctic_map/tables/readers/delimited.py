"""CSV and TSV tables with coordinate columns or a column of well-known text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from math import copysign
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import shapely

from arctic_map.model.opened import Choice
from arctic_map.model.tr import tr
from arctic_map.storage import bounded_reading
from arctic_map.storage.bounded_reading import Unreadable, read_bytes
from arctic_map.storage.sanitized import sanitized
from arctic_map.tables.attributes.cell_text import unescaped
from arctic_map.tables.gdal import from_wkt
from arctic_map.tables.readers.coordinate_columns import (
    NEGATIVE,
    NO_PARTS,
    Columns,
    Parts,
    columns_of,
    find_columns,
)
from arctic_map.tables.readers.csv_table import MAX_COLUMNS, Row, Table, read_table
from arctic_map.tables.readers.placing import placed
from arctic_map.tables.readers.read_features import RawRows

_NUMBER = r"\d+(?:[.,]\d*)?|[.,]\d+"
_SIDES = r"[NSEWСЮВЗ]|[сю]\.?\s?ш\.?|[вз]\.?\s?д\.?"
_ANGLE = re.compile(
    rf"(?P<before>{_SIDES})?\s*(?P<sign>[+-])?\s*(?P<degrees>{_NUMBER})\s*(?:[°ºd˚*]|deg|\s|:|$|(?=[NSEWСЮВЗсюв]))\s*"
    rf"(?:(?P<minutes>{_NUMBER})\s*(?:['′’`´m]|:|\s|$|(?=[NSEWСЮВЗсюв]))\s*)?"
    rf"(?:(?P<seconds>{_NUMBER})\s*(?:[\"″”s]|''|′′|’’)?\s*)?"
    rf"(?P<behind>{_SIDES})?",
    re.IGNORECASE,
)
LETTERS = "EWВЗ", "NSСЮ"
"""First letters of the sides of longitudes and latitudes."""


def number(text: str) -> float | None:
    """The number in a text, or None. Accepts decimal commas such as `69,5` and spaces between thousands."""
    plain = re.sub(r"(?<=\d)[\s'](?=\d{3}(?!\d))", "", text.strip()).replace("\u2212", "-")
    if "," in plain:
        plain = plain.replace(",", "") if "." in plain or plain.count(",") > 1 else plain.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", plain, re.IGNORECASE):
        return None
    return float(plain)


def angle(text: str) -> float | None:
    """Decimal degrees of a number, or of degrees, minutes and seconds with N, S, E or W (С, Ю, В, З).

    None for other text. 60 minutes or seconds are allowed, because programs round 59.99 up to 60.0.
    """
    return _angle(text)[0]


def _angle(text: str) -> tuple[float | None, str]:
    """The decimal degrees as `angle`, and the letter of the side in upper case, or empty."""
    if (plain := number(text)) is not None:
        return plain, ""
    match = _ANGLE.fullmatch(text.strip().replace("\u2212", "-"))
    if not match:
        return None, ""
    parts = [float((match[part] or "0").replace(",", ".")) for part in ("degrees", "minutes", "seconds")]
    side = (match["before"] or match["behind"] or "").upper()
    if parts[1] > 60.0 or parts[2] > 60.0 or (match["before"] and match["behind"]):
        return None, ""
    value = parts[0] + parts[1] / 60.0 + parts[2] / 3600.0
    minus = match["sign"] == "-" or side[:1] in tuple(NEGATIVE)
    return -value if minus else value, side[:1]


MAX_CELL_LENGTH = 60
_encode = msgspec.json.Encoder().encode


def read_raw(path: Path, choice: Choice) -> RawRows:
    """The rows with a position. Raises Unreadable, or UnknownPlace if the reference system is needed."""
    content = read_bytes(path, largest=bounded_reading.MAX_TEXT_SIZE)
    table = read_table(content, choice.columns)
    if table.rows and _has_torn_numbers(table):
        raise Unreadable(
            tr(
                "every row has more cells than the header, as if numbers had decimal commas; save it with "
                "semicolons between cells, or with quotes around numbers"
            )
        )
    return rows_of(table, choice, sha256(content).hexdigest())


def _has_torn_numbers(table: Table) -> bool:
    """Whether all rows have surplus cells, and all coordinates are whole numbers."""
    width, where = len(table.header), find_columns(table.header)
    return where is not None and all(
        len(cells) > width
        and "".join(cells[width:]).strip()
        and all(cells[column].strip().lstrip("+-").isdecimal() for column in where.used)
        for _, cells in table.rows
    )


def rows_of(table: Table, choice: Choice, digest: str) -> RawRows:
    """The rows of a table that have a position. Raises Unreadable and UnknownPlace."""
    header, rows, problems = table.header, table.rows, list(table.problems)
    where = columns_of(header, choice.columns, rows[0][1] if rows else ())
    shapes, wrong = _shapes(header, rows, where)
    there = placed(shapes, "", choice.crs, lon_lat=where.lon_lat)
    lost = {int(at[1:]): why for at, why in there.problems if at.startswith("#")}
    problems += [each for each in there.problems if not each[0].startswith("#")]
    texts = shapely.to_geojson(there.shapes)
    numbers = [number for number in range(min(len(header), MAX_COLUMNS)) if number not in where.used]
    features, before = list[tuple[str, msgspec.Raw]](), len(problems)
    for number, ((place, cells), text) in enumerate(zip(rows, texts, strict=True)):
        if why := wrong.get(number) or lost.get(number):
            problems.append((place, why))
            continue
        properties: dict[str, str | None] = {
            header[each]: unescaped(cells[each]) for each in numbers if each < len(cells) and cells[each]
        }
        if not features:
            # The first row names all columns in their order, also those that are empty.
            properties = {header[each]: properties.get(header[each]) for each in numbers}
        row = b'{"type":"Feature","properties":%b,"geometry":%b}' % (_encode(properties), text.encode())
        features.append((place, msgspec.Raw(row)))
    if not features:
        at, why = problems[before] if wrong or lost else ("", "")
        if not rows:
            raise Unreadable(tr("the table has no rows"))
        if not why:
            raise Unreadable(tr("none of its rows has a place"))
        reason = tr("none of its rows has a place; the first reason is in {place}: {why}", place=at, why=why)
        raise Unreadable(reason)
    return RawRows(features, table.total, problems, digest, projected=there.projected, untyped=True)


def _shapes(header: Sequence[str], rows: Sequence[Row], where: Columns) -> tuple[Any, dict[int, str]]:
    """A shape for each row or None, and why by row number."""
    wrong: dict[int, str] = {}
    if where.wkt >= 0:
        texts = [_cell(cells, where.wkt).rpartition(";")[2].strip() for _, cells in rows]
        shapes = shapely.force_2d(from_wkt(texts))
        for number in np.flatnonzero(shapely.is_missing(shapes) | shapely.is_empty(shapes)).tolist():
            wrong[number] = _why_no_shape(texts[number], header[where.wkt])
        return shapes, wrong
    positions = np.full((len(rows), 2), np.nan)
    thousands = _thousands(rows, where)
    parts = [
        _checked(rows, column, each, letters)
        for column, each, letters in zip((where.x, where.y), where.parts, LETTERS, strict=True)
    ]
    for number, (_, cells) in enumerate(rows):
        others = 0
        for axis, column in enumerate((where.x, where.y)):
            cell = _cell(cells, column)
            if thousands:
                cell = _without_thousands(cell, thousands)
            value, side = _angle(cell)
            others += side in LETTERS[1 - axis] if side else 0
            if value is not None and parts[axis] != NO_PARTS[axis]:
                value = _with_parts(value, cells, parts[axis], LETTERS[axis])
                cell = " ".join(_cell(cells, each) for each in (column, *parts[axis].used))
            if value is None:
                named = sanitized(header[column], 30)
                wrong[number] = (
                    tr(
                        "its {column} is neither a number nor an angle: {cell!r}",
                        column=named,
                        cell=sanitized(cell, MAX_CELL_LENGTH),
                    )
                    if cell
                    else tr("it has no {column}", column=named)
                )
                break
            positions[number, axis] = value
        if others == 2:
            positions[number] = positions[number, ::-1]
        elif others:
            positions[number] = np.nan
            wrong.setdefault(number, tr("its letters contradict the names of the columns"))
    shapes = np.full(len(rows), None, dtype=object)
    sound = np.isfinite(positions).all(axis=1)
    shapes[sound] = shapely.points(positions[sound])
    return shapes, wrong


MANY_ROWS = 1_000
"""Rows examined to find out which character stands between thousands."""
_GROUPS = {
    ",": re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?"),
    ".": re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d*)?"),
}


def _thousands(rows: Sequence[Row], where: Columns) -> str:
    """The comma or point between thousands, if a cell of the two columns can only mean that, or empty."""
    texts = [_cell(cells, column) for _, cells in rows[:MANY_ROWS] for column in (where.x, where.y)]
    for mark, decimal in ((",", "."), (".", ",")):
        grouped = [text for text in texts if mark in text and _GROUPS[mark].fullmatch(text)]
        if any(text.count(mark) > 1 or decimal in text for text in grouped):
            return mark
    return ""


def _without_thousands(cell: str, mark: str) -> str:
    return cell.replace(mark, "") if mark in cell and _GROUPS[mark].fullmatch(cell) else cell


def _checked(rows: Sequence[Row], column: int, parts: Parts, letters: str) -> Parts:
    """The parts that the cells confirm: most letters are of that side, and all degrees are whole."""
    if parts.side >= 0:
        sides = [side for _, cells in rows if (side := _cell(cells, parts.side).upper())]
        if 2 * sum(side[0] in letters for side in sides) <= len(sides):
            parts = replace(parts, side=-1)
    if max(parts.minutes, parts.seconds) >= 0 and any(
        value % 1.0 for _, cells in rows if (value := number(_cell(cells, column))) is not None
    ):
        parts = replace(parts, minutes=-1, seconds=-1)
    return parts


def _with_parts(value: float, cells: Sequence[str], parts: Parts, letters: str) -> float | None:
    """The degrees with minutes, seconds and the letter of their side, or None if one of these is wrong."""
    more = 0.0
    for column, share in ((parts.minutes, 60.0), (parts.seconds, 3_600.0)):
        if text := _cell(cells, column) if column >= 0 else "":
            part = number(text)
            if part is None or not 0.0 <= part <= 60.0:
                return None
            more += part / share
    value += copysign(more, value)
    side = _cell(cells, parts.side)[:1].upper() if parts.side >= 0 else ""
    if side and side not in letters:
        return None
    return -abs(value) if side and side in NEGATIVE else value


def _why_no_shape(text: str, column: str) -> str:
    named = sanitized(column, 30)
    if not text:
        return tr("it has no {column}", column=named)
    if text.upper().endswith("EMPTY"):
        return tr("its {column} is empty", column=named)
    return tr(
        "its {column} is not well-known text that can be drawn: {text!r}",
        column=named,
        text=sanitized(text, MAX_CELL_LENGTH),
    )


def _cell(cells: Sequence[str], number: int) -> str:
    return cells[number].strip() if number < len(cells) else ""
