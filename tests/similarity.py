"""How alike two pictures are."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from skimage.metrics import structural_similarity

SQUARE, STRIP = 7, 16
"""Pixels of a side of what pictures are compared by, and rows of such squares that are compared at once."""


def pixels(picture: QImage) -> NDArray[np.uint8]:
    """Rows, columns, and red, green, blue."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(bytes(plain.constBits()), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3)


def alike(one: QImage, other: QImage, slack: int = 0) -> float:
    """Structural similarity; one picture may be larger by so many rows and columns."""
    high, wide = min(one.height(), other.height()), min(one.width(), other.width())
    assert max(one.height(), other.height()) - high <= slack
    assert max(one.width(), other.width()) - wide <= slack
    a, b = (pixels(each)[:high, :wide].astype(np.float32) for each in (one, other))
    found, rows = 0.0, high - SQUARE + 1
    # Of strips, which stay near the processor, in half the time; each square lies in just one of them.
    for row in range(0, rows, STRIP):
        strip = slice(row, row + STRIP + SQUARE - 1)
        found += min(STRIP, rows - row) * structural_similarity(  # type: ignore[no-untyped-call]
            a[strip], b[strip], win_size=SQUARE, channel_axis=2, data_range=255
        )
    return float(found) / rows
