"""Columns of GDAL's as JSON can hold them: whole numbers exact, dates as ISO 8601 has them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from arctic_map.tables import gdal

Column = list[object]


def properties_of(
    path: Path, meta: dict[str, Any], fids: Any, columns: Any, reading: dict[str, Any]
) -> dict[str, Column]:
    """The values of each field; `reading` is how the layer was read."""
    found: dict[str, Column] = {}
    declared = zip(meta["fields"].tolist(), meta["dtypes"].tolist(), meta["ogr_types"], strict=True)
    for (name, kind, ogr), column in zip(declared, columns, strict=True):
        if column.dtype.kind == "f" and ogr == "OFTInteger64":
            found[str(name)] = _exact(path, str(name), fids, reading)
        elif column.dtype.kind == "f" and ogr == "OFTInteger":
            found[str(name)] = [None if value != value else int(value) for value in column.tolist()]
        elif kind == "float32":
            # As it is written, not as the nearest number of twice the length.
            found[str(name)] = [float(str(value)) for value in column]
        else:
            found[str(name)] = list(_plain(column))
    return found


def _exact(path: Path, name: str, fids: Any, reading: dict[str, Any]) -> Column:
    """Numbers of 64 bits of a column with gaps, which would come rounded beside those."""
    quoted = name.replace('"', '""')
    _, mine, _, (column,) = gdal.raw_read(
        path,
        columns=[name],
        where=f'"{quoted}" IS NOT NULL',
        read_geometry=False,
        return_fids=True,
        **reading,
    )
    held = dict(zip(mine.tolist(), column.tolist(), strict=True))
    return [held.get(fid) for fid in fids.tolist()]


def _plain(column: Any) -> Iterator[object]:
    for value in column.tolist():
        match value:
            case bytes():
                yield f"({len(value):,} bytes)"
            case np.ndarray():
                yield value.tolist()
            case None | bool() | int() | float() | str():
                yield value
            case _:
                yield str(value)
