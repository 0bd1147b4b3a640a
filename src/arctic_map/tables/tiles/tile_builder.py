"""Converts a file's shapes in degrees to rows on disk, plane by plane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from arctic_map.geo import domain, extent, projected_marks
from arctic_map.geo.antimeridian import is_unsplit
from arctic_map.geo.areas import areas_only
from arctic_map.geo.marks import Marks, marks
from arctic_map.geo.projected_marks import STEP, on_projection
from arctic_map.model.catalog import Layer, LayerKind, Rows
from arctic_map.model.feature import Geometry
from arctic_map.model.opened import TOPIC, layer_id, style_id
from arctic_map.model.problem import MAX_PROBLEMS, FileProblem, first
from arctic_map.model.projection import Projection
from arctic_map.model.tr import tr
from arctic_map.storage.bounded_reading import FARTHEST, ROUNDING, Unreadable
from arctic_map.storage.layer_copies import name_of_layer, origin_of
from arctic_map.storage.sanitized import sanitized
from arctic_map.tables.attributes.cell_text import MAX_NAME_LENGTH
from arctic_map.tables.geometry import mended
from arctic_map.tables.readers.geojson import note_of
from arctic_map.tables.readers.read_features import Bulk, nothing_of
from arctic_map.tables.readers.wkb import RingArrays
from arctic_map.tables.tiles.points import sort_points
from arctic_map.tables.tiles.shapes import Shapes, sort_shapes
from arctic_map.tables.tiles.tile_store import Plane

Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]
LONG_LAT = 2.0
"""Degrees along a meridian, which is straight on polar planes and nearly so on others."""
LONG_PLANE = 60_000.0
"""Maximum metres of an edge that was straight in another projection, deviating less than a pixel."""
METRES_OF_DEGREE = 111_320.0
CHUNK_SIZE = 65_536
"""Positions processed together, so that they fit into the processor's cache."""


@dataclass(slots=True)
class Rings:
    """Lines or areas without edges so long that they bend on a plane."""

    row: Ints
    rings: Ints
    lengths: Ints
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    west: NDArray[np.float64]
    """Bounds of each part in degrees."""
    south: NDArray[np.float64]
    east: NDArray[np.float64]
    north: NDArray[np.float64]


@dataclass(slots=True)
class PreparedFile:
    """What a file shows: points, plain lines and areas, and marks that are bent or cut for each plane."""

    total: int
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    of_point: Ints
    lines: Rings
    areas: Rings
    marks: Marks
    of_mark: Ints
    """The row of each geometry of the marks."""
    problems: list[FileProblem]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that exist among `area`, `line` and `point`."""
        there = {
            "area": len(self.areas.row) or len(self.marks.areas),
            "line": len(self.lines.row) or len(self.marks.lines),
            "point": len(self.of_point) or len(self.marks.points),
        }
        return tuple(kind for kind, count in there.items() if count)


def ready(bulk: Bulk) -> PreparedFile:
    """The shapes repaired as far as the intention is unambiguous. Repairs are among the problems."""
    problems = list(bulk.problems)
    lon, lat, of_point = _points(bulk, problems)
    lines, odd_lines = _plain(bulk.lines, closed=False, projected=bulk.projected)
    areas, odd_areas = _plain(bulk.areas, closed=True, projected=bulk.projected)
    others: list[tuple[int, Geometry]] = [
        (row, {"type": "LineString", "coordinates": rings[0]}) for row, rings in odd_lines
    ]
    others += [(row, {"type": "Polygon", "coordinates": rings}) for row, rings in odd_areas]
    sound, wrong = _readable(others)
    sound = [*bulk.others, *sound]
    problems += wrong
    repaired = marks([shape for _, shape in sound])
    problems += [
        (f"features[{sound[number][0]}].geometry.{where}", why)
        for number, where, why in repaired.problems
        if not (bulk.projected and is_unsplit(why))
    ]
    of_mark = np.array([row for row, _ in sound], dtype=np.int64)
    return PreparedFile(bulk.total, lon, lat, of_point, lines, areas, repaired.marks, of_mark, problems)


def layer_of(path: Path, hue: int, bulk: Bulk, found: PreparedFile, *, part: bool = False) -> Layer:
    """The layer of rows on disk, or of a `part` of them. Raises Unreadable if nothing can be shown."""
    if not found.kinds:
        raise Unreadable(nothing_of(found.problems))
    origin = origin_of(path)
    return Layer(
        id=layer_id(str(path)),
        name=sanitized(name_of_layer(path, origin), MAX_NAME_LENGTH) or "file",
        topic=TOPIC,
        kind=LayerKind.ROWS,
        note=note_of(path),
        origin=origin,
        # The digest differs, so that the page requests the whole layer again.
        digest=f"part-{bulk.digest}" if part else bulk.digest,
        file=str(path),
        rows=Rows(found.total, tuple(style_id(hue, kind) for kind in found.kinds)),
    )


def problems_of(found: PreparedFile) -> tuple[FileProblem, ...]:
    """The first of its problems."""
    return tuple(first(found.problems))


def bounds_of(found: PreparedFile) -> NDArray[np.float64]:
    """West, south, east, north in degrees of everything shown (n, 4). East may exceed 180."""
    parts = [
        np.column_stack([each.west, each.south, each.east, each.north]) for each in (found.lines, found.areas)
    ]
    points = np.column_stack([found.lon, found.lat, found.lon, found.lat])
    return np.concatenate([points, *parts, extent.bounds_of(found.marks)])


def plane_of(found: PreparedFile, family: str) -> Plane:
    """Everything on the plane of a family of projections."""
    plane = projected_marks.plane_of(family)
    there = projected_marks.on_plane(plane, found.lon, found.lat)
    points = [(there.x, there.y, found.of_point)]
    if not there.shown.all():
        points = [tuple(each[there.shown] for each in points[0])]  # type: ignore[list-item]
    shapes = [_Shapes.none()]
    whole = list(_on(plane, found.marks, found.of_mark))
    for rings, closed in ((found.areas, True), (found.lines, False)):
        easy = projected_marks.keeps_off_seam(plane, rings.west, rings.south, rings.east, rings.north)
        cut = ~easy & domain.shows_any(plane, rings.west, rings.south, rings.east, rings.north)
        shapes.append(_straight(plane, rings, easy, closed=closed))
        if cut.any():
            whole += _on(plane, *_as_marks(rings, cut, closed=closed))
    for row, kind, parts in whole:
        if kind == "point":
            at = np.array(parts, dtype=np.int64).reshape(-1, 2) * 100
            points.append((*at.astype(np.int32).T, np.full(len(at), row)))
        else:
            shapes.append(_Shapes.of(row, kind == "area", parts))
    x, y, rows = points[0] if len(points) == 1 else map(np.concatenate, zip(*points, strict=True))
    return Plane(
        sort_points(np.ascontiguousarray(x), np.ascontiguousarray(y), rows.astype(np.uint32)),
        _Shapes.joined(shapes),
    )


def _points(bulk: Bulk, problems: list[FileProblem]) -> tuple[NDArray[np.float64], NDArray[np.float64], Ints]:
    lon, lat, row = bulk.x, bulk.y, bulk.of_point
    with np.errstate(invalid="ignore"):
        sound = (np.abs(lat) <= 90.0 + ROUNDING) & (np.abs(lon) <= FARTHEST)
        beyond = sound & (np.abs(lon) > 180.0 + ROUNDING)
    for number in np.flatnonzero(~sound)[:MAX_PROBLEMS].tolist():
        why = tr(
            "longitude {lon}, latitude {lat} is not on the Earth; it is not shown",
            lon=f"{lon[number]:.10g}",
            lat=f"{lat[number]:.10g}",
        )
        problems.append((f"features[{row[number]}].geometry", why))
    for number in np.flatnonzero(beyond)[:MAX_PROBLEMS].tolist():
        read = (lon[number] + 180.0) % 360.0 - 180.0
        why = tr(
            "longitude {lon} is beyond ±180; it is read as {read}",
            lon=f"{lon[number]:.10g}",
            read=f"{read:.10g}",
        )
        problems.append((f"features[{row[number]}].geometry.coordinates", why))
    if beyond.any():
        lon = np.where(beyond, (lon + 180.0) % 360.0 - 180.0, lon)
    if not sound.all():
        lon, lat, row = lon[sound], lat[sound], row[sound]
    # Copy the latitudes only if necessary: there may be ten million of them.
    rounded = len(lat) and max(lat.max(), -lat.min()) > 90.0
    return lon, np.clip(lat, -90.0, 90.0) if rounded else lat, row


def _plain(
    parts: RingArrays, *, closed: bool, projected: bool
) -> tuple[Rings, list[tuple[int, list[list[list[float]]]]]]:
    """The parts that can be drawn unchanged, and rows and rings of the others."""
    lon, lat, lengths = parts.x, parts.y, parts.lengths
    part_of_ring = np.repeat(np.arange(len(parts.row)), parts.rings)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    if not len(lon):
        nothing = np.empty(0)
        return Rings(parts.row, parts.rings, lengths, lon, lat, *(nothing,) * 4), []
    sound = np.empty(len(lon), np.bool_)
    for start in range(0, len(lon), CHUNK_SIZE):
        sound[start : start + CHUNK_SIZE] = _short(
            lon[start : start + CHUNK_SIZE + 1], lat[start : start + CHUNK_SIZE + 1], projected=projected
        )[:CHUNK_SIZE]
    # The step from one ring to the next is not an edge.
    with np.errstate(invalid="ignore"):
        sound[ends - 1] = (np.abs(lat[ends - 1]) <= 90.0) & (np.abs(lon[ends - 1]) <= 180.0)
    fine = np.logical_and.reduceat(sound, starts)
    fine &= lengths >= (4 if closed else 2)
    if closed:
        fine &= (lon[starts] == lon[ends - 1]) & (lat[starts] == lat[ends - 1])
    odd = np.zeros(len(parts.row), np.bool_)
    odd[part_of_ring[~fine]] = True
    odd_rings = np.flatnonzero(odd[part_of_ring])
    others: dict[int, list[list[list[float]]]] = {}
    for ring in odd_rings.tolist():
        there = slice(int(starts[ring]), int(ends[ring]))
        others.setdefault(int(part_of_ring[ring]), []).append(
            np.column_stack([lon[there], lat[there]]).tolist()
        )
    even = ~odd[part_of_ring]
    if closed or odd.any():
        points = np.repeat(even, lengths)
        if closed:
            points[ends - 1] = False
        lon, lat = lon[points], lat[points]
        lengths = lengths[even] - (1 if closed else 0)
    row, rings = parts.row[~odd], parts.rings[~odd]
    begins = (np.cumsum(lengths) - lengths)[np.cumsum(rings) - rings] if len(rings) else np.empty(0, np.int64)
    bounds = [
        way.reduceat(of, begins) if len(begins) else np.empty(0)
        for way in (np.minimum, np.maximum)
        for of in (lon, lat)
    ]
    return Rings(row, rings, lengths, lon, lat, *bounds), [
        (int(parts.row[part]), rings) for part, rings in others.items()
    ]


def _short(lon: NDArray[np.float64], lat: NDArray[np.float64], *, projected: bool) -> Mask:
    """Whether each is a position on the Earth and close enough to the next for a straight edge."""
    with np.errstate(invalid="ignore"):
        across, up = np.abs(np.diff(lon, append=lon[-1:])), np.abs(np.diff(lat, append=lat[-1:]))
        narrow = np.cos(np.radians(lat))
        if projected:
            short = (across * narrow + up <= LONG_PLANE / METRES_OF_DEGREE) & (across < 180.0)
        else:
            # Within this limit, a parallel deviates from its chord no more than a step at the Equator.
            short = (across * across * narrow <= STEP * STEP) & (across < 90.0) & (up <= LONG_LAT)
        mask: Mask = short & (np.abs(lat) <= 90.0) & (np.abs(lon) <= 180.0)
    return mask


def _readable(others: list[tuple[int, Geometry]]) -> tuple[list[tuple[int, Geometry]], list[FileProblem]]:
    """Geometries that are valid or can be repaired, and problems."""
    sound, problems = [], []
    for row, shape in others:
        geometry, wrong = mended(shape, "geometry")
        problems += [(f"features[{row}].{where}", why) for where, why in wrong]
        if geometry is not None:
            sound.append((row, geometry))
    return sound, problems


def _as_marks(rings: Rings, chosen: Mask, *, closed: bool) -> tuple[Marks, Ints]:
    """Marks of plain parts that a plane cuts."""
    ends = np.cumsum(rings.lengths)
    first = np.cumsum(rings.rings) - rings.rings
    shapes, owners = [], []
    for part in np.flatnonzero(chosen).tolist():
        outlines = [
            np.column_stack([rings.lon[there], rings.lat[there]])
            for ring in range(int(first[part]), int(first[part] + rings.rings[part]))
            for there in (slice(int(ends[ring] - rings.lengths[ring]), int(ends[ring])),)
        ]
        shape = shapely.Polygon(outlines[0], outlines[1:]) if closed else shapely.LineString(outlines[0])
        if closed and not shape.is_valid:
            shape = areas_only([shapely.make_valid(shape, method="structure")])
        for each in shapely.get_parts(shape):
            shapes.append(each)
            owners.append(part)
    geometries = np.empty(len(shapes), dtype=object)
    geometries[:] = shapes
    numbers = np.array(owners, dtype=np.int64)
    none, nothing = np.empty(0, dtype=object), np.empty(0, np.int64)
    no_points = np.empty((0, 2))
    if closed:
        return Marks(no_points, nothing, none, nothing, geometries, numbers), rings.row
    return Marks(no_points, nothing, geometries, numbers, none, nothing), rings.row


def _on(plane: Projection, found: Marks, rows: Ints) -> Iterator[tuple[int, str, list[tuple[float, ...]]]]:
    for owner, kind, parts in on_projection(plane, found):
        yield int(rows[owner]), kind, parts


@dataclass(slots=True)
class _Shapes:
    row: Ints
    closed: Mask
    rings: Ints
    lengths: Ints
    x: projected_marks.Cm
    y: projected_marks.Cm

    @classmethod
    def none(cls) -> _Shapes:
        whole, cm = np.empty(0, np.int64), np.empty(0, np.int32)
        return cls(whole, np.empty(0, np.bool_), whole, whole, cm, cm)

    @classmethod
    def of(cls, row: int, closed: bool, parts: list[tuple[float, ...]]) -> _Shapes:
        """An area of all rings, or a line for each part."""
        lengths = np.array([len(part) // 2 for part in parts], dtype=np.int64)
        flat = np.concatenate([np.array(part, dtype=np.int64) for part in parts]) * 100
        x, y = flat[::2].astype(np.int32), flat[1::2].astype(np.int32)
        count = 1 if closed else len(parts)
        rings = np.array([len(parts)] if closed else [1] * len(parts), dtype=np.int64)
        return cls(np.full(count, row), np.full(count, closed), rings, lengths, x, y)

    @staticmethod
    def joined(shapes: list[_Shapes]) -> Shapes:
        names = ("row", "closed", "rings", "lengths", "x", "y")
        row, *others = (np.concatenate([getattr(each, name) for each in shapes]) for name in names)
        return sort_shapes(row.astype(np.uint32), *others)


def _straight(plane: Projection, rings: Rings, easy: Mask, *, closed: bool) -> _Shapes:
    lon, lat, row, counts, lengths = rings.lon, rings.lat, rings.row, rings.rings, rings.lengths
    if not easy.all():
        easy_ring = np.repeat(easy, counts)
        points = np.repeat(easy_ring, lengths)
        lon, lat, row, counts, lengths = lon[points], lat[points], row[easy], counts[easy], lengths[easy_ring]
    there = projected_marks.on_plane(plane, lon, lat)
    return _Shapes(row, np.full(len(row), closed), counts, lengths, there.x, there.y)
