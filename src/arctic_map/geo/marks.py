"""Flattening and repairing of hundreds of thousands of geometries at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Polygon
from shapely.affinity import translate

from arctic_map.geo import antimeridian, clean
from arctic_map.geo.antimeridian import Reading, RingReading
from arctic_map.geo.areas import areas_only
from arctic_map.geo.projecting import Numbers
from arctic_map.model.feature import Geometry
from arctic_map.model.tr import tr, tr_later

Ints = NDArray[np.int64]
Shapes = NDArray[np.object_]
MAX_CROSSINGS, SAMPLE = 40_000, 200
"""Maximum estimated self-crossings of a polygon, and the number of edges sampled for the estimate."""
MET_ANYWAY = 4
"""Boxes that an edge's box meets on any coast: its own, its two neighbours' and one more in a bend."""
_IN_WORDS = {
    antimeridian.SELF_INTERSECTION: tr_later("the ring crosses itself"),
    "Ring Self-intersection": tr_later("the ring touches or crosses itself"),  # no words: of GEOS
    "Hole lies outside shell": tr_later("a hole is outside its ring"),  # no words: of GEOS
    "Holes are nested": tr_later("a hole is inside another hole"),  # no words: of GEOS
    "Interior is disconnected": tr_later("the holes cut the area in two"),  # no words: of GEOS
}


@dataclass(frozen=True, slots=True)
class Marks:
    """Points, lines and areas in degrees, each with the index of its geometry."""

    points: Numbers
    of_point: Ints
    lines: Shapes
    """LineStrings; longitudes may continue beyond 180."""
    of_line: Ints
    areas: Shapes
    """Valid polygons within -180..180."""
    of_area: Ints


@dataclass(frozen=True, slots=True)
class RepairedShapes:
    """Repaired geometries and what was wrong with them."""

    marks: Marks
    problems: tuple[tuple[int, str, str], ...]
    """Index of the geometry, the path within it, and the reason; repairs are included."""
    changed: dict[int, Geometry | None]
    """The geometry drawn instead of the original; None if nothing of it remains."""


def marks(geometries: Sequence[Geometry]) -> RepairedShapes:
    """Flatten and repair geometries.

    Latitudes must be within ±90, lines need two positions, rings must be closed and need four. See
    `geo.antimeridian` for how longitudes beyond ±180 and jumps across it are read.
    """
    flat = _Flat(geometries)
    points, of_point = flat.mended_points()
    lines, of_line = flat.mended_lines()
    areas, of_area = flat.mended_areas()
    repaired = Marks(points, of_point, lines, of_line, areas, of_area)
    return RepairedShapes(repaired, tuple(flat.problems), _changed(flat.touched, repaired))


class _Parts:
    """Lines or rings with all their positions in one array (n, 2) of degrees."""

    def __init__(self, parts: Sequence[Any]) -> None:
        arrays = [_array(part) for part in parts]
        self.part_of = np.repeat(np.arange(len(arrays)), [len(each) for each in arrays])
        self._starts = np.flatnonzero(np.diff(self.part_of, prepend=-1))
        self._ends = np.append(self._starts[1:], len(self.part_of))
        given = antimeridian.settled(np.concatenate(arrays))
        self.west, self.south = self._each(np.minimum, given)
        self.east, self.north = self._each(np.maximum, given)
        self.beyond = (self.west < -180.0) | (self.east > 180.0)
        self.home, self.within = antimeridian.turned_home(given, self.part_of)
        steps = np.abs(np.diff(self.home[:, :1], axis=0, append=0.0))
        steps[self._ends - 1] = 0.0
        self.leaping = self._each(np.maximum, steps)[0] > 180.0

    def __getitem__(self, number: int) -> Numbers:
        """The positions of a part, shifted by whole turns so that its west is within ±180."""
        return self.home[self._starts[number] : self._ends[number]]

    def span(self, number: int) -> tuple[float, float]:
        """The minimum and maximum longitude of a part as given."""
        return float(self.west[number]), float(self.east[number])

    def _each(self, reduce: np.ufunc, values: Numbers) -> Numbers:
        reduced: Numbers = reduce.reduceat(values, self._starts, axis=0).T
        return reduced


class _Flat:
    """The single-part members of all geometries by kind, and the problems found in them."""

    def __init__(self, geometries: Sequence[Geometry]) -> None:
        self._points: list[tuple[int, str, Any]] = []
        self._lines: list[tuple[int, str, Any]] = []
        self._areas: list[tuple[int, str, Any]] = []
        self.problems: list[tuple[int, str, str]] = []
        self.touched: set[int] = set()
        kinds = {"Point": self._points, "LineString": self._lines, "Polygon": self._areas}
        for owner, geometry in enumerate(geometries):
            single = geometry["type"] in kinds
            for number, (kind, part) in enumerate(clean.leaves(geometry)):
                kinds[kind].append((owner, "coordinates" if single else f"coordinates[{number}]", part))

    def mended_points(self) -> tuple[Numbers, Ints]:
        """The points within ±180 and the index of each one's geometry."""
        given = np.array([part[:2] for _, _, part in self._points], dtype=float).reshape(-1, 2)
        points = antimeridian.settled(given)
        for number in np.flatnonzero(np.abs(points[:, 0]) > 180.0).tolist():
            lon = float(points[number, 0])
            points[number, 0] = read = (lon + 180.0) % 360.0 - 180.0
            why = tr(
                "longitude {lon} is beyond ±180; it is read as {read}", lon=f"{lon:.10g}", read=f"{read:.10g}"
            )
            self._wrong(*self._points[number][:2], why)
        return points, _owners(self._points)

    def mended_lines(self) -> tuple[Shapes, Ints]:
        """The lines without those of zero length, and the index of each one's geometry."""
        if not self._lines:
            return _objects([]), _owners([])
        parts = _Parts([part for _, _, part in self._lines])
        long = (parts.east > parts.west) | (parts.north > parts.south)
        for number in np.flatnonzero(~long | parts.leaping | parts.beyond).tolist():
            at = self._lines[number][:2]
            within = bool(parts.within[number])
            if not long[number]:
                self._wrong(*at, tr("the line has no length: all its positions are the same"))
                continue
            parts[number][:], short = antimeridian.line(parts[number], within)
            if parts.beyond[number]:
                self._wrong(*at, _beyond(parts.span(number), within, short))
            elif short:
                self._wrong(*at, tr(antimeridian.UNSPLIT[RingReading.SHORT]))
        lines = shapely.linestrings(parts.home, indices=parts.part_of)
        return lines[long], _owners(self._lines)[long]

    def mended_areas(self) -> tuple[Shapes, Ints]:
        """Valid polygons and the index of each one's geometry; those that cannot be repaired are left out."""
        if not self._areas:
            return _objects([]), _owners([])
        rings = _Parts([ring for _, _, part in self._areas for ring in part])
        area_of = np.repeat(np.arange(len(self._areas)), [len(part) for _, _, part in self._areas])
        first = np.searchsorted(area_of, np.arange(len(self._areas) + 1))
        areas = shapely.polygons(shapely.linearrings(rings.home, indices=rings.part_of), indices=area_of)
        sound = shapely.is_valid(areas) & (shapely.area(areas) > 0.0)
        sound[area_of[rings.leaping | ~rings.within]] = False
        turned = np.isin(np.arange(len(areas)), area_of[rings.beyond])
        for number in np.flatnonzero(sound & turned).tolist():
            at = self._areas[number][:2]
            self._wrong(*at, _beyond(rings.span(first[number]), within=True, short=False))
        for number in np.flatnonzero(~sound).tolist():
            at = self._areas[number][:2]
            indices = range(first[number], first[number + 1])
            try:
                areas[number] = self._mended(*at, areas[number], rings, indices)
            except shapely.errors.GEOSException:
                self._wrong(*at, tr("its rings cannot be made an area; it is not drawn"))
                areas[number] = MultiPolygon()
        parts, of_part = shapely.get_parts(areas, return_index=True)
        return parts, _owners(self._areas)[of_part]

    def _mended(self, owner: int, where: str, area: Polygon, rings: _Parts, indices: range) -> Any:
        readings = antimeridian.polygon([rings[number] for number in indices], rings.within[indices].tolist())
        for why in _unsplit(readings, rings, indices):
            self._wrong(owner, where, why)
        simple = rings.within[indices].all() and not any(each.is_unsplit for each in readings)
        wrong = [shapely.is_valid_reason(area)] if simple else [antimeridian.fault(each) for each in readings]
        wrong = [reason for reason in wrong if reason != antimeridian.VALID]
        if wrong and _tangled([outline for each in readings for outline in each.outlines]):
            self._wrong(
                owner, where, tr("its rings cross themselves too often to be repaired; it is not drawn")
            )
            return MultiPolygon()
        if not simple:
            area = antimeridian.whole(*readings)
        elif wrong:
            with np.errstate(all="ignore"):
                area = areas_only([shapely.make_valid(area, method="structure")])
        if area.area == 0.0:
            self._wrong(owner, where, tr("the ring encloses no area; it is not drawn"))
        elif wrong:
            self._wrong(owner, where, tr("{why}; it was repaired to be drawn", why=_in_words(wrong[0])))
        return area

    def _wrong(self, owner: int, where: str, why: str) -> None:
        self.problems.append((owner, where, why))
        self.touched.add(owner)


def _owners(leaves: list[tuple[int, str, Any]]) -> Ints:
    return np.array([owner for owner, _, _ in leaves], dtype=int)


def _unsplit(found: list[Reading], rings: _Parts, indices: range) -> Iterator[str]:
    """What was done with a polygon that crosses 180 unsplit, goes around a pole or continues beyond 180."""
    ways = [each.way for each in found]
    for way in (RingReading.NORTH, RingReading.SOUTH):
        if way in ways:
            yield tr(antimeridian.UNSPLIT[way])
    shell = indices[0]
    if any(rings.beyond[indices]):
        if not found[0].is_round_pole:
            yield _beyond(rings.span(shell), bool(rings.within[shell]), RingReading.SHORT in ways)
    elif RingReading.SHORT in ways:
        yield tr(antimeridian.UNSPLIT[RingReading.SHORT])


def _beyond(span: tuple[float, float], within: bool, short: bool) -> str:
    west, east = (f"{each:.10g}" for each in span)
    if short:
        return tr(
            "its longitudes, from {west} to {east}, go beyond ±180 and leap back; "
            "it is read the short way round",
            west=west,
            east=east,
        )
    if not within:
        return tr(
            "its longitudes, from {west} to {east}, go beyond ±180; it is drawn as wide as that, across 180°",
            west=west,
            east=east,
        )
    turns = 360.0 * np.floor((span[0] + 180.0) / 360.0)
    return tr(
        "its longitudes, from {west} to {east}, go beyond ±180; they are read as {first} to {last}",
        west=west,
        east=east,
        first=f"{span[0] - turns:.10g}",
        last=f"{span[1] - turns:.10g}",
    )


def _in_words(reason: str) -> str:
    words, _, place = reason.partition("[")
    why = tr(_IN_WORDS.get(words, words.lower()))
    if not place:
        return why
    lon, lat = map(float, place.rstrip("]").split())
    position = f"{(lon + 180.0) % 360.0 - 180.0:.10g}, {lat:.10g}"
    return tr("{why} near {position}", why=why, position=position)


def _changed(touched: set[int], found: Marks) -> dict[int, Geometry | None]:
    """GeoJSON of the repaired geometries, split at 180 degrees as RFC 7946 asks."""
    answer: dict[int, Geometry | None] = {}
    for owner in sorted(touched):
        points = found.points[_range(found.of_point, owner)].tolist()
        lines = [
            shapely.get_coordinates(part).tolist()
            for line in found.lines[_range(found.of_line, owner)]
            for part in _split(line)
        ]
        areas = [
            [shapely.get_coordinates(ring).tolist() for ring in (area.exterior, *area.interiors)]
            for area in found.areas[_range(found.of_area, owner)]
        ]
        kinds = (("MultiPoint", points), ("MultiLineString", lines), ("MultiPolygon", areas))
        members: list[Geometry] = [{"type": kind, "coordinates": parts} for kind, parts in kinds if parts]
        if len(members) > 1:
            answer[owner] = {"type": "GeometryCollection", "geometries": members}
        else:
            answer[owner] = members[0] if members else None
    return answer


def _range(owners: Ints, owner: int) -> slice:
    """The slice of an owner's parts, which are sorted by owner."""
    return slice(*np.searchsorted(owners, [owner, owner + 1]).tolist())


def _split(line: LineString) -> list[LineString]:
    west, _, east, _ = line.bounds
    if west >= -180.0 and east <= 180.0:
        return [line]
    parts = []
    for turn in range(int((west + 180.0) // 360.0), int((east + 180.0) // 360.0) + 1):
        window = shapely.box(360.0 * turn - 180.0, -90.0, 360.0 * turn + 180.0, 90.0)
        cut = shapely.get_parts(translate(line.intersection(window), -360.0 * turn))
        parts += [part for part in cut if isinstance(part, LineString) and part.length > 0.0]
    return parts


def _tangled(rings: list[Numbers]) -> bool:
    """Whether so many edges intersect that a repair would take too long."""
    edges = np.concatenate([np.column_stack([ring[:-1], ring[1:]]) for ring in rings])
    low, high = np.minimum(edges[:, :2], edges[:, 2:]), np.maximum(edges[:, :2], edges[:, 2:])
    boxes = shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1])
    some = boxes[:: len(boxes) // SAMPLE + 1]
    meetings = len(shapely.STRtree(boxes).query(some)[0]) / len(some)
    return bool((meetings - MET_ANYWAY) * len(boxes) / 2 > MAX_CROSSINGS)


def _array(part: Any) -> Numbers:
    """Positions without altitudes, rounded: values very close to zero make GEOS fail."""
    try:
        positions: Numbers = np.array(part, dtype=float).reshape(len(part), -1)[:, :2]
    except ValueError:
        positions = np.array([position[:2] for position in part], dtype=float)
    return positions.round(clean.FINEST)


def _objects(shapes: list[Any]) -> Shapes:
    array = np.empty(len(shapes), dtype=object)
    array[:] = shapes
    return array
