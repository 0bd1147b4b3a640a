"""The Northern Sea Route waters, computed from the description in Russian law and the coast.

Source: Merchant Shipping Code of the Russian Federation, article 5.1. Seaward the waters end 200 nautical
miles from the Russian coast; the limits below close them in the east, the west and over land.
"""

from typing import Any

import numpy as np
import shapely
from pyproj import Geod, Transformer

from computed_layers import natural_earth

LIMIT = 200 * 1852.0
"""Breadth of the exclusive economic zone in metres."""
SEA_BORDER = 360 - (168 + 58 / 60 + 37 / 3600)
"""Meridian of the sea border with the United States, counted eastward."""
CAPE_DEZHNEV = (360 - 169.65, 66.08)
CAPE_ZHELANIYA = (68.5818, 76.9545)

BEYOND = 88.0
"""A latitude beyond the limit of 200 nautical miles."""
WEST = (
    (CAPE_ZHELANIYA[0], BEYOND),
    CAPE_ZHELANIYA,
    # Over the spine of Novaya Zemlya, so that only the waters off its east coast are inside.
    (67.2, 76.7), (64.5, 76.15), (61.5, 75.75), (59.5, 75.35), (58.0, 74.85), (57.0, 74.35), (55.9, 73.85),
    (54.7, 73.55),
    # Across the western mouth of Matochkin Shar.
    (54.06, 73.366), (54.09, 73.268),
    (54.9, 73.05), (55.2, 72.5), (54.3, 71.9), (54.6, 71.3), (55.9, 70.95), (57.04, 70.69),
    # Kusov Nos to the cape west of Dolgaya Bay on Vaygach: the western limit of the Kara Gate.
    (57.04, 70.535), (57.16, 70.503), (58.41, 70.235),
    (59.2, 70.1), (59.8, 69.78),
    # Cape Greben to Bely Nos: the western limit of Yugorsky Shar.
    (59.895, 69.68), (60.15, 69.6),
)  # fmt: skip
INLAND = (
    # Any line over land, south of the gulfs open to the north and north of those open to the Pacific.
    (61.5, 69.2), (64.5, 68.0), (66.0, 65.0), (90.0, 63.0), (160.0, 66.0), (180.0, 67.2), (183.0, 66.8),
    (187.5, 66.3), (188.6, 66.2),
)  # fmt: skip
EAST = (CAPE_DEZHNEV, (SEA_BORDER, CAPE_DEZHNEV[1]), (SEA_BORDER, BEYOND))

TOLERANCE = 800.0
"""Metres that the drawn outline may deviate from the computed one."""
ISLET = 20e6
"""Islands up to this size, in square metres of the projection, are not cut out of the waters."""
BAY = 250e3
"""Radius in metres; the limit is measured only from headlands that a circle of this size at sea can touch."""
SPACING = 2000.0
CORNERS = 240

_GEOD = Geod(ellps="WGS84")
_TO_PROJECTION = Transformer.from_crs("EPSG:4326", "EPSG:5940", always_xy=True)
"""A polar projection, in which neither the pole nor the antimeridian is an edge."""


def outline(russia: list[Any]) -> Any:
    """Return the waters as polygons in lon/lat degrees with straight edges, cut at the antimeridian.

    `russia` contains the polygons of the country, with longitudes that continue beyond ±180.
    """
    area = _on_projection(shapely.segmentize(shapely.Polygon((*WEST, *INLAND, *EAST)), 0.25))
    shapes = [natural_earth.mended(_on_projection(part)) for part in russia]
    land = shapely.union_all([shape for shape in shapes if shape.distance(area) < 2 * LIMIT])
    waters = area.intersection(_within_limit(land)).difference(land)
    # Straits and gulfs are connected with the open sea; other parts are fjords behind the line over land.
    body = max(shapely.get_parts(waters), key=lambda part: float(part.area))
    islands = [hole for hole in body.interiors if shapely.Polygon(hole).area > ISLET]
    body = shapely.Polygon(body.exterior, islands)
    return _cut_at_antimeridian(shapely.transform(shapely.simplify(body, TOLERANCE), _degrees))


def _within_limit(land: Any) -> Any:
    """Return the projected area within 200 nautical miles from the land, measured on the ellipsoid."""
    closed = land.buffer(BAY, quad_segs=32).buffer(-BAY, quad_segs=32)
    coast = shapely.get_coordinates(shapely.segmentize(land.boundary, SPACING))
    outer = coast[shapely.dwithin(shapely.points(coast), closed.boundary, 2 * SPACING)]
    thinned = np.unique(np.floor(outer / SPACING), axis=0, return_index=True)[1]
    centres = _degrees(outer[thinned])
    lon, lat = np.repeat(centres, CORNERS, axis=0).T
    bearings = np.tile(np.linspace(0, 360, CORNERS, endpoint=False), len(thinned))
    ends = _GEOD.fwd(lon, lat, bearings, np.full(len(lon), LIMIT))
    circles = np.stack(_TO_PROJECTION.transform(ends[0], ends[1]), axis=-1).reshape(len(thinned), CORNERS, 2)
    return shapely.union_all([*shapely.polygons(circles), closed])


def _on_projection(shape: Any) -> Any:
    return shapely.transform(shape, lambda points: np.stack(_TO_PROJECTION.transform(*points.T), axis=-1))


def _degrees(points: Any) -> Any:
    lon, lat = _TO_PROJECTION.transform(points[:, 0], points[:, 1], direction="INVERSE")
    # Longitudes from 0 to 360 eastward: the waters are between 54 and 192 degrees.
    return np.stack((lon % 360, lat), axis=-1)


def _cut_at_antimeridian(shape: Any) -> Any:
    east = shape.intersection(shapely.box(0, -90, 180, 90))
    west = shape.intersection(shapely.box(180, -90, 360, 90))
    west = shapely.transform(west, lambda points: points - (360, 0))
    parts = (*shapely.get_parts(east), *shapely.get_parts(west))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])
