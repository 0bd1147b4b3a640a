"""Lettering in boxes: how wide a text is, and from which zoom on it is in nobody's way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from math import ceil, hypot, inf, log2
from pathlib import Path

import numpy as np
from fontTools.ttLib import TTFont
from numpy.typing import NDArray

from arctic_map.geo.project import Numbers
from arctic_map.model.drawing import SHARE, Anchor
from arctic_map.model.projection import Box
from arctic_map.model.style import Lettering
from arctic_map.model.view import COARSEST, ZOOM_RANGE

Line = tuple[float, ...]
"""From x, y to x, y, pixels from a place, y down; or nothing."""
Spans = tuple[Numbers, Numbers]
"""Where scales begin and where they end."""
ASCENT, DESCENT = 0.74, 0.24
"""Of the letters above and below the baseline, in parts of the size."""
PADDING = 1.0
"""Pixels kept clear round a text."""
FAR = 15.0
"""Pixels from a mark to its name from which on a line ties them."""
LINE_GAP = 2.0
"""Pixels between that line and what it ties."""
PIECES = 6
"""In which the line is kept clear of other names."""
NEXT = 1e-5
"""Beside the end of a segment, in parts of it."""
ENDS = np.array([0.0, NEXT, 1.0 - NEXT, 1.0])
"""Of a segment, and beside them, in parts of it."""
AT_ONCE = 24
"""Segments that are looked at together."""
TOGETHER = 16
"""Seats at one place that are looked at together."""
WHILE = 0.125
"""Zooms for which a label stands at least where it cannot stay."""
TIGHT = 0.4
"""Of the usual distance from lanes, for a name that has no other place."""
SMALLER = 1.0
"""Zooms below which a name that insists stands in a bad place too: small maps with large letters."""
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
    """From `SMALLER` below the zoom `enough` on it stands over lanes rather than nowhere."""
    stays: bool = False
    """It stands nowhere before it can stay."""
    below: float = 0.0
    """Room for further lines, px."""

    tied: float | None = None
    """Half the size (px) of the mark that it is tied to by a line where it stands far from it."""

    def box(self, seat: Seat) -> Box:
        return text_box(seat, self.width, self.size, self.below)

    def leader(self, seat: Seat) -> Line:
        return () if self.tied is None else leader(self.box(seat), self.tied)

    def boxes(self, seat: Seat) -> Iterator[Box]:
        """What it leaves no room for: its box, and its line in short pieces."""
        yield self.box(seat)
        if line := self.leader(seat):
            yield from _pieces(line)


def text_width(text: str, lettering: Lettering, fonts: Path) -> float:
    """Pixels that a text takes in the shipped face, with its letter-spacing."""
    advances, missing = _advances(fonts / f"SourceSans3-{_face(lettering)}.ttf")
    letters = sum(advances.get(ord(letter), missing) for letter in text)
    return letters * lettering.size + lettering.spacing * max(0, len(text) - 1)


def advances(text: str, lettering: Lettering, fonts: Path) -> tuple[float, ...]:
    """How far each letter moves the next one, pixels."""
    return tuple(text_width(letter, lettering, fonts) + lettering.spacing for letter in text)


def text_box(seat: Seat, width: float, size: float, below: float = 0.0) -> tuple[float, float, float, float]:
    """The box of a text round its seat's place, with so much room below its line, pixels, y down."""
    left = seat.dx - width * SHARE[seat.anchor]
    return (
        left - PADDING,
        seat.dy - ASCENT * size - PADDING,
        left + width + PADDING,
        seat.dy + DESCENT * size + below + PADDING,
    )


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
    """For each request, most important first: where it stands, nearest zooms last; nowhere if it never fits.

    The seat is taken that is free for good from the lowest zoom on; seats that are free from the zoom
    `enough` on are equally good, but for what makes one worse. Below that zoom the label stands in other
    seats while these are free. All keep `beside` pixels clear of the lanes, segments (n, 4) in projected
    metres.
    """
    taken = _Taken(obstacles)
    answers: list[tuple[Stand, ...]] = []
    for request in requests:
        in_the_way = _InTheWay(request, taken)
        near = LinesBeside(_together(lanes, request.line), beside)
        choices: list[_Choice] = []
        best: Stand | None = None
        for number, seat in enumerate(request.seats):
            box, least = request.box(seat), max(request.least, seat.least)
            if best is not None and max(least, enough) + seat.worse >= _cost(best, enough):
                continue
            boxes = in_the_way.of(number)
            choices.append(_Choice(seat, box, least, boxes))
            stand = Stand(seat, _free_from(boxes, least))
            if best is None or _cost(stand, enough) < _cost(best, enough):
                stand = Stand(seat, near.free_from(seat, box, stand.zoom))
            if best is None or _cost(stand, enough) < _cost(best, enough):
                best = stand
        stands: list[Stand] = []
        if best is not None and not request.stays:
            stands += _meanwhile(choices, request.least, best.zoom, near)
        if best is not None and best.zoom <= ZOOM_RANGE[1]:
            stands.append(best)
        if request.insists:
            every = _nearest_first(request, in_the_way)
            # Near a lane, or far from its mark, rather than over a lane.
            for nearer in (LinesBeside(_together(lanes, None), beside * TIGHT), None):
                for start, end in tuple(_gaps(stands, max(request.least, enough - SMALLER))):
                    stands += _meanwhile(every, start, end, nearer)
                stands.sort(key=lambda stand: stand.zoom)
        for stand in stands:
            for box in request.boxes(stand.seat):
                taken.add(Obstacle(stand.seat.x, stand.seat.y, box, stand.zoom, stand.until))
        answers.append(tuple(stands))
    return answers


@dataclass(frozen=True, slots=True)
class _Choice:
    """A seat with its box, the zoom from which it is in the map, and the scales at which boxes take it."""

    seat: Seat
    box: Box
    least: float
    boxes: Spans


def _nearest_first(request: LabelRequest, in_the_way: _InTheWay) -> list[_Choice]:
    """All its seats, those that were not worth a look for good too."""
    found = [
        _Choice(seat, request.box(seat), max(request.least, seat.least), in_the_way.of(number))
        for number, seat in enumerate(request.seats)
    ]
    return sorted(found, key=lambda choice: away(choice.box))


class _InTheWay:
    """The scales at which something stands where the name of a request or its line would be."""

    def __init__(self, request: LabelRequest, taken: _Taken) -> None:
        """Of one request: what it takes itself is not there yet."""
        self._request, self._taken = request, taken
        self._others = _Taken(request.others) if request.others else None
        self._found: dict[int, Spans] = {}

    def of(self, number: int) -> Spans:
        """Of the seat with this number; of the next ones at its place they are found with it."""
        if number not in self._found:
            seats = self._request.seats
            first, last = seats[number], number + 1
            while last < min(number + TOGETHER, len(seats)) and _place(seats[last]) == _place(first):
                last += 1
            self._find(range(number, last))
        return self._found[number]

    def _find(self, numbers: range) -> None:
        request, seats = self._request, [self._request.seats[number] for number in numbers]
        place = _place(seats[0])
        each = [[*request.boxes(seat)] for seat in seats]
        spans = iter(self._taken.spans(place, [box for boxes in each for box in boxes]))
        found = [[*islice(spans, len(boxes))] for boxes in each]
        if self._others is not None:
            beside = self._others.spans(place, [boxes[0] for boxes in each])
            found = [[*one, other] for one, other in zip(found, beside, strict=True)]
        for number, one in zip(numbers, found, strict=True):
            self._found[number] = (
                np.concatenate([start for start, _ in one]),
                np.concatenate([end for _, end in one]),
            )


def _place(seat: Seat) -> tuple[float, float]:
    return seat.x, seat.y


def away(box: Box) -> float:
    """Pixels between a box and the place it is round."""
    return hypot(max(box[0], -box[2], 0.0), max(box[1], -box[3], 0.0))


def leader(box: Box, mark: float) -> Line:
    """From the edge of a mark (its half-size, px) to a name's box round its place; none if that is near."""
    if away(box) < FAR + mark:
        return ()
    x, y = min(max(0.0, box[0]), box[2]), min(max(0.0, box[1]), box[3])
    start, end = (mark + LINE_GAP) / hypot(x, y), 1 - LINE_GAP / hypot(x, y)
    return tuple(round(each, 1) for each in (x * start, y * start, x * end, y * end))


def _pieces(line: Line) -> Iterator[Box]:
    x0, y0, x1, y1 = line
    ends = np.linspace((x0, y0), (x1, y1), PIECES + 1).tolist()
    for (a, b), (c, d) in pairwise(ends):
        yield min(a, c) - PADDING, min(b, d) - PADDING, max(a, c) + PADDING, max(b, d) + PADDING


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


def _meanwhile(
    choices: Sequence[_Choice], least: float, end: float, near: LinesBeside | None = None
) -> Iterator[Stand]:
    """Seats that are free for a while between these zooms, of `near` too; each as long as it is."""
    end = min(end, ZOOM_RANGE[1])
    starts = np.arange(least, end, WHILE)
    ends = np.minimum(starts + WHILE, end)
    if not len(starts) or not choices:
        return
    seats = _FreeSeats(choices, starts, ends, near)
    by_worth = sorted(range(len(choices)), key=lambda number: choices[number].seat.worse)
    now: int | None = None
    since = least
    for step, start in enumerate(starts.tolist()):
        if now is not None and seats.is_free(now, step):
            continue
        if now is not None:
            yield Stand(choices[now].seat, since, start)
        now = next((number for number in by_worth if seats.is_free(number, step)), None)
        since = start
    if now is not None:
        yield Stand(choices[now].seat, since, float(ends[-1]))


class _FreeSeats:
    """Which seats are free in which steps of zooms; what is near is looked at only where no box is."""

    def __init__(
        self, choices: Sequence[_Choice], starts: Numbers, ends: Numbers, near: LinesBeside | None
    ) -> None:
        self._choices, self._starts, self._near = choices, starts, near
        self._first_scales, self._last_scales = _scales(starts), _scales(ends)
        self._clear_of_boxes: list[NDArray[np.bool_] | None] = [None] * len(choices)
        self._clear_of_lines: list[NDArray[np.bool_] | None] = [None] * len(choices)

    def is_free(self, number: int, step: int) -> bool:
        """Whether nothing touches this choice all the while; steps are asked for in their order."""
        choice = self._choices[number]
        clear = self._clear_of_boxes[number]
        if clear is None:
            clear = self._clear_of_boxes[number] = self._clear(choice.boxes) & (self._starts >= choice.least)
        if self._near is None or not clear[step]:
            return bool(clear[step])
        lines = self._clear_of_lines[number]
        if lines is None:
            spans = self._near.spans(choice.seat, choice.box, float(self._starts[step]))
            lines = self._clear_of_lines[number] = self._clear(spans)
        return bool(lines[step])

    def _clear(self, spans: Spans) -> NDArray[np.bool_]:
        """For each step whether it is outside of all these spans of scales."""
        steps = np.zeros(len(self._starts) + 1)
        np.add.at(steps, np.searchsorted(self._last_scales, spans[0], side="right"), 1.0)
        np.add.at(steps, np.searchsorted(self._first_scales, spans[1], side="left"), -1.0)
        found: NDArray[np.bool_] = np.cumsum(steps)[:-1] < 0.5
        return found


class _Taken:
    """The boxes that labels must keep clear of."""

    def __init__(self, obstacles: Iterable[Obstacle]) -> None:
        rows = [_row(obstacle) for obstacle in obstacles]
        self._count = len(rows)
        # A line for each quantity: what is looked at together lies together.
        self._room = np.zeros((8, 2 * self._count + 64))
        self._room[:, : self._count] = np.array(rows or np.zeros((0, 8))).T

    def add(self, obstacle: Obstacle) -> None:
        if self._count == self._room.shape[1]:
            self._room = np.concatenate([self._room, np.zeros_like(self._room)], axis=1)
        self._room[:, self._count] = _row(obstacle)
        self._count += 1

    def spans(self, place: tuple[float, float], boxes: Sequence[Box]) -> Iterator[Spans]:
        """For each box round the place the scales (pixels per metre) at which it touches another."""
        x0, y0, x1, y1 = np.array(boxes).T[:, :, None]
        room = self._room[:, : self._count]
        across, down = room[0] - place[0], place[1] - room[1]
        near = _comes_near(across, room[6], x0.min() - room[4], x1.max() - room[2])
        near &= _comes_near(down, room[6], y0.min() - room[5], y1.max() - room[3])
        across, down = across[near], down[near]
        left, top, right, bottom, since, until = room[2:, near]
        # Two boxes overlap while the way between their places, which grows with the scale, stays
        # within bounds: that is one span of scales for each axis.
        start_x, end_x = _span(across, x0 - right, x1 - left)
        start_y, end_y = _span(down, y0 - bottom, y1 - top)
        starts = np.maximum(np.maximum(start_x, start_y, out=start_x), since, out=start_x)
        ends = np.minimum(np.minimum(end_x, end_y, out=end_x), until, out=end_x)
        for start, end, met in zip(starts, ends, ends > starts, strict=True):
            yield start[met], end[met]


def _comes_near(way: Numbers, since: Numbers, low: Numbers, high: Numbers) -> NDArray[np.bool_]:
    """Whether the way may be within these bounds at the scale `since`, or at a larger one."""
    # A little less far: what is found exactly is found later.
    least = way * since * (1 - 1e-9)
    return np.where(way >= 0.0, least < high, least > low)


def _free_from(spans: Spans, least: float) -> float:
    """The lowest zoom, `least` or above, from which on nothing is touched; infinite if none."""
    met = spans[1][spans[1] > _scale(least)] if least < inf else spans[1][:0]
    return max(least, zoom_at(float(met.max()))) if met.size else least


def _row(obstacle: Obstacle) -> tuple[float, ...]:
    until = inf if obstacle.until == inf else _scale(obstacle.until)
    return (obstacle.x, obstacle.y, *obstacle.box, _scale(obstacle.zoom), until)


def _together(lanes: Numbers | None, line: Numbers | None) -> Numbers:
    return np.concatenate([each for each in (lanes, line) if each is not None] or [np.zeros((0, 4))])


class LinesBeside:
    """Lines that labels keep clear of by `beside` pixels, from whichever place they are seen."""

    def __init__(self, lines: Numbers, beside: float) -> None:
        self._lines, self._beside = lines, beside
        self._seen: dict[tuple[float, float], tuple[Numbers, Numbers]] = {}

    def spans(self, seat: Seat, box: Box, least: float) -> Spans:
        """The scales at which each segment comes too near to the box, if it does from the zoom `least` on."""
        lines, away = self._from(seat)
        if least == inf:
            return np.zeros(0), np.zeros(0)
        # At larger scales the box shrinks towards the seat's place: what is out of reach stays out of it.
        count = int(np.searchsorted(away, self._reach(box) / _scale(least), side="right"))
        return _line_spans(lines[:count], seat, self._room(box))

    def free_between(self, seat: Seat, box: Box, least: float, until: float) -> list[tuple[float, float]]:
        """Between these zooms those, from one to another, at which no line comes too near."""
        starts, ends = self.spans(seat, box, least)
        free: list[tuple[float, float]] = []
        for start, end in sorted(zip(starts.tolist(), ends.tolist(), strict=True)):
            if least >= until:
                break
            # A step earlier rather than too late.
            before = min(zoom_at(start) - STEP, until) if start > 0.0 else ZOOM_RANGE[0]
            if before > least:
                free.append((least, before))
            least = max(least, zoom_at(end))
        return [*free, (least, until)] if least < until else free

    def free_from(self, seat: Seat, box: Box, least: float) -> float:
        """The lowest zoom, `least` or above, from which on no line is touched."""
        lines, away = self._from(seat)
        if least > ZOOM_RANGE[1]:
            return least
        last, reach = _scale(least), self._reach(box)
        for first in range(0, len(lines), AT_ONCE):
            # Farther segments are touched at smaller scales only.
            if away[first] * last >= reach:
                break
            spans = _line_spans(lines[first : first + AT_ONCE], seat, self._room(box))
            last = max(last, float(spans[1].max(initial=0.0)))
        return max(least, zoom_at(last)) if last > _scale(least) else least

    def _from(self, seat: Seat) -> tuple[Numbers, Numbers]:
        """The segments and how far away each is, the nearest first."""
        place = seat.x, seat.y
        if place not in self._seen:
            x0, y0, x1, y1 = self._lines.T
            along = (seat.x - x0) * (x1 - x0) + (seat.y - y0) * (y1 - y0)
            length = (x1 - x0) ** 2 + (y1 - y0) ** 2
            share = np.clip(along / np.where(length > 0.0, length, 1.0), 0.0, 1.0)
            away = np.hypot(x0 + share * (x1 - x0) - seat.x, y0 + share * (y1 - y0) - seat.y)
            order = np.argsort(away, kind="stable")
            self._seen[place] = self._lines[order], away[order]
        return self._seen[place]

    def _room(self, box: Box) -> Box:
        return box[0] - self._beside, box[1] - self._beside, box[2] + self._beside, box[3] + self._beside

    def _reach(self, box: Box) -> float:
        x0, y0, x1, y1 = self._room(box)
        return hypot(max(abs(x0), abs(x1)), max(abs(y0), abs(y1)))


def _line_spans(lines: Numbers, seat: Seat, room: Box) -> Spans:
    """The scales at which each segment that ever touches the room does so."""
    if not len(lines):
        return np.zeros(0), np.zeros(0)
    x0, y0, x1, y1 = room
    # Seen from the seat's place the box is a cone over the scales. Where a segment enters and leaves it is
    # one of its ends, or a point on an edge of the cone or above, below or beside the place.
    start_x, start_y = lines[:, :1] - seat.x, seat.y - lines[:, 1:2]
    way_x, way_y = lines[:, 2:3] - lines[:, :1], lines[:, 1:2] - lines[:, 3:]
    corner_x, corner_y = np.array([[x0, x0, x1, x1, 1.0, 0.0], [y0, y1, y0, y1, 0.0, 1.0]])
    shares = np.empty((len(lines), len(ENDS) + 10))
    shares[:, :4] = ENDS
    cuts, beside_it = shares[:, 4:10], shares[:, 10:]
    with np.errstate(divide="ignore", invalid="ignore"):
        np.divide(start_y * corner_x - start_x * corner_y, way_x * corner_y - way_y * corner_x, out=cuts)
    cuts[~np.isfinite(cuts)] = 0.0
    cuts.clip(0.0, 1.0, out=cuts)
    # Just beside its ends, and beside a place on it: seen from there the place itself is on no side.
    beside_it[:, :2], beside_it[:, 2:] = cuts[:, 4:] - NEXT, cuts[:, 4:] + NEXT
    beside_it.clip(0.0, 1.0, out=beside_it)
    across, down = start_x + shares * way_x, start_y + shares * way_y
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
    start, end = np.minimum(first, second), np.maximum(first, second, out=second)
    still = way == 0.0
    if still.any():
        # Few: what is at the place itself.
        still = np.broadcast_to(still, start.shape)
        low, high = (np.broadcast_to(each, start.shape)[still] for each in (low, high))
        always = (low < 0.0) & (high > 0.0)
        start[still], end[still] = np.where(always, 0.0, inf), np.where(always, inf, -inf)
    return np.maximum(start, 0.0, out=start), end


def _scales(zooms: Numbers) -> Numbers:
    return np.exp2(zooms) / COARSEST


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
