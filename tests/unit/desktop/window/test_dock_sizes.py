"""How much of the window the panels take."""

import pytest

from arctic_map.desktop.widgets.icons import LINE
from arctic_map.desktop.window.dock_sizes import (
    default_sizes,
    folded_height,
    has_room,
    is_folded,
    least_height,
)

BARS, EDGE = 90, 6
"""Menu bar, toolbar and status bar together, and an edge between panels, px."""


def test_the_map_has_three_fifths_of_a_window_of_usual_size() -> None:
    usual = default_sizes(1280, LINE)
    assert usual.stacked
    assert (1280 - usual.side - EDGE) * (800 - BARS - usual.folded - EDGE) >= 0.6 * 1280 * 800


@pytest.mark.parametrize(("width", "stacked"), [(900, True), (1280, True), (1599, True), (1600, False)])
def test_panels_share_one_place_in_a_narrow_window(width: int, stacked: bool) -> None:
    assert default_sizes(width, LINE).stacked is stacked


def test_larger_text_needs_a_wider_window_for_panels_side_by_side() -> None:
    assert default_sizes(1920, 2 * LINE).stacked
    assert not default_sizes(2560, 2 * LINE).stacked


def test_panels_never_take_more_than_their_part_of_a_narrow_window() -> None:
    for line in range(LINE, 2 * LINE + 1):
        for width in range(760, 1100, 20):
            assert default_sizes(width, line).side <= 0.36 * width + 1


def test_a_strip_is_distinguished_from_lanes_by_its_height() -> None:
    assert folded_height(LINE) == 72
    assert is_folded(72, LINE) and not is_folded(184, LINE)
    assert is_folded(folded_height(2 * LINE), 2 * LINE)


def test_the_map_has_room_from_two_fifths_of_the_window_on() -> None:
    assert has_room(400, 1000, (1000, 1000))
    assert not has_room(399, 1000, (1000, 1000))
    assert not has_room(499, 1000, (1000, 1000), 0.5)


def test_the_least_height_of_a_map_is_the_first_with_room() -> None:
    least = least_height(900, (900, 600))
    assert has_room(900, least, (900, 600))
    assert not has_room(900, least - 1, (900, 600))
