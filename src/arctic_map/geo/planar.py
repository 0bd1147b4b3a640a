"""Geometries in a projection: clipped to its domain, projected and simplified; the edge of that domain."""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians, sin

import numpy as np
import shapely
from shapely import LineString, MultiPolygon
from shapely.affinity import affine_transform, translate

from arctic_map.geo import clean, domain
from arctic_map.geo.areas import areas_only, joined
from arctic_map.geo.projecting import Numbers, project
from arctic_map.model.feature import Edges, Geometry
from arctic_map.model.projection import Box, Projection

LINE_TOLERANCE = 100.0
"""Simplification tolerance of lines, metres."""
AREA_TOLERANCE = 300.0
SEAM_GRID = 50.0
"""Grid on which the two sides of a seam are joined, metres."""
MAX_EDGE = 0.5
"""Degrees; edges created by clipping are longer and get extra vertices."""
WORLD_SEAM = -90.0
EPSILON = 1e-9
"""Degrees by which a position is kept away from the seam."""


def points_on(projection: Projection, geometry: Geometry) -> Numbers:
    """The points of the geometry (n, 2) that the projection shows, in projected metres."""
    places = clean.points(geometry)
    places = places[domain.shown(projection, places[:, 0], places[:, 1])]
    return np.column_stack(project(projection, places[:, 0], places[:, 1]))


def lines_on(projection: Projection, geometry: Geometry, edges: Edges) -> list[LineString]:
    """The lines of the geometry in projected metres, cut only at the edge of the projection."""
    return [part for line in clean.lines(geometry, edges) for part in line_on(projection, line)]


def line_on(projection: Projection, line: Numbers) -> list[LineString]:
    """The visible parts of a dense line (degrees, may continue beyond 180), projected and simplified."""
    pieces = _between_seams(line) if projection.is_world else within(projection, line)
    projected = [
        LineString(np.column_stack(project(projection, piece[:, 0], piece[:, 1]))) for piece in pieces
    ]
    return [part.simplify(LINE_TOLERANCE) for part in projected if part.length > 0.0]


def areas_on(projection: Projection, areas: MultiPolygon) -> MultiPolygon:
    """Areas within -180..180 degrees, projected; joined across 180, cut at the edge of the projection."""
    if projection.is_world:
        shown = _round_the_world(projection, areas)
    else:
        shown = (_round_the_pole if projection.pole else round_the_centre)(projection, areas)
    simple = shapely.simplify(shown, AREA_TOLERANCE, preserve_topology=True)
    return shapely.orient_polygons(areas_only([simple]))


def _round_the_pole(projection: Projection, areas: MultiPolygon) -> MultiPolygon:
    assert projection.pole is not None
    # Split into two halves, so that an area around the pole is not a ring that runs to the pole and back.
    halves = [areas.intersection(shapely.box(west, 0.0, west + 180.0, 90.0)) for west in (-180.0, 0.0)]
    # One part at a time: GEOS joins the parts of one geometry while it segmentizes.
    north = shapely.segmentize(shapely.get_parts(areas_only(halves)), MAX_EDGE)
    # Rotated so that the common meridian of the halves is the line x = 0: only then do they meet exactly.
    turn = radians(180.0 - projection.down)
    c, s, (px, py) = cos(turn), sin(turn), projection.pole

    def turned(lonlat: Numbers) -> Numbers:
        x, y = project(projection, lonlat[:, 0], lonlat[:, 1])
        across = np.where(lonlat[:, 0] % 180.0 == 0.0, 0.0, (x - px) * c + (y - py) * s)
        return np.column_stack([across, (y - py) * c - (x - px) * s])

    whole = joined(shapely.transform(north, turned), SEAM_GRID)
    return areas_only([affine_transform(whole, [c, -s, s, c, px, py])])


def round_the_centre(projection: Projection, areas: MultiPolygon) -> MultiPolygon:
    """Areas in degrees, cut at the horizon of a centred projection and projected; edges stay dense."""
    assert projection.centre is not None
    lon0, lat0 = projection.centre
    halves = [
        translate(areas, turn - lon0).intersection(domain.half(lat0, side))
        for turn in (-360.0, 0.0, 360.0)
        for side in (-1, 1)
    ]

    def projected(lonlat: Numbers) -> Numbers:
        x, y = project(projection, lonlat[:, 0] + lon0, lonlat[:, 1])
        # Exactly on the line where the halves meet.
        return np.column_stack([np.where(lonlat[:, 0] % 180.0 == 0.0, 0.0, x), y])

    dense = shapely.segmentize(shapely.get_parts(areas_only(halves)), MAX_EDGE)
    return joined(shapely.transform(dense, projected), SEAM_GRID)


def _round_the_world(projection: Projection, areas: MultiPolygon) -> MultiPolygon:
    west = areas.intersection(shapely.box(-180.0, -90.0, WORLD_SEAM, 90.0))
    east = areas.intersection(shapely.box(WORLD_SEAM, -90.0, 180.0, 90.0))
    whole = areas_only([shapely.union_all([translate(west, 360.0), east])])

    def projected(lonlat: Numbers) -> Numbers:
        return np.column_stack(project(projection, _off_the_seam(lonlat[:, 0]), lonlat[:, 1]))

    flat = shapely.transform(shapely.segmentize(whole, MAX_EDGE), projected)
    return areas_only([shapely.make_valid(flat, method="structure")])


def within(projection: Projection, line: Numbers) -> list[Numbers]:
    """The parts of a dense line (degrees) that a projection of a hemisphere shows, in degrees."""
    pieces = [
        piece
        for piece in _split(line, domain.inside(projection, line[:, 0], line[:, 1]))
        if domain.inside(projection, piece[:, 0], piece[:, 1]).mean() > 0.0
    ]
    return [np.column_stack([_known_to_proj(piece[:, 0]), piece[:, 1]]) for piece in pieces]


def _known_to_proj(lon: Numbers) -> Numbers:
    """Longitudes within the range that PROJ accepts; a line that winds around the pole may leave it."""
    return np.where(np.abs(lon) > 360.0, np.remainder(lon, 360.0), lon)


def _between_seams(line: Numbers) -> list[Numbers]:
    pieces = [line]
    turns = np.floor((line[:, 0] - WORLD_SEAM) / 360.0)
    for turn in np.arange(turns.min(), turns.max() + 2):
        pieces = [part for piece in pieces for part in _split(piece, piece[:, 0] - WORLD_SEAM - 360.0 * turn)]
    return [_turned_back(piece) for piece in pieces]


def _turned_back(piece: Numbers) -> Numbers:
    turns = np.floor((piece[:, 0].mean() - WORLD_SEAM) / 360.0)
    return np.column_stack([_off_the_seam(piece[:, 0] - 360.0 * turns), piece[:, 1]])


def _off_the_seam(lon: Numbers) -> Numbers:
    return np.clip(lon, WORLD_SEAM + EPSILON, WORLD_SEAM + 360.0 - EPSILON)


def _split(line: Numbers, values: Numbers) -> list[Numbers]:
    """The line cut where `values`, one per vertex, change sign."""
    side = np.sign(values)
    ends = np.flatnonzero(side[:-1] * side[1:] < 0) + 1
    share = values[ends - 1] / (values[ends - 1] - values[ends])
    cuts = line[ends - 1] + share[:, None] * (line[ends] - line[ends - 1])
    dense = np.insert(line, ends, cuts, axis=0)
    at = np.flatnonzero(np.insert(values, ends, 0.0) == 0.0)
    bounds = [0, *(int(i) for i in at if 0 < i < len(dense) - 1), len(dense) - 1]
    return [dense[i : j + 1] for i, j in pairwise(bounds) if j > i]


STEP = 2.0
"""Degrees between vertices."""


def outline(projection: Projection) -> Numbers:
    """The ring (n, 2) in projected metres, counter-clockwise, convex, without a closing vertex."""
    if projection.pole is not None:
        lon = np.arange(0.0, 360.0, STEP)
        return np.column_stack(project(projection, lon, np.zeros_like(lon)))
    if projection.centre is not None:
        return domain.outline(projection)
    up = np.arange(-90.0, 90.0 + STEP, STEP)
    lat = np.concatenate([up, up[::-1]])
    west, east = WORLD_SEAM + EPSILON, WORLD_SEAM + 360.0 - EPSILON
    return np.column_stack(project(projection, np.where(np.arange(len(lat)) < len(up), east, west), lat))


def least_scales(ring: Numbers, x: float, y: float, boxes: Sequence[Box]) -> Numbers:
    """The scales (px/m) from which boxes (px, y down) around a position are in the ring; infinite outside."""
    way = np.roll(ring, -1, axis=0) - ring
    outward = np.column_stack([way[:, 1], -way[:, 0]])
    room = ((ring - (x, y)) * outward).sum(axis=1)
    if (room <= 0.0).any():
        return np.full(len(boxes), np.inf)
    left, top, right, bottom = np.array(boxes).T
    # Use the outermost corner of each box: the maximum of each axis separately.
    across, up = outward[:, :1], outward[:, 1:]
    need = np.maximum(across * left, across * right) + np.maximum(-up * top, -up * bottom)
    scales: Numbers = np.maximum((need / room[:, None]).max(axis=0), 0.0)
    return scales
