"""A view says what of the projection is in it, and what of that the legend leaves clear."""

from dataclasses import replace

from arctic_map.model.projection import Viewport

VIEW = Viewport(1000.0, 2000.0, 10.0, 600.0, 400.0)


def test_without_a_legend_all_of_it_is_clear() -> None:
    assert VIEW.box == VIEW.clear == (-2000.0, 0.0, 4000.0, 4000.0)


def test_a_legend_takes_its_side_or_the_foot() -> None:
    assert replace(VIEW, right=200.0).clear == (-2000.0, 0.0, 2000.0, 4000.0)
    assert replace(VIEW, left=200.0).clear == (0.0, 0.0, 4000.0, 4000.0)
    assert replace(VIEW, foot=100.0).clear == (-2000.0, 1000.0, 4000.0, 4000.0)


def test_a_legend_that_takes_more_than_half_takes_nothing() -> None:
    assert replace(VIEW, right=300.0, foot=200.0).clear == VIEW.box
