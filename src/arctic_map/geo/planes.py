"""Base planes of families of projections, and millions of positions on them in whole centimetres."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from arctic_map.geo.planar import WORLD_SEAM
from arctic_map.geo.project import Numbers, project
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.geo.turning import around
from arctic_map.model.projection import Affine, Box, Projection

Cm = NDArray[np.int32]
Mask = NDArray[np.bool_]
MAX_CM = 2**31 - 1
THREADS = 2
CHUNK_SIZE = 65_536
"""Number of positions per batch, so that a batch fits into the processor cache."""


@dataclass(frozen=True, slots=True)
class PlanePositions:
    """Positions on a plane in whole centimetres."""

    x: Cm
    y: Cm
    shown: Mask
    """Whether the plane shows the position; where it does not, x and y have no meaning."""


def plane_of(family: str) -> Projection:
    """The projection whose plane the other projections of the family are rotated and scaled from."""
    return next(each for each in PROJECTIONS if each.family == family and each.ground == Affine())


def families(first: str) -> tuple[str, ...]:
    """All families, with this one first."""
    return tuple(dict.fromkeys((first, *(each.family for each in PROJECTIONS))))


def boxes(family: str, box: Box | None) -> dict[str, Box]:
    """For each projection of the family, by id, the box around this box of the family's plane."""
    return {each.id: around(box, each.ground) for each in PROJECTIONS if box and each.family == family}


def on_plane(plane: Projection, lon: Numbers, lat: Numbers) -> PlanePositions:
    """Positions in degrees on a plane; polar planes show the northern hemisphere only."""
    count = len(lon)
    positions = PlanePositions(
        np.empty(count, np.int32), np.empty(count, np.int32), np.empty(count, np.bool_)
    )

    def place(start: int) -> None:
        there = slice(start, start + CHUNK_SIZE)
        x, y = project(plane, lon[there], lat[there])
        shown = np.isfinite(x) & np.isfinite(y)
        if plane.pole is not None:
            shown &= lat[there] >= 0.0
        positions.x[there], positions.y[there], positions.shown[there] = _cm(x, shown), _cm(y, shown), shown

    # PROJ releases the GIL.
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in pool.map(place, range(0, count, CHUNK_SIZE)):
            pass
    return positions


def keeps_off_seam(plane: Projection, west: Numbers, south: Numbers, east: Numbers) -> Mask:
    """Whether shapes with these bounds (degrees) are on the plane in one piece."""
    if plane.pole is not None:
        return south >= 0.0
    return (west > WORLD_SEAM) | (east < WORLD_SEAM)


def _cm(metres: Numbers, shown: Mask) -> Cm:
    scaled = metres * 100.0
    if not shown.all():
        scaled[~shown] = 0.0
    np.rint(scaled, out=scaled)
    return np.clip(scaled, -MAX_CM, MAX_CM).astype(np.int32)
