"""Geometry columns of GDAL or DuckDB as bytes, read by Arrow without creating objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from nanoarrow.c_array_stream import c_array_stream
from numpy.typing import NDArray

BINARY = ("z", "Z")
"""Arrow's format codes for binary columns with 32-bit and 64-bit offsets."""


@dataclass(frozen=True, slots=True)
class PackedTexts:
    """Concatenated byte strings."""

    data: NDArray[np.uint8]
    offsets: NDArray[np.int64]
    """The start of each string and the end of the last. Missing strings are empty."""

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        return self.data[self.offsets[number] : self.offsets[number + 1]].tobytes()


def packed_column(source: Any, name: str) -> Iterator[PackedTexts]:
    """Yield a binary column of an Arrow stream batch by batch. Raises RuntimeError if it is broken."""
    stream = c_array_stream(source)
    columns = [
        number
        for number, column in enumerate(stream.get_schema().children)
        if column.name == name and column.format in BINARY
    ]
    if not columns:
        raise RuntimeError("it has no column of geometries")
    for batch in stream:
        yield _packed(batch.child(columns[0]))


def _packed(column: Any) -> PackedTexts:
    view, start, end = column.view(), column.offset, column.offset + len(column)
    offsets = np.asarray(view.buffer(1))[start : end + 1].astype(np.int64)
    if not len(offsets):
        offsets = np.zeros(1, np.int64)
    if column.null_count and view.buffer(0).size_bytes:
        there = np.unpackbits(np.frombuffer(view.buffer(0), np.uint8), bitorder="little")[start:end]
        # Arrow recommends that nulls take no bytes. Refuse streams that differ.
        if np.diff(offsets)[~there.astype(bool)].any():
            raise RuntimeError("a geometry that is not there has bytes")
    return PackedTexts(np.asarray(view.buffer(2)), offsets)
