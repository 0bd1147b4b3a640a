"""Blocks of tiles that the page may request, checked without importing numpy."""

LEVELS = 12
WIDEST = 32
"""Maximum tiles along the side of a block, whose coordinates must fit into 16 bits."""


def is_block(block: tuple[int, int, int, int, int]) -> bool:
    """Whether the numbers are a valid block: level, x0, y0, x1, y1."""
    level, x0, y0, x1, y1 = block
    return (
        0 <= level < LEVELS
        and 0 <= x0 < x1 <= min(x0 + WIDEST, 1 << level)
        and 0 <= y0 < y1 <= min(y0 + WIDEST, 1 << level)
    )
