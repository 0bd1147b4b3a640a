"""Areas: nested, made of rings, and those of their edges that are no shore."""

from itertools import pairwise

import pytest
from shapely import MultiPolygon, Point, box

from arctic_map.geo.areas import SEGMENT_LENGTH, SHORE, SHORE_TOLERANCE, limits, nested, pieces
from arctic_map.model.projection import Affine

WATERS = box(0, 0, 1_000_000, 500_000)
COAST = MultiPolygon([box(-100_000, -200_000, 1_100_000, 0)])
SHARES = tuple(0.3 - 0.04 * number for number in range(24))
DISC = MultiPolygon([Point(0, 0).buffer(200_000)])
SQUARE = (0, 0, 10, 0, 10, 10, 0, 10)
HOLE = (4, 4, 4, 6, 6, 6, 6, 4)


def test_the_line_runs_from_shore_to_shore_by_the_sea() -> None:
    (line,) = limits(MultiPolygon([WATERS]), COAST)
    whole = WATERS.exterior.length - 1_000_000 - 2 * SHORE
    assert line.length == pytest.approx(whole, abs=2 * SEGMENT_LENGTH)
    assert line.distance(COAST) >= SHORE


def test_the_line_is_not_torn_where_the_ring_begins() -> None:
    # Its first corner lies out at sea.
    ring = list(WATERS.exterior.coords)[:-1]
    turned = type(WATERS)([*ring[2:], *ring[:2]])
    assert len(limits(MultiPolygon([turned]), COAST)) == 1


def test_far_from_land_the_whole_ring_is_an_edge() -> None:
    far = MultiPolygon([box(0, 5_000_000, 1_000_000, 6_000_000)])
    (line,) = limits(far, COAST)
    assert line.is_ring and line.length == pytest.approx(4_000_000)


def test_holes_are_islands() -> None:
    island = box(400_000, 200_000, 410_000, 210_000)
    (line,), (whole,) = (limits(MultiPolygon([area]), COAST) for area in (WATERS - island, WATERS))
    assert line.equals(whole)


def test_what_is_shore_all_round_has_no_such_edge() -> None:
    lake = MultiPolygon([box(100_000, 100_000, 120_000, 120_000)])
    assert limits(lake, MultiPolygon([box(0, 0, 300_000, 300_000)])) == []


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


def test_rings_count_in_their_quantum_and_holes_are_left_open() -> None:
    land = pieces([SQUARE, HOLE], 100.0, Affine())
    assert land.area == pytest.approx(1000.0**2 - 200.0**2)


def test_rings_are_turned_onto_their_projection() -> None:
    land = pieces([SQUARE], 1.0, Affine(0.0, -2.0, 100.0, 2.0, 0.0, 0.0))
    assert land.bounds == (80.0, 0.0, 100.0, 20.0)


def test_what_encloses_nothing_is_left_out() -> None:
    assert pieces([(0, 0, 5, 5)], 1.0, Affine()).is_empty
