"""Repairs and checks of files before GDAL reads them: Shapefiles, XML in any encoding, views in a GeoPackage.

Source: ESRI Shapefile Technical Description, 1998. GDAL restores an index only if nothing follows the last
record of the .shp file, and then overwrites even valid ones.
"""

from __future__ import annotations

import codecs
import mmap
import re
import sqlite3
from collections.abc import Iterator, Set
from pathlib import Path
from struct import error, pack, unpack, unpack_from
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import digits, tr, tr_count, tr_later
from arctic_map.storage.bounded_reading import MAX_FEATURES, MEGABYTE, TOO_MUCH, Unreadable
from arctic_map.storage.sanitized import sanitized

HEADER, ENTRY = 100, 8
"""Bytes before the first record of both files, and bytes of an index entry or record header."""
CODE = b"\0\0\x27\x0a"
DESCRIPTOR, HEADER_BYTES = 32, 65_536
"""Bytes that describe a column of a table, and the most bytes of a table's header."""
DAMAGED = tr_later("its .shx file is damaged; the features are found by its .shp file alone")


def ensure_index(shp: Path) -> list[FileProblem]:
    """Write the index of a copy unless it has a valid one. Return problems. Raises OSError."""
    shx = shp.with_suffix(".shx")
    if shp.stat().st_size <= HEADER:
        return []
    index = shx.read_bytes() if shx.exists() else b""
    with shp.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if _is_sound(index, data):
            return []
        entries, end = _records(data)
        # The file may end earlier than its header says, and what follows that end is ignored.
        whole = end >= min(len(data), 2 * unpack_from(">i", data, 24)[0])
        if index and not whole:
            return []
        shx.write_bytes(_header(data[:HEADER], len(entries)) + b"".join(entries))
    if index:
        return [("", tr(DAMAGED))]
    return (
        []
        if whole
        else [
            (
                "",
                tr(
                    "its .shp file is damaged after feature {number}; the rest is lost",
                    number=digits(f"{len(entries):,}"),
                ),
            )
        ]
    )


def ensure_table(shp: Path) -> list[FileProblem]:
    """Extend a truncated table of a copy, on which GDAL crashes. Return problems. Raises OSError."""
    dbf, shx = shp.with_suffix(".dbf"), shp.with_suffix(".shx")
    if not dbf.exists() or not shx.exists():
        return []
    size = dbf.stat().st_size
    with dbf.open("r+b") as file:
        try:
            count, head, length = unpack("<4xIHH", file.read(12))
            there = max(size - head, 0) // length
        except (error, ZeroDivisionError):
            return []
        # Rows beyond the number of features are not needed.
        needed = min(count, (shx.stat().st_size - HEADER) // ENTRY)
        if there >= needed:
            return []
        file.seek(4)
        file.write(pack("<I", needed))
        file.truncate(head + needed * length)
    return [
        (
            "",
            tr(
                "its .dbf file ends after row {there} of {count}; what the others say is lost",
                there=digits(f"{there:,}"),
                count=digits(f"{count:,}"),
            ),
        )
    ]


def blank_impossible_dates(shp: Path) -> list[FileProblem]:
    """Blank the dates of a copy's table that no calendar has, on which GDAL fails. Return problems."""
    dbf, count = shp.with_suffix(".dbf"), 0
    for cells in _dates_of(dbf) if dbf.exists() else ():
        digits_of = (cells - ord("0")).astype(np.int32)
        year, month, day = (digits_of[:, part] @ TENS[-width:] for part, width in DATE_PARTS)
        leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
        length = 30 + (month + month // 8) % 2 - (month == 2) * np.where(leap, 1, 2)
        sound = (digits_of <= 9).all(1) & (year > 0) & (month >= 1) & (month <= 12) & (day >= 1)
        # Spaces, zero bytes and zeros stand for no date.
        none = np.isin(cells, (0, ord(" "))).all(1) | (cells == ord("0")).all(1)
        wrong = ~(sound & (day <= length)) & ~none
        cells[wrong] = ord(" ")
        count += int(np.count_nonzero(wrong))
    if not count:
        return []
    why = tr_count(
        count,
        "{count} date in its .dbf file is in no calendar; it is left out",
        "{count} dates in its .dbf file are in no calendar; they are left out",
    )
    return [("", why)]


TENS = np.array([1000, 100, 10, 1], np.int32)
DATE_PARTS = (slice(0, 4), 4), (slice(4, 6), 2), (slice(6, 8), 2)
DATE_WIDTH, CHUNK_ROWS = 8, 500_000


def _dates_of(dbf: Path) -> Iterator[NDArray[np.uint8]]:
    """Yield the cells (n, 8) of each date column of a table, as parts of the file itself."""
    with dbf.open("rb") as file:
        head = file.read(HEADER_BYTES)
    if len(head) < DESCRIPTOR:
        return
    count, start, width = unpack_from("<4xIHH", head)
    at, columns = 1, []
    for place in range(DESCRIPTOR, min(len(head), start) - DESCRIPTOR + 1, DESCRIPTOR):
        kind, length, more = head[place + 11], head[place + 16], head[place + 17]
        if kind == ord("D") and length == DATE_WIDTH and at + length <= width:
            columns.append(at)
        at += length + 256 * more * (kind == ord("C"))
    count = min(count, max(dbf.stat().st_size - start, 0) // max(width, 1))
    if not columns or not count:
        return
    rows = np.memmap(dbf, np.uint8, "r+", start, (count, width))
    for first in range(0, count, CHUNK_ROWS):
        for at in columns:
            yield rows[first : first + CHUNK_ROWS, at : at + DATE_WIDTH]


def _is_sound(index: bytes, data: mmap.mmap) -> bool:
    """Whether each entry leads to a record of the length that it states."""
    if len(index) < HEADER or index[:4] != CODE or 2 * unpack_from(">i", index, 24)[0] > len(index):
        return False
    entries = np.frombuffer(index, ">u4", (len(index) - HEADER) // ENTRY * 2, HEADER).astype(np.int64)
    at, length = 2 * entries[::2], 2 * entries[1::2]
    # Some programs write an entry of length zero for a feature without a shape.
    at, length = at[length > 0], length[length > 0]
    if not ((at >= HEADER) & (at + ENTRY + length <= len(data))).all():
        return False
    lengths = np.frombuffer(data, np.uint8)[at[:, None] + np.arange(4, 8)]
    return bool((2 * np.ascontiguousarray(lengths).view(">u4").ravel() == length).all())


def _records(data: mmap.mmap) -> tuple[list[bytes], int]:
    """The index entries of all consecutive records, and where the last record ends."""
    kind = unpack_from("<i", data, 32)[0]
    entries, at = [], HEADER
    while at + ENTRY + 4 <= len(data):
        (length,), (shape,) = unpack_from(">i", data, at + 4), unpack_from("<i", data, at + ENTRY)
        end = at + ENTRY + 2 * length
        if length < 2 or end > len(data) or shape not in (0, kind):
            break
        entries.append(pack(">II", at // 2, length))
        at = end
    return entries, at


def _header(header: bytes, count: int) -> bytes:
    return header[:24] + pack(">i", (HEADER + ENTRY * count) // 2) + header[28:]


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""Byte order marks and first bytes of encodings."""
_DECLARED = re.compile(r"\s*<\?xml\b[^>]{0,200}?(\s+encoding\s*=\s*[\"']([\w.-]{1,40})[\"'])")
_KNOWN = re.compile(r"(cp|iso8859|koi8|mac-|gb|big5|euc|shift_jis|utf-16)[\w-]*")
"""Python's names of text encodings."""


def in_utf8(content: bytes) -> bytes:
    """The text in UTF-8 without a declaration of another encoding. Raises Unreadable."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    head = content[:1000].decode(encoding or "latin-1", "replace")
    declared = _DECLARED.match(head.removeprefix("\ufeff"))
    encoding = encoding or (_codec(declared[2]) if declared else "")
    if encoding in ("", "utf-8"):
        return content
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise Unreadable(
            tr("its text is not in the encoding that it names, {encoding}", encoding=encoding)
        ) from None
    return text.replace(declared[1] if declared else "", "", 1).encode("utf-8", "replace")


def _codec(name: str) -> str:
    """Python's name of an encoding, or empty if it is left to GDAL."""
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return ""
    return codec if _KNOWN.fullmatch(codec) else ""


PATIENCE_S = 5.0
STEPS = 10_000
"""SQLite instructions between two checks of the time."""
MAX_VALUE_LENGTH = 50_000_000
"""Maximum bytes of one computed value."""
MAX_BYTES = 200_000_000
"""Maximum bytes of all computed rows."""
UNBOUNDED = ("printf", "format")
"""Functions that may take any time and memory despite the limit on the length of values."""
TOO_SLOW = tr_later("it contains a view whose rows take too long to compute; save it as a table")


def short_views(path: Path) -> frozenset[str]:
    """The names of all views. Raises Unreadable if a layer's rows are too much to compute.

    Only SQLite's own functions exist here, so views cannot use GDAL's to read other files.
    """
    end = monotonic() + PATIENCE_S
    try:
        database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise Unreadable(_broken(error)) from None
    try:
        database.set_progress_handler(lambda: monotonic() > end, STEPS)
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_LENGTH)
        views = database.execute("select name from sqlite_master where type = 'view'").fetchall()
        layers = {name.lower() for (name,) in database.execute("select table_name from gpkg_contents")}
        _require_stored_columns(database, layers)
        database.set_authorizer(_authorize)
        for (name,) in views:
            if name.lower() in layers:
                _require_bounded(database, name)
        return frozenset(name for (name,) in views)
    except (sqlite3.Error, MemoryError) as error:
        raise Unreadable(tr(TOO_SLOW) if monotonic() > end else _broken(error)) from None
    finally:
        database.close()


def _require_stored_columns(database: sqlite3.Connection, layers: Set[str]) -> None:
    """Raise Unreadable if a layer has a generated column."""
    sql = "select m.name, c.name from sqlite_master m, pragma_table_xinfo(m.name) c where c.hidden = 2"
    for table, column in database.execute(sql):
        if table.lower() in layers:
            named = f"{sanitized(table, 60)}.{sanitized(column, 60)}"
            raise Unreadable(
                tr(
                    "its column {name} is computed when it is read; save the layer as a plain table",
                    name=named,
                )
            )


def _authorize(action: int, _: object, function: str | None, *where: object) -> int:
    denied = action == sqlite3.SQLITE_FUNCTION and function in UNBOUNDED
    return sqlite3.SQLITE_DENY if denied else sqlite3.SQLITE_OK


def _require_bounded(database: sqlite3.Connection, name: str) -> None:
    quoted = name.replace('"', '""')
    size = 0
    for number, row in enumerate(database.execute(f'select * from "{quoted}"')):
        size += sum(len(value) for value in row if isinstance(value, bytes | str))
        if number > MAX_FEATURES or size > MAX_BYTES:
            raise Unreadable(
                tr(
                    "its layer {name} computes more than {rows} rows or {size} MB; save it as a plain table",
                    name=sanitized(name, 60),
                    rows=digits(f"{MAX_FEATURES:,}"),
                    size=digits(f"{MAX_BYTES / MEGABYTE:,.0f}"),
                )
            )


def _broken(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return tr(TOO_MUCH)
    if isinstance(error, sqlite3.DataError):
        return tr(
            "a view of it computes values of more than {size} MB; save it as a plain table",
            size=digits(f"{MAX_VALUE_LENGTH / MEGABYTE:,.0f}"),
        )
    if str(error).startswith("not authorized"):  # no words: of SQLite
        named = tr(" or ").join(UNBOUNDED)
        return tr(
            "a view of it calls {names}, which may need any amount of memory; save it as a plain table",
            names=named,
        )
    return tr("it cannot be read as GeoPackage: {why}; is it complete?", why=sanitized(str(error), 200))
