"""The small map of the Arctic on a page of the world."""

import pytest

from arctic_map.export.page import arctic
from arctic_map.export.page.layout import Rect


@pytest.mark.parametrize("height", [100.0, 400.0, 600.0, 800.0, 5000.0])
def test_the_small_map_of_the_arctic_is_tried_in_smaller_and_smaller_squares(height: float) -> None:
    found = arctic.sides(Rect(0, 0, 900, height))
    most = min(max(arctic.SHARE * height, arctic.MIN_SIDE), arctic.MAX_SIDE)
    assert found[0] == most and found[-1] == arctic.MIN_SIDE and min(found) >= arctic.MIN_SIDE
    assert list(found) == sorted(found, reverse=True)
    if 0.7 * most >= arctic.MIN_SIDE:
        assert found[1:3] == pytest.approx((most * 17 / 20, most * 7 / 10)) and len(found) == 4
