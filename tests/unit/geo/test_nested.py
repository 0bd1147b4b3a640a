"""Areas without an edge."""

from itertools import pairwise

import pytest
from shapely import MultiPolygon, Point, box

from arctic_map.geo.nested import SHORE_TOLERANCE, nested

SHARES = tuple(0.3 - 0.04 * number for number in range(24))
DISC = MultiPolygon([Point(0, 0).buffer(200_000)])


def test_each_lies_within_the_last_as_far_as_all_others() -> None:
    found = list(nested(DISC, SHARES, None))
    radii = [(area.area / 3.1416) ** 0.5 for area in found]
    steps = [wider - narrower for wider, narrower in pairwise(radii)]
    assert radii[0] == pytest.approx(260_000, rel=0.02)
    assert all(step == pytest.approx(8_000, rel=0.6) for step in steps)
    assert all(wider.contains(narrower) for wider, narrower in pairwise(found))


def test_they_are_light() -> None:
    vertices = [len(area.geoms[0].exterior.coords) for area in nested(DISC, SHARES, None)]
    assert max(vertices) < 50


def test_they_end_at_the_shore_and_nowhere_else() -> None:
    land = MultiPolygon([box(100_000, -900_000, 900_000, 900_000), box(5_000_000, 0, 5_100_000, 100_000)])
    for cut, whole in zip(nested(DISC, SHARES, land), nested(DISC, SHARES, None), strict=True):
        assert cut.buffer(-SHORE_TOLERANCE).disjoint(land)
        assert cut.symmetric_difference(whole.difference(land)).area < 0.01 * whole.area


def test_parts_are_as_wide_as_each_of_them_allows() -> None:
    small, large = box(0, 0, 20_000, 20_000), box(1_000_000, 0, 1_400_000, 400_000)
    widest = next(iter(nested(MultiPolygon([small, large]), SHARES, None)))
    widths = sorted(part.bounds[2] - part.bounds[0] for part in widest.geoms)
    assert widths == pytest.approx([26_000, 520_000], rel=0.03)
