"""The geometries of GDAL's columns as bytes, by Arrow's C interface: no object is made for any of them.

Source: The Arrow C data and C stream interfaces, arrow.apache.org/docs/format/CDataInterface.html.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


class _Schema(Structure):
    pass


class _Array(Structure):
    pass


class _Stream(Structure):
    pass


_Schema._fields_ = [
    ("format", c_char_p),
    ("name", c_char_p),
    ("metadata", c_void_p),
    ("flags", c_int64),
    ("n_children", c_int64),
    ("children", POINTER(POINTER(_Schema))),
    ("dictionary", c_void_p),
    ("release", CFUNCTYPE(None, POINTER(_Schema))),
    ("private_data", c_void_p),
]
_Array._fields_ = [
    ("length", c_int64),
    ("null_count", c_int64),
    ("offset", c_int64),
    ("n_buffers", c_int64),
    ("n_children", c_int64),
    ("buffers", POINTER(c_void_p)),
    ("children", POINTER(POINTER(_Array))),
    ("dictionary", c_void_p),
    ("release", CFUNCTYPE(None, POINTER(_Array))),
    ("private_data", c_void_p),
]
_Stream._fields_ = [
    ("get_schema", CFUNCTYPE(c_int, POINTER(_Stream), POINTER(_Schema))),
    ("get_next", CFUNCTYPE(c_int, POINTER(_Stream), POINTER(_Array))),
    ("get_last_error", CFUNCTYPE(c_char_p, POINTER(_Stream))),
    ("release", CFUNCTYPE(None, POINTER(_Stream))),
    ("private_data", c_void_p),
]
_OFFSETS = {b"z": np.int32, b"Z": np.int64}
"""Types of the offsets of binary columns, by Arrow's letters for these."""
_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_pointer.restype, _pointer.argtypes = c_void_p, [ctypes.py_object, c_char_p]


@dataclass(frozen=True, slots=True)
class Packed:
    """Texts of bytes one after the other: valid until the next ones are asked for."""

    data: NDArray[np.uint8]
    offsets: NDArray[np.int64]
    """Where each begins, and where the last one ends; none is missing, but some may be empty."""

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        return self.data[self.offsets[number] : self.offsets[number + 1]].tobytes()


def packed_column(source: Any, name: str) -> Iterator[Packed]:
    """A binary column of what offers an Arrow stream, batch by batch. Raises RuntimeError of broken ones."""
    capsule = source.__arrow_c_stream__()
    stream = ctypes.cast(_pointer(capsule, b"arrow_array_stream"), POINTER(_Stream))
    try:
        number, letter = _column(stream, name.encode())
        while True:
            batch = _Array()
            _require(stream, stream.contents.get_next(stream, ctypes.byref(batch)))
            if not batch.release:
                return
            try:
                yield _packed(batch.children[number].contents, letter)
            finally:
                batch.release(ctypes.byref(batch))
    finally:
        # What the capsule takes along when it goes is the memory of the stream itself.
        if stream.contents.release:
            stream.contents.release(stream)


def _column(stream: Any, name: bytes) -> tuple[int, bytes]:
    schema = _Schema()
    _require(stream, stream.contents.get_schema(stream, ctypes.byref(schema)))
    try:
        for number in range(schema.n_children):
            child = schema.children[number].contents
            if child.name == name and child.format in _OFFSETS:
                return number, child.format
        raise RuntimeError("it has no column of geometries")
    finally:
        schema.release(ctypes.byref(schema))


def _packed(column: Any, letter: bytes) -> Packed:
    whole = _OFFSETS[letter]
    size = np.dtype(whole).itemsize
    start = column.buffers[1] + column.offset * size
    offsets = _view(start, (column.length + 1) * size).view(whole).astype(np.int64)
    if column.null_count and column.buffers[0]:
        offsets = _without_nulls(column, offsets)
    return Packed(_view(column.buffers[2], int(offsets[-1])), offsets)


def _without_nulls(column: Any, offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """What stands for nothing takes no bytes, as Arrow advises; whoever gives it some is not believed."""
    bits = np.unpackbits(
        _view(column.buffers[0], (column.offset + column.length + 7) // 8), bitorder="little"
    )
    there = bits[column.offset : column.offset + column.length].astype(bool)
    if np.diff(offsets)[~there].any():
        raise RuntimeError("a geometry that is not there has bytes")
    return offsets


def _view(address: int | None, size: int) -> NDArray[np.uint8]:
    if not address or size <= 0:
        return np.empty(0, np.uint8)
    return np.ctypeslib.as_array((ctypes.c_uint8 * size).from_address(address))


def _require(stream: Any, code: int) -> None:
    if code:
        why = stream.contents.get_last_error(stream)
        raise RuntimeError(why.decode("utf-8", "replace") if why else f"GDAL gave up ({code})")
