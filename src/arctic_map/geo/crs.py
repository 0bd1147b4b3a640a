"""From the coordinates of any reference system to longitude and latitude on WGS 84."""

from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]
Numbers = NDArray[np.float64]
DEGREES = "EPSG:4326"
FINEST = 9
"""Decimals of degrees, a tenth of a millimetre: what is beyond is the reckoning's."""
STEP_M, MOST_VERTICES = 10_000.0, 200_000
"""Metres between the vertices of an edge that is straight on a plane, and how many it may get in all."""


class UnknownCrs(ValueError):
    """PROJ knows no such system, or none with a place on the Earth."""


class UnknownProjection(UnknownCrs):
    """The system is on a plane, but PROJ does not know by which projection."""


def crs_named(text: str) -> pyproj.CRS:
    """A system by its code, name or WKT. Raises UnknownCrs."""
    try:
        found = pyproj.CRS.from_user_input(text)
    except pyproj.exceptions.CRSError:
        raise UnknownCrs(text) from None
    if not (found.is_geographic or found.is_projected):
        raise UnknownCrs(text)
    if found.is_projected:
        _require_known_projection(found)
    return found


def _require_known_projection(crs: pyproj.CRS) -> None:
    try:
        pyproj.Transformer.from_crs(crs, crs.geodetic_crs)
    except pyproj.exceptions.ProjError:
        operation = crs.coordinate_operation
        raise UnknownProjection(operation.method_name if operation else crs.name) from None


def is_degrees(crs: pyproj.CRS) -> bool:
    """Whether its coordinates are degrees, longitude first as files have them."""
    return bool(crs.is_geographic)


def code_of(crs: pyproj.CRS) -> str:
    """EPSG:3413 or the like; its name where it has no code."""
    authority = crs.to_authority()
    return ":".join(authority) if authority else str(crs.name)


def to_degrees(shapes: Shapes, crs: pyproj.CRS) -> Shapes:
    """The shapes (None for none) in lon/lat degrees; None in place of what lies outside the system.

    Edges straight on a plane get vertices every 10 km, for on the map edges are straight in degrees.
    """
    if crs.is_geographic and crs.to_epsg() in (4326, 4979):
        return shapes
    turn = pyproj.Transformer.from_crs(crs, DEGREES, always_xy=True)
    if crs.is_projected:
        unit = crs.axis_info[0].unit_conversion_factor or 1.0
        length = float(np.nansum(shapely.length(shapes)))
        shapes = _dense(shapes, max(STEP_M / unit, length / MOST_VERTICES))

    def turned(positions: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(turn.transform(positions[:, 0], positions[:, 1])).round(FINEST)

    found: Shapes = shapely.transform(shapes, turned)
    lost = ~np.isfinite(shapely.bounds(found)).all(axis=1) & ~shapely.is_empty(found)
    found[lost] = None
    return found


def _dense(shapes: Shapes, step: float) -> Shapes:
    """With vertices at most so far apart, and nothing else changed.

    GEOS makes areas valid when it adds vertices to them: of a ring that crosses itself it drops a half.
    """
    invalid = np.flatnonzero(~shapely.is_valid(shapes) & ~shapely.is_missing(shapes))
    found: Shapes = shapely.segmentize(shapes, step)
    found[invalid] = [_dense_part(shape, step) for shape in shapes[invalid]]
    return found


def _dense_part(shape: Any, step: float) -> Any:
    if isinstance(shape, shapely.Polygon):
        shell, *holes = (shapely.segmentize(ring, step) for ring in (shape.exterior, *shape.interiors))
        return shapely.Polygon(shell, holes)
    if parts := getattr(shape, "geoms", ()):
        return type(shape)([_dense_part(part, step) for part in parts])
    return shapely.segmentize(shape, step)


def positions_to_degrees(x: Numbers, y: Numbers, crs: pyproj.CRS) -> tuple[Numbers, Numbers]:
    """Positions in lon/lat degrees; infinite where they lie outside the system."""
    if crs.is_geographic and crs.to_epsg() in (4326, 4979):
        return x, y
    lon, lat = pyproj.Transformer.from_crs(crs, DEGREES, always_xy=True).transform(x, y)
    return np.asarray(lon, float).round(FINEST), np.asarray(lat, float).round(FINEST)
