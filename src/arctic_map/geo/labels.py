"""Lettering in boxes: how wide a text is, and from which zoom on it is in nobody's way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, inf, log2
from pathlib import Path

import numpy as np
from fontTools.ttLib import TTFont

from arctic_map.geo.project import Numbers
from arctic_map.model.drawing import Anchor
from arctic_map.model.projection import Box
from arctic_map.model.style import Lettering
from arctic_map.model.view import COARSEST, ZOOM_RANGE

Spans = tuple[Numbers, Numbers]
"""Where scales begin and where they end."""
ASCENT, DESCENT = 0.74, 0.24
"""Of the letters above and below the baseline, in parts of the size."""
PADDING = 1.0
"""Pixels kept clear round a text."""
NEXT = 1e-5
"""Beside the end of a segment, in parts of it."""
WHILE = 0.125
"""Zooms for which a label stands at least where it cannot stay."""
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
    worse: float = 0.0
    """By so many zooms it must be free earlier than a seat that is not worse."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A box round a place, pixels, y down, that is there from a zoom on, until another one."""

    x: float
    y: float
    box: Box
    zoom: float = ZOOM_RANGE[0]
    until: float = inf


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A label that wants a seat, the first ones rather, and not before the zoom `least`."""

    width: float
    size: float
    seats: tuple[Seat, ...]
    least: float
    line: Numbers | None = None
    """Its own line, as segments (n, 4) in projected metres, which it keeps clear of too."""
    others: tuple[Obstacle, ...] = ()
    """What it keeps clear of beside all else: room round marks that it might be taken for the name of."""
    insists: bool = False
    """From the zoom `enough` on it stands over lanes rather than nowhere."""


def text_width(text: str, lettering: Lettering, fonts: Path) -> float:
    """Pixels that a text takes in the shipped face, with its letter-spacing."""
    advances, missing = _advances(fonts / f"SourceSans3-{_face(lettering)}.ttf")
    letters = sum(advances.get(ord(letter), missing) for letter in text)
    return letters * lettering.size + lettering.spacing * max(0, len(text) - 1)


def advances(text: str, lettering: Lettering, fonts: Path) -> tuple[float, ...]:
    """How far each letter moves the next one, pixels."""
    return tuple(text_width(letter, lettering, fonts) + lettering.spacing for letter in text)


def text_box(seat: Seat, width: float, size: float) -> tuple[float, float, float, float]:
    """The box of a text round its seat's place, pixels, y down."""
    left = seat.dx - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[seat.anchor]
    return (
        left - PADDING,
        seat.dy - ASCENT * size - PADDING,
        left + width + PADDING,
        seat.dy + DESCENT * size + PADDING,
    )


_Choice = tuple[Seat, float, "Spans"]
"""A seat, the zoom from which it is within the map, and the scales at which it is taken."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a label stands between two zooms."""

    seat: Seat
    zoom: float
    until: float = inf


def seated(
    requests: Sequence[LabelRequest],
    obstacles: Iterable[Obstacle],
    enough: float = ZOOM_RANGE[0],
    lanes: Numbers | None = None,
    beside: float = 0.0,
) -> list[tuple[Stand, ...]]:
    """For each wish, most important first: where it stands, the nearest zooms last; nowhere if it never fits.

    The seat is taken that is free for good from the lowest zoom on; seats that are free from the zoom
    `enough` on are equally good, but for what makes one worse. Below that zoom the label stands in other
    seats while these are free. All keep `beside` pixels clear of the lanes, segments (n, 4) in projected
    metres.
    """
    taken = _Taken(obstacles)
    answers: list[tuple[Stand, ...]] = []
    for request in requests:
        lines, others = _together(lanes, request.line), _Taken(request.others)
        seats: list[_Choice] = []
        over_lanes: list[_Choice] = []
        best: Stand | None = None
        for seat in request.seats:
            box, least = text_box(seat, request.width, request.size), max(request.least, seat.least)
            if best is not None and max(least, enough) + seat.worse >= _cost(best, enough):
                continue
            boxes = _both(taken.spans(seat, box), others.spans(seat, box))
            spans = _both(boxes, _line_spans(lines, seat, box, beside, least))
            seats.append((seat, least, spans))
            over_lanes.append((seat, least, boxes))
            stand = Stand(seat, _free_from(spans, least))
            if best is None or _cost(stand, enough) < _cost(best, enough):
                best = stand
        stands = [*_meanwhile(seats, request.least, best.zoom)] if best is not None else []
        if best is not None and best.zoom <= ZOOM_RANGE[1]:
            stands.append(best)
        if request.insists:
            for start, end in _gaps(stands, max(request.least, enough)):
                stands += _meanwhile(over_lanes, start, end)
            stands.sort(key=lambda stand: stand.zoom)
        for stand in stands:
            box = text_box(stand.seat, request.width, request.size)
            taken.add(Obstacle(stand.seat.x, stand.seat.y, box, stand.zoom, stand.until))
        answers.append(tuple(stands))
    return answers


def _cost(stand: Stand, enough: float) -> float:
    return max(stand.zoom, enough) + stand.seat.worse


def _gaps(stands: Sequence[Stand], least: float) -> Iterator[tuple[float, float]]:
    """The zooms from `least` on at which the label stands nowhere."""
    for stand in stands:
        if least < stand.zoom:
            yield least, stand.zoom
        least = max(least, stand.until)
    if least < ZOOM_RANGE[1]:
        yield least, ZOOM_RANGE[1]


def _meanwhile(seats: Sequence[_Choice], least: float, end: float) -> Iterator[Stand]:
    """Seats that are free for a while between these zooms; each as long as it is."""
    end = min(end, ZOOM_RANGE[1])
    now: Stand | None = None
    for start in np.arange(least, end, WHILE).tolist():
        until = min(start + WHILE, end)
        free = [seat for seat, lowest, spans in seats if lowest <= start and _is_free(spans, start, until)]
        keep = now is not None and now.seat in free
        if now is not None and keep:
            now = Stand(now.seat, now.zoom, until)
            continue
        if now is not None:
            yield now
        now = Stand(min(free, key=lambda seat: seat.worse), start, until) if free else None
    if now is not None:
        yield now


class _Taken:
    """The boxes that labels must keep clear of."""

    def __init__(self, obstacles: Iterable[Obstacle]) -> None:
        rows = [_row(obstacle) for obstacle in obstacles]
        self._count = len(rows)
        self._room = np.zeros((2 * self._count + 64, 8))
        self._room[: self._count] = rows or np.zeros((0, 8))

    def add(self, obstacle: Obstacle) -> None:
        if self._count == len(self._room):
            self._room = np.concatenate([self._room, np.zeros_like(self._room)])
        self._room[self._count] = _row(obstacle)
        self._count += 1

    def spans(self, seat: Seat, box: Box) -> Spans:
        """The scales (pixels per metre) at which the box touches each of those that it ever touches."""
        rows = self._room[: self._count]
        # Two boxes overlap while the way between their places, which grows with the scale, stays
        # within bounds: that is one span of scales for each axis.
        start_x, end_x = _span(rows[:, 0] - seat.x, box[0] - rows[:, 4], box[2] - rows[:, 2])
        start_y, end_y = _span(seat.y - rows[:, 1], box[1] - rows[:, 5], box[3] - rows[:, 3])
        start = np.maximum.reduce([start_x, start_y, rows[:, 6]])
        end = np.minimum.reduce([end_x, end_y, rows[:, 7]])
        met = end > start
        return start[met], end[met]


def _both(one: Spans, other: Spans) -> Spans:
    return np.concatenate([one[0], other[0]]), np.concatenate([one[1], other[1]])


def _free_from(spans: Spans, least: float) -> float:
    """The lowest zoom, `least` or above, from which on nothing is touched; infinite if none."""
    met = spans[1][spans[1] > _scale(least)] if least < inf else spans[1][:0]
    return max(least, zoom_at(float(met.max()))) if met.size else least


def _is_free(spans: Spans, zoom: float, until: float) -> bool:
    return not ((spans[0] < _scale(until)) & (spans[1] > _scale(zoom))).any()


def _row(obstacle: Obstacle) -> tuple[float, ...]:
    until = inf if obstacle.until == inf else _scale(obstacle.until)
    return (obstacle.x, obstacle.y, *obstacle.box, _scale(obstacle.zoom), until)


def _together(lanes: Numbers | None, line: Numbers | None) -> Numbers:
    return np.concatenate([each for each in (lanes, line) if each is not None] or [np.zeros((0, 4))])


def _line_spans(lines: Numbers, seat: Seat, box: Box, beside: float, least: float) -> Spans:
    """The scales at which each segment that ever comes so near to the box does so."""
    none = np.zeros(0), np.zeros(0)
    if not len(lines) or least == inf:
        return none
    x0, y0, x1, y1 = box[0] - beside, box[1] - beside, box[2] + beside, box[3] + beside
    # At larger scales the box shrinks towards the seat's place, so what is out of reach now stays out of it.
    reach = max(-x0, x1, -y0, y1) / _scale(least)
    near = (
        (np.maximum(lines[:, 0], lines[:, 2]) > seat.x - reach)
        & (np.minimum(lines[:, 0], lines[:, 2]) < seat.x + reach)
        & (np.maximum(lines[:, 1], lines[:, 3]) > seat.y - reach)
        & (np.minimum(lines[:, 1], lines[:, 3]) < seat.y + reach)
    )
    lines = lines[near]
    if not len(lines):
        return none
    # Seen from the seat's place the box is a cone over the scales. Where a segment enters and leaves it is
    # one of its ends, or a point on an edge of the cone or above, below or beside the place.
    start = np.column_stack([lines[:, 0] - seat.x, seat.y - lines[:, 1]])
    way = np.column_stack([lines[:, 2] - lines[:, 0], lines[:, 1] - lines[:, 3]])
    corners = np.array([(x0, y0), (x0, y1), (x1, y0), (x1, y1), (1.0, 0.0), (0.0, 1.0)])
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = -np.outer(start[:, 0], corners[:, 1]) + np.outer(start[:, 1], corners[:, 0])
        shares /= np.outer(way[:, 0], corners[:, 1]) - np.outer(way[:, 1], corners[:, 0])
    shares = np.nan_to_num(shares, nan=0.0, posinf=0.0, neginf=0.0).clip(0.0, 1.0)
    # Just beside its ends, and beside a place on it: seen from there the place itself is on no side.
    ends = np.broadcast_to(np.array([0.0, NEXT, 1.0 - NEXT, 1.0]), (len(lines), 4))
    level = shares[:, 4:]
    beside_it = np.column_stack([level - NEXT, level + NEXT]).clip(0.0, 1.0)
    shares = np.column_stack([ends, shares, beside_it])
    across = start[:, :1] + shares * way[:, :1]
    down = start[:, 1:] + shares * way[:, 1:]
    start_x, end_x = _span(across, np.float64(x0), np.float64(x1))
    start_y, end_y = _span(down, np.float64(y0), np.float64(y1))
    first, last = np.maximum(start_x, start_y), np.minimum(end_x, end_y)
    met = last >= first * (1 - 1e-9)
    first, last = np.where(met, first, inf), np.where(met, last, 0.0)
    starts, ends = first.min(axis=1), last.max(axis=1)
    reached = ends > 0.0
    return starts[reached], ends[reached]


def _span(way: Numbers, low: Numbers | np.float64, high: Numbers | np.float64) -> tuple[Numbers, Numbers]:
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
