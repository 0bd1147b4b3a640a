"""Sizes of panels relative to the window: the map always keeps a part of it."""

from dataclasses import dataclass
from math import ceil

from arctic_map.desktop.widgets.appearance.sizes import LINE

MIN_MAP_SHARE = 0.4
"""Least part of the window's area that the map keeps, whatever panels are open."""
USUAL_MAP = 0.5
"""Part that it keeps while nothing was opened below it: the timeline's strip gives way sooner."""
NARROW = 1600
"""Width of a window below which the side panels share one dock area, px at default text size."""
FOLDED, UNFOLDED, ROWS, FEW_ROWS = 72, 184, 272, 236
"""Heights of the folded and unfolded timeline, and of a table with several or few rows, px."""
LAYERS, SIDE_PANEL = (192, 272), (260, 340)
"""Least and greatest default widths of the panels on the left and on the right, px at default text size."""
PART = 0.36
"""Greatest part of the window's width for the side panels in one dock area."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Default sizes of panels in a window, px."""

    stacked: bool
    """Whether Layers is a tab behind Facts."""
    layers: int
    side: int
    folded: int
    unfolded: int
    rows: int
    few_rows: int


def arrangement(width: int, line: int) -> Arrangement:
    """Return the default sizes for a window's width and the line height of its text, px."""
    larger = max(line / LINE, 1.0)
    # Widths grow less than the text, since text wraps.
    wider = 1 + (larger - 1) * 0.6
    stacked = width < NARROW * (1 + larger) / 2
    side = round(_within(SIDE_PANEL, 0.203 * width) * wider)
    return Arrangement(
        stacked,
        layers=round(_within(LAYERS, 0.15 * width) * wider),
        side=min(side, round(PART * width)) if stacked else side,
        folded=folded_height(line),
        unfolded=round(UNFOLDED * wider),
        rows=round(ROWS * wider),
        few_rows=round(FEW_ROWS * wider),
    )


def folded_height(line: int) -> int:
    """Return the height of the folded timeline, a strip of marks with captions, px."""
    return FOLDED - 2 * LINE + 2 * max(line, LINE)


def is_folded(height: int, line: int) -> bool:
    """Return whether there is space for the strip only."""
    return height < folded_height(line) * 1.5


def has_room(width: int, height: int, window: tuple[int, int], part: float = MIN_MAP_SHARE) -> bool:
    """Return whether a map of this size is a sufficient part of its window."""
    return width * height >= part * window[0] * window[1]


def least_height(width: int, window: tuple[int, int]) -> int:
    """Return the height that a map of this width needs in its window, px."""
    return ceil(MIN_MAP_SHARE * window[0] * window[1] / max(width, 1))


def _within(bounds: tuple[int, int], length: float) -> float:
    return min(max(length, bounds[0]), bounds[1])
