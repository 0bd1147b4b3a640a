"""Rectangles of degrees on projections."""

import pytest

from arctic_map.geo.extent import LEAST, box_of_degrees
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
    assert box[2] - box[0] >= LEAST and box[3] - box[1] >= LEAST
    middle = unproject(NSR, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    assert middle == pytest.approx((40.5, 64.5), abs=0.01)
