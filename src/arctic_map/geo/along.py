"""Names along a line, letter by letter: where they run beside it, clear of lanes and of what stands there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
import shapely
from shapely import LineString, STRtree

from arctic_map.geo.label_requests import Obstacle
from arctic_map.geo.project import Numbers
from arctic_map.model.view import COARSEST, ZOOM_RANGE

STEPS = tuple(np.arange(-1.5, 3.5, 0.5).tolist())
"""Zooms from each of which on a name is set anew, to the next; from the last one on it stays."""
EACH = 8.0
"""Pixels between the vertices of a line that letters follow."""
LEVEL = 36.0
"""Bends of the line shorter than this are levelled for its name, px."""
TRY = 60.0
"""Pixels along the line from one place that is tried to the next."""
APART = 300.0
"""Between the places of one name at the same zoom, px."""
MOST = 3
"""Such places."""
STEEPEST = 75.0
"""Degrees that a name may rise or fall, from its first letter to its last."""
BEND, TURN = 14.0, 90.0
"""Degrees that a name may turn from letter to letter, and in all."""
RISE = 0.33
"""From the baseline to the middle of small letters, in parts of the size."""
CAPITAL = 0.68
"""Height of a capital letter, likewise."""
TOGETHER = 3
"""Letters that others keep clear of as of one box."""
TALL = 0.5
"""Half the height of a letter with its halo, likewise."""


@dataclass(frozen=True, slots=True)
class Type:
    """The letters of a name: how far each moves the next, px, and how large they are."""

    advances: tuple[float, ...]
    size: float
    gap: float
    """From the line to the letters."""

    @property
    def width(self) -> float:
        return sum(self.advances)


@dataclass(frozen=True, slots=True)
class LineLabel:
    """A name beside a place on its line (projected metres), painted from `zoom` on until `until`."""

    x: float
    y: float
    letters: tuple[float, ...]
    """dx, dy and turn of each letter in turn: its baseline's start in pixels from the place, y down, and
    degrees clockwise."""
    zoom: float
    until: float
    obstacles: tuple[Obstacle, ...]


class AvoidZone:
    """What names along lines keep clear of: all lanes, so many pixels to both sides, and boxes."""

    def __init__(self, lanes: STRtree, beside: float, boxes: Sequence[Obstacle]) -> None:
        """`lanes` as `segments` gives them."""
        self._lanes, self._beside = lanes, beside
        self._boxes = np.array([_row(box) for box in boxes]).reshape(-1, 8)

    def add(self, run: LineLabel) -> None:
        self._boxes = np.concatenate([self._boxes, [_row(box) for box in run.obstacles]])

    def holds(self, x: float, y: float, centres: Numbers, half: float, zooms: Sequence[float]) -> bool:
        """Whether letters about these middles (pixels from the place, y down) are in nobody's way."""
        return all(self._free(x, y, centres, half, _scale(zoom), zoom) for zoom in zooms)

    def _free(self, x: float, y: float, centres: Numbers, half: float, scale: float, zoom: float) -> bool:
        places = np.column_stack([x + centres[:, 0] / scale, y - centres[:, 1] / scale])
        reach = (half + self._beside) / scale
        if len(self._lanes.query(shapely.points(places), predicate="dwithin", distance=reach)[0]):
            return False
        rows = self._boxes[(self._boxes[:, 6] <= zoom) & (zoom < self._boxes[:, 7])]
        across = (rows[:, 0] - x) * scale
        down = (y - rows[:, 1]) * scale
        left, top = across + rows[:, 2] - half, down + rows[:, 3] - half
        right, bottom = across + rows[:, 4] + half, down + rows[:, 5] + half
        px, py = centres[:, :1], centres[:, 1:]
        return not ((px > left) & (px < right) & (py > top) & (py < bottom)).any()


def runs(lines: Sequence[LineString], type: Type, clear: AvoidZone) -> Iterator[LineLabel]:
    """The name's places at each zoom, the best one first; `clear` learns of them."""
    for number, zoom in enumerate(STEPS):
        last = number == len(STEPS) - 1
        until = inf if last else STEPS[number + 1]
        zooms = (zoom, 4.0, 5.0, ZOOM_RANGE[1]) if last else (zoom, (zoom + until) / 2, until - 0.01)
        found: list[LineLabel] = []
        for x, y, letters, centres in _candidates(lines, type, _scale(zoom)):
            near = APART / _scale(zoom)
            if any(np.hypot(x - run.x, y - run.y) < near for run in found):
                continue
            if clear.holds(x, y, centres, TALL * type.size, zooms):
                found.append(_run(x, y, letters, centres, TALL * type.size, zoom, until))
                clear.add(found[-1])
            if len(found) == MOST:
                break
        yield from found


def _candidates(
    lines: Sequence[LineString], type: Type, scale: float
) -> Iterator[tuple[float, float, Numbers, Numbers]]:
    """Places with letters (dx, dy, turn) and their middles, the straightest and most level ones first."""
    offsets = type.gap, -type.gap - CAPITAL * type.size
    paths = [
        _Beside(path, type, offset)
        for line in lines
        if line.length * scale >= type.width
        for there in [_levelled(line, scale)]
        for path in (there, there[::-1])
        for offset in offsets
    ]
    found = [(worth, path, number) for path in paths for worth, number in path.places()]
    found.sort(key=lambda candidate: candidate[0])
    for _, path, number in found:
        (x, y), letters, centres = path.letters(number)
        yield x / scale, -y / scale, letters, centres


def _levelled(line: LineString, scale: float) -> Numbers:
    """The line in pixels (y down) with a vertex every few of them, without its short bends."""
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


class _Beside:
    """Names from left to right beside a path (pixels, y down), on its left where `offset` is positive."""

    def __init__(self, path: Numbers, type: Type, offset: float) -> None:
        self._path, self._type, self._below = path, type, offset < 0
        way = np.gradient(path, axis=0)
        length = np.hypot(way[:, 0], way[:, 1])
        beside = path + offset * np.column_stack([way[:, 1], -way[:, 0]]) / np.maximum(length, 1e-9)[:, None]
        self._arc = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(beside, axis=0).T))])
        self._starts = np.arange(0.0, self._arc[-1] - type.width, TRY)
        at = self._starts[:, None] + np.concatenate([[0.0], np.cumsum(type.advances)])[None, :]
        self._corners = np.stack([np.interp(at, self._arc, beside[:, axis]) for axis in (0, 1)], axis=2)
        steps = np.diff(self._corners, axis=1)
        self._turns = np.degrees(np.unwrap(np.arctan2(steps[:, :, 1], steps[:, :, 0]), axis=1))

    def places(self) -> Iterator[tuple[float, int]]:
        """The places where a name fits by their numbers, each with its worth: the less the better."""
        if not len(self._starts):
            return
        chord = self._corners[:, -1] - self._corners[:, 0]
        bends = np.abs(np.diff(self._turns, axis=1)).max(axis=1, initial=0.0)
        whole = self._turns.max(axis=1) - self._turns.min(axis=1)
        rise = np.abs(np.degrees(np.arctan2(chord[:, 1], chord[:, 0])))
        fits = (rise < STEEPEST) & (bends < BEND) & (whole < TURN)
        whole_way = self._arc[-1]
        middles = np.abs(self._starts + self._type.width / 2 - whole_way / 2) / whole_way
        # Level and straight, near the line's middle, and rather above the line than below it.
        worth = whole + rise + 60.0 * middles + (8.0 if self._below else 0.0)
        yield from zip(worth[fits].tolist(), np.flatnonzero(fits).tolist(), strict=True)

    def letters(self, number: int) -> tuple[Numbers, Numbers, Numbers]:
        """A place (x, y), the letters from there (dx, dy, degrees of turn) and the middles of small ones."""
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
    """To a tenth, and whole ones without it."""
    tenth = round(pixels, 1)
    return int(tenth) if tenth == int(tenth) else tenth


def segments(lanes: Sequence[LineString]) -> STRtree:
    """Lanes (projected metres) cut at their vertices, for names that keep clear of them."""
    ends = [np.zeros((0, 2, 2))]
    for coords in map(shapely.get_coordinates, lanes):
        pairs = np.stack([coords[:-1], coords[1:]], axis=1)
        ends.append(pairs[(pairs[:, 0] != pairs[:, 1]).any(axis=1)])
    return STRtree(shapely.linestrings(np.concatenate(ends)))


def _row(box: Obstacle) -> tuple[float, ...]:
    return (box.x, box.y, *box.box, box.zoom, box.until)


def _scale(zoom: float) -> float:
    """Pixels per projection metre."""
    return float(2.0**zoom / COARSEST)
