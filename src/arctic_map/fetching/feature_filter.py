"""Which features of a server are in what the map shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from arctic_map.model.map_view import DegreeBox


class _Geometry(msgspec.Struct, frozen=True):
    coordinates: Any = None
    geometries: list[Any] = []


class _Feature(msgspec.Struct, frozen=True):
    geometry: _Geometry | None = None


class FeatureFilter:
    """Takes each feature once whose extent meets one of some boxes."""

    def __init__(self, boxes: Sequence[DegreeBox]) -> None:
        self._boxes = boxes
        self._decode = msgspec.json.Decoder(_Feature).decode
        self._known = set[int]()
        self.is_outside = False
        """Whether the last feature was outside, rather than a repetition."""

    def takes(self, line: bytes) -> bool:
        """Whether to take a feature. One that cannot be read is taken, so that its reader names it."""
        self.is_outside = False
        try:
            geometry = self._decode(line).geometry
            places = [*_places(geometry.coordinates)] if geometry else []
        except (msgspec.MsgspecError, RecursionError):
            return True
        if places and not any(_meets(places, box) for box in self._boxes):
            self.is_outside = True
            return False
        # A feature at 180 degrees is in both boxes.
        if len(self._boxes) > 1:
            key = hash(line)
            if key in self._known:
                return False
            self._known.add(key)
        return True


def _places(coordinates: Any) -> Iterator[tuple[float, float]]:
    """Yield the positions of a geometry."""
    if not isinstance(coordinates, list) or not coordinates:
        return
    if isinstance(coordinates[0], int | float):
        if len(coordinates) > 1 and isinstance(coordinates[1], int | float):
            yield coordinates[0], coordinates[1]
        return
    for each in coordinates:
        yield from _places(each)


def _meets(places: Sequence[tuple[float, float]], box: DegreeBox) -> bool:
    """Whether the extent of places meets a box."""
    lons, lats = zip(*places, strict=True)
    west, south, east, north = box
    # Longitudes may be from 0 to 360 degrees, or go on across 180.
    meets = any(min(lons) <= east + turn and max(lons) >= west + turn for turn in (0.0, -360.0, 360.0))
    return bool(meets and min(lats) <= north and max(lats) >= south)
