"""Label placement: from which zoom on, and at which candidate, each label collides with nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import inf

import numpy as np
from numpy.typing import NDArray

from arctic_map.geo.label_requests import ADJACENT, LabelCandidate, LabelRequest, Obstacle, away
from arctic_map.geo.line_clearance import (
    LineClearance,
    Spans,
    scale_at,
    scales_of,
    span_of,
    together,
    zoom_at,
)
from arctic_map.geo.projecting import Numbers
from arctic_map.model.projection import ZOOM_RANGE, Box

TOGETHER = 16
"""Number of candidates at the same position that are tested together."""
WHILE = 0.125
"""Minimum duration, in zoom levels, for which a temporary placement is used."""
TIGHT = 0.4
"""Reduced share of the usual distance from lanes, for labels that fit nowhere else."""
SMALLER = 1.0
"""Zooms below `enough` from which a label that insists may overlap lanes, for small maps with large text."""


@dataclass(frozen=True, slots=True)
class LabelPlacement:
    """A candidate that is used between two zooms."""

    candidate: LabelCandidate
    zoom: float
    until: float = inf


def place_labels(
    requests: Sequence[LabelRequest],
    obstacles: Iterable[Obstacle],
    enough: float = ZOOM_RANGE[0],
    lanes: Numbers | None = None,
    lane_distance: float = 0.0,
) -> list[tuple[LabelPlacement, ...]]:
    """For each request, most important first: its placements in order of zoom; empty if it never fits.

    The candidate that is permanently free from the lowest zoom on is chosen. Candidates that are free from
    the zoom `enough` on count as equal, apart from their penalty (`worse`). Below that zoom the label uses
    other candidates while these are free. All stay `lane_distance` px away from the lanes, segments (n, 4) in
    projected metres.
    """
    occupied = _Occupied(obstacles)
    answers: list[tuple[LabelPlacement, ...]] = []
    for request in requests:
        in_the_way = _InTheWay(request, occupied)
        near = LineClearance(together(lanes, request.line), lane_distance)
        choices: list[_Choice] = []
        best: LabelPlacement | None = None
        for number, candidate in enumerate(request.candidates):
            box, least = request.box(candidate), max(request.least, candidate.least)
            if best is not None and max(least, enough) + candidate.worse >= _cost(best, enough):
                continue
            boxes = in_the_way.of(number)
            choices.append(_Choice(candidate, box, least, boxes))
            placement = LabelPlacement(candidate, _free_from(boxes, least))
            if best is None or _cost(placement, enough) < _cost(best, enough):
                placement = LabelPlacement(candidate, near.free_from(candidate, box, placement.zoom))
            if best is None or _cost(placement, enough) < _cost(best, enough):
                best = placement
        placements: list[LabelPlacement] = []
        if best is not None and not request.stays:
            placements += _meanwhile(choices, request.least, best.zoom, near)
        if best is not None and best.zoom <= ZOOM_RANGE[1]:
            placements.append(best)
        if request.insists:
            # Closer to a lane or far from its symbol is better than on top of a lane.
            nearer = LineClearance(together(lanes), lane_distance * TIGHT)
            every = _nearest_first(request, in_the_way)
            _fill_gaps(placements, request, enough, ((every, nearer),))
            if [*_gaps(placements, max(request.least, enough - SMALLER))]:
                others = _nearest_first(
                    replace(request, shuns=()), _InTheWay(replace(request, shuns=()), occupied)
                )
                _fill_gaps(placements, request, enough, ((others, nearer), (every, None), (others, None)))
        for placement in placements:
            for box in request.boxes(placement.candidate):
                occupied.add(
                    Obstacle(
                        placement.candidate.x, placement.candidate.y, box, placement.zoom, placement.until
                    )
                )
        answers.append(tuple(placements))
    return answers


def _fill_gaps(
    placements: list[LabelPlacement],
    request: LabelRequest,
    enough: float,
    ways: Iterable[tuple[Sequence[_Choice], LineClearance | None]],
) -> None:
    """Add temporary placements where there is none, by the first of these ways that allows it."""
    for choices, near in ways:
        for start, end in tuple(_gaps(placements, max(request.least, enough - SMALLER))):
            placements += _meanwhile(choices, start, end, near)
        placements.sort(key=lambda placement: placement.zoom)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A candidate, its box, its lowest zoom, and the scales at which it is occupied."""

    candidate: LabelCandidate
    box: Box
    least: float
    boxes: Spans


def _nearest_first(request: LabelRequest, in_the_way: _InTheWay) -> list[_Choice]:
    """All candidates, nearest to the symbol first, including those skipped in the search for the best."""
    choices = [
        _Choice(candidate, request.box(candidate), max(request.least, candidate.least), in_the_way.of(number))
        for number, candidate in enumerate(request.candidates)
    ]
    return sorted(choices, key=lambda choice: away(choice.box))


class _InTheWay:
    """The scales at which each candidate of a request is occupied."""

    def __init__(self, request: LabelRequest, occupied: _Occupied) -> None:
        """Create it before the request's own boxes are added to `occupied`."""
        self._request, self._occupied = request, occupied
        others = (*request.others, *request.shuns)
        self._others = _Occupied(others) if others else None
        self._found: dict[int, Spans] = {}

    def of(self, number: int) -> Spans:
        """The occupied scales of one candidate; neighbours at the same position are computed with it."""
        if number not in self._found:
            candidates = self._request.candidates
            first, last = candidates[number], number + 1
            while last < min(number + TOGETHER, len(candidates)) and _place(candidates[last]) == _place(
                first
            ):
                last += 1
            self._find(range(number, last))
        return self._found[number]

    def _find(self, numbers: range) -> None:
        request, candidates = self._request, [self._request.candidates[number] for number in numbers]
        place = _place(candidates[0])
        each = [[*request.boxes(candidate)] for candidate in candidates]
        spans = iter(self._occupied.spans(place, [box for boxes in each for box in boxes]))
        obstacles = [[*islice(spans, len(boxes))] for boxes in each]
        if self._others is not None:
            # Unless a leader line ties a label to its mark, no other mark may be nearer.
            grown = [
                boxes[0] if request.leader(candidate) else _grown(boxes[0], away(boxes[0]) - ADJACENT)
                for candidate, boxes in zip(candidates, each, strict=True)
            ]
            others = self._others.spans(place, grown)
            obstacles = [[*one, other] for one, other in zip(obstacles, others, strict=True)]
        for number, one in zip(numbers, obstacles, strict=True):
            self._found[number] = (
                np.concatenate([start for start, _ in one]),
                np.concatenate([end for _, end in one]),
            )


def _grown(box: Box, more: float) -> Box:
    return (box[0] - more, box[1] - more, box[2] + more, box[3] + more) if more > 0.0 else box


def _place(candidate: LabelCandidate) -> tuple[float, float]:
    return candidate.x, candidate.y


def _cost(placement: LabelPlacement, enough: float) -> float:
    return max(placement.zoom, enough) + placement.candidate.worse


def _gaps(placements: Sequence[LabelPlacement], least: float) -> Iterator[tuple[float, float]]:
    """The zoom intervals from `least` on in which the label has no placement."""
    for placement in placements:
        if least < placement.zoom:
            yield least, placement.zoom
        least = max(least, placement.until)
    if least < ZOOM_RANGE[1]:
        yield least, ZOOM_RANGE[1]


def _meanwhile(
    choices: Sequence[_Choice], least: float, end: float, near: LineClearance | None = None
) -> Iterator[LabelPlacement]:
    """Temporary placements within these zooms, clear of `near` too; each lasts as long as it is free."""
    end = min(end, ZOOM_RANGE[1])
    starts = np.arange(least, end, WHILE)
    ends = np.minimum(starts + WHILE, end)
    if not len(starts) or not choices:
        return
    candidates = _FreeCandidates(choices, starts, ends, near)
    by_worth = sorted(range(len(choices)), key=lambda number: choices[number].candidate.worse)
    now: int | None = None
    since = least
    for step, start in enumerate(starts.tolist()):
        if now is not None and candidates.is_free(now, step):
            continue
        if now is not None:
            yield LabelPlacement(choices[now].candidate, since, start)
        now = next((number for number in by_worth if candidates.is_free(number, step)), None)
        since = start
    if now is not None:
        yield LabelPlacement(choices[now].candidate, since, float(ends[-1]))


class _FreeCandidates:
    """Which candidates are free at which zoom steps; lines are tested only where no box is in the way."""

    def __init__(
        self, choices: Sequence[_Choice], starts: Numbers, ends: Numbers, near: LineClearance | None
    ) -> None:
        self._choices, self._starts, self._near = choices, starts, near
        self._first_scales, self._last_scales = scales_of(starts), scales_of(ends)
        self._clear_of_boxes: list[NDArray[np.bool_] | None] = [None] * len(choices)
        self._clear_of_lines: list[NDArray[np.bool_] | None] = [None] * len(choices)

    def is_free(self, number: int, step: int) -> bool:
        """Whether nothing touches this choice during the step; call with increasing steps."""
        choice = self._choices[number]
        clear = self._clear_of_boxes[number]
        if clear is None:
            clear = self._clear_of_boxes[number] = self._clear(choice.boxes) & (self._starts >= choice.least)
        if self._near is None or not clear[step]:
            return bool(clear[step])
        lines = self._clear_of_lines[number]
        if lines is None:
            spans = self._near.spans(choice.candidate, choice.box, float(self._starts[step]))
            lines = self._clear_of_lines[number] = self._clear(spans)
        return bool(lines[step])

    def _clear(self, spans: Spans) -> NDArray[np.bool_]:
        """For each step, whether it is outside all these spans of scales."""
        steps = np.zeros(len(self._starts) + 1)
        np.add.at(steps, np.searchsorted(self._last_scales, spans[0], side="right"), 1.0)
        np.add.at(steps, np.searchsorted(self._first_scales, spans[1], side="left"), -1.0)
        clear: NDArray[np.bool_] = np.cumsum(steps)[:-1] < 0.5
        return clear


class _Occupied:
    """The boxes that labels must avoid."""

    def __init__(self, obstacles: Iterable[Obstacle]) -> None:
        rows = [_row(obstacle) for obstacle in obstacles]
        self._count = len(rows)
        # One row per quantity, so that values read together are contiguous in memory.
        self._room = np.zeros((8, 2 * self._count + 64))
        self._room[:, : self._count] = np.array(rows or np.zeros((0, 8))).T

    def add(self, obstacle: Obstacle) -> None:
        """Add an obstacle."""
        if self._count == self._room.shape[1]:
            self._room = np.concatenate([self._room, np.zeros_like(self._room)], axis=1)
        self._room[:, self._count] = _row(obstacle)
        self._count += 1

    def spans(self, place: tuple[float, float], boxes: Sequence[Box]) -> Iterator[Spans]:
        """For each box around the position, the scales (px per metre) at which it overlaps an obstacle."""
        x0, y0, x1, y1 = np.array(boxes).T[:, :, None]
        room = self._room[:, : self._count]
        across, down = room[0] - place[0], place[1] - room[1]
        near = _comes_near(across, room[6], x0.min() - room[4], x1.max() - room[2])
        near &= _comes_near(down, room[6], y0.min() - room[5], y1.max() - room[3])
        across, down = across[near], down[near]
        left, top, right, bottom, since, until = room[2:, near]
        # Two boxes overlap while the distance between their positions, which grows with the scale, stays
        # within bounds: one span of scales per axis.
        start_x, end_x = span_of(across, x0 - right, x1 - left)
        start_y, end_y = span_of(down, y0 - bottom, y1 - top)
        starts = np.maximum(np.maximum(start_x, start_y, out=start_x), since, out=start_x)
        ends = np.minimum(np.minimum(end_x, end_y, out=end_x), until, out=end_x)
        for start, end, met in zip(starts, ends, ends > starts, strict=True):
            yield start[met], end[met]


def _comes_near(way: Numbers, since: Numbers, low: Numbers, high: Numbers) -> NDArray[np.bool_]:
    """Whether the distance may be within these bounds at the scale `since` or a larger one."""
    # Slightly too generous: the exact test follows.
    least = way * since * (1 - 1e-9)
    return np.where(way >= 0.0, least < high, least > low)


def _free_from(spans: Spans, least: float) -> float:
    """The lowest zoom, `least` or above, from which on nothing overlaps; infinite if there is none."""
    met = spans[1][spans[1] > scale_at(least)] if least < inf else spans[1][:0]
    return max(least, zoom_at(float(met.max()))) if met.size else least


def _row(obstacle: Obstacle) -> tuple[float, ...]:
    until = inf if obstacle.until == inf else scale_at(obstacle.until)
    return (obstacle.x, obstacle.y, *obstacle.box, scale_at(obstacle.zoom), until)
