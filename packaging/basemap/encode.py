"""Write shapes as integers in the format of the ground files; the output is reproducible."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry


def fill(cells: Iterable[Any], quantum: int) -> dict[str, Any]:
    """Return an item of kind fill: outer rings counter-clockwise, holes clockwise, no closing vertex."""
    made = []
    for polygons in cells:
        rings = [_whole(one, quantum)[:-1] for one in shapely.get_rings(shapely.orient_polygons(polygons))]
        made.append(_cell([whole for whole in rings if _covers(whole)]))
    return {"kind": "fill", "cells": _sorted(made)}


def line(cells: Iterable[Any], quantum: int) -> dict[str, Any]:
    """Return an item of kind line."""
    made = []
    for lines in cells:
        merged = shapely.get_parts(shapely.line_merge(shapely.MultiLineString(list(lines))))
        wholes = [_whole(one, quantum) for one in merged]
        made.append(_cell([whole for whole in wholes if len(whole) > 1]))
    return {"kind": "line", "cells": _sorted(made)}


def ring(polygon: BaseGeometry, quantum: int) -> list[int]:
    """Return the outer ring of a polygon as differences, without the closing vertex."""
    return _differences(_whole(polygon.exterior, quantum)[:-1])


def write(file: Path, content: dict[str, Any]) -> None:
    """Write JSON without spaces, in one line."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(json.dumps(content, separators=(",", ":")).encode() + b"\n")


def _whole(shape: BaseGeometry, quantum: int) -> Any:
    whole = np.rint(shapely.get_coordinates(shape) / quantum).astype(np.int64)
    moved = np.any(whole[1:] != whole[:-1], axis=1)
    return whole[np.concatenate([[True], moved])]


def _covers(ring: Any) -> bool:
    return len(ring) > 2 and bool(shapely.Polygon(ring).area)


def _cell(parts: list[Any]) -> dict[str, Any] | None:
    if not parts:
        return None
    every = np.concatenate(parts)
    box = [*every.min(axis=0).tolist(), *every.max(axis=0).tolist()]
    return {"box": box, "parts": sorted(_differences(part) for part in parts)}


def _differences(points: Any) -> list[int]:
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    flat: list[int] = steps.ravel().tolist()
    return flat


def _sorted(cells: list[dict[str, Any] | None]) -> list[dict[str, Any]]:
    return sorted((cell for cell in cells if cell), key=lambda cell: (cell["box"], cell["parts"]))
