"""Geometries as well-known binary, by the million: their positions as arrays, without an object for any.

Source: OGC 06-103r4, Simple feature access, clause 8; the types of positions with heights by ISO 13249-3.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from arctic_map.tables.readers.arrow_stream import Packed

Ints = NDArray[np.int64]
Numbers = NDArray[np.float64]
POINT, LINE, POLYGON, MULTI_POINT, MULTI_LINE, MULTI_POLYGON = range(1, 7)
HEADER = 5
"""Bytes of a geometry before what its kind has: order of bytes, and kind."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Lines or polygons: rings of each side by side, positions of each ring too."""

    row: Ints
    rings: Ints
    """How many each has; of lines one."""
    lengths: Ints
    """Positions of each ring."""
    x: Numbers
    y: Numbers

    def at(self, x: Numbers, y: Numbers) -> Parts:
        """The same at other positions."""
        return Parts(self.row, self.rings, self.lengths, x, y)


@dataclass(frozen=True, slots=True)
class Flat:
    x: Numbers
    y: Numbers
    of_point: Ints
    """Row of each point."""
    lines: Parts
    areas: Parts
    others: Ints
    """Rows of collections and of kinds that have curves, and what is broken."""
    empty: Ints
    """Rows without geometry."""


def flat(packed: Packed) -> Flat:
    """Points, lines and polygons of a batch of little-endian WKB; rows count within the batch."""
    data = packed.data
    begin, end = packed.offsets[:-1], packed.offsets[1:]
    size = end - begin
    there = size >= HEADER + 4
    row = np.flatnonzero(there)
    read = _Bytes(data)
    at = begin[row]
    code = read.whole(at + 1)
    kind, stride = _kind(code), _stride(code)
    sound = (data[at] == 1) & (stride > 0)
    state = _Walk(read, end)

    def those(*kinds: int) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = sound & np.isin(kind, kinds)
        return found

    points = those(POINT)
    many = those(MULTI_POINT)
    state.points(at[points] + HEADER, row[points], stride[points])
    state.many_points(at[many] + HEADER, row[many], stride[many])
    for which, multi in ((those(LINE), False), (those(MULTI_LINE), True)):
        state.lines(at[which] + HEADER, row[which], stride[which], multi=multi)
    for which, multi in ((those(POLYGON), False), (those(MULTI_POLYGON), True)):
        state.polygons(at[which] + HEADER, row[which], stride[which], multi=multi)
    known = those(POINT, LINE, POLYGON, MULTI_POINT, MULTI_LINE, MULTI_POLYGON)
    broken = np.unique(np.concatenate([row[~known], *state.broken]))
    return state.flat(broken, np.flatnonzero(~there))


def _kind(code: Ints) -> Ints:
    return (code & 0x0FFFFFFF) % 1000


def _stride(code: Ints) -> Ints:
    """Bytes of a position; 0 where a system's number stands before it."""
    iso = (code & 0x0FFFFFFF) // 1000
    more = np.where(iso > 0, np.where(iso == 3, 2, 1), ((code >> 31) & 1) + ((code >> 30) & 1))
    return np.where((code & 0x20000000) > 0, 0, 16 + 8 * more)


class _Bytes:
    """Numbers at any byte."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self._four: Any = np.ndarray((max(len(data) - 3, 0),), "<u4", data, 0, (1,))
        # Two numbers at once: a position.
        self._sixteen: Any = np.ndarray((max(len(data) - 15, 0),), "<c16", data, 0, (1,))

    def whole(self, at: Ints) -> Ints:
        found: Ints = self._four[at].astype(np.int64)
        return found

    def positions(self, at: Ints) -> tuple[Numbers, Numbers]:
        found: Any = self._sixteen[at]
        return found.real, found.imag


@dataclass
class _Found:
    """Rings as they are met, each with its part and its place in it."""

    row: list[Ints] = field(default_factory=list)
    part: list[Ints] = field(default_factory=list)
    start: list[Ints] = field(default_factory=list)
    length: list[Ints] = field(default_factory=list)
    stride: list[Ints] = field(default_factory=list)
    count: int = 0


class _Walk:
    def __init__(self, read: _Bytes, end: Ints) -> None:
        self._read, self._end = read, end
        self.broken: list[Ints] = []
        self._points: list[tuple[Ints, Ints]] = []
        self._lines, self._areas = _Found(), _Found()

    def points(self, at: Ints, row: Ints, stride: Ints) -> None:
        held = at + stride <= self._end[row]
        self.broken.append(row[~held])
        self._points.append((at[held], row[held]))

    def many_points(self, at: Ints, row: Ints, stride: Ints) -> None:
        count, step = self._read.whole(at), HEADER + stride
        held = at + 4 + count * step <= self._end[row]
        self.broken.append(row[~held])
        at, row, count, step = at[held], row[held], count[held], step[held]
        self._points.append(
            (
                np.repeat(at + 4 + HEADER, count) + _within(count) * np.repeat(step, count),
                np.repeat(row, count),
            )
        )

    def lines(self, at: Ints, row: Ints, stride: Ints, *, multi: bool) -> None:
        left = self._read.whole(at) if multi else np.ones(len(at), np.int64)
        at = at + 4 if multi else at
        while len(at):
            at = at + HEADER if multi else at
            at, row, stride, left = self._ring(self._lines, at, row, stride, left)
            left = left - 1
            at, row, stride, left = (each[left > 0] for each in (at, row, stride, left))

    def polygons(self, at: Ints, row: Ints, stride: Ints, *, multi: bool) -> None:
        left = self._read.whole(at) if multi else np.ones(len(at), np.int64)
        at = at + 4 if multi else at
        while len(at):
            at = at + HEADER if multi else at
            held = at + 4 <= self._end[row]
            self.broken.append(row[~held])
            at, row, stride, left = (each[held] for each in (at, row, stride, left))
            rings = self._read.whole(at)
            at = self._polygon(at + 4, row, stride, rings)
            held = at > 0
            left = left - 1
            at, row, stride, left = (each[held & (left > 0)] for each in (at, row, stride, left))

    def _polygon(self, at: Ints, row: Ints, stride: Ints, rings: Ints) -> Ints:
        """One polygon of each; returns where they end, or 0 where they are broken."""
        ends = at.copy()
        part = self._areas.count + np.arange(len(at))
        self._areas.count += len(at)
        number = np.flatnonzero(rings > 0)
        place = 0
        while len(number):
            here = ends[number]
            held = here + 4 <= self._end[row[number]]
            length = np.zeros(len(number), np.int64)
            length[held] = self._read.whole(here[held])
            held &= here + 4 + length * stride[number] <= self._end[row[number]]
            self.broken.append(row[number[~held]])
            ends[number[~held]] = 0
            number, here, length = number[held], here[held], length[held]
            self._add(self._areas, row[number], part[number], here + 4, length, stride[number])
            ends[number] = here + 4 + length * stride[number]
            place += 1
            number = number[rings[number] > place]
        return ends

    def _ring(
        self, found: _Found, at: Ints, row: Ints, stride: Ints, left: Ints
    ) -> tuple[Ints, Ints, Ints, Ints]:
        held = at + 4 <= self._end[row]
        length = np.zeros(len(at), np.int64)
        length[held] = self._read.whole(at[held])
        held &= at + 4 + length * stride <= self._end[row]
        self.broken.append(row[~held])
        at, row, stride, left, length = (each[held] for each in (at, row, stride, left, length))
        part = found.count + np.arange(len(at))
        found.count += len(at)
        self._add(found, row, part, at + 4, length, stride)
        return at + 4 + length * stride, row, stride, left

    @staticmethod
    def _add(found: _Found, row: Ints, part: Ints, start: Ints, length: Ints, stride: Ints) -> None:
        found.row.append(row)
        found.part.append(part)
        found.start.append(start)
        found.length.append(length)
        found.stride.append(stride)

    def flat(self, broken: Ints, empty: Ints) -> Flat:
        at = np.concatenate([each for each, _ in self._points])
        of_point = np.concatenate([each for _, each in self._points])
        # In the order of their rows, by which they are looked up; places of one row stay in their own.
        if (np.diff(of_point) < 0).any():
            order = np.argsort(of_point, kind="stable")
            at, of_point = at[order], of_point[order]
        x, y = self._read.positions(at)
        # A point without a place has no numbers.
        kept = ~np.isnan(x) & ~np.isin(of_point, broken)
        lost = of_point[np.isnan(x)]
        return Flat(
            x[kept],
            y[kept],
            of_point[kept],
            self._parts(self._lines, broken),
            self._parts(self._areas, broken),
            broken,
            np.union1d(empty, lost),
        )

    def _parts(self, found: _Found, broken: Ints) -> Parts:
        if not found.row:
            none = np.empty(0, np.int64)
            return Parts(none, none, none, np.empty(0), np.empty(0))
        row, part, start, length, stride = (
            np.concatenate(each) for each in (found.row, found.part, found.start, found.length, found.stride)
        )
        kept = (length > 0) & ~np.isin(row, broken)
        row, part, start, length, stride = (each[kept] for each in (row, part, start, length, stride))
        # Parts in the order of their rows; rings of one part were met in their order.
        order = np.lexsort((part, row)) if len(row) and (np.diff(part) < 0).any() else slice(None)
        row, part, start, length, stride = (each[order] for each in (row, part, start, length, stride))
        first = np.flatnonzero(np.diff(part, prepend=-1))
        rings = np.diff(np.append(first, len(part)))
        before = np.cumsum(length) - length
        if len(stride) and (stride == stride[0]).all():
            at = np.repeat(start - before * stride[0], length)
            at += np.arange(0, len(at) * stride[0], stride[0])
        else:
            at = np.repeat(start, length) + _within(length) * np.repeat(stride, length)
        return Parts(row[first], rings, length, *self._read.positions(at))


def _within(counts: Ints) -> Ints:
    """0, 1, 2 ... for each count."""
    starts = np.cumsum(counts) - counts
    return np.arange(int(counts.sum())) - np.repeat(starts, counts)
