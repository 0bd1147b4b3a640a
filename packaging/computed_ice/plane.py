"""The plane on which ice is computed, and the land of the base map on it."""

from typing import Any

import numpy as np
import shapely
from pyproj import Transformer

from arctic_map.geo.areas import pieces
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.storage.base_map import read_level

PLANE = PROJECTIONS[0]
"""Polar stereographic, like the source of the edges: neither the pole nor 180 degrees is an edge of it."""
LEVEL = 2
"""Level of detail of the base map: the finest."""
EQUAL_AREA = "EPSG:6931"

_to_plane = Transformer.from_crs("EPSG:4326", PLANE.crs, always_xy=True)
_to_equal_area = Transformer.from_crs(PLANE.crs, EQUAL_AREA, always_xy=True)


def land() -> Any:
    """Return the land in metres of the plane, in adjacent pieces."""
    ground = read_level(PLANE.family, LEVEL)
    return pieces(
        (part for cell in ground.items["land"].cells for part in cell.parts), ground.quantum, PLANE.ground
    )


def on_plane(degrees: Any) -> Any:
    """Convert places (n, 2) in degrees to metres of the plane."""
    return np.column_stack(_to_plane.transform(degrees[:, 0], degrees[:, 1]))


def in_degrees(metres: Any) -> Any:
    """Convert places (n, 2) in metres of the plane to degrees."""
    return np.column_stack(_to_plane.transform(metres[:, 0], metres[:, 1], direction="INVERSE"))


def square_km(shape: Any) -> float:
    """Return the area on the ellipsoid of a shape in metres of the plane, in square kilometres."""
    return (
        float(
            shapely.transform(
                shapely.segmentize(shape, 25_000.0),
                lambda metres: np.column_stack(_to_equal_area.transform(metres[:, 0], metres[:, 1])),
            ).area
        )
        / 1e6
    )
