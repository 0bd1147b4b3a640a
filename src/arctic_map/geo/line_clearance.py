"""From which scale on a label is clear of lines next to it."""

from __future__ import annotations

from math import ceil, hypot, inf, log2

import numpy as np

from arctic_map.geo.label_requests import LabelCandidate
from arctic_map.geo.projecting import Numbers
from arctic_map.model.projection import COARSEST, ZOOM_RANGE, Box

Spans = tuple[Numbers, Numbers]
"""Start and end of each span of scales."""
NEXT = 1e-5
"""A small step next to the end of a segment, as a share of its length."""
ENDS = np.array([0.0, NEXT, 1.0 - NEXT, 1.0])
"""The ends of a segment and points next to them, as shares of its length."""
CHUNK_SIZE = 24
"""Number of segments that are tested together."""
STEP = 0.0625
"""Step to which the first zoom of a label is rounded up."""


class LineClearance:
    """Lines that labels must stay `distance` px away from; distances are cached per label position."""

    def __init__(self, lines: Numbers, distance: float) -> None:
        self._lines, self._distance = lines, distance
        self._seen: dict[tuple[float, float], tuple[Numbers, Numbers]] = {}

    def spans(self, candidate: LabelCandidate, box: Box, least: float) -> Spans:
        """The scales at which each segment comes too close to the box, from the zoom `least` on."""
        lines, away = self._from(candidate)
        if least == inf:
            return np.zeros(0), np.zeros(0)
        # At larger scales the box shrinks towards its position, so segments out of reach stay out of reach.
        count = int(np.searchsorted(away, self._reach(box) / scale_at(least), side="right"))
        return _line_spans(lines[:count], candidate, self._room(box))

    def free_between(
        self, candidate: LabelCandidate, box: Box, least: float, until: float
    ) -> list[tuple[float, float]]:
        """The zoom intervals between `least` and `until` in which no line comes too close."""
        starts, ends = self.spans(candidate, box, least)
        free: list[tuple[float, float]] = []
        for start, end in sorted(zip(starts.tolist(), ends.tolist(), strict=True)):
            if least >= until:
                break
            # Round down: rather a step too early than too late.
            before = min(zoom_at(start) - STEP, until) if start > 0.0 else ZOOM_RANGE[0]
            if before > least:
                free.append((least, before))
            least = max(least, zoom_at(end))
        return [*free, (least, until)] if least < until else free

    def free_from(self, candidate: LabelCandidate, box: Box, least: float) -> float:
        """The lowest zoom, `least` or above, from which on no line is touched."""
        lines, away = self._from(candidate)
        if least > ZOOM_RANGE[1]:
            return least
        last, reach = scale_at(least), self._reach(box)
        for first in range(0, len(lines), CHUNK_SIZE):
            # Farther segments are touched only at smaller scales.
            if away[first] * last >= reach:
                break
            spans = _line_spans(lines[first : first + CHUNK_SIZE], candidate, self._room(box))
            last = max(last, float(spans[1].max(initial=0.0)))
        return max(least, zoom_at(last)) if last > scale_at(least) else least

    def _from(self, candidate: LabelCandidate) -> tuple[Numbers, Numbers]:
        """The segments and their distances from the position, nearest first."""
        place = candidate.x, candidate.y
        if place not in self._seen:
            x0, y0, x1, y1 = self._lines.T
            along = (candidate.x - x0) * (x1 - x0) + (candidate.y - y0) * (y1 - y0)
            length = (x1 - x0) ** 2 + (y1 - y0) ** 2
            share = np.clip(along / np.where(length > 0.0, length, 1.0), 0.0, 1.0)
            away = np.hypot(x0 + share * (x1 - x0) - candidate.x, y0 + share * (y1 - y0) - candidate.y)
            order = np.argsort(away, kind="stable")
            self._seen[place] = self._lines[order], away[order]
        return self._seen[place]

    def _room(self, box: Box) -> Box:
        return (
            box[0] - self._distance,
            box[1] - self._distance,
            box[2] + self._distance,
            box[3] + self._distance,
        )

    def _reach(self, box: Box) -> float:
        x0, y0, x1, y1 = self._room(box)
        return hypot(max(abs(x0), abs(x1)), max(abs(y0), abs(y1)))


def _line_spans(lines: Numbers, candidate: LabelCandidate, room: Box) -> Spans:
    """The scales at which each segment touches the box; segments that never do are left out."""
    if not len(lines):
        return np.zeros(0), np.zeros(0)
    x0, y0, x1, y1 = room
    # Over all scales the box is a cone with its apex at the label position. A segment enters and leaves it at
    # one of its own ends, on an edge of the cone, or above, below or beside the position.
    start_x, start_y = lines[:, :1] - candidate.x, candidate.y - lines[:, 1:2]
    way_x, way_y = lines[:, 2:3] - lines[:, :1], lines[:, 1:2] - lines[:, 3:]
    corner_x, corner_y = np.array([[x0, x0, x1, x1, 1.0, 0.0], [y0, y1, y0, y1, 0.0, 1.0]])
    shares = np.empty((len(lines), len(ENDS) + 10))
    shares[:, :4] = ENDS
    cuts, around = shares[:, 4:10], shares[:, 10:]
    with np.errstate(divide="ignore", invalid="ignore"):
        np.divide(start_y * corner_x - start_x * corner_y, way_x * corner_y - way_y * corner_x, out=cuts)
    cuts[~np.isfinite(cuts)] = 0.0
    cuts.clip(0.0, 1.0, out=cuts)
    # Test just next to these points: at a position on the segment itself every direction is undefined.
    around[:, :2], around[:, 2:] = cuts[:, 4:] - NEXT, cuts[:, 4:] + NEXT
    around.clip(0.0, 1.0, out=around)
    across, down = start_x + shares * way_x, start_y + shares * way_y
    start_x, end_x = span_of(across, np.float64(x0), np.float64(x1))
    start_y, end_y = span_of(down, np.float64(y0), np.float64(y1))
    first, last = np.maximum(start_x, start_y), np.minimum(end_x, end_y)
    met = last >= first * (1 - 1e-9)
    first, last = np.where(met, first, inf), np.where(met, last, 0.0)
    starts, ends = first.min(axis=1), last.max(axis=1)
    reached = ends > 0.0
    return starts[reached], ends[reached]


def span_of(way: Numbers, low: Numbers | np.float64, high: Numbers | np.float64) -> tuple[Numbers, Numbers]:
    """The scales at which `low < way * scale < high`; an empty span ends before it starts."""
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = low / way, high / way
    start, end = np.minimum(first, second), np.maximum(first, second, out=second)
    still = way == 0.0
    if still.any():
        # Few: points at the position itself.
        always = (low < 0.0) & (high > 0.0)
        np.copyto(start, np.where(always, 0.0, inf), where=still)
        np.copyto(end, np.where(always, inf, -inf), where=still)
    return np.maximum(start, 0.0, out=start), end


def scales_of(zooms: Numbers) -> Numbers:
    """Pixels per projected metre at each zoom."""
    return np.exp2(zooms) / COARSEST


def scale_at(zoom: float) -> float:
    """Pixels per projected metre at a zoom."""
    return float(2.0**zoom / COARSEST)


def zoom_at(scale: float) -> float:
    """The zoom, rounded up to the next step, for a scale in px per projected metre."""
    if scale == inf:
        return inf
    lowest = scale_at(ZOOM_RANGE[0])
    return ceil(log2(max(scale, lowest) * COARSEST) / STEP - 1e-9) * STEP


def together(*lines: Numbers | None) -> Numbers:
    """These segments (n, 4) in one array."""
    return np.concatenate([np.zeros((0, 4)), *(each for each in lines if each is not None)])
