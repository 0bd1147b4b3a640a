"""The blocks of tiles that the page may ask for: light enough for who only looks whether it is one."""

LEVELS = 12
WIDEST = 32
"""Tiles along the side of a block: more cannot be counted in 16 bits."""


def is_block(block: tuple[int, int, int, int, int]) -> bool:
    """Level, x0, y0, x1, y1."""
    level, x0, y0, x1, y1 = block
    return (
        0 <= level < LEVELS
        and 0 <= x0 < x1 <= min(x0 + WIDEST, 1 << level)
        and 0 <= y0 < y1 <= min(y0 + WIDEST, 1 << level)
    )
