"""The planes as cases of a test: the first and the last, which differ most, at once; the others are slow."""

import pytest

from arctic_map.geo.planes import PLANES

plane_ids = [
    pytest.param(plane.id, marks=[] if plane in (PLANES[0], PLANES[-1]) else [pytest.mark.slow])
    for plane in PLANES
]
