"""The extent of a view of the map in the reference systems that servers draw pictures in."""

from __future__ import annotations

from math import cos, radians

import numpy as np

from arctic_map.geo.crs import crs_named, to_raster_crs
from arctic_map.model.map_view import FetchView

SYSTEMS = (
    *("EPSG:5940", "EPSG:3995", "EPSG:3413", "EPSG:3576", "EPSG:3575", "EPSG:3574", "EPSG:3573", "EPSG:3572"),
    *("EPSG:3571", "EPSG:6931", "EPSG:3408", "CRS:84", "EPSG:4326", "EPSG:3857"),
)
"""Reference systems that a picture may have, the best first: those of the Arctic need least warping."""
DEGREES = ("CRS:84", "EPSG:4326")
MERCATOR = "EPSG:3857"
NORTHMOST = 85.0511
"""Latitude where Web Mercator ends."""
METRES_PER_DEGREE = 111_319.49079327358
"""At the equator."""
Box = tuple[float, float, float, float]
"""West, south, east, north in the unit of a reference system."""


def box_in(system: str, view: FetchView, *, goes_on: bool = False) -> Box | None:
    """The extent of a view in a reference system by its name or WKT; None if none of it is in that.

    Of a view across 180 degrees in degrees or Web Mercator, it goes on to the east of that, or else it is all
    around the Earth.
    """
    lon, lat = np.array(view.places, float).T
    shown = np.abs(lat) < NORTHMOST if system == MERCATOR else (lat > 0.0) | (system not in SYSTEMS)
    if system in DEGREES:
        x, y = lon, lat
    else:
        lon = lon[shown]
        x, y = to_raster_crs(crs_named(system).to_wkt(), None)(lon, lat[shown])
        x, y = x[np.isfinite(x)], y[np.isfinite(y)]
    if system in (MERCATOR, *DEGREES) and len(lon) and np.ptp(lon) > 180.0:
        east = np.mod(lon, 360.0)
        # A view around the pole is as wide as the Earth.
        x = east if goes_on and np.ptp(east) < 180.0 else np.array([-180.0, 180.0])
        x = x * (METRES_PER_DEGREE if system == MERCATOR else 1.0)
    if not len(x) or not len(y) or np.ptp(x) <= 0.0 or np.ptp(y) <= 0.0:
        return None
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def pixel_in(system: str, view: FetchView) -> float:
    """About the side of a pixel of a view at its middle latitude, in the unit of a reference system."""
    lat = np.array(view.places, float)[:, 1]
    if system == MERCATOR:
        lat = lat[np.abs(lat) < NORTHMOST]
    degrees = (float(np.ptp(lat)) or 1.0) / max(1, min(view.width, view.height))
    if system in DEGREES:
        return degrees
    metres = degrees * METRES_PER_DEGREE
    return metres / cos(radians(float(np.median(lat)))) if system == MERCATOR else metres
