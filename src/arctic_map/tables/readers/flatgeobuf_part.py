"""A part of a FlatGeobuf that is read by ranges: the features whose extents meet some boxes."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np

from arctic_map.model.projection import Box
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.bounded_reading import OnlyWhole, Unreadable

MAGIC = b"fgb\x03fgb"
MAX_HEADER = 10_000_000
"""Bytes."""
NODE = np.dtype([("box", "<f8", 4), ("offset", "<u8")])
"""A node of the index: its extent, and for a feature its first byte after the index."""
NODES_AT_ONCE = 100_000
LENGTH = struct.Struct("<I")
"""What precedes the header and each feature."""
ENVELOPE, COUNT, NODE_SIZE, CRS = 1, 8, 9, 10
ORGANIZATION, CODE, WKT, CODE_TEXT = 0, 1, 4, 5
"""Numbers of the fields of the header and of its reference system (header.fbs)."""
DAMAGED = tr_later("its file is no FlatGeobuf, or is damaged")
PIECE = 8_000_000
"""Most bytes in memory of the features."""
Nodes = Any
"""An array of NODE."""
Reads = Callable[[int, int], bytes]
"""Returns the bytes from a place in the file, so many, or fewer at its end. Raises OSError."""


@dataclass(frozen=True, slots=True)
class _Header:
    content: bytes
    """The bytes of the FlatBuffer."""
    count: int
    """Number of features."""
    fanout: int
    """Most children of a node of the index."""
    system: str
    """Name or WKT of the reference system."""

    @property
    def levels(self) -> list[range]:
        """The numbers of the nodes of each level of the index, from the root to the features."""
        sizes = [self.count, ceil(self.count / self.fanout)]
        while sizes[-1] > 1:
            sizes.append(ceil(sizes[-1] / self.fanout))
        starts, levels = 0, list[range]()
        for size in reversed(sizes):
            levels.append(range(starts, starts + size))
            starts += size
        return levels


def write_part(
    read: Reads, size: int, boxes_in: Callable[[str], Sequence[Box]], out: Path, most: int
) -> tuple[int, bool]:
    """Write the features of a FlatGeobuf of so many bytes that meet boxes, and return their number.

    `boxes_in` returns the boxes in a reference system by its name or WKT. At most so many features are
    written; the second value says whether there are more.

    Raises OnlyWhole if the file has no index, Unreadable and OSError.
    """
    try:
        header = _header(read, size)
        base = len(MAGIC) + 1 + LENGTH.size + len(header.content)
        first_feature = base + NODE.itemsize * header.levels[-1].stop
        numbers, nodes = _matching(read, base, header, boxes_in(header.system), most + 1)
        numbers, nodes, has_more = numbers[:most], nodes[:most], len(numbers) > most
        if not len(numbers):
            raise Unreadable(tr("the map shows none of it"))
        spans = [*_spans(read, first_feature, size, numbers, nodes["offset"])]
        starts = np.concatenate([each for *_, each in spans])
        with out.open("wb") as file:
            file.write(read(0, len(MAGIC) + 1) + _head_of_part(header, nodes))
            for level in _index(nodes["box"], starts, header.fanout):
                file.write(level.tobytes())
            for start, end, _ in spans:
                for at in range(start, end, PIECE):
                    file.write(read(at, min(PIECE, end - at)))
    except (struct.error, UnicodeDecodeError, ValueError, IndexError) as error:
        raise Unreadable(tr(DAMAGED)) from error
    return len(numbers), has_more


def _header(read: Reads, size: int) -> _Header:
    """Raises OnlyWhole and Unreadable."""
    start = read(0, len(MAGIC) + 1 + LENGTH.size)
    (length,) = LENGTH.unpack_from(start, len(MAGIC) + 1)
    if not start.startswith(MAGIC) or not 8 <= length <= min(size, MAX_HEADER):
        raise Unreadable(tr(DAMAGED))
    content = read(len(start), length)
    root = _Table(content, *struct.unpack_from("<I", content))
    count, fanout = root.number(COUNT, "<Q", 0), root.number(NODE_SIZE, "<H", 16)
    if not count or fanout < 2:
        raise OnlyWhole(tr("its file has no index"))
    system = root.table(CRS)
    if system is None:
        raise OnlyWhole(tr("its file does not say where on the Earth it lies"))
    name = f"{system.text(ORGANIZATION) or 'EPSG'}:{system.text(CODE_TEXT) or system.number(CODE, '<i', 0)}"
    header = _Header(content, count, fanout, system.text(WKT) if name.endswith(":0") else name)
    if NODE.itemsize * header.levels[-1].stop > size:
        raise Unreadable(tr(DAMAGED))
    return header


class _Table:
    """A table of a FlatBuffer."""

    def __init__(self, buffer: bytes, at: int) -> None:
        self._buffer, self._at = buffer, at
        self._fields = at - struct.unpack_from("<i", buffer, at)[0]
        self._size = struct.unpack_from("<H", buffer, self._fields)[0]

    def place(self, field: int) -> int | None:
        """Where the value of a field stands; None if it has its default."""
        entry = 4 + 2 * field
        offset = struct.unpack_from("<H", self._buffer, self._fields + entry)[0] if entry < self._size else 0
        return self._at + offset if offset else None

    def number(self, field: int, kind: str, default: int) -> int:
        at = self.place(field)
        return default if at is None else int(struct.unpack_from(kind, self._buffer, at)[0])

    def target(self, field: int) -> int | None:
        """Where a field points."""
        at = self.place(field)
        return None if at is None else at + struct.unpack_from("<I", self._buffer, at)[0]

    def table(self, field: int) -> _Table | None:
        at = self.target(field)
        return None if at is None else _Table(self._buffer, at)

    def text(self, field: int) -> str:
        at = self.target(field)
        if at is None:
            return ""
        (length,) = LENGTH.unpack_from(self._buffer, at)
        return self._buffer[at + 4 : at + 4 + length].decode()


def _matching(read: Reads, base: int, header: _Header, boxes: Sequence[Box], most: int) -> tuple[Any, Nodes]:
    """The first features that meet boxes: their numbers, and their nodes in the index."""
    levels = header.levels
    parents, nodes = np.zeros(1, np.int64), np.zeros(0, NODE)
    for depth, level in enumerate(levels):
        is_last = depth == len(levels) - 1
        found: list[tuple[Any, Nodes]] = []
        count = 0
        for first, end in _runs(parents):
            # The root has no parent.
            left, right = (first * header.fanout, end * header.fanout) if depth else (0, 1)
            for start in range(left, min(right, len(level)), NODES_AT_ONCE):
                stop = min(start + NODES_AT_ONCE, right, len(level))
                at = base + NODE.itemsize * (level.start + start)
                some = np.frombuffer(read(at, NODE.itemsize * (stop - start)), NODE)
                met = np.flatnonzero(_meet(some["box"], boxes))
                found.append((met + start, some[met]))
                count += len(met)
                if is_last and count >= most:
                    break
            if is_last and count >= most:
                break
        parents = np.concatenate([np.zeros(0, np.int64), *(numbers for numbers, _ in found)])
        nodes = np.concatenate([np.zeros(0, NODE), *(each for _, each in found)])
    return parents[:most], nodes[:most]


def _meet(extents: Any, boxes: Sequence[Box]) -> Any:
    met = np.zeros(len(extents), bool)
    for west, south, east, north in boxes:
        met |= (
            (extents[:, 0] <= east)
            & (extents[:, 2] >= west)
            & (extents[:, 1] <= north)
            & (extents[:, 3] >= south)
        )
    return met


def _runs(numbers: Any) -> Iterator[tuple[int, int]]:
    """Yield the first and the end of each run of consecutive numbers."""
    breaks = np.flatnonzero(np.diff(numbers) != 1) + 1
    for run in np.split(numbers, breaks):
        if len(run):
            yield int(run[0]), int(run[-1]) + 1


def _spans(read: Reads, base: int, size: int, numbers: Any, offsets: Any) -> Iterator[tuple[int, int, Any]]:
    """Yield where consecutive features start and end in the file, and their offsets in the part."""
    done = written = 0
    for first, end in _runs(numbers):
        own = offsets[done : done + end - first].astype(np.int64)
        done += end - first
        start, last = base + int(own[0]), base + int(own[-1])
        (length,) = LENGTH.unpack(read(last, LENGTH.size))
        stop = last + LENGTH.size + length
        if np.any(np.diff(own) <= 0) or not base <= start <= last < stop <= size:
            raise Unreadable(tr(DAMAGED))
        yield start, stop, own - own[0] + written
        written += stop - start


def _head_of_part(header: _Header, nodes: Nodes) -> bytes:
    """The header with the number and the extent of the part, after its length."""
    content = bytearray(header.content)
    root = _Table(header.content, *struct.unpack_from("<I", header.content))
    if (at := root.place(COUNT)) is not None:
        struct.pack_into("<Q", content, at, len(nodes))
    at = root.target(ENVELOPE)
    if at is not None and LENGTH.unpack_from(content, at) == (4,):
        struct.pack_into("<4d", content, at + 4, *_union(nodes["box"], [0])[0])
    return LENGTH.pack(len(content)) + bytes(content)


def _index(boxes: Any, offsets: Any, fanout: int) -> list[Nodes]:
    """The levels of the index of features, from the root to these."""
    levels = [_nodes(boxes, offsets)]
    while len(levels) == 1 or len(levels[-1]) > 1:
        firsts = np.arange(0, len(levels[-1]), fanout)
        levels.append(_nodes(_union(levels[-1]["box"], firsts), firsts))
    levels.reverse()
    # Offsets of inner nodes are numbers of their first children in the whole index.
    start = 0
    for level in levels[:-1]:
        start += len(level)
        level["offset"] += start
    return levels


def _nodes(boxes: Any, offsets: Any) -> Nodes:
    nodes = np.empty(len(boxes), NODE)
    nodes["box"], nodes["offset"] = boxes, offsets
    return nodes


def _union(boxes: Any, firsts: Any) -> Any:
    """The extent of each group of boxes by the numbers of their first ones."""
    low = np.minimum.reduceat(boxes[:, :2], firsts)
    return np.hstack([low, np.maximum.reduceat(boxes[:, 2:], firsts)])
