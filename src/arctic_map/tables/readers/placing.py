"""Finds out where a file's coordinates are: by its reference system, the user's choice, or as degrees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import numpy as np
import shapely

from arctic_map.geo import crs as systems
from arctic_map.geo.crs import Numbers
from arctic_map.model.feature import NO_PLACE
from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.bounded_reading import UnknownPlace, Unreadable
from arctic_map.storage.sanitized import sanitized
from arctic_map.tables import geometry
from arctic_map.tables.gdal import from_wkb
from arctic_map.tables.readers.read_features import BatchCollector, Bulk, RawRows
from arctic_map.tables.readers.wkb import unchecked

NO_SHAPE = tr_later("its geometry is of a kind that cannot be drawn, or broken")
SWAPPED = tr_later("its axes are swapped, latitude before longitude; they are read the other way round")
SHARE_OF_MANY, MANY = 0.25, 5
"""Axes are swapped if this share and number of latitudes are out of range, or more than half."""
PROOF_OF_ALL = 3
"""Rows needed to prove that columns named longitude and latitude are wrong."""
FARTHEST = 1e9
"""Maximum coordinate in metres or feet."""
TURN = 540.0
"""Maximum degrees of longitude east or west."""
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class PlacedShapes:
    """Shapes converted to degrees."""

    shapes: systems.Shapes
    """In lon/lat degrees. None if a shape is missing or outside the area of its system."""
    problems: tuple[FileProblem, ...] = ()
    projected: bool = False
    """Whether edges were straight in a projection, so that none crosses 180 degrees by intention."""
    unchecked: Callable[[bytes], str | None] = lambda packed: None
    """As `CoordinateConversion.unchecked`, for shapes that are missing because they were invalid."""


@dataclass(frozen=True, slots=True)
class CoordinateConversion:
    """The conversion of a file's coordinates to degrees."""

    crs: Any = None
    """The reference system, or None if they are degrees already."""
    swapped: bool = False
    problems: tuple[FileProblem, ...] = ()

    @property
    def projected(self) -> bool:
        """Whether the coordinates are projected rather than degrees."""
        return self.crs is not None and not systems.is_degrees(self.crs)

    def shapes(self, shapes: systems.Shapes) -> systems.Shapes:
        """The shapes in degrees, with None for those outside the area of the system."""
        if self.swapped:
            shapes = shapely.transform(shapes, lambda positions: positions[:, ::-1])
        return systems.to_degrees(shapes, self.crs) if self.crs else shapes

    def positions(self, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
        """The positions in degrees, infinite or NaN if outside the area of the system."""
        if self.swapped:
            x, y = y, x
        return systems.positions_to_degrees(x, y, self.crs) if self.crs else (x, y)

    def unchecked(self, packed: bytes) -> str | None:
        """The GeoJSON text in degrees of a WKB that shapely refuses, None if it is broken altogether."""
        value = unchecked(packed, self.positions)
        return _encode(value).decode() if value else None


def placed(shapes: systems.Shapes, own: str = "", named: str = "", *, lon_lat: bool = False) -> PlacedShapes:
    """The shapes in degrees.

    `own` is the file's reference system, `named` the one chosen by the user. `lon_lat`: the file calls its
    coordinates longitude and latitude. Raises UnknownPlace, or Unreadable if `named` is unknown.
    """
    x, y = shapely.get_coordinates(shapes).T
    way = way_to_degrees(x, y, own, named, lon_lat=lon_lat)
    lonlat_shapes = way.shapes(shapes)
    if not way.projected:
        return PlacedShapes(lonlat_shapes, way.problems, unchecked=way.unchecked)
    lost = np.flatnonzero(~shapely.is_missing(shapes) & shapely.is_missing(lonlat_shapes)).tolist()
    code = systems.code_of(way.crs)
    if lost and len(lost) == np.count_nonzero(~shapely.is_missing(shapes)):
        raise UnknownPlace(none_in(code))
    why = nowhere_in(code)
    problems = (*way.problems, *((f"#{number}", why) for number in lost))
    return PlacedShapes(lonlat_shapes, problems, projected=True, unchecked=way.unchecked)


def none_in(code: str) -> str:
    """The message that no coordinate is inside the area of a reference system."""
    return tr(
        "none of its coordinates is inside the area of its reference system {code}; name another with --crs",
        code=code,
    )


def nowhere_in(code: str) -> str:
    """The message that a feature is outside the area of a reference system."""
    return tr("it is outside the area of {code}; it is not shown", code=code)


def way_to_degrees(
    x: Numbers, y: Numbers, own: str = "", named: str = "", *, lon_lat: bool = False
) -> CoordinateConversion:
    """The conversion to degrees by the user's `named` system, the file's `own`, or the coordinates.

    A few coordinates out of range are mistakes and prove nothing about the others. With `lon_lat`, the file
    calls them longitude and latitude, and only all of them together can prove it wrong. Raises UnknownPlace,
    or Unreadable if `named` is unknown or the numbers are beyond any system.
    """
    problems: list[FileProblem] = []
    crs = None
    if named:
        try:
            crs = systems.crs_named(named)
        except systems.UnknownCrs:
            raise Unreadable(
                tr(
                    "there is no reference system {name!r}; name one by its code, such as EPSG:3413",
                    name=sanitized(named, 60),
                )
            ) from None
    elif own:
        try:
            crs = systems.crs_named(own)
        except systems.UnknownProjection as error:
            raise UnknownPlace(
                tr(
                    "it is in a projection that is not known, {name}; name its reference system, as "
                    "with --crs EPSG:3413",
                    name=sanitized(str(error), 60),
                )
            ) from None
        except systems.UnknownCrs:
            problems.append(("", tr("its reference system is not known: {name}", name=sanitized(own, 60))))
    if crs is not None and not systems.is_degrees(crs):
        return CoordinateConversion(crs, problems=tuple(problems))
    if _are_swapped(x, y, lon_lat=lon_lat):
        return CoordinateConversion(crs, swapped=True, problems=(*problems, ("", tr(SWAPPED))))
    if crs is None and _are_no_degrees(x, y, lon_lat=lon_lat):
        raise _no_degrees(x, y, own)
    return CoordinateConversion(crs, problems=tuple(problems))


def _are_swapped(x: Numbers, y: Numbers, *, lon_lat: bool) -> bool:
    """Whether the second numbers cannot be latitudes, but the first can."""
    if not len(x) or _reach(x) > 90.0 or not 90.0 < _reach(y) <= 180.0:
        return False
    count, share = _out_of_range(x, y)
    if lon_lat:
        return share == 1.0 and count >= PROOF_OF_ALL
    return share > 0.5 or (share >= SHARE_OF_MANY and count >= MANY)


def _are_no_degrees(x: Numbers, y: Numbers, *, lon_lat: bool) -> bool:
    _, share = _out_of_range(x, y)
    return share == 1.0 if lon_lat else share >= 0.5


def _no_degrees(x: Numbers, y: Numbers, own: str) -> Unreadable:
    """The error that such coordinates need a reference system."""
    box = [float(way(of)) for way in (np.nanmin, np.nanmax) for of in (x, y)]
    west, south, east, north = (f"{number:,.10g}" for number in box)
    if max(map(abs, box)) > FARTHEST:
        return Unreadable(
            tr(
                "its coordinates are beyond all reference systems of the Earth: {west} to {east}, "
                "{south} to {north}",
                west=west,
                east=east,
                south=south,
                north=north,
            )
        )
    bounds = {"west": west, "east": east, "south": south, "north": north}
    if own:
        return UnknownPlace(
            tr(
                "its reference system is not known ({name}), and its coordinates are not degrees ({west} to "
                "{east}, {south} to {north}); name it, as with --crs EPSG:3413",
                name=sanitized(own, 60),
                **bounds,
            )
        )
    return UnknownPlace(
        tr(
            "it does not say in which reference system its coordinates are, and they are not degrees ({west} "
            "to {east}, {south} to {north}); name it, as with --crs EPSG:3413",
            **bounds,
        )
    )


def _out_of_range(x: Numbers, y: Numbers) -> tuple[int, float]:
    """The number of positions that are not longitude and latitude, and their share of the valid numbers."""
    if not len(x) or (_reach(x) <= TURN and _reach(y) <= 90.0):
        return 0, 0.0
    known = ~(np.isnan(x) | np.isnan(y))
    count = int(np.count_nonzero(known & ~((np.abs(x) <= TURN) & (np.abs(y) <= 90.0))))
    return count, count / max(int(np.count_nonzero(known)), 1)


def _reach(of: Numbers) -> float:
    """The largest absolute value, ignoring NaN."""
    return float(max(np.fmax.reduce(of), -np.fmin.reduce(of)))


_members = msgspec.json.Decoder(dict[str, msgspec.Raw])


def rows_placed(raw_rows: RawRows, named: str) -> RawRows:
    """The features in lon/lat degrees, by the user's or file's system. Raises UnknownPlace, Unreadable."""
    members = [_of(raw) for _, raw in raw_rows.rows]
    texts = [bytes(each.get("geometry", msgspec.Raw(b"null"))).decode() for each in members]
    shapes = shapely.force_2d(shapely.from_geojson(texts, on_invalid="ignore"))
    there = placed(shapes, raw_rows.crs, named)
    lost = {int(where[1:]): why for where, why in there.problems if where.startswith("#")}
    problems = [each for each in there.problems if not each[0].startswith("#")]
    rows = []
    for number, ((place, raw), text) in enumerate(
        zip(raw_rows.rows, shapely.to_geojson(there.shapes), strict=True)
    ):
        if number in lost:
            problems.append((place, lost[number]))
        elif text is None:
            # Invalid geometries are reported later, unchanged.
            rows.append((place, raw))
        else:
            changed: dict[str, Any] = {**members[number], "geometry": msgspec.Raw(text.encode())}
            rows.append((place, msgspec.Raw(_encode(changed))))
    return replace(
        raw_rows,
        rows=rows,
        problems=raw_rows.problems + problems,
        projected=there.projected,
        crs="",
        named_crs=named or raw_rows.crs,
    )


def _of(raw: msgspec.Raw) -> dict[str, msgspec.Raw]:
    try:
        return _members.decode(raw)
    except (msgspec.MsgspecError, RecursionError):
        return {}


def placed_at_once(
    gathering: BatchCollector, bulk: Bulk, own: str, named: str, *, lon_lat: bool = False
) -> Bulk:
    """The gathered shapes in lon/lat degrees.

    `own` is the file's reference system, `named` the one chosen by the user; `lon_lat` as in `placing`.
    Raises UnknownPlace, or Unreadable if `named` is unknown.
    """
    gathering.into(bulk)
    bulk.problems += [(f"features[{row}]", tr(NO_SHAPE)) for row in gathering.damaged]
    x, y = _together([(bulk.x, bulk.y), (bulk.lines.x, bulk.lines.y), (bulk.areas.x, bulk.areas.y)])
    way = way_to_degrees(x, y, own, named, lon_lat=lon_lat)
    bulk.problems += way.problems
    bulk.projected = way.projected
    bulk.crs = own
    if way.projected:
        step, most = systems.step_of(way.crs), max(systems.MAX_VERTICES, len(x))
        bulk.lines, bulk.areas = bulk.lines.dense(step, most), bulk.areas.dense(step, most)
        x, y = _together([(bulk.x, bulk.y), (bulk.lines.x, bulk.lines.y), (bulk.areas.x, bulk.areas.y)])
    lon, lat = way.positions(x, y)
    first, second = len(bulk.x), len(bulk.x) + len(bulk.lines.x)
    bulk.x, bulk.y = lon[:first], lat[:first]
    bulk.lines = bulk.lines.at(lon[first:second], lat[first:second])
    bulk.areas = bulk.areas.at(lon[second:], lat[second:])
    shapes = from_wkb([each for _, each in gathering.others])
    texts = shapely.to_geojson(way.shapes(shapely.force_2d(shapes)))
    for number in np.flatnonzero(shapely.is_missing(shapes)).tolist():
        texts[number] = way.unchecked(gathering.others[number][1])
    for (row, _), text in zip(gathering.others, texts, strict=True):
        shape, wrong = (
            geometry.read(msgspec.Raw(text.encode())) if text else (None, [("geometry", tr(NO_SHAPE))])
        )
        bulk.problems += [(f"features[{row}].{where}", why) for where, why in wrong]
        if shape is not None and shape is not NO_PLACE:
            bulk.others.append((row, shape))
    return bulk


def _together(parts: list[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    """Concatenated positions, without a copy if only one kind of shape exists, as in most files."""
    there = [part for part in parts if len(part[0])] or parts[:1]
    if len(there) == 1:
        return there[0]
    x, y = zip(*there, strict=True)
    return np.concatenate(x), np.concatenate(y)
