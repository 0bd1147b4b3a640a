"""Projecting arrays of coordinates from degrees to metres."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from arctic_map.geo.position import transformer
from arctic_map.model.projection import Projection

Numbers = NDArray[np.float64]


def project(projection: Projection, lon: ArrayLike, lat: ArrayLike) -> tuple[Numbers, Numbers]:
    """Projected metres of positions in degrees; infinite where the projection cannot show them."""
    x, y = transformer(projection.crs).transform(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
    return np.asarray(x, dtype=float), np.asarray(y, dtype=float)
