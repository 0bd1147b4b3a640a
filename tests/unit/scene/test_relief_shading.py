"""Shaded relief: light from the upper left, and nothing else of the colours changes."""

import numpy as np
import pytest

from arctic_map.scene.relief_shading import BRIGHTEST, DARKEST, metres_per_unit, shaded

GREY = np.full((40, 40, 4), 100, np.uint8)
ROWS, COLUMNS = np.mgrid[0:40, 0:40].astype(float)


def tone(heights: np.ndarray[tuple[int, ...], np.dtype[np.float64]], resolution: float = 100.0) -> int:
    """The grey in the middle, of 100."""
    return int(shaded(GREY, heights, resolution)[20, 20, 0])


def test_flat_ground_keeps_its_colours_and_so_does_what_has_no_height() -> None:
    assert (shaded(GREY, np.full((40, 40), 500.0), 100.0) == GREY).all()
    assert (shaded(GREY, np.full((40, 40), np.nan), 100.0) == GREY).all()
    assert (shaded(GREY[:1], np.zeros((1, 40)), 100.0) == GREY[:1]).all()


def test_slopes_towards_the_upper_left_are_bright_and_the_others_dark() -> None:
    falls_to_upper_left = (ROWS + COLUMNS) * 5.0
    assert tone(falls_to_upper_left) > 105
    assert tone(-falls_to_upper_left) < 95
    # Along the light a slope changes less than with it.
    assert tone(-falls_to_upper_left) < tone((ROWS - COLUMNS) * 5.0) <= 100


def test_steep_slopes_stay_within_limits_and_opacity_does_not_change() -> None:
    wild = np.random.default_rng(3).uniform(-1e6, 1e6, (40, 40))
    found = shaded(GREY, wild, 1.0)
    assert found[..., 3].min() == 100
    assert found[..., :3].min() >= 100 * DARKEST - 1 and found[..., :3].max() <= 100 * BRIGHTEST + 1


def test_the_same_slope_looks_steeper_at_a_smaller_scale() -> None:
    near, far = (tone((ROWS + COLUMNS) * 0.01 * resolution, resolution) for resolution in (10.0, 10_000.0))
    assert far > near > 100


@pytest.mark.parametrize(("unit", "factor"), [("m", 1.0), ("", 1.0), ("Metres", 1.0), ("°C", 100.0)])
def test_heights_are_metres_and_other_quantities_fill_a_range(unit: str, factor: float) -> None:
    assert metres_per_unit(unit, -20.0, 20.0) == factor
