"""An outline in a projection, with its vertices, and marks and coasts to which they snap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import dist

import numpy as np
import shapely
from shapely import LineString, Point, STRtree

from arctic_map.geo import clean, measure, planar
from arctic_map.geo.position import project
from arctic_map.model.drawing import Drawing, Shape, ShapeKind
from arctic_map.model.feature import Edges, Geometry
from arctic_map.model.note import CORNER, ROLES, NoteKind
from arctic_map.model.outline import CHOSEN, MIDDLE, Outline, OutlineKind, Place, Vertex
from arctic_map.model.projection import Projection
from arctic_map.model.symbology import Symbology
from arctic_map.scene.drawings.painting import area_parts, box_round, line_parts
from arctic_map.scene.sketches.drawn_sizes import geometry_of

Part = tuple[float, ...]
NARROWEST = 44.0
"""Pixels of the shortest segment with a handle in its middle."""


@dataclass(frozen=True, slots=True)
class Handle:
    """A point of an outline that the mouse can drag."""

    at: Vertex
    place: Place
    x: float
    y: float
    """Projected metres."""
    inserts: bool
    """Whether it is the middle of a segment, where a vertex with this index can be inserted."""


def handles(outline: Outline, projection: Projection, resolution: float) -> tuple[Handle, ...]:
    """Vertices, then middles, as far as the projection shows them; `resolution` is in metres per pixel."""
    return (*_vertices(outline, projection), *_middles(outline, projection, resolution))


def draw_outline(
    outline: Outline, handles: tuple[Handle, ...], projection: Projection, symbology: Symbology, id: str
) -> Drawing:
    """The drawing of an outline and its handles; `id` is that of the layer in the page."""
    roles = symbology.roles
    vertices = [each for each in handles if not each.inserts]
    way, area = roles.get(ROLES[NoteKind.DISTANCE], ""), roles.get(ROLES[NoteKind.AREA], "")
    shapes = [
        *_shape("area", _areas(outline, projection), area),
        *_shape("line", _lines(outline, projection), way),
        *_shape("point", _dots(each for each in handles if each.inserts), roles.get(MIDDLE, "")),
        *_shape("point", _dots(vertices), roles.get(CORNER, "")),
        *_shape(
            "point", _dots(each for each in vertices if each.at == outline.chosen), roles.get(CHOSEN, "")
        ),
    ]
    return Drawing(layer=id, projection=projection.id, digest="", shapes=tuple(shapes))


def _vertices(outline: Outline, projection: Projection) -> Iterator[Handle]:
    for at in outline.vertices:
        place = outline.place(at)
        if point := project(projection, *place):
            yield Handle(at, place, *point, inserts=False)


def _middles(outline: Outline, projection: Projection, resolution: float) -> Iterator[Handle]:
    for at, start, end in outline.segments:
        first, last = project(projection, *start), project(projection, *end)
        if first is None or last is None or dist(first, last) < NARROWEST * resolution:
            continue
        _, middle, _ = measure.midway(start, end)
        if point := project(projection, *middle):
            yield Handle(at, middle, *point, inserts=True)


def _areas(outline: Outline, projection: Projection) -> tuple[Part, ...]:
    if outline.kind is not OutlineKind.AREA or not outline.is_enough:
        return ()
    return area_parts(planar.areas_on(projection, clean.polygons(geometry_of(outline), Edges.GEODESIC)))


def _lines(outline: Outline, projection: Projection) -> tuple[Part, ...]:
    """The lines of an outline; an area with two vertices is still a line."""
    if outline.kind is OutlineKind.POINT or (outline.kind is OutlineKind.AREA and outline.is_enough):
        return ()
    lines: list[Geometry] = [
        {"type": "LineString", "coordinates": part} for part in outline.parts if len(part) > 1
    ]
    return tuple(
        part for line in lines for part in line_parts(planar.lines_on(projection, line, Edges.GEODESIC))
    )


def _dots(handles: Iterable[Handle]) -> tuple[Part, ...]:
    return tuple((round(each.x), round(each.y)) for each in handles)


def _shape(kind: ShapeKind, parts: tuple[Part, ...], style: str) -> Iterator[Shape]:
    if parts:
        yield Shape("", kind, style, parts, box_round(parts))


REACH = 10.0
"""Snapping distance in pixels."""
Numbers = Sequence[float]


@dataclass(frozen=True)
class SnapIndex:
    """Snapping targets in metres of one projection."""

    points: STRtree
    """Marks of places, and vertices of lines and areas."""
    lines: STRtree
    """Lines, edges of areas, coasts."""


def targets(shapes: Iterable[Shape], coasts: Iterable[Numbers] = ()) -> SnapIndex:
    """Targets for marks as drawn and coastlines (x0, y0, x1, y1, ...), in projected metres."""
    corners: list[np.ndarray] = []
    lines: list[LineString] = []
    for shape in shapes:
        for part in shape.parts:
            flat = np.array(part, dtype=float).reshape(-1, 2)
            corners.append(flat)
            ring = shape.kind == "area"
            if shape.kind != "point" and len(flat) > 1:
                lines.append(LineString(np.vstack([flat, flat[:1]]) if ring else flat))
    lines += [LineString(np.array(line, dtype=float).reshape(-1, 2)) for line in coasts if len(line) >= 4]
    places = np.concatenate(corners) if corners else np.empty((0, 2))
    return SnapIndex(STRtree(shapely.points(places)), STRtree(lines))


def snapped(on: SnapIndex, x: float, y: float, reach: float) -> tuple[float, float] | None:
    """The nearest vertex within `reach` metres, else the nearest point of a line; None without any."""
    here = Point(x, y)
    for tree in (on.points, on.lines):
        if not len(tree):
            continue
        for number in tree.query_nearest(here, max_distance=reach, all_matches=False):
            target = tree.geometries[number]
            near = target.interpolate(target.project(here)) if target.length else target
            return float(near.x), float(near.y)
    return None
