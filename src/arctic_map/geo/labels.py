"""Lettering in boxes: how wide a text is, and from which zoom on it is in nobody's way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, inf, log2
from pathlib import Path

import numpy as np
from fontTools.ttLib import TTFont

from arctic_map.geo.project import Numbers
from arctic_map.model.drawing import Anchor
from arctic_map.model.style import Lettering
from arctic_map.model.view import COARSEST, ZOOM_RANGE

ASCENT, DESCENT = 0.74, 0.24
"""Of the letters above and below the baseline, in parts of the size."""
PADDING = 1.0
"""Pixels kept clear round a text."""
STEP = 0.0625
"""Of the zoom from which a label may stand."""
SEMIBOLD = 600


@dataclass(frozen=True, slots=True)
class Seat:
    """A place (projected metres) and a shift from it (pixels, y down) where a label could stand."""

    x: float
    y: float
    dx: float
    dy: float
    anchor: Anchor
    least: float = ZOOM_RANGE[0]
    """No label stands here at lower zooms."""


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A label that wants a seat, the first ones rather, and not before the zoom `least`."""

    width: float
    size: float
    seats: tuple[Seat, ...]
    least: float


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A box round a place, pixels, y down, that is there from a zoom on."""

    x: float
    y: float
    box: tuple[float, float, float, float]
    zoom: float = ZOOM_RANGE[0]


def text_width(text: str, lettering: Lettering, fonts: Path) -> float:
    """Pixels that a text takes in the shipped face, with its letter-spacing."""
    advances, missing = _advances(fonts / f"SourceSans3-{_face(lettering)}.ttf")
    letters = sum(advances.get(ord(letter), missing) for letter in text)
    return letters * lettering.size + lettering.spacing * max(0, len(text) - 1)


def text_box(seat: Seat, width: float, size: float) -> tuple[float, float, float, float]:
    """The box of a text round its seat's place, pixels, y down."""
    left = seat.dx - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[seat.anchor]
    return (
        left - PADDING,
        seat.dy - ASCENT * size - PADDING,
        left + width + PADDING,
        seat.dy + DESCENT * size + PADDING,
    )


def seated(
    requests: Sequence[LabelRequest], obstacles: Iterable[Obstacle], enough: float = ZOOM_RANGE[0]
) -> list[tuple[Seat, float] | None]:
    """For each wish, most important first: its seat and the zoom it stands from; None where it never fits.

    The seat of the lowest zoom is taken; seats that are free from the zoom `enough` on are equally good.
    """
    taken = _Taken(obstacles)
    answers: list[tuple[Seat, float] | None] = []
    for request in requests:
        boxes = [text_box(seat, request.width, request.size) for seat in request.seats]
        zooms = [
            taken.free_from(seat, box, max(request.least, seat.least))
            for seat, box in zip(request.seats, boxes, strict=True)
        ]
        best = min(range(len(zooms)), key=lambda number: max(zooms[number], enough), default=-1)
        if best < 0 or zooms[best] > ZOOM_RANGE[1]:
            answers.append(None)
            continue
        seat = request.seats[best]
        taken.add(Obstacle(seat.x, seat.y, boxes[best], zooms[best]))
        answers.append((seat, zooms[best]))
    return answers


class _Taken:
    """The boxes that labels must keep clear of."""

    def __init__(self, obstacles: Iterable[Obstacle]) -> None:
        rows = [_row(obstacle) for obstacle in obstacles]
        self._count = len(rows)
        self._room = np.zeros((2 * self._count + 64, 7))
        self._room[: self._count] = rows or np.zeros((0, 7))

    def add(self, obstacle: Obstacle) -> None:
        if self._count == len(self._room):
            self._room = np.concatenate([self._room, np.zeros_like(self._room)])
        self._room[self._count] = _row(obstacle)
        self._count += 1

    def free_from(self, seat: Seat, box: tuple[float, float, float, float], least: float) -> float:
        """The lowest zoom, `least` or above, from which on the box touches none; infinite if none."""
        if not self._count:
            return least
        rows = self._room[: self._count]
        # Two boxes overlap while the way between their places, which grows with the scale, stays
        # within bounds: that is one span of scales (pixels per metre) for each axis.
        start_x, end_x = _span(rows[:, 0] - seat.x, box[0] - rows[:, 4], box[2] - rows[:, 2])
        start_y, end_y = _span(seat.y - rows[:, 1], box[1] - rows[:, 5], box[3] - rows[:, 3])
        start = np.maximum.reduce([start_x, start_y, rows[:, 6]])
        end = np.minimum(end_x, end_y)
        met = end[(end > start) & (end > _scale(least))]
        return max(least, zoom_at(float(met.max()))) if met.size else least


def _row(obstacle: Obstacle) -> tuple[float, ...]:
    return (obstacle.x, obstacle.y, *obstacle.box, _scale(obstacle.zoom))


def _span(way: Numbers, low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
    """The scales at which `low < way * scale < high`; an empty span ends before it starts."""
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = low / way, high / way
    always = (low < 0.0) & (high > 0.0)
    still = way == 0.0
    start = np.where(still, np.where(always, 0.0, inf), np.minimum(first, second))
    end = np.where(still, np.where(always, inf, -inf), np.maximum(first, second))
    return np.maximum(start, 0.0), end


def _scale(zoom: float) -> float:
    """Pixels per projection metre."""
    return float(2.0**zoom / COARSEST)


def zoom_at(scale: float) -> float:
    """The next step of the zoom at or above a scale in pixels per projection metre."""
    if scale == inf:
        return inf
    lowest = _scale(ZOOM_RANGE[0])
    return ceil(log2(max(scale, lowest) * COARSEST) / STEP - 1e-9) * STEP


def _face(lettering: Lettering) -> str:
    if lettering.weight >= SEMIBOLD:
        return "SemiBold"
    return "Italic" if lettering.italic else "Regular"


@cache
def _advances(font: Path) -> tuple[dict[int, float], float]:
    """Advance width by character, and of a character the face lacks, in parts of the size."""
    with TTFont(font, lazy=True) as face:
        unit, widths = face["head"].unitsPerEm, face["hmtx"]
        letters = {code: widths[glyph][0] / unit for code, glyph in face.getBestCmap().items()}
    return letters, 1.0
