"""Line labels placed letter by letter along a line, clear of lanes and of other labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
import shapely
from shapely import LineString, STRtree
from shapely.geometry.base import BaseGeometry

from arctic_map.geo.label_requests import Obstacle
from arctic_map.geo.projecting import Numbers
from arctic_map.model.projection import COARSEST, ZOOM_RANGE

STEPS = tuple(np.arange(-1.5, 3.5, 0.5).tolist())
"""Zoom levels at which a label is placed anew; each placement lasts until the next level."""
EACH = 8.0
"""Spacing of the resampled vertices that letters follow, px."""
LEVEL = 36.0
"""Bends of the line shorter than this are smoothed before its label is placed, px."""
TRY = 60.0
"""Distance along the line between candidate positions, px."""
MIN_DISTANCE_PX = 300.0
"""Minimum distance between labels of the same name at the same zoom, px."""
MAX_PLACES = 3
"""Maximum number of labels per name and zoom."""
STEEPEST = 75.0
"""Maximum slope of a label from its first letter to its last, degrees."""
BEND, TURN = 14.0, 90.0
"""Maximum turn from letter to letter, and over the whole label, degrees."""
RISE = 0.33
"""Height of the middle of small letters above the baseline, as a share of the font size."""
CAPITAL = 0.68
"""Height of a capital letter, as a share of the font size."""
TOGETHER = 3
"""Number of letters that share one obstacle box."""
TALL = 0.5
"""Half the height of a letter with its halo, as a share of the font size."""
_Candidate = tuple[float, float, Numbers, Numbers]
"""A position, its letters (dx, dy, rotation) and letter centres."""


@dataclass(frozen=True, slots=True)
class LetterMetrics:
    """Metrics of a label: the advance of each letter in px, and the font size in px."""

    advances: tuple[float, ...]
    size: float
    gap: float
    """Distance between the line and the letters, px."""

    @property
    def width(self) -> float:
        """Width of the whole label in px."""
        return sum(self.advances)


@dataclass(frozen=True, slots=True)
class LineLabel:
    """A label at a position (projected metres) along its line, shown from `zoom` until `until`."""

    x: float
    y: float
    letters: tuple[float, ...]
    """dx and dy (px, y down) from the position to each letter's baseline start, and degrees clockwise."""
    zoom: float
    until: float
    obstacles: tuple[Obstacle, ...]


class AvoidZone:
    """What line labels must avoid: lanes with a buffer on both sides, boxes, and areas if possible."""

    def __init__(
        self,
        lanes: STRtree,
        lane_distance: float,
        boxes: Sequence[Obstacle],
        areas: Sequence[BaseGeometry] = (),
    ) -> None:
        """`lanes` is a tree from `segments`; `lane_distance` is the buffer in px."""
        self._lanes, self._lane_distance = lanes, lane_distance
        self._areas, self.has_areas = STRtree(areas), bool(areas)
        self._boxes = np.array([_row(box) for box in boxes]).reshape(-1, 8)

    def add(self, run: LineLabel) -> None:
        """Add the boxes of a placed label."""
        self._boxes = np.concatenate([self._boxes, [_row(box) for box in run.obstacles]])

    def is_on_area(self, x: float, y: float, centres: Numbers, half: float, zooms: Sequence[float]) -> bool:
        """Whether letters centred here are on an area at any of these zooms."""
        return self.has_areas and any(_meet(self._areas, x, y, centres, _scale(zoom), half) for zoom in zooms)

    def holds(self, x: float, y: float, centres: Numbers, half: float, zooms: Sequence[float]) -> bool:
        """Whether letters centred here (px from the position, y down) are clear at all these zooms."""
        return all(self._free(x, y, centres, half, _scale(zoom), zoom) for zoom in zooms)

    def _free(self, x: float, y: float, centres: Numbers, half: float, scale: float, zoom: float) -> bool:
        if _meet(self._lanes, x, y, centres, scale, half + self._lane_distance):
            return False
        rows = self._boxes[(self._boxes[:, 6] <= zoom) & (zoom < self._boxes[:, 7])]
        across = (rows[:, 0] - x) * scale
        down = (y - rows[:, 1]) * scale
        left, top = across + rows[:, 2] - half, down + rows[:, 3] - half
        right, bottom = across + rows[:, 4] + half, down + rows[:, 5] + half
        px, py = centres[:, :1], centres[:, 1:]
        return not ((px > left) & (px < right) & (py > top) & (py < bottom)).any()


def runs(lines: Sequence[LineString], type: LetterMetrics, clear: AvoidZone) -> Iterator[LineLabel]:
    """The placements of a name at each zoom, best first; each one is added to `clear`."""
    for number, zoom in enumerate(STEPS):
        last = number == len(STEPS) - 1
        until = inf if last else STEPS[number + 1]
        zooms = (zoom, 4.0, 5.0, ZOOM_RANGE[1]) if last else (zoom, (zoom + until) / 2, until - 0.01)
        labels: list[LineLabel] = []
        for on_areas, (x, y, letters, centres) in _in_two_rounds(lines, type, _scale(zoom), clear):
            near = MIN_DISTANCE_PX / _scale(zoom)
            if on_areas and labels:
                break
            if any(np.hypot(x - run.x, y - run.y) < near for run in labels):
                continue
            where = x, y, centres, TALL * type.size, zooms
            if clear.holds(*where) and (on_areas or not clear.is_on_area(*where)):
                labels.append(_run(x, y, letters, centres, TALL * type.size, zoom, until))
                clear.add(labels[-1])
            if len(labels) == MAX_PLACES:
                break
        yield from labels


def _in_two_rounds(
    lines: Sequence[LineString], type: LetterMetrics, scale: float, clear: AvoidZone
) -> Iterator[tuple[bool, _Candidate]]:
    """All candidates, to be used outside areas, and if there are areas, once more for use on them."""
    postponed: list[_Candidate] = []
    for candidate in _candidates(lines, type, scale):
        postponed.append(candidate)
        yield False, candidate
    yield from ((True, candidate) for candidate in postponed if clear.has_areas)


def _meet(tree: STRtree, x: float, y: float, centres: Numbers, scale: float, reach: float) -> bool:
    """Whether one of the letters is within `reach` px of a shape of the tree."""
    places = np.column_stack([x + centres[:, 0] / scale, y - centres[:, 1] / scale])
    return bool(len(tree.query(shapely.points(places), predicate="dwithin", distance=reach / scale)[0]))


def _candidates(lines: Sequence[LineString], type: LetterMetrics, scale: float) -> Iterator[_Candidate]:
    """Positions with letters (dx, dy, rotation) and letter centres, straightest and most level first."""
    offsets = type.gap, -type.gap - CAPITAL * type.size
    paths = [
        _Parallel(path, type, offset)
        for line in lines
        if line.length * scale >= type.width
        for there in [_levelled(line, scale)]
        for path in (there, there[::-1])
        for offset in offsets
    ]
    candidates = [(worth, path, number) for path in paths for worth, number in path.places()]
    candidates.sort(key=lambda candidate: candidate[0])
    for _, path, number in candidates:
        (x, y), letters, centres = path.letters(number)
        yield x / scale, -y / scale, letters, centres


def _levelled(line: LineString, scale: float) -> Numbers:
    """The line in px (y down), resampled and smoothed."""
    count = max(int(line.length * scale / EACH), 2)
    places = shapely.get_coordinates(line)
    arc = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(places, axis=0).T))])
    even = np.linspace(0.0, arc[-1], count + 1)
    pixels = scale * np.column_stack(
        [np.interp(even, arc, places[:, 0]), -np.interp(even, arc, places[:, 1])]
    )
    half = min(int(LEVEL / EACH / 2), count // 4)
    if not half:
        return pixels
    window = np.ones(2 * half + 1) / (2 * half + 1)
    padded = np.concatenate([np.repeat(pixels[:1], half, 0), pixels, np.repeat(pixels[-1:], half, 0)])
    return np.column_stack([np.convolve(padded[:, axis], window, "valid") for axis in (0, 1)])


class _Parallel:
    """Label positions left to right along a path (px, y down); positive `offset` is left of it."""

    def __init__(self, path: Numbers, type: LetterMetrics, offset: float) -> None:
        self._path, self._type, self._below = path, type, offset < 0
        # Twice the gradient: only its direction counts.
        way = np.concatenate([path[1:2] - path[:1], path[2:] - path[:-2], path[-1:] - path[-2:-1]])
        length = np.hypot(way[:, 0], way[:, 1])
        parallel = (
            path + offset * np.column_stack([way[:, 1], -way[:, 0]]) / np.maximum(length, 1e-9)[:, None]
        )
        self._arc = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(parallel, axis=0).T))])
        self._starts = np.arange(0.0, self._arc[-1] - type.width, TRY)
        at = self._starts[:, None] + np.concatenate([[0.0], np.cumsum(type.advances)])[None, :]
        self._corners = np.stack([np.interp(at, self._arc, parallel[:, axis]) for axis in (0, 1)], axis=2)
        steps = np.diff(self._corners, axis=1)
        turns = np.degrees(np.arctan2(steps[:, :, 1], steps[:, :, 0]))
        # Not np.unwrap, which takes three times as long.
        turns[:, 1:] -= 360.0 * np.cumsum(np.rint(np.diff(turns, axis=1) / 360.0), axis=1)
        self._turns = turns

    def places(self) -> Iterator[tuple[float, int]]:
        """The cost and index of each start position where the label fits; lower is better."""
        if not len(self._starts):
            return
        chord = self._corners[:, -1] - self._corners[:, 0]
        bends = np.abs(np.diff(self._turns, axis=1)).max(axis=1, initial=0.0)
        whole = self._turns.max(axis=1) - self._turns.min(axis=1)
        rise = np.abs(np.degrees(np.arctan2(chord[:, 1], chord[:, 0])))
        fits = (rise < STEEPEST) & (bends < BEND) & (whole < TURN)
        whole_way = self._arc[-1]
        middles = np.abs(self._starts + self._type.width / 2 - whole_way / 2) / whole_way
        # Prefer level and straight labels, near the middle of the line, above rather than below it.
        worth = whole + rise + 60.0 * middles + (8.0 if self._below else 0.0)
        yield from zip(worth[fits].tolist(), np.flatnonzero(fits).tolist(), strict=True)

    def letters(self, number: int) -> tuple[Numbers, Numbers, Numbers]:
        """The position (x, y), its letters (dx, dy, degrees) and the centres of small letters."""
        half = self._starts[number] + self._type.width / 2
        place = self._path[int(np.searchsorted(self._arc, half).clip(0, len(self._path) - 1))]
        corners, turn = self._corners[number] - place, self._turns[number]
        up = np.column_stack([np.sin(np.radians(turn)), -np.cos(np.radians(turn))])
        centres = (corners[:-1] + corners[1:]) / 2 + RISE * self._type.size * up
        return place, np.column_stack([corners[:-1], turn]), centres


def _run(
    x: float, y: float, letters: Numbers, centres: Numbers, half: float, zoom: float, until: float
) -> LineLabel:
    flat = tuple(
        number for dx, dy, turn in letters.tolist() for number in (_short(dx), _short(dy), round(turn))
    )
    together = (centres[start : start + TOGETHER] for start in range(0, len(centres), TOGETHER))
    boxes = (np.concatenate([few.min(axis=0) - half, few.max(axis=0) + half]) for few in together)
    obstacles = tuple(
        Obstacle(round(x), round(y), (float(x0), float(y0), float(x1), float(y1)), zoom, until)
        for x0, y0, x1, y1 in boxes
    )
    return LineLabel(round(x), round(y), flat, zoom, until, obstacles)


def _short(pixels: float) -> float:
    """Rounded to one decimal; an int where that is whole."""
    tenth = round(pixels, 1)
    return int(tenth) if tenth == int(tenth) else tenth


def segments(lanes: Sequence[LineString]) -> STRtree:
    """A tree of the lanes (projected metres) split into segments, for `AvoidZone`."""
    ends = [np.zeros((0, 2, 2))]
    for coords in map(shapely.get_coordinates, lanes):
        pairs = np.stack([coords[:-1], coords[1:]], axis=1)
        ends.append(pairs[(pairs[:, 0] != pairs[:, 1]).any(axis=1)])
    return STRtree(shapely.linestrings(np.concatenate(ends)))


def _row(box: Obstacle) -> tuple[float, ...]:
    return (box.x, box.y, *box.box, box.zoom, box.until)


def _scale(zoom: float) -> float:
    """Pixels per projected metre at a zoom."""
    return float(2.0**zoom / COARSEST)
