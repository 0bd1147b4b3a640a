"""Where the coordinates of a file lie: by its reference system, by the one that is named, or as degrees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from arctic_map.files.file_problem import FileProblem
from arctic_map.files.reading import UnknownPlace, Unreadable
from arctic_map.files.sanitized import sanitized
from arctic_map.geo import crs as systems

SWAPPED = "its axes are swapped, latitude before longitude; they are read the other way round"
MOST_BEYOND = 0.25
"""Share of positions whose second number is no latitude, from which on both are taken as swapped."""
FARTHEST = 1e9
"""Of a coordinate, in metres or feet."""
TURN = 540.0
"""Degrees east or west that longitudes may run on."""


@dataclass(frozen=True, slots=True)
class Placed:
    shapes: systems.Shapes
    """In lon/lat degrees; None where there is no shape, or none that has a place."""
    problems: tuple[FileProblem, ...] = ()
    projected: bool = False
    """Whether edges were straight on a plane, so that none is meant to leap over 180 degrees."""


def placed(shapes: systems.Shapes, own: str = "", named: str = "") -> Placed:
    """The shapes in degrees, by the file's `own` system, or the one that the reader has `named`.

    Raises UnknownPlace, or Unreadable where there is no system of the name.
    """
    problems: list[FileProblem] = []
    crs = None
    if named:
        try:
            crs = systems.crs_named(named)
        except systems.UnknownCrs:
            raise Unreadable(
                f"there is no reference system {sanitized(named, 60)!r} that it could be in; "
                "name one by its code, such as EPSG:3413"
            ) from None
    elif own:
        try:
            crs = systems.crs_named(own)
        except systems.UnknownCrs:
            problems.append(("", f"its reference system is not known: {sanitized(own, 60)}"))
    if crs is not None and not systems.is_degrees(crs):
        found = systems.to_degrees(shapes, crs)
        lost = np.flatnonzero(~shapely.is_missing(shapes) & shapely.is_missing(found)).tolist()
        code = systems.code_of(crs)
        if lost and len(lost) == np.count_nonzero(~shapely.is_missing(shapes)):
            raise UnknownPlace(
                f"none of its coordinates has a place in {code}, which it is said to be in; "
                "name another with --crs"
            )
        why = f"it lies where {code} has no place on the Earth; it is not shown"
        return Placed(found, (*problems, *((f"#{number}", why) for number in lost)), projected=True)
    if _are_swapped(shapes):
        shapes = shapely.transform(shapes, lambda positions: positions[:, ::-1])
        problems.append(("", SWAPPED))
    elif crs is None and (box := systems.bounds_of(shapes)) and not _are_degrees(box):
        west, south, east, north = (f"{number:,.10g}" for number in box)
        if max(map(abs, box)) > FARTHEST:
            raise Unreadable(
                "its coordinates are beyond all reference systems of the Earth: "
                f"{west} to {east}, {south} to {north}"
            )
        raise UnknownPlace(
            "it does not say in which reference system its coordinates are, and they are no degrees "
            f"({west} to {east}, {south} to {north}); name it, as with --crs EPSG:3413"
        )
    return Placed(systems.to_degrees(shapes, crs) if crs else shapes, tuple(problems))


def _are_degrees(box: tuple[float, float, float, float]) -> bool:
    return box[0] >= -TURN and box[2] <= TURN and box[1] >= -90.0 and box[3] <= 90.0


def _are_swapped(shapes: Any) -> bool:
    """Whether the second numbers cannot be latitudes, while the first ones can."""
    positions = shapely.get_coordinates(shapes)
    if not len(positions):
        return False
    x, y = np.abs(positions).T
    if x.max() > 90.0 or not 90.0 < y.max() <= 180.0:
        return False
    return bool(np.count_nonzero(y > 90.0) >= MOST_BEYOND * len(y))
