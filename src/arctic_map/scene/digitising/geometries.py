"""Conversion between outlines and GeoJSON geometries in degrees."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from arctic_map.geo.clean import leaves
from arctic_map.geo.cut_outlines import cut_area, cut_line, joined_lines
from arctic_map.model.feature import Geometry
from arctic_map.model.outline import Outline, OutlineKind, Place

DECIMALS = 6
"""Decimals of a degree: 0.1 m, finer than any manual input."""
KINDS = {"Point": OutlineKind.POINT, "LineString": OutlineKind.LINE, "Polygon": OutlineKind.AREA}


def geometry_of(outline: Outline) -> Geometry:
    """The geometry by RFC 7946: cut at 180 degrees, with outer rings counter-clockwise."""
    match outline.kind:
        case OutlineKind.POINT:
            return _geometry("Point", [_position(part[0]) for part in outline.parts])
        case OutlineKind.LINE:
            lines = (line for part in outline.parts for line in cut_line(part))
            return _geometry("LineString", [[*map(_position, line)] for line in lines])
        case OutlineKind.AREA:
            return _geometry("Polygon", [polygon for rings in _polygons(outline) for polygon in _cut(rings)])


def outline_of(geometry: Geometry) -> Outline | None:
    """An outline for editing, with lines joined across 180 degrees; None for a mixture of geometry types."""
    primitives = list(leaves(geometry))
    kinds = {kind for kind, _ in primitives}
    if len(kinds) != 1:
        return None
    kind = KINDS[kinds.pop()]
    if kind is OutlineKind.POINT:
        parts: tuple[tuple[Place, ...], ...] = tuple((_place(part),) for _, part in primitives)
    elif kind is OutlineKind.LINE:
        parts = joined_lines([[*map(_place, part)] for _, part in primitives])
    else:
        parts = tuple(tuple(map(_place, ring[:-1])) for _, polygon in primitives for ring in polygon)
    rings = tuple(len(part) if kind is OutlineKind.AREA else 1 for _, part in primitives)
    return Outline(kind, parts, rings if kind is OutlineKind.AREA else (1,) * len(parts), ended=True)


def _polygons(outline: Outline) -> Iterator[tuple[tuple[Place, ...], ...]]:
    bounds = (0, *accumulate(outline.rings))
    return (outline.parts[start:end] for start, end in pairwise(bounds))


def _cut(rings: tuple[tuple[Place, ...], ...]) -> Iterator[list[list[list[float]]]]:
    for polygon in cut_area(rings):
        yield [
            _wound([_position(place) for place in (*ring, ring[0])], outer=number == 0)
            for number, ring in enumerate(polygon)
        ]


def _wound(ring: list[list[float]], *, outer: bool) -> list[list[float]]:
    """The ring in lon/lat counter-clockwise if `outer`, clockwise for a hole."""
    twice = sum((end[0] - start[0]) * (end[1] + start[1]) for start, end in pairwise(ring))
    return ring if (twice < 0.0) is outer else ring[::-1]


def _geometry(kind: str, parts: list[object]) -> Geometry:
    """A single part, or several as a multi-geometry."""
    if len(parts) == 1:
        return {"type": kind, "coordinates": parts[0]}
    return {"type": f"Multi{kind}", "coordinates": parts}


def _position(place: Place) -> list[float]:
    return [round(value, DECIMALS) + 0.0 for value in place]


def _place(position: list[float]) -> Place:
    return float(position[0]), float(position[1])
