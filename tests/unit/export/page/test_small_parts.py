"""Small parts of a page whose measures are reckoned by hand."""

import pytest
from tests.looks import LIGHT

from arctic_map.export.page import arctic, numbered
from arctic_map.export.page.layout import Rect


@pytest.mark.parametrize("height", [100.0, 400.0, 600.0, 800.0, 5000.0])
def test_the_small_map_of_the_arctic_is_tried_in_smaller_and_smaller_squares(height: float) -> None:
    found = arctic.sides(Rect(0, 0, 900, height))
    most = min(max(arctic.SHARE * height, arctic.LEAST), arctic.MOST)
    assert found[0] == most and found[-1] == arctic.LEAST and min(found) >= arctic.LEAST
    assert list(found) == sorted(found, reverse=True)
    if 0.7 * most >= arctic.LEAST:
        assert found[1:3] == pytest.approx((most * 17 / 20, most * 7 / 10)) and len(found) == 4


def leads(at_x: float, at_y: float) -> bool:
    return numbered._leader(100.0, 100.0, at_x, at_y, 20.0, LIGHT) != ""


def test_a_badge_far_from_its_place_is_tied_to_it_and_a_near_one_is_not() -> None:
    half = numbered.HEIGHT / 2
    assert not leads(100.0, 100.0) and not leads(123.9, 100.0) and not leads(100.0, 100.0 + half + 13.9)
    assert leads(124.1, 100.0) and leads(75.9, 100.0)
    assert leads(100.0, 100.0 + half + 14.1) and leads(100.0, 100.0 - half - 14.1)
    drawn = numbered._leader(100.0, 100.0, 160.0, 130.0, 20.0, LIGHT)
    assert drawn.count("M100.0 100.0L160.0 130.0") == 2
    assert drawn.index('stroke-width="2.6"') < drawn.index('stroke-width="1"')
    assert drawn.index(LIGHT.palette.paper) < drawn.index(LIGHT.palette.ink)
