"""Those edges of an area at sea that are no shore."""

import pytest
from shapely import MultiPolygon, box

from arctic_map.geo.limits import APART, SHORE, limits

WATERS = box(0, 0, 1_000_000, 500_000)
COAST = MultiPolygon([box(-100_000, -200_000, 1_100_000, 0)])


def test_the_line_runs_from_shore_to_shore_by_the_sea() -> None:
    (line,) = limits(MultiPolygon([WATERS]), COAST)
    whole = WATERS.exterior.length - 1_000_000 - 2 * SHORE
    assert line.length == pytest.approx(whole, abs=2 * APART)
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
