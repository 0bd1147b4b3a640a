"""From degrees to plane metres: arrays of coordinates are projected here."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from arctic_map.geo.position import transformer
from arctic_map.model.plane import Plane

Numbers = NDArray[np.float64]


def project(plane: Plane, lon: ArrayLike, lat: ArrayLike) -> tuple[Numbers, Numbers]:
    """Plane metres of places in degrees; infinite where the plane cannot show them."""
    x, y = transformer(plane.crs).transform(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
    return np.asarray(x, dtype=float), np.asarray(y, dtype=float)
