"""How alike two pictures are, as scikit-image says it, in a part of its time."""

import numpy as np
from numpy.typing import NDArray

SIDE = 7
"""Of the square that is compared, in pixels."""
STRIP = 16
"""Rows that are reckoned at once: they stay near the processor."""
BRIGHTNESS, CONTRAST = (0.01 * 255) ** 2, (0.03 * 255) ** 2
"""What keeps the quotients from nothing by nothing."""


def structural_similarity(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Of two pictures of rows, columns and channels: 1 when they are the same."""
    assert one.shape == other.shape and one.dtype == other.dtype == np.uint8
    # Channels of a pixel lie beside each other, so a row is one line of numbers.
    rows, columns, channels = one.shape
    a, b = (each.reshape(rows, columns * channels) for each in (one, other))
    total, count = 0.0, 0
    for first in range(0, rows - SIDE + 1, STRIP):
        part = slice(first, first + STRIP + SIDE - 1)
        alike = _of_squares(a[part].astype(np.int32), b[part].astype(np.int32), channels)
        total, count = total + float(alike.sum(dtype=np.float64)), count + alike.size
    return total / count


def _of_squares(a: NDArray[np.int32], b: NDArray[np.int32], step: int) -> NDArray[np.float64]:
    """Of each square that lies whole within the rows; sums of whole numbers, so nothing is rounded early."""
    pixels = SIDE * SIDE
    sum_a, sum_b = _sums(a, step), _sums(b, step)
    both, squares = sum_a * sum_b, sum_a * sum_a + sum_b * sum_b
    products = pixels * _sums(a * b, step) - both
    spreads = pixels * _sums(a * a + b * b, step) - squares
    means, sample = float(pixels**2), float(pixels * (pixels - 1))
    above = (both * (2 / means) + BRIGHTNESS) * (products * (2 / sample) + CONTRAST)
    below: NDArray[np.float64] = (squares / means + BRIGHTNESS) * (spreads / sample + CONTRAST)
    return above / below


def _sums(of: NDArray[np.int32], step: int) -> NDArray[np.int32]:
    """Of squares of `SIDE`, by pairs and fours: seven is four, two and one."""
    pairs = of[:-1] + of[1:]
    down = pairs[:-5] + pairs[2:-3] + pairs[4:-1] + of[6:]
    pairs = down[:, :-step] + down[:, step:]
    fours = pairs[:, : -2 * step] + pairs[:, 2 * step :]
    across: NDArray[np.int32] = fours[:, : -3 * step] + pairs[:, 4 * step : -step] + down[:, 6 * step :]
    return across
