"""How lines and rings are read that jump by more than 180 degrees or continue beyond ±180."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Polygon
from shapely.affinity import translate

from arctic_map.geo.areas import MIN_AREA, areas_only
from arctic_map.geo.projecting import Numbers
from arctic_map.model.tr import tr, tr_later

VALID = "Valid Geometry"  # no words: of GEOS
"""As GEOS reports it."""
SELF_INTERSECTION = "Self-intersection"  # no words: of GEOS
TINY = 1e-6
"""Distance from 180 or a pole that counts as a rounding error, degrees: a decimetre."""
SHORT_LEAP = 90.0
"""Longest jump that is taken the short way although the ring is valid as written, degrees."""
SLIVER = 0.2
"""Ratio of width to height (degrees) below which a ring is unlikely to cross 180 on purpose."""


class RingReading(Enum):
    """How a ring is read: as written, the short way across 180, or around a pole."""

    WRITTEN = auto()
    SHORT = auto()
    NORTH = auto()
    SOUTH = auto()


UNSPLIT = {
    RingReading.SHORT: tr_later("it crosses 180° without being split there; it is read the short way round"),
    RingReading.NORTH: tr_later(
        "it goes around the North Pole without being closed along 180° and the pole; "
        "the area around the pole is drawn"
    ),
    RingReading.SOUTH: tr_later(
        "it goes around the South Pole without being closed along 180° and the pole; "
        "the area around the pole is drawn"
    ),
}
"""How a ring that is not read as written differs from what RFC 7946 asks, and how it is read."""


def is_unsplit(problem: str) -> bool:
    """Whether the problem is that a ring crosses 180° or goes around a pole: no fault in a projection."""
    return problem in map(tr, UNSPLIT.values())


@dataclass(frozen=True, slots=True)
class Reading:
    """How a ring is read, and its closed outlines (n, 2) in degrees; longitudes may continue beyond 180."""

    way: RingReading
    outlines: tuple[Numbers, ...]
    mean: float = 0.0
    """Mean sine of latitude along a ring around a pole, weighted by longitude: 1 at the North Pole."""

    @property
    def is_unsplit(self) -> bool:
        """Whether the ring crosses 180 degrees or goes around a pole without being split."""
        return self.way is not RingReading.WRITTEN

    @property
    def is_round_pole(self) -> bool:
        return self.way in (RingReading.NORTH, RingReading.SOUTH)


def settled(lonlat: Numbers) -> Numbers:
    """Positions (n, 2), moved exactly to the 180th meridian or a pole if they are within rounding."""
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    seam = 360.0 * np.rint((lon - 180.0) / 360.0) + 180.0
    lon = np.where(np.abs(lon - seam) < TINY, seam, lon)
    lat = np.where(90.0 - np.abs(lat) < TINY, np.copysign(90.0, lat), lat)
    return np.column_stack([lon, lat])


def turned_home(lonlat: Numbers, part_of: NDArray[np.int64]) -> tuple[Numbers, NDArray[np.bool_]]:
    """Positions (n, 2) turned so that each part's west is within ±180, and which parts are wholly within."""
    if not len(lonlat):
        return lonlat, np.zeros(0, dtype=bool)
    starts = np.flatnonzero(np.diff(part_of, prepend=-1))
    west = np.minimum.reduceat(lonlat[:, 0], starts)
    east = np.maximum.reduceat(lonlat[:, 0], starts)
    turns = 360.0 * np.floor((west + 180.0) / 360.0)
    return np.column_stack([lonlat[:, 0] - turns[part_of], lonlat[:, 1]]), east - turns <= 180.0


def line(lonlat: Numbers, within: bool) -> tuple[Numbers, bool]:
    """A line (n, 2) from `turned_home`, continuous, and whether jumps were read the short way.

    Within ±180 every jump is, except whole parallels from -180 to 180; beyond ±180 the rule for rings
    applies.
    """
    steps = np.abs(np.diff(lonlat[:, 0]))
    leaps = steps > 180.0
    short = (steps[leaps] < 360.0).any() if within else _like_the_others(steps, leaps)
    return (_running_on(lonlat), True) if short else (lonlat, False)


def polygon(rings: Sequence[Numbers], within: Sequence[bool]) -> list[Reading]:
    """How the closed rings (n, 2) of a polygon from `turned_home` are read, each independently.

    Exception: between two rings around a pole, the area is on the side of the outer ring where the hole is.
    """
    shell, *holes = readings = [ring(*each) for each in zip(rings, within, strict=True)]
    mean = next((hole.mean for hole in holes if hole.is_round_pole), None)
    if not shell.is_round_pole or mean is None:
        return readings
    way = RingReading.NORTH if mean > shell.mean else RingReading.SOUTH
    return [replace(each, way=way) if each.is_round_pole else each for each in readings]


def ring(lonlat: Numbers, within: bool) -> Reading:
    """How a closed ring (n, 2) from `turned_home` is read; `within` tells whether it lies within ±180.

    RFC 7946 has edges straight in longitude and latitude, and shapes that cross 180 split there. Some files
    comply, some continue beyond 180 (170, 190), some jump back (170, -170). A single position cannot tell
    which, so a ring is read as a whole; its starting point and direction make no difference:

    1. A ring without a jump of more than 180 is read as written. An edge along a pole is not a jump, since
       all longitudes are one point there, nor is one from -180 to 180 between edges along 180 (a band).
    2. Within ±180, a ring that comes round by 360 when each edge is taken the short way goes around a pole:
       the one on its smaller side on the sphere. But if it touches a pole, it is a sector there.
    3. Within ±180, any other ring is read the short way, across 180, unless it is valid as written and its
       jumps are longer than SHORT_LEAP the short way, or it would become a SLIVER: then it is a wide box.
    4. A ring that goes beyond ±180 has no need to jump, so its long edges are read as written, unless it is
       invalid that way or, the short way, they are as short as its other edges, as across Greenwich in
       files that count from 0 to 360.
    """
    written = Reading(RingReading.WRITTEN, (lonlat,))
    lonlat = lonlat[np.append(True, (np.diff(lonlat, axis=0) != 0.0).any(axis=1))]
    if len(lonlat) < 4 or not (leaps := _leaps(lonlat)).any():
        return written
    short = short_way(lonlat)
    if within and short.is_round_pole:
        return short
    return written if _wide(lonlat, leaps, within, short) else short


def short_way(lonlat: Numbers) -> Reading:
    """A closed ring (n, 2) with each edge taken the short way around the Earth."""
    poles = np.unique(lonlat[np.abs(lonlat[:, 1]) == 90.0, 1])
    if len(poles) == 1 and (sectors := _sectors(lonlat[:-1], poles[0])):
        return Reading(RingReading.SHORT, sectors)
    run = _running_on(lonlat)
    if abs(run[-1, 0] - run[0, 0]) < 180.0:
        return Reading(RingReading.SHORT, (run,))
    mean = _mean_sine(run)
    return Reading(RingReading.NORTH if mean >= 0.0 else RingReading.SOUTH, (run,), mean)


def whole(shell: Reading, *holes: Reading) -> MultiPolygon:
    """The area within -180..180, split there, that a ring encloses, minus its holes."""
    area = _area(shell)
    gaps = [part for hole in holes for part in _area(hole).geoms]
    return areas_only([area.difference(shapely.union_all(gaps))]) if gaps else area


def fault(reading: Reading) -> str:
    """The fault that GEOS finds in a ring as it is read, or VALID."""
    if reading.is_round_pole:
        return VALID if shapely.is_simple(LineString(_tiled(reading.outlines[0]))) else SELF_INTERSECTION
    reasons = [str(shapely.is_valid_reason(Polygon(outline))) for outline in reading.outlines]
    return next((reason for reason in reasons if reason != VALID), VALID)


def _leaps(ring: Numbers) -> NDArray[np.bool_]:
    """Which edges of a closed ring jump by more than 180 degrees."""
    lon, lat = ring[:-1, 0], ring[:-1, 1]
    steps = np.abs(np.diff(ring[:, 0]))
    at_pole = (np.abs(lat) == 90.0) & (lat == np.roll(lat, -1))
    closing = (steps == 360.0) & (np.roll(lon, 1) == lon) & (np.roll(lon, -2) == np.roll(lon, -1))
    leaps: NDArray[np.bool_] = (steps > 180.0) & ~at_pole & ~closing
    return leaps


def _wide(ring: Numbers, leaps: NDArray[np.bool_], within: bool, short: Reading) -> bool:
    written = Polygon(ring)
    if not shapely.is_valid(written) or written.area <= MIN_AREA:
        return False
    steps = np.abs(np.diff(ring[:, 0]))
    if not within:
        return not _like_the_others(steps, leaps)
    if steps[leaps].max() <= 360.0 - SHORT_LEAP:
        return True
    across, high = np.max([np.ptp(outline, axis=0) for outline in short.outlines], axis=0)
    return bool(across < SLIVER * high)


def _like_the_others(steps: Numbers, leaps: NDArray[np.bool_]) -> bool:
    """Whether the jumps, taken the short way, are no longer than the longest ordinary edge."""
    ordinary = steps[steps <= 180.0].max(initial=0.0)
    return bool(leaps.any() and (360.0 - steps[leaps]).max() <= ordinary)


def _running_on(lonlat: Numbers) -> Numbers:
    # Shift by whole turns, so that a ring ends exactly where it starts.
    turns = np.cumsum(np.rint(np.diff(lonlat[:, 0], prepend=lonlat[0, 0]) / 360.0))
    return np.column_stack([lonlat[:, 0] - 360.0 * turns, lonlat[:, 1]])


def _sectors(open_ring: Numbers, pole: float) -> tuple[Numbers, ...]:
    """The sectors that a ring touching a pole encloses, one from each touch to the next."""
    at = np.flatnonzero(open_ring[:, 1] == pole)
    turned = np.roll(open_ring, -int(at[0]), axis=0)
    between = np.split(turned, np.flatnonzero(turned[:, 1] == pole))
    runs = [_running_on(part[1:]) for part in between if len(part) > 1]
    return tuple(
        np.concatenate([[[run[0, 0], pole]], run, [[run[-1, 0], pole], [run[0, 0], pole]]]) for run in runs
    )


def _mean_sine(run: Numbers) -> float:
    """Mean sine of latitude by longitude; positive if the smaller side on the sphere is the northern."""
    lat = np.radians(run[:, 1])
    climb = np.diff(lat)
    level = np.abs(climb) < 1e-9
    sine = np.where(level, np.sin(lat[:-1]), -np.diff(np.cos(lat)) / np.where(level, 1.0, climb))
    return float((np.diff(run[:, 0]) * sine).sum() / (run[-1, 0] - run[0, 0]))


def _area(reading: Reading) -> MultiPolygon:
    if reading.is_round_pole:
        tiled = _tiled(reading.outlines[0])
        pole = 90.0 if reading.way is RingReading.NORTH else -90.0
        outlines: Sequence[Numbers] = [np.concatenate([tiled, [[tiled[-1, 0], pole], [tiled[0, 0], pole]]])]
        # Far from the ends of the tiles, which do not belong to the ring.
        windows = [0.0]
    else:
        outlines = reading.outlines
        low = min(outline[:, 0].min() for outline in outlines)
        high = max(outline[:, 0].max() for outline in outlines)
        first, last = np.floor((low + 180.0) / 360.0), np.ceil((high - 180.0) / 360.0)
        windows = [360.0 * turn for turn in np.arange(first, last + 1)]
    with np.errstate(all="ignore"):
        areas = areas_only(
            list(shapely.make_valid(np.array([Polygon(o) for o in outlines], object), method="structure"))
        )
        if windows == [0.0] and len(outlines) == 1 and not reading.is_round_pole:
            return areas
        cut = [
            translate(part.intersection(shapely.box(west - 180.0, -90.0, west + 180.0, 90.0)), -west)
            for west in windows
            for part in areas.geoms
        ]
        return areas_only([shapely.union_all(shapely.transform(cut, settled))])


def _tiled(run: Numbers) -> Numbers:
    """A run around the Earth, repeated so often that it covers -180 to 180 completely."""
    wide = float(np.ptp(run[:, 0]))
    period = run[-1, 0] - run[0, 0]
    copies = int(np.ceil(wide / 360.0)) + 1
    home = -360.0 * round(float(run[0, 0]) / 360.0)
    tiles = [run[:-1] + [home + turn * period, 0.0] for turn in range(-copies, copies + 1)]
    return np.concatenate([*tiles, run[-1:] + [home + copies * period, 0.0]])
