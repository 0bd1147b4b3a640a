"""Shapes of any origin by the hundred thousand: flattened, mended, and put in a projection all at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Polygon
from shapely.affinity import translate

from arctic_map.geo import clean, planar
from arctic_map.geo.project import Numbers, project
from arctic_map.model.drawing import ShapeKind
from arctic_map.model.feature import Geometry
from arctic_map.model.projection import Projection

Ints = NDArray[np.int64]
Shapes = NDArray[np.object_]
Part = tuple[float, ...]
AT_ONCE = 4000
"""Shapes that are worked on together: more would take memory, fewer time."""
STEP, COARSEST_STEP = 0.25, 10.0
"""Degrees between vertices: edges are straight in longitude and latitude, as RFC 7946 has them."""
MOST_VERTICES = 2_000_000
"""That edges get beside their own; a tangle of lines round the whole Earth gets fewer for each."""
FAR = 1e-7
"""Degrees that keep a shape off a seam."""
MOST_CROSSINGS, SAMPLE = 40_000, 200
"""Of a polygon with itself, by the boxes of its edges; and of how many edges they are counted."""
VALID = "Valid Geometry"
CUT = "it crosses 180° without being split there; it is read the short way round"


@dataclass(frozen=True, slots=True)
class Marks:
    """Points, lines and areas in degrees, each with the number of the geometry that it is part of."""

    points: Numbers
    of_point: Ints
    lines: Shapes
    """LineStrings, whose longitudes may run on beyond 180."""
    of_line: Ints
    areas: Shapes
    """Valid polygons within -180..180."""
    of_area: Ints


@dataclass(frozen=True, slots=True)
class Mended:
    marks: Marks
    problems: tuple[tuple[int, str, str], ...]
    """Number of the geometry, where in it, and why; what was mended is among them."""
    changed: dict[int, Geometry | None]
    """What is drawn in place of a geometry; None where nothing is left of it."""


def marks(geometries: Sequence[Geometry]) -> Mended:
    """Expects positions in range, lines of two and closed rings of four positions."""
    flat = _Flat(geometries)
    points = np.array(flat.points, dtype=float).reshape(-1, 2)
    lines, of_line = flat.mended_lines()
    areas, of_area = flat.mended_areas()
    found = Marks(points, np.array(flat.of_point, dtype=int), lines, of_line, areas, of_area)
    return Mended(found, tuple(flat.problems), _changed(flat.touched, found))


class _Flat:
    """The leaves of all geometries by kind, and what is found wrong with them."""

    def __init__(self, geometries: Sequence[Geometry]) -> None:
        self.points: list[Any] = []
        self.of_point: list[int] = []
        self._lines: list[tuple[int, str, Any]] = []
        self._areas: list[tuple[int, str, Any]] = []
        self.problems: list[tuple[int, str, str]] = []
        self.touched: set[int] = set()
        for owner, geometry in enumerate(geometries):
            single = geometry["type"] in ("Point", "LineString", "Polygon")
            for number, (kind, part) in enumerate(clean.leaves(geometry)):
                where = "coordinates" if single else f"coordinates[{number}]"
                if kind == "Point":
                    self.points.append(part[:2])
                    self.of_point.append(owner)
                else:
                    (self._lines if kind == "LineString" else self._areas).append((owner, where, part))

    def mended_lines(self) -> tuple[Shapes, Ints]:
        kept: list[Any] = []
        owners: list[int] = []
        for owner, where, part in self._lines:
            line = _array(part)
            if (line == line[0]).all():
                self._wrong(owner, where, "the line has no length: all its positions are the same")
                continue
            if len(steps := _jumps(line)) and not (steps >= 360.0 - FAR).all():
                line = _running_on(line)
                self._wrong(owner, where, CUT)
            kept.append(LineString(line))
            owners.append(owner)
        return _objects(kept), np.array(owners, dtype=int)

    def mended_areas(self) -> tuple[Shapes, Ints]:
        if not self._areas:
            return _objects([]), np.array([], dtype=int)
        rings = [_array(ring) for _, _, part in self._areas for ring in part]
        ring_of = np.repeat(np.arange(len(self._areas)), [len(part) for _, _, part in self._areas])
        flat = np.concatenate(rings)
        vertex_of = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
        areas = shapely.polygons(shapely.linearrings(flat, indices=vertex_of), indices=ring_of)
        leaps = (np.abs(np.diff(flat[:, 0])) > 180.0) & (vertex_of[1:] == vertex_of[:-1])
        leaping = set(ring_of[vertex_of[1:][leaps]].tolist())
        valid = shapely.is_valid(areas) & (shapely.area(areas) > 0.0)
        for number in np.flatnonzero(~valid | np.isin(np.arange(len(areas)), list(leaping))).tolist():
            owner, where, part = self._areas[number]
            try:
                areas[number] = self._mended(owner, where, areas[number], part, number in leaping)
            except shapely.errors.GEOSException:
                self._wrong(owner, where, "its rings cannot be made an area; it is not drawn")
                areas[number] = MultiPolygon()
        owners = np.array([owner for owner, _, _ in self._areas], dtype=int)
        parts, of_part = shapely.get_parts(areas, return_index=True)
        return parts, owners[of_part]

    def _mended(self, owner: int, where: str, area: Polygon, part: Any, leaps: bool) -> Any:
        rings = [_array(ring) for ring in part]
        steps = np.concatenate([_jumps(ring) for ring in rings])
        # An edge from -180 to 180 may be a whole parallel; only a ring that is nothing then leaps.
        if leaps and ((steps < 360.0 - FAR).any() or area.area == 0.0):
            self._wrong(owner, where, CUT)
            whole = clean.cut_at_180(rings[0])
            holes = [hole for ring in rings[1:] for hole in clean.cut_at_180(ring).geoms]
            area = clean.areas_only([whole.difference(shapely.union_all(holes)) if holes else whole])
        words, _, place = shapely.is_valid_reason(area).partition("[")
        sound = area
        if words != VALID and _tangled(rings):
            self._wrong(owner, where, "its rings cross themselves too often to be mended; it is not drawn")
            return MultiPolygon()
        if words != VALID:
            with np.errstate(all="ignore"):
                sound = clean.areas_only([shapely.make_valid(area, method="structure")])
        if sound.area == 0.0:
            self._wrong(owner, where, "the ring encloses no area; it is not drawn")
            return MultiPolygon()
        if words != VALID:
            near = f" near {place.rstrip(']').replace(' ', ', ')}" if place else ""
            self._wrong(owner, where, f"{_IN_WORDS.get(words, words.lower())}{near}; it is drawn mended")
        return sound

    def _wrong(self, owner: int, where: str, why: str) -> None:
        self.problems.append((owner, where, why))
        self.touched.add(owner)


_IN_WORDS = {
    "Self-intersection": "the ring crosses itself",
    "Ring Self-intersection": "the ring touches or crosses itself",
    "Hole lies outside shell": "a hole lies outside its ring",
    "Holes are nested": "a hole lies in another hole",
    "Interior is disconnected": "the holes cut the area in two",
}


def on_projection(projection: Projection, found: Marks) -> Iterator[tuple[int, ShapeKind, list[Part]]]:
    """Each geometry's points, lines and areas that the projection shows, as whole projected metres."""
    yield from _by_owner("area", _areas(projection, found))
    yield from _by_owner("line", _lines(projection, found))
    yield from _by_owner("point", _points(projection, found))


def _by_owner(
    kind: ShapeKind, parts: Iterator[tuple[int, Part]]
) -> Iterator[tuple[int, ShapeKind, list[Part]]]:
    """Parts of one geometry stand side by side."""
    owner, mine = -1, list[Part]()
    for each, part in parts:
        if each != owner and mine:
            yield owner, kind, mine
            mine = []
        owner = each
        mine.append(part)
    if mine:
        yield owner, kind, mine


def _points(projection: Projection, found: Marks) -> Iterator[tuple[int, Part]]:
    kept = found.points[:, 1] >= 0.0 if projection.pole else np.ones(len(found.points), dtype=bool)
    places = np.rint(np.column_stack(project(projection, found.points[kept, 0], found.points[kept, 1])))
    held = np.isfinite(places).all(axis=1)
    whole = places[held].astype(int).tolist()
    yield from zip(found.of_point[kept][held].tolist(), map(tuple, whole), strict=True)


def _lines(projection: Projection, found: Marks) -> Iterator[tuple[int, Part]]:
    step = _step(found.lines)
    for start in range(0, len(found.lines), AT_ONCE):
        dense = shapely.segmentize(found.lines[start : start + AT_ONCE], step)
        owners = found.of_line[start : start + AT_ONCE].tolist()
        west, south, east, _ = shapely.bounds(dense).T
        turn = np.floor((west - planar.WORLD_SEAM) / 360.0)
        easy = (
            south >= 0.0
            if projection.pole
            else (west > planar.WORLD_SEAM + 360.0 * turn + FAR)
            & (east < planar.WORLD_SEAM + 360.0 * (turn + 1.0) - FAR)
        )
        flat = shapely.simplify(_projected(projection, _those(easy, dense)), planar.LINE_TOLERANCE)
        for owner, line, simple, is_easy in zip(owners, dense, flat, easy.tolist(), strict=True):
            parts = [simple] if is_easy else planar.line_on(projection, shapely.get_coordinates(line))
            yield from ((owner, _whole(part)) for part in parts if part is not None)


def _areas(projection: Projection, found: Marks) -> Iterator[tuple[int, Part]]:
    step = _step(found.areas)
    for start in range(0, len(found.areas), AT_ONCE):
        areas = found.areas[start : start + AT_ONCE]
        owners = found.of_area[start : start + AT_ONCE].tolist()
        west, south, east, north = shapely.bounds(areas).T
        # What keeps off the projection's seam and pole is projected vertex by vertex.
        easy = (
            (west > -180.0 + FAR) & (east < 180.0 - FAR) & (south >= 0.0) & (north < 90.0 - FAR)
            if projection.pole
            else (west > planar.WORLD_SEAM + FAR) | (east < planar.WORLD_SEAM - FAR)
        )
        dense = shapely.segmentize(_those(easy, areas), step)
        flat = shapely.simplify(_projected(projection, dense), planar.AREA_TOLERANCE, preserve_topology=True)
        broken = ~shapely.is_valid(flat) & ~shapely.is_missing(flat)
        flat[broken] = shapely.make_valid(flat[broken], method="structure")
        flat = shapely.orient_polygons(flat)
        for owner, area, simple, is_easy in zip(owners, areas, flat, easy.tolist(), strict=True):
            whole = simple if is_easy else planar.areas_on(projection, MultiPolygon([area]))
            for part in shapely.get_parts(whole):
                if isinstance(part, Polygon):
                    yield from ((owner, _whole(ring)[:-2]) for ring in (part.exterior, *part.interiors))


def _those(wanted: NDArray[np.bool_], shapes: Shapes) -> Shapes:
    """The shapes with nothing in place of the others."""
    found = shapes.copy()
    found[~wanted] = None
    return found


def _step(shapes: Shapes) -> float:
    return float(np.clip(shapely.length(shapes).sum() / MOST_VERTICES, STEP, COARSEST_STEP))


def _projected(projection: Projection, shapes: Shapes) -> Shapes:
    def projected(lonlat: Numbers) -> Numbers:
        # Far beyond 180 PROJ refuses a longitude.
        west = -180.0 if projection.pole else planar.WORLD_SEAM
        lon = (lonlat[:, 0] - west) % 360.0 + west
        return np.column_stack(project(projection, lon, lonlat[:, 1]))

    changed: Shapes = shapely.transform(shapes, projected)
    # A place that the projection cannot show takes its whole shape away.
    lost = ~np.isfinite(shapely.bounds(changed)).all(axis=1)
    changed[lost] = None
    return changed


def _whole(shape: Any) -> Part:
    return tuple(np.rint(shapely.get_coordinates(shape)).astype(int).ravel().tolist())


def _changed(touched: set[int], found: Marks) -> dict[int, Geometry | None]:
    """GeoJSON of what was mended, split at 180 as RFC 7946 asks."""
    answer: dict[int, Geometry | None] = {}
    for owner in sorted(touched):
        points = found.points[found.of_point == owner].tolist()
        lines = [
            shapely.get_coordinates(part).tolist()
            for line in found.lines[found.of_line == owner]
            for part in _split(line)
        ]
        areas = [
            [shapely.get_coordinates(ring).tolist() for ring in (area.exterior, *area.interiors)]
            for area in found.areas[found.of_area == owner]
        ]
        kinds = (("MultiPoint", points), ("MultiLineString", lines), ("MultiPolygon", areas))
        members: list[Geometry] = [{"type": kind, "coordinates": parts} for kind, parts in kinds if parts]
        if len(members) > 1:
            answer[owner] = {"type": "GeometryCollection", "geometries": members}
        else:
            answer[owner] = members[0] if members else None
    return answer


def _split(line: LineString) -> list[LineString]:
    west, _, east, _ = line.bounds
    if west >= -180.0 and east <= 180.0:
        return [line]
    found = []
    for turn in range(int((west + 180.0) // 360.0), int((east + 180.0) // 360.0) + 1):
        window = shapely.box(360.0 * turn - 180.0, -90.0, 360.0 * turn + 180.0, 90.0)
        cut = shapely.get_parts(translate(line.intersection(window), -360.0 * turn))
        found += [part for part in cut if isinstance(part, LineString) and part.length > 0.0]
    return found


def _tangled(rings: list[Numbers]) -> bool:
    """Whether so many edges meet others that nobody would wait for them to be taken apart."""
    edges = np.concatenate([np.column_stack([ring[:-1], ring[1:]]) for ring in rings])
    low, high = np.minimum(edges[:, :2], edges[:, 2:]), np.maximum(edges[:, :2], edges[:, 2:])
    boxes = shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1])
    some = boxes[:: len(boxes) // SAMPLE + 1]
    meetings = len(shapely.STRtree(boxes).query(some)[0]) / len(some)
    return bool(meetings * len(boxes) / 2 > MOST_CROSSINGS)


def _jumps(line: Numbers) -> Numbers:
    """How far it leaps, degrees, where it does by more than half round the Earth."""
    steps: Numbers = np.abs(np.diff(line[:, 0]))
    return steps[steps > 180.0]


def _running_on(line: Numbers) -> Numbers:
    return np.column_stack([np.unwrap(line[:, 0], period=360.0), line[:, 1]])


def _array(part: Any) -> Numbers:
    """Positions without altitudes, and without what no map has: numbers next to zero make GEOS fail."""
    try:
        found: Numbers = np.array(part, dtype=float).reshape(len(part), -1)[:, :2]
    except ValueError:
        found = np.array([position[:2] for position in part], dtype=float)
    return found.round(clean.FINEST)


def _objects(shapes: list[Any]) -> Shapes:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found
