"""How much of the window the panels take: the map has half of it at first sight, and keeps its part."""

from dataclasses import dataclass
from math import ceil

from arctic_map.desktop.widgets.appearance.sizes import LINE

LEAST_MAP = 0.4
"""Part of the window that the map keeps, whatever panels are open."""
NARROW = 1100
"""Width of a window below which the panels at the sides share one place, px at usual text."""
FOLDED, UNFOLDED, ROWS, FEW_ROWS = 72, 184, 272, 236
"""Heights of the timeline, and of a table of some rows or of two, px at usual text."""
LAYERS, BESIDE = (192, 272), (260, 340)
"""Least and greatest usual widths of the panels on the left and on the right, px at usual text."""
PART = 0.36
"""Of the window's width, the most that all of them share when they stand in one place."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Usual sizes for a window, px."""

    stacked: bool
    """Layers stand behind facts, in one place with them."""
    layers: int
    beside: int
    folded: int
    unfolded: int
    rows: int
    few_rows: int


def arrangement(width: int, line: int) -> Arrangement:
    """For a window's width and the height of a line of its text, px."""
    larger = max(line / LINE, 1.0)
    # Words need less room than they grow: they wrap.
    wider = 1 + (larger - 1) * 0.6
    stacked = width < NARROW * (1 + larger) / 2
    beside = round(_within(BESIDE, 0.203 * width) * wider)
    return Arrangement(
        stacked,
        layers=round(_within(LAYERS, 0.15 * width) * wider),
        beside=min(beside, round(PART * width)) if stacked else beside,
        folded=folded_height(line),
        unfolded=round(UNFOLDED * wider),
        rows=round(ROWS * wider),
        few_rows=round(FEW_ROWS * wider),
    )


def folded_height(line: int) -> int:
    """Of the timeline: a strip of marks with its captions."""
    return FOLDED - 2 * LINE + 2 * max(line, LINE)


def is_folded(height: int, line: int) -> bool:
    """Whether there is room for no more than the strip."""
    return height < folded_height(line) * 1.5


def has_room(width: int, height: int, window: tuple[int, int]) -> bool:
    """Whether a map of this size is enough of its window."""
    return width * height >= LEAST_MAP * window[0] * window[1]


def least_width(height: int, window: tuple[int, int]) -> int:
    """With which a map of this height has enough of its window."""
    return ceil(LEAST_MAP * window[0] * window[1] / max(height, 1))


def least_height(width: int, window: tuple[int, int]) -> int:
    """The same of a map of this width."""
    return ceil(LEAST_MAP * window[0] * window[1] / max(width, 1))


def _within(bounds: tuple[int, int], wanted: float) -> float:
    return min(max(wanted, bounds[0]), bounds[1])
