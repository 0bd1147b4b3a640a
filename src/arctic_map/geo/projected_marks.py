"""Millions of positions and geometries on projections: clipped, joined at the seams, grouped by owner."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from arctic_map.geo import domain, planar
from arctic_map.geo.areas import areas_only
from arctic_map.geo.marks import Marks, Shapes
from arctic_map.geo.planar import WORLD_SEAM
from arctic_map.geo.projecting import Numbers, project
from arctic_map.geo.projections import PROJECTIONS, is_centred, projection_named
from arctic_map.geo.turning import around
from arctic_map.model.drawing import ShapeKind
from arctic_map.model.projection import Affine, Box, Projection

Cm = NDArray[np.int32]
Mask = NDArray[np.bool_]
MAX_CM = 2**31 - 1
THREADS = 2
PLANE_CHUNK_SIZE = 65_536
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
    if is_centred(family):
        return projection_named(family)
    return next(each for each in PROJECTIONS if each.family == family and each.ground == Affine())


def families(first: str) -> tuple[str, ...]:
    """All families, with this one first."""
    return tuple(dict.fromkeys((first, *(each.family for each in PROJECTIONS))))


def boxes(family: str, box: Box | None) -> dict[str, Box]:
    """For each projection of the family, by id, the box around this box of the family's plane."""
    if box and is_centred(family):
        return {family: box}
    return {each.id: around(box, each.ground) for each in PROJECTIONS if box and each.family == family}


def on_plane(plane: Projection, lon: Numbers, lat: Numbers) -> PlanePositions:
    """Positions in degrees on a plane, which may show a hemisphere only."""
    count = len(lon)
    positions = PlanePositions(
        np.empty(count, np.int32), np.empty(count, np.int32), np.empty(count, np.bool_)
    )

    def place(start: int) -> None:
        there = slice(start, start + PLANE_CHUNK_SIZE)
        x, y = project(plane, lon[there], lat[there])
        shown = np.isfinite(x) & np.isfinite(y) & domain.shown(plane, lon[there], lat[there])
        positions.x[there], positions.y[there], positions.shown[there] = _cm(x, shown), _cm(y, shown), shown

    # PROJ releases the GIL.
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in pool.map(place, range(0, count, PLANE_CHUNK_SIZE)):
            pass
    return positions


def keeps_off_seam(plane: Projection, west: Numbers, south: Numbers, east: Numbers, north: Numbers) -> Mask:
    """Whether shapes with these bounds (degrees) are on the plane in one piece."""
    if plane.is_world:
        return (west > WORLD_SEAM) | (east < WORLD_SEAM)
    return domain.shows_whole(plane, west, south, east, north)


def _cm(metres: Numbers, shown: Mask) -> Cm:
    scaled = metres * 100.0
    if not shown.all():
        scaled[~shown] = 0.0
    np.rint(scaled, out=scaled)
    return np.clip(scaled, -MAX_CM, MAX_CM).astype(np.int32)


Part = tuple[float, ...]
CHUNK_SIZE = 4000
"""Number of shapes per batch: larger batches use more memory for little gain in time."""
STEP, COARSEST_STEP = 0.25, 10.0
"""Minimum and maximum spacing of added vertices, degrees; edges are straight in lon/lat, as in RFC 7946."""
MAX_VERTICES = 2_000_000
"""Maximum number of vertices added in total; the spacing grows for very long lines."""
FAR = 1e-7
"""Degrees by which a shape is kept away from a seam."""


def on_projection(projection: Projection, found: Marks) -> Iterator[tuple[int, ShapeKind, list[Part]]]:
    """The visible points, lines and areas of each geometry, in whole projected metres."""
    yield from _by_owner("area", _areas(projection, found))
    yield from _by_owner("line", _lines(projection, found))
    yield from _by_owner("point", _points(projection, found))


def _by_owner(
    kind: ShapeKind, parts: Iterator[tuple[int, Part]]
) -> Iterator[tuple[int, ShapeKind, list[Part]]]:
    owner, group = -1, list[Part]()
    for each, part in parts:
        if each != owner and group:
            yield owner, kind, group
            group = []
        owner = each
        group.append(part)
    if group:
        yield owner, kind, group


def _points(projection: Projection, found: Marks) -> Iterator[tuple[int, Part]]:
    visible = domain.shown(projection, found.points[:, 0], found.points[:, 1])
    places = np.rint(np.column_stack(project(projection, found.points[visible, 0], found.points[visible, 1])))
    finite = np.isfinite(places).all(axis=1)
    whole = places[finite].astype(int).tolist()
    yield from zip(found.of_point[visible][finite].tolist(), map(tuple, whole), strict=True)


def _lines(projection: Projection, found: Marks) -> Iterator[tuple[int, Part]]:
    step = _step(found.lines)
    for start in range(0, len(found.lines), CHUNK_SIZE):
        dense = shapely.segmentize(found.lines[start : start + CHUNK_SIZE], step)
        owners = found.of_line[start : start + CHUNK_SIZE].tolist()
        west, south, east, north = shapely.bounds(dense).T
        turn = np.floor((west - planar.WORLD_SEAM) / 360.0)
        easy = (
            (west > planar.WORLD_SEAM + 360.0 * turn + FAR)
            & (east < planar.WORLD_SEAM + 360.0 * (turn + 1.0) - FAR)
            if projection.is_world
            else domain.shows_whole(projection, west, south, east, north)
        )
        flat = shapely.simplify(_projected(projection, _those(easy, dense)), planar.LINE_TOLERANCE)
        for owner, line, simple, is_easy in zip(owners, dense, flat, easy.tolist(), strict=True):
            parts = [simple] if is_easy else planar.line_on(projection, shapely.get_coordinates(line))
            yield from ((owner, _whole(part)) for part in parts if part is not None)


def _areas(projection: Projection, found: Marks) -> Iterator[tuple[int, Part]]:
    step = _step(found.areas)
    west, south, east, north = shapely.bounds(found.areas).T
    at_180 = (west <= -180.0 + FAR) | (east >= 180.0 - FAR)
    # Shapes away from the seam and the pole of the projection are projected vertex by vertex.
    easy = ~at_180 & (
        (west > planar.WORLD_SEAM + FAR) | (east < planar.WORLD_SEAM - FAR)
        if projection.is_world
        else domain.shows_whole(projection, west, south, east, north)
        & (np.maximum(north, -south) < 90.0 - FAR)
    )
    shown = domain.shows_any(projection, west, south, east, north)
    joined = _joined_at_180(found, at_180 & shown)
    for start in range(0, len(found.areas), CHUNK_SIZE):
        areas = found.areas[start : start + CHUNK_SIZE]
        dense = shapely.segmentize(_those(easy[start : start + CHUNK_SIZE], areas), step)
        flat = shapely.simplify(_projected(projection, dense), planar.AREA_TOLERANCE, preserve_topology=True)
        broken = ~shapely.is_valid(flat) & ~shapely.is_missing(flat)
        flat[broken] = shapely.make_valid(flat[broken], method="structure")
        flat = shapely.orient_polygons(flat)
        for number, simple in enumerate(flat, start):
            if easy[number]:
                whole = simple
            elif not shown[number] or (at_180[number] and number not in joined):
                continue
            else:
                whole = planar.areas_on(projection, joined.get(number, MultiPolygon([found.areas[number]])))
            for part in shapely.get_parts(whole):
                if isinstance(part, Polygon):
                    owner = int(found.of_area[number])
                    yield from ((owner, _whole(ring)[:-2]) for ring in (part.exterior, *part.interiors))


def _joined_at_180(found: Marks, at_180: NDArray[np.bool_]) -> dict[int, MultiPolygon]:
    """The union of each geometry's areas at 180 degrees, by the index of the first of them."""
    numbers = np.flatnonzero(at_180)
    first = np.flatnonzero(np.diff(found.of_area[numbers], prepend=-1))
    return {
        int(group[0]): areas_only([shapely.union_all(found.areas[group])])
        for group in np.split(numbers, first[1:])
        if len(group)
    }


def _those(chosen: NDArray[np.bool_], shapes: Shapes) -> Shapes:
    """A copy of the shapes with None in place of those not wanted."""
    copy = shapes.copy()
    copy[~chosen] = None
    return copy


def _step(shapes: Shapes) -> float:
    return float(np.clip(shapely.length(shapes).sum() / MAX_VERTICES, STEP, COARSEST_STEP))


def _projected(projection: Projection, shapes: Shapes) -> Shapes:
    def projected(lonlat: Numbers) -> Numbers:
        # PROJ rejects longitudes far beyond 180.
        west = planar.WORLD_SEAM if projection.is_world else -180.0
        lon = (lonlat[:, 0] - west) % 360.0 + west
        return np.column_stack(project(projection, lon, lonlat[:, 1]))

    changed: Shapes = shapely.transform(shapes, projected)
    # A vertex that the projection cannot show removes the whole shape.
    lost = ~np.isfinite(shapely.bounds(changed)).all(axis=1)
    changed[lost] = None
    return changed


def _whole(shape: Any) -> Part:
    return tuple(np.rint(shapely.get_coordinates(shape)).astype(int).ravel().tolist())
