"""The projections as cases of a test: first and last, which differ most, at once; the others slow."""

import pytest

from arctic_map.geo.projections import PROJECTIONS

projection_ids = [
    pytest.param(
        projection.id, marks=[] if projection in (PROJECTIONS[0], PROJECTIONS[-1]) else [pytest.mark.slow]
    )
    for projection in PROJECTIONS
]
