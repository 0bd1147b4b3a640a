"""Base map files of maps centred on a place: made from those of the world on first use, then cached."""

import os
import shutil
from functools import cache
from io import BytesIO
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from arctic_map import resources
from arctic_map.geo import domain
from arctic_map.geo.pixel_positions import pixel_positions
from arctic_map.geo.position import transformer
from arctic_map.geo.projections import EQUAL_EARTH, HORIZON, PROJECTIONS, projection_named
from arctic_map.geo.recentring import recentred
from arctic_map.model.projection import PixelView, Projection
from arctic_map.storage.app_folders import ScratchFolder, cache_folder
from arctic_map.storage.atomic_write import write_bytes
from arctic_map.storage.ground_files import Ground, read_ground, read_relief_box

Numbers = NDArray[np.float64]
MAX_MAPS = 4
"""Number of maps in the cache, 7 MB each: those used last."""
MARGINS = {0: 32_000.0, 1: 4_000.0, 2: 1_000.0}
"""Metres by which areas overlap at the seam of the source, by level: a pixel of the coarsest view."""
OUTLINE_QUANTUM = 100
RELIEF_WIDTH = 1880
"""Pixels of the relief image, as fine as that of the world."""
QUALITY = 84


def centred_file(family: str, name: str) -> Path:
    """The path of a base map file, made if it is missing. Raises ContentError, OSError and UnknownName."""
    projection = projection_named(family)
    within = Path(f"{family}-{_version()}", name)
    path, spare = cache_folder() / "base-maps" / within, _scratch_folder
    if path.is_file():
        os.utime(path.parent)
        return path
    if spare.cache_info().currsize and (spare().path / within).is_file():
        return spare().path / within
    body = _body(projection, name)
    try:
        write_bytes(path, body)
        _remove_oldest(path.parents[1])
    except OSError:
        # The cache may be on a full or write-protected disk.
        path = spare().path / within
        write_bytes(path, body)
    return path


def _body(projection: Projection, name: str) -> bytes:
    stem = Path(name).stem
    if name == "relief.jpg":
        return _relief(projection)
    if stem == "outline":
        ring = np.rint(domain.outline(projection) / OUTLINE_QUANTUM).astype(np.int64)
        return msgspec.json.encode({"quantum": OUTLINE_QUANTUM, "ring": _differences(ring)})
    if stem == "relief":
        return msgspec.json.encode({"box": (-HORIZON, -HORIZON, HORIZON, HORIZON)})
    return _cells(read_ground(_source() / name), projection)


def _cells(source: Ground, projection: Projection) -> bytes:
    items = {}
    for id, item in source.items.items():
        cells = recentred(
            [cell.parts for cell in item.cells],
            source.quantum,
            projection,
            closed=item.kind == "fill",
            margin=MARGINS[source.level],
        )
        items[id] = {"kind": item.kind, "cells": [_cell(parts) for parts in cells]}
    return msgspec.json.encode({"level": source.level, "quantum": source.quantum, "items": items})


def _cell(parts: list[NDArray[np.int64]]) -> dict[str, object]:
    every = np.concatenate(parts)
    box = [*every.min(axis=0).tolist(), *every.max(axis=0).tolist()]
    return {"box": box, "parts": [_differences(part) for part in parts]}


def _differences(points: NDArray[np.int64]) -> list[int]:
    numbers: list[int] = np.diff(points, axis=0, prepend=np.zeros((1, 2), np.int64)).ravel().tolist()
    return numbers


def _relief(projection: Projection) -> bytes:
    """The relief of the world, warped, white beyond the horizon."""
    left, bottom, right, top = read_relief_box(_source() / "relief.json")
    with Image.open(_source() / "relief.jpg") as opened:
        world = np.asarray(opened.convert("RGB"))
    height, width = world.shape[:2]
    forward = transformer(next(each.crs for each in PROJECTIONS if each.family == EQUAL_EARTH))

    def to_image(lon: Numbers, lat: Numbers) -> tuple[Numbers, Numbers]:
        x, y = forward.transform(lon, lat)
        column, row = (x - left) / (right - left) * width, (top - y) / (top - bottom) * height
        return np.clip(column, 0, width - 1), np.clip(row, 0, height - 1)

    resolution = 2 * HORIZON / RELIEF_WIDTH
    view = PixelView(projection, -HORIZON, HORIZON, resolution, RELIEF_WIDTH, RELIEF_WIDTH)
    column, row = pixel_positions(view, to_image)
    there = np.isfinite(column) & np.isfinite(row)
    picture = np.full((RELIEF_WIDTH, RELIEF_WIDTH, 3), 255, np.uint8)
    picture[there] = world[row[there].astype(np.intp), column[there].astype(np.intp)]
    file = BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return file.getvalue()


def _remove_oldest(parent: Path) -> None:
    """Remove all maps from the cache but those used last."""
    folders = sorted(parent.iterdir(), key=lambda each: each.stat().st_mtime)
    for folder in folders[:-MAX_MAPS]:
        shutil.rmtree(folder, ignore_errors=True)


@cache
def _version() -> str:
    """Sizes of the source, which change when it is built anew."""
    return f"{sum(path.stat().st_size for path in _source().iterdir()):x}"


def _source() -> Path:
    return resources.data() / "basemap" / EQUAL_EARTH


@cache
def _scratch_folder() -> ScratchFolder:
    return ScratchFolder("base-maps")
