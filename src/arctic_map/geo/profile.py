"""Places at equal distances along a measured line."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from arctic_map.geo.measure import Place, legs
from arctic_map.geo.position import wgs84
from arctic_map.geo.projecting import Numbers


def places_along(places: Sequence[Place], count: int) -> tuple[Numbers, Numbers, Numbers]:
    """Metres from the start, longitudes and latitudes of about `count` places along geodesics.

    The corners are among them.
    """
    lengths = [leg.metres for leg in legs(places)]
    step = max(sum(lengths) / max(count - 1, 1), 1e-3)
    metres, found, before = [0.0], [places[0]], 0.0
    for (start, end), length in zip(pairwise(places), lengths, strict=True):
        parts = max(1, round(length / step))
        inner = wgs84().npts(*start, *end, parts - 1) if parts > 1 else []
        found += [*((float(lon), float(lat)) for lon, lat in inner), end]
        metres += [before + length * number / parts for number in range(1, parts + 1)]
        before += length
    lon, lat = np.array(found, dtype=float).T
    return np.array(metres), lon, lat
