"""The edge of a projection, and what hangs over it."""

import numpy as np
import pytest
from shapely import Polygon

from arctic_map.geo.outline import least_scales, outline
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.projection import Projection

every_projection = pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)


@every_projection
def test_the_outline_is_convex_and_counter_clockwise(projection: Projection) -> None:
    ring = Polygon(outline(projection))
    assert ring.exterior.is_ccw
    assert ring.convex_hull.area == pytest.approx(ring.area, rel=1e-4)


@every_projection
def test_a_box_fits_from_the_scale_that_is_answered(projection: Projection) -> None:
    ring = outline(projection)
    x, y = ring.mean(axis=0) * 0.2 + ring[10] * 0.8
    (scale,) = least_scales(ring, x, y, [(-30.0, -10.0, 50.0, 5.0)])
    for factor, inside in ((1.01, True), (0.99, False)):
        at = scale * factor
        box = Polygon([(x + a / at, y - b / at) for a, b in ((-30, -10), (50, -10), (50, 5), (-30, 5))])
        assert Polygon(ring).covers(box) is inside


def test_a_place_beyond_the_edge_never_fits() -> None:
    assert np.isinf(least_scales(outline(PROJECTIONS[-1]), 17_000_000.0, 8_000_000.0, [(-1, -1, 1, 1)])).all()
