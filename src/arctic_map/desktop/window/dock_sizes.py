"""The sizes of docks relative to the window, and smaller ones where the map needs the space."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from arctic_map.desktop.widgets.icons import LINE
from arctic_map.desktop.window.panel import BELOW, ON_THE_RIGHT, PANELS, SIDE_PANELS, Panel
from arctic_map.desktop.window.panel_docks import AREAS, PanelDocks

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


def default_sizes(width: int, line: int) -> Arrangement:
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


class DockSizes:
    """Resizes the docks of a window."""

    def __init__(self, window: QMainWindow, docks: PanelDocks) -> None:
        self._window, self._docks = window, docks
        self.stacked = False
        """Whether Layers is a tab behind Facts."""
        self._given: dict[Panel, int] = {}
        """Widths that were set, px; panels that still have them follow the default ones."""

    @property
    def usual(self) -> Arrangement:
        """The default sizes for the window's present width and text."""
        return default_sizes(self._window.width(), self.line)

    @property
    def line(self) -> int:
        """Line height of the window's text, px."""
        return self._window.fontMetrics().height()

    def map_has_room(self, part: float = MIN_MAP_SHARE) -> bool:
        """Return whether the map has its part of the window."""
        middle, window = self._window.centralWidget(), self._window
        return middle is None or has_room(
            middle.width(), middle.height(), (window.width(), window.height()), part
        )

    def are_as_given(self) -> bool:
        """Return whether the user has not resized the side panels since their widths were set."""
        seen = {panel: width for panel, width in self._given.items() if self._docks.is_seen(panel)}
        return bool(seen) and all(
            abs(self._docks.of[panel].width() - width) <= 1 for panel, width in seen.items()
        )

    def resize_side(self) -> None:
        """Give the side panels their default widths, or what their contents need."""
        usual = self.usual
        self._given = dict.fromkeys(ON_THE_RIGHT, usual.side)
        if not usual.stacked:
            self._given[Panel.LAYERS] = usual.layers
        self._resize(self._given, Qt.Orientation.Horizontal)
        self._docks.lay_out()
        # Contents may need more than was set. Before the window is visible, no panel is.
        self._given = {
            panel: self._docks.of[panel].width() for panel in self._given if self._docks.is_in_front(panel)
        }

    def resize_below(self, *, folded: bool) -> None:
        """Resize the panels at the bottom for the timeline's strip, its lanes, or the rows of a table."""
        height = self.usual.folded if folded else self.usual.unfolded
        if self._docks.is_seen(Panel.TABLE) and not folded:
            height = self.usual.rows
        self._resize(dict.fromkeys(BELOW, height), Qt.Orientation.Vertical)

    def lessen_rows(self) -> None:
        """Shrink the table by what the map lacks, as long as a few rows remain visible."""
        middle, window, usual = self._window.centralWidget(), self._window, self.usual
        if middle is None or not self._docks.is_seen(Panel.TABLE):
            return
        least = least_height(middle.width(), (window.width(), window.height()))
        height = usual.rows - max(0, least - middle.height())
        if height >= usual.few_rows:
            self._resize(dict.fromkeys(BELOW, height), Qt.Orientation.Vertical)

    def squeeze(self) -> None:
        """Limit the side panels to their greatest width; wider contents scroll."""
        most = round(PART * self._window.width())
        for panel in SIDE_PANELS:
            if (content := self._docks.of[panel].widget()) and content.minimumWidth() > most:
                content.setMinimumWidth(most)
        self._docks.lay_out()
        self.resize_side()

    def stack(self, stacked: bool) -> None:
        """Move Layers behind Facts or back to its own side, unless the user moved it elsewhere."""
        layers, facts = self._docks.of[Panel.LAYERS], self._docks.of[Panel.FACTS]
        home = AREAS[PANELS[Panel.FACTS if self.stacked else Panel.LAYERS].area]
        moves = stacked != self.stacked and not layers.isFloating()
        self.stacked = stacked
        if not moves or self._window.dockWidgetArea(layers) is not home:
            return
        hidden, front = layers.isHidden(), self._docks.front_at_side()
        if stacked:
            self._window.tabifyDockWidget(facts, layers)
        else:
            self._window.addDockWidget(AREAS[PANELS[Panel.LAYERS].area], layers)
        layers.setHidden(hidden)
        if front is not None:
            front.raise_()
        self._docks.lay_out()

    def _resize(self, lengths: Mapping[Panel, int], way: Qt.Orientation) -> None:
        """Resize docked panels; the user sizes floating ones, alone or as tabs of one window."""
        there = {
            self._docks.of[panel]: length for panel, length in lengths.items() if self._docks.is_docked(panel)
        }
        self._window.resizeDocks([*there], [*there.values()], way)
