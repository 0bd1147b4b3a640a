"""Repairs the index (.shx) and the table (.dbf) of a Shapefile.

Source: ESRI Shapefile Technical Description, 1998. GDAL restores an index only if nothing follows the last
record of the .shp file, and then overwrites even valid ones.
"""

from __future__ import annotations

import mmap
from pathlib import Path
from struct import error, pack, unpack, unpack_from

import numpy as np

from arctic_map.model.problem import FileProblem

HEADER, ENTRY = 100, 8
"""Bytes before the first record of both files, and bytes of an index entry or record header."""
CODE = b"\0\0\x27\x0a"
DAMAGED = "its .shx file is damaged; the features are found by its .shp file alone"


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
        return [("", DAMAGED)]
    return (
        [] if whole else [("", f"its .shp file is damaged after feature {len(entries):,}; the rest is lost")]
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
    return [("", f"its .dbf file ends after row {there:,} of {count:,}; what the others say is lost")]


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
