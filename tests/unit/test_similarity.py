"""Pictures are found as alike as scikit-image finds them."""

import numpy as np
import pytest
from skimage.metrics import structural_similarity as known
from tests.similarity import STRIP, structural_similarity


@pytest.mark.parametrize("rows", [7, STRIP - 1, STRIP, STRIP + 6, 3 * STRIP + 11])
@pytest.mark.parametrize("noise", [0, 3, 90])
def test_it_is_the_figure_of_scikit_image(rows: int, noise: int) -> None:
    chance = np.random.default_rng(rows)
    # A picture as maps are: plain here, full of edges there.
    one = chance.integers(0, 256, (rows, 60, 3), dtype=np.uint8)
    one[:, :20] = 240
    other = np.clip(one + chance.integers(-noise, noise + 1, one.shape), 0, 255).astype(np.uint8)
    a, b = one.astype(np.float64), other.astype(np.float64)
    wanted = known(a, b, channel_axis=2, data_range=255)  # type: ignore[no-untyped-call]
    assert structural_similarity(one, other) == pytest.approx(wanted, abs=1e-6)


def test_black_and_white_are_as_unlike_as_can_be() -> None:
    white = np.full((20, 20, 3), 255, np.uint8)
    assert structural_similarity(white, np.zeros_like(white)) == pytest.approx(0.0001, abs=1e-6)
