"""Conversion from any coordinate reference system to longitude and latitude on WGS 84."""

from collections.abc import Callable
from functools import cache
from math import isfinite
from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

from arctic_map.model.projection import Box

Shapes = NDArray[np.object_]
Numbers = NDArray[np.float64]
DEGREES = "EPSG:4326"
UNNAMED = "unknown"
"""As PROJ calls a system without a name."""
FINEST = 9
"""Decimals of a degree that are kept, a tenth of a millimetre: further ones are rounding errors."""
DENSE = 41
"""Points added to each side of a box that is transformed."""
STEP_M, MAX_VERTICES = 10_000.0, 200_000
"""Spacing of the vertices added to straight edges of a projected system, metres, and their maximum number."""


EARTH = 6.3e6, 6.45e6
"""Between these is half the axis of an ellipsoid of the Earth, metres, rather than of the Moon or Mars."""


class UnknownCrs(ValueError):
    """PROJ does not know the system, or it is not a system of positions on the Earth."""


class UnknownProjection(UnknownCrs):
    """A projected system whose projection method PROJ does not support."""


def bounds_in(name: str, box: Box) -> Box | None:
    """The extent of a box in degrees in a reference system; None if that is unknown or has none of it."""
    try:
        to_system = pyproj.Transformer.from_crs(DEGREES, name, always_xy=True)
        x0, y0, x1, y1 = to_system.transform_bounds(*box, densify_pts=DENSE)
    except pyproj.exceptions.ProjError:
        return None
    return (x0, y0, x1, y1) if all(map(isfinite, (x0, y0, x1, y1))) else None


def crs_named(text: str) -> pyproj.CRS:
    """The system with this code, name or WKT. Raises UnknownCrs."""
    try:
        crs = pyproj.CRS.from_user_input(text)
    except pyproj.exceptions.CRSError:
        raise UnknownCrs(text) from None
    low, high = EARTH
    other = crs.ellipsoid is not None and not low < crs.ellipsoid.semi_major_metre < high
    if other or not (crs.is_geographic or crs.is_projected):
        raise UnknownCrs(text)
    if crs.is_projected:
        _require_known_projection(crs)
    return crs


def _require_known_projection(crs: pyproj.CRS) -> None:
    try:
        pyproj.Transformer.from_crs(crs, crs.geodetic_crs)
    except pyproj.exceptions.ProjError:
        operation = crs.coordinate_operation
        raise UnknownProjection(operation.method_name if operation else crs.name) from None


def is_degrees(crs: pyproj.CRS) -> bool:
    """Whether its coordinates are degrees; files have longitude first."""
    return bool(crs.is_geographic)


def code_of(crs: pyproj.CRS) -> str:
    """The authority code, such as EPSG:3413, else the name, else that of the projection method."""
    authority = crs.to_authority()
    if authority:
        return ":".join(authority)
    operation = crs.coordinate_operation if crs.name == UNNAMED else None
    return str(operation.method_name if operation else crs.name)


def to_degrees(shapes: Shapes, crs: pyproj.CRS) -> Shapes:
    """The shapes (entries may be None) in lon/lat degrees; shapes outside the system's domain become None.

    Straight edges of a projected system get vertices every 10 km, since the map draws edges straight in
    degrees.
    """
    if crs.is_geographic and crs.to_epsg() in (4326, 4979):
        return shapes
    turn = pyproj.Transformer.from_crs(crs, DEGREES, always_xy=True)
    if crs.is_projected:
        length = float(np.nansum(shapely.length(shapes)))
        shapes = _dense(shapes, max(step_of(crs), length / MAX_VERTICES))

    def turned(positions: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(turn.transform(positions[:, 0], positions[:, 1])).round(FINEST)

    transformed: Shapes = shapely.transform(shapes, turned)
    lost = ~np.isfinite(shapely.bounds(transformed)).all(axis=1) & ~shapely.is_empty(transformed)
    transformed[lost] = None
    return transformed


def step_of(crs: pyproj.CRS) -> float:
    """The spacing of vertices added to straight edges of a projected system, in its unit."""
    return STEP_M / (crs.axis_info[0].unit_conversion_factor or 1.0)


def _dense(shapes: Shapes, step: float) -> Shapes:
    """Add vertices at most `step` apart; GEOS alone would also repair polygons, and drop half of some."""
    invalid = np.flatnonzero(~shapely.is_valid(shapes) & ~shapely.is_missing(shapes))
    dense: Shapes = shapely.segmentize(shapes, step)
    dense[invalid] = [_dense_part(shape, step) for shape in shapes[invalid]]
    return dense


def _dense_part(shape: Any, step: float) -> Any:
    if isinstance(shape, shapely.Polygon):
        shell, *holes = (shapely.segmentize(ring, step) for ring in (shape.exterior, *shape.interiors))
        return shapely.Polygon(shell, holes)
    if parts := getattr(shape, "geoms", ()):
        return type(shape)([_dense_part(part, step) for part in parts])
    return shapely.segmentize(shape, step)


def positions_to_degrees(x: Numbers, y: Numbers, crs: pyproj.CRS) -> tuple[Numbers, Numbers]:
    """Positions in lon/lat degrees; infinite outside the system's domain."""
    if crs.is_geographic and crs.to_epsg() in (4326, 4979):
        return x, y
    lon, lat = pyproj.Transformer.from_crs(crs, DEGREES, always_xy=True).transform(x, y)
    return np.asarray(lon, float).round(FINEST), np.asarray(lat, float).round(FINEST)


@cache
def to_raster_crs(wkt: str, west: float | None) -> Callable[[Numbers, Numbers], tuple[Numbers, Numbers]]:
    """From lon/lat degrees to coordinates of a raster's system.

    In degrees and in cylindrical projections, x is within a turn of the Earth from `west` on, if given.
    """
    crs = pyproj.CRS.from_user_input(wkt)
    turn = pyproj.Transformer.from_crs(DEGREES, crs, always_xy=True)
    around = 0.0 if west is None else 360.0 if crs.is_geographic else _width_of_earth(turn)

    def transformed(lon: Numbers, lat: Numbers) -> tuple[Numbers, Numbers]:
        x, y = turn.transform(lon, lat)
        x, y = np.asarray(x, float), np.asarray(y, float)
        if west is None or not around:
            return x, y
        with np.errstate(invalid="ignore"):
            return np.mod(x - west, around) + west, y

    return transformed


def _width_of_earth(turn: pyproj.Transformer) -> float:
    """The width of the Earth in a cylindrical projection, where x depends on longitude alone; 0 in others."""
    lon, lat = np.meshgrid([0.0, 10.0, 20.0], [0.0, 50.0])
    x = np.asarray(turn.transform(lon, lat)[0])
    steps = np.diff(x, axis=1)
    is_even = np.isfinite(x).all() and np.allclose(steps, steps[0, 0]) and np.allclose(x[0], x[1])
    return float(36.0 * steps[0, 0]) if is_even and steps[0, 0] > 0.0 else 0.0


@cache
def from_raster_crs(wkt: str) -> Callable[[Numbers, Numbers], tuple[Numbers, Numbers]]:
    """From coordinates of a raster's system to lon/lat degrees; infinite outside its domain."""
    turn = pyproj.Transformer.from_crs(pyproj.CRS.from_user_input(wkt), DEGREES, always_xy=True)

    def transformed(x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
        lon, lat = turn.transform(x, y)
        return np.asarray(lon, float), np.asarray(lat, float)

    return transformed
