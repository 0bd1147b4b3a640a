"""Extents in degrees, and rectangles of degrees on projections."""

import numpy as np
import pytest

from arctic_map.geo.extent import MIN_SIDE, box_of_degrees, extent_of
from arctic_map.geo.position import unproject
from arctic_map.geo.projections import projection_named

NSR, WORLD = projection_named("nsr"), projection_named("world")


def test_all_places_of_the_rectangle_are_in_the_box() -> None:
    from arctic_map.geo.position import project

    box = box_of_degrees(NSR, 30, 60, 190, 80)
    assert box is not None
    for lon in (30, 60, 105, 150, 180, -170):
        for lat in (60, 70, 80):
            at = project(NSR, lon, lat)
            assert at is not None
            assert box[0] - 500 <= at[0] <= box[2] + 500
            assert box[1] - 500 <= at[1] <= box[3] + 500


def test_180_degrees_is_no_border() -> None:
    assert box_of_degrees(NSR, 170, 60, -170, 70) == pytest.approx(box_of_degrees(NSR, 170, 60, 190, 70))


def test_a_cap_round_the_pole_holds_the_pole() -> None:
    box = box_of_degrees(NSR, -180, 70, 180, 90)
    assert box is not None and NSR.pole is not None
    assert ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) == pytest.approx(NSR.pole)


def test_the_south_is_not_on_a_polar_projection() -> None:
    assert box_of_degrees(NSR, 0, -50, 10, -20) is None
    assert box_of_degrees(WORLD, 0, -50, 10, -20) is not None
    both = box_of_degrees(NSR, 0, -50, 10, 20)
    assert both == box_of_degrees(NSR, 0, 0, 10, 20)


def test_next_to_nothing_is_still_a_map() -> None:
    box = box_of_degrees(NSR, 40.5, 64.5, 40.5001, 64.5001)
    assert box is not None
    assert box[2] - box[0] >= MIN_SIDE and box[3] - box[1] >= MIN_SIDE
    middle = unproject(NSR, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    assert middle == pytest.approx((40.5, 64.5), abs=0.01)


@pytest.mark.parametrize(
    ("arcs", "west", "east"),
    [
        ([(10, 30), (20, 40)], 10, 40),
        ([(-170, 170)], -170, 170),
        ([(170, 190)], 170, -170),
        ([(170, 180), (-180, -170)], 170, -170),
        ([(-90, -90), (90, 90)], -90, 90),
        ([(-91, -91), (91, 91)], 91, -91),
        ([(0, 100), (110, 250), (-60, -20)], -110 + 50, -110),
        ([(-180, 180), (5, 6)], -180, 180),
        ([(0, 120), (120, 240), (240, 360)], -180, 180),
        ([(179.9, 180)], 179.9, 180),
    ],
)
def test_an_extent_is_the_smallest_arc_round_all(
    arcs: list[tuple[float, float]], west: float, east: float
) -> None:
    bounds = np.array([(first, 60.0, last, 70.0) for first, last in arcs])
    assert extent_of(bounds) == pytest.approx((west, 60.0, east, 70.0))
    assert extent_of(bounds + [360.0, 0.0, 360.0, 0.0]) == pytest.approx((west, 60.0, east, 70.0))


def test_nothing_has_no_extent() -> None:
    assert extent_of(np.empty((0, 4))) is None
